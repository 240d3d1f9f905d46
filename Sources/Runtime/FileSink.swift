internal import Bodies
internal import Glibc
internal import Synchronization

/// A body into a descriptor or a file, unbuffered: what came is in it.
final class FileSink: BodySink {
    private let path: String?
    /// For messages.
    private let name: String
    /// `-C`: what is there stays.
    private let appends: Bool
    /// -1 until the file is opened, at the first byte: as with curl, no body makes no file.
    private let descriptor: Mutex<Int32>

    init(path: String, appends: Bool = false) {
        self.path = path
        name = path
        self.appends = appends
        descriptor = Mutex(-1)
    }

    /// Takes over an open descriptor and leaves it open.
    init(descriptor: Int32, name: String = "standard output") {
        path = nil
        appends = false
        self.name = name
        self.descriptor = Mutex(descriptor)
    }

    deinit {
        if path != nil { descriptor.withLock { if $0 >= 0 { _ = close($0) } } }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        let descriptor = try opened()
        var rest = bytes
        while rest.count > 0 {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN {
                    var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&ready, 1, -1)
                    continue
                }
                throw failure("cannot write to")
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    func finish() {}

    private func opened() throws -> Int32 {
        try descriptor.withLock { descriptor in
            if descriptor < 0, let path {
                descriptor = open(path, O_WRONLY | O_CREAT | (appends ? O_APPEND : O_TRUNC) | O_CLOEXEC, 0o666)
                if descriptor < 0 { throw failure("cannot open") }
            }
            return descriptor
        }
    }

    private func failure(_ what: String) -> BodyWriteFailure {
        BodyWriteFailure(message: "\(what) \(name): \(String(cString: strerror(errno)))")
    }
}

/// A body into two places; a failure of either is the transfer's.
struct TeeSink: BodySink {
    let first: any BodySink
    let second: any BodySink

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try first.write(bytes)
        try second.write(bytes)
    }

    func finish() {
        first.finish()
        second.finish()
    }
}
