internal import Bodies
internal import Glibc
internal import HTTP
internal import Plan
internal import System
internal import Transfer

/// The file of `-o` or `-O`: what it is called, when it is made, and what may be lost by that, as curl(1) has it.
struct OutputFile {
    private let settings: Output
    /// Where it is, once made; before that where it is going to be.
    private(set) var path: String
    private var sink: FileSink?
    /// It is ours from now on, and may be replaced.
    private(set) var isMade = false
    private var isNamedByServer = false
    /// Bytes that were there before and stay: `-C`.
    private let kept: Int

    /// `kept`: how many bytes at the file's beginning stay; above 0, the body goes after its end. Throws `BodyWriteFailure`; then nothing is to be sent.
    init(_ settings: Output, keeping kept: Int = 0) throws {
        guard let path = settings.path else { preconditionFailure("standard output is no file") }
        if settings.name?.isEmpty != false && !settings.takesNameFromHeader {
            throw BodyWriteFailure(message: "Remote file name has no length")
        }
        self.settings = settings
        self.path = path
        self.kept = kept
        if settings.createsDirectories, settings.name?.isEmpty == false { try OutputFile.makeDirectories(above: path) }
        if kept > 0 { try openOrFail(O_WRONLY | O_CREAT | O_APPEND) }
    }

    /// With `-J`, makes the file under the name that the server gives it; without a name, under its own.
    mutating func take(_ head: ResponseHead) throws {
        guard settings.takesNameFromHeader, !isMade, !isNamedByServer, !head.isInterim,
            let value = head.fields["content-disposition"], let name = RemoteName.of(contentDisposition: value)
        else { return }
        if name.isEmpty { throw BodyWriteFailure(message: "Remote filename has no length!") }
        isNamedByServer = true
        path = settings.directory.map { $0.isEmpty ? name : "\($0)/\(name)" } ?? name
        try make()
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        if bytes.count == 0 { return }
        try make()
        try sink?.write(bytes)
    }

    /// Makes it if that has not happened: an empty body is a file too.
    mutating func make() throws {
        if isMade { return }
        if path.isEmpty || path.last == "/" { throw BodyWriteFailure(message: "Remote filename has no length!") }
        let replaces = settings.clobber == .always || settings.clobber == .ours && !isNamedByServer
        if replaces { return try openOrFail(O_WRONLY | O_CREAT | O_TRUNC) }
        let wanted = path
        for number in 1...100 {
            do {
                return try open(O_WRONLY | O_CREAT | O_EXCL)
            } catch {
                guard settings.clobber == .never, [EEXIST, EISDIR].contains(error.code), number < 100 else {
                    throw failure(error)
                }
                path = "\(wanted).\(number)"
            }
        }
    }

    /// Throws away what an attempt before has written.
    mutating func startOver() {
        guard isMade else { return }
        if sink == nil { try? open(O_WRONLY | O_CREAT | O_APPEND) }
        if let sink { ftruncate(sink.descriptor.number, off_t(kept)) }
    }

    mutating func close() {
        sink?.finish()
        sink?.descriptor.close()
        sink = nil
    }

    func remove() {
        if isMade { unlink(path) }
    }

    /// `-R`; seconds since 1970.
    func setTime(_ seconds: Int) {
        let time = timespec(tv_sec: seconds, tv_nsec: 0)
        utimensat(AT_FDCWD, path, [time, time], 0)
    }

    /// `--xattr`, under the names of freedesktop.org's CommonExtendedAttributes.
    ///
    /// What could not be done, in words.
    func storeOrigin(_ report: TransferReport) -> String? {
        guard isMade else { return nil }
        let attributes = [
            ("user.creator", "curlew"), ("user.xdg.origin.url", report.effectiveURL.map(urlWithoutUser)),
            ("user.xdg.referrer.url", report.figures.referer), ("user.mime_type", report.figures.contentType),
        ]
        do throws(SystemError) {
            for case (let name, let value?) in attributes { try setExtendedAttribute(name, value, of: path) }
            return nil
        } catch {
            return "Error setting extended attributes on '\(path)': \(error)"
        }
    }

    private mutating func open(_ flags: Int32) throws(SystemError) {
        sink = FileSink(descriptor: try Descriptor.open(path, flags), name: path)
        isMade = true
    }

    private mutating func openOrFail(_ flags: Int32) throws {
        do {
            try open(flags)
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ reason: SystemError) -> BodyWriteFailure {
        BodyWriteFailure(message: "Failed to open the file \(path): \(reason)")
    }

    /// Mode as curl's.
    private static func makeDirectories(above path: String) throws {
        let names = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        for count in names.indices {
            let directory = names[...count].joined(separator: "/")
            if directory.isEmpty || mkdir(directory, 0o750) == 0 || [EEXIST, EACCES, EROFS, EISDIR].contains(errno) { continue }
            throw BodyWriteFailure(message: "Error creating directory \(directory): \(SystemError.last)")
        }
    }
}
