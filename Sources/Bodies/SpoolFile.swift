internal import Glibc
internal import System

/// The file a body is kept in: nameless from the start, readable by this user only, gone with its descriptor.
///
/// Written by `pwrite` and read by `pread`, never through a writable mapping, so that a full disk
/// is an error here and not a SIGBUS.
package final class SpoolFile: Sendable {
    /// The directory, for messages.
    package let directory: String
    private let descriptor: Int32

    /// `$TMPDIR`, else /var/tmp (/tmp is often memory).
    package static var usualDirectory: String { Environment.value("TMPDIR") ?? "/var/tmp" }

    /// Opens a spool in the usual directory.
    package convenience init() throws {
        try self.init(directory: SpoolFile.usualDirectory)
    }

    package init(directory: String) throws {
        self.directory = directory
        descriptor = try SpoolFile.open(in: directory)
    }

    deinit {
        close(descriptor)
    }

    /// Writes all of `bytes` at `offset`.
    package func write(_ bytes: UnsafeRawBufferPointer, at offset: ByteOffset) throws {
        do {
            try Descriptor(descriptor).writeAll(bytes, at: offset.bytes)
        } catch {
            throw SpoolFile.failure("cannot keep the body in", directory, error)
        }
    }

    /// In bytes, those of a write that failed half-way too.
    package var length: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Fills `buffer` from `offset`; returns the bytes read, fewer only at the end of the file.
    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: ByteOffset) -> Int {
        Descriptor(descriptor).read(into: buffer, at: offset.bytes)
    }

    private static func open(in directory: String) throws -> Int32 {
        // glibc's O_TMPFILE is a macro of two flags, which Swift does not import.
        let nameless = O_DIRECTORY | 0o20_000_000
        let descriptor = Glibc.open(directory, O_RDWR | O_CLOEXEC | nameless, 0o600)
        if descriptor >= 0 { return descriptor }
        // Not every file system knows nameless files (EOPNOTSUPP, or EISDIR on an old kernel).
        guard errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL else {
            throw failure("cannot make a spool file in", directory, .last)
        }
        var template = Array("\(directory)/curlew.XXXXXX".utf8CString)
        let named = mkstemp(&template)  // 0600 by POSIX
        guard named >= 0 else { throw failure("cannot make a spool file in", directory, .last) }
        _ = fcntl(named, F_SETFD, FD_CLOEXEC)
        unlink(template)
        return named
    }

    private static func failure(_ what: String, _ directory: String, _ reason: SystemError) -> BodyWriteFailure {
        BodyWriteFailure(message: "\(what) \(directory): \(reason)")
    }
}
