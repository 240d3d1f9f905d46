#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// A pipe of which neither end ever blocks: what is written to one end makes the other readable.
///
/// The value owns nothing: `close` is for whoever made it.
package struct WakePipe: Sendable {
    package let reader: Int32
    package let writer: Int32

    package init() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0, "no descriptors left for a pipe")
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reader, writer) = (ends[0], ends[1])
    }

    /// Makes `reader` readable. A pipe that is full is readable already. Async-signal-safe.
    package func wake(_ byte: UInt8 = 0) {
        var byte = byte
        _ = write(writer, &byte, 1)
    }

    /// Takes what has been written, at most `limit` bytes of it; none if nothing has.
    package func take(atMost limit: Int = 64) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = read(reader, &bytes, limit)
        bytes.removeLast(limit - max(0, count))
        return bytes
    }

    package func close() {
        Descriptor(reader).close()
        Descriptor(writer).close()
    }
}
