internal import App
internal import Bodies
internal import Glibc
internal import System

/// Writes a body, as far as it has come, to a file of the user's.
enum BodyFile {
    private static let pieceSize = 1 << 20

    static func write(_ snapshot: BodySnapshot, to path: String, replacing: Bool) -> SaveResult {
        let path = expanded(path)
        let descriptor: Descriptor
        do {
            descriptor = try Descriptor.open(path, O_WRONLY | O_CREAT | (replacing ? O_TRUNC : O_EXCL))
        } catch {
            var reason = error
            if error.code == EEXIST && !replacing {
                if !isDirectory(path) { return .exists(path: path) }
                reason = SystemError(code: EISDIR)
            }
            return .failed(message: "cannot save to \(path): \(reason)")
        }
        defer { descriptor.close() }
        let sink = FileSink(descriptor: descriptor, name: path)
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 1)
        defer { piece.deallocate() }
        var offset = ByteOffset.zero
        do {
            while offset < snapshot.end {
                let count = snapshot.read(into: piece, at: offset)
                if count == 0 { throw BodyWriteFailure(message: "the body cannot be read back") }
                try sink.write(UnsafeRawBufferPointer(rebasing: piece[..<count]))
                offset = offset + count
            }
        } catch {
            let reason = (error as? BodyWriteFailure)?.message ?? "\(error)"
            return .failed(message: "saved \(offset.bytes) bytes and no more: \(reason)")
        }
        return .saved(path: path, bytes: offset.bytes)
    }

    /// What nobody needs to be asked about: it cannot be replaced.
    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// `~` is the home directory, as in a shell.
    private static func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/"), let home = Environment.value("HOME") else { return path }
        return home + path.dropFirst()
    }
}
