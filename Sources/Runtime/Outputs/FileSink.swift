internal import Bodies
internal import Glibc

/// A body into a descriptor that somebody else opened and will close, unbuffered: what came is in it.
struct FileSink: BodySink {
    let descriptor: Int32
    /// For messages.
    var name = "standard output"

    func write(_ bytes: UnsafeRawBufferPointer) throws {
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
                throw BodyWriteFailure(message: "cannot write to \(name): \(String(cString: strerror(errno)))")
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes(write)
    }

    func finish() {}
}
