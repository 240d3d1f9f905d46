internal import Glibc
internal import System

/// The other side has gone, or the server is stopping: the script is over.
package struct ConnectionEnded: Error {
    package init() {}
}

/// One accepted connection, in the hands of its script. Every method throws `ConnectionEnded`.
package final class ScriptedConnection {
    /// Zero-based, in the order of accepting.
    package let number: Int
    private let socket: Int32
    private let stopping: Latch
    private let log: ScriptedServer.Log
    private var unread: [UInt8] = []

    init(socket: Int32, number: Int, stopping: Latch, log: ScriptedServer.Log) {
        self.socket = socket
        self.number = number
        self.stopping = stopping
        self.log = log
        var yes: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        _ = fcntl(socket, F_SETFL, O_NONBLOCK)
    }

    // MARK: reading

    /// The next request: its head, and its body if it has a Content-Length or comes in chunks without trailers.
    @discardableResult
    package func readRequest() throws -> [UInt8] {
        let headLength = try readHead()
        var length = headLength + ScriptedConnection.contentLength(of: unread[..<headLength])
        while unread.count < length { try readMore() }
        if String(decoding: unread[..<headLength], as: UTF8.self).contains("\r\nTransfer-Encoding: chunked\r\n") {
            length = try readChunks(from: headLength)
        }
        let request = Array(unread[..<length])
        unread.removeFirst(length)
        log.requests.withLock { $0.append(request) }
        return request
    }

    /// Waits for the head of the next request and leaves it to `readRequest`; returns its length in bytes.
    @discardableResult
    package func readHead() throws -> Int {
        let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        while true {
            if let start = unread.indices.first(where: { unread[$0...].starts(with: end) }) { return start + end.count }
            try readMore()
        }
    }

    /// Takes the next `count` bytes, whatever they mean, and logs nothing.
    package func read(_ count: Int) throws -> [UInt8] {
        let bytes = try peek(count)
        unread.removeFirst(count)
        return bytes
    }

    /// The next `count` bytes, which stay to be read.
    package func peek(_ count: Int) throws -> [UInt8] {
        while unread.count < count { try readMore() }
        return Array(unread[..<count])
    }

    /// Takes so many bytes without keeping them.
    package func discard(_ count: Int) throws {
        var left = count - min(count, unread.count)
        unread.removeFirst(count - left)
        while left > 0 {
            guard let more = try receive() else { throw ConnectionEnded() }
            unread = Array(more.dropFirst(left))
            left -= min(left, more.count)
        }
    }

    /// Returns where the last chunk ends.
    private func readChunks(from start: Int) throws -> Int {
        var position = start
        while true {
            while !unread[position...].contains(0x0A) { try readMore() }
            let line = unread[position...].prefix { $0 != 0x0D }
            guard let size = Int(String(decoding: line, as: UTF8.self), radix: 16) else { throw ConnectionEnded() }
            position = line.endIndex + 2 + size + 2
            while unread.count < position { try readMore() }
            if size == 0 { return position }
        }
    }

    private func readMore() throws {
        guard let more = try receive() else { throw ConnectionEnded() }
        unread += more
    }

    /// Waits until the other side closes; what it still sends is dropped.
    package func waitForClose() throws {
        while try receive() != nil {}
    }

    private static func contentLength(of head: ArraySlice<UInt8>) -> Int {
        for line in head.split(separator: 0x0A) {
            let parts = String(decoding: line, as: UTF8.self).lowercased().split(separator: ":")
            if parts.count == 2, parts[0] == "content-length" {
                return Int(parts[1].filter(\.isNumber)) ?? 0
            }
        }
        return 0
    }

    /// `nil` at the end.
    private func receive() throws -> [UInt8]? {
        while true {
            var buffer = [UInt8](repeating: 0, count: 65536)
            let count = recv(socket, &buffer, buffer.count, 0)
            if count > 0 { return Array(buffer[..<count]) }
            if count == 0 { return nil }
            guard errno == EAGAIN || errno == EINTR else { throw ConnectionEnded() }
            if firstReady(of: [stopping.descriptor, socket], milliseconds: -1) == 0 { throw ConnectionEnded() }
        }
    }

    // MARK: sending

    package func send(_ text: String) throws {
        try send(bytes: Array(text.utf8))
    }

    package func send(bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { bytes in
            var rest = bytes
            while rest.count > 0 {
                let count = Glibc.send(socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
                if count > 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
                } else if errno == EAGAIN {
                    try waitForRoom()
                } else if errno != EINTR {
                    throw ConnectionEnded()
                }
            }
        }
    }

    /// A chunk of a body in chunked coding (RFC 9112 section 7.1).
    package func sendChunk(_ bytes: [UInt8]) throws {
        try send(bytes: Array(String(bytes.count, radix: 16).utf8) + [0x0D, 0x0A] + bytes + [0x0D, 0x0A])
    }

    package func sendChunk(_ text: String) throws {
        try sendChunk(Array(text.utf8))
    }

    /// The last chunk, and trailer lines without their line ends.
    package func endChunks(trailers: [String] = []) throws {
        try send("0\r\n" + trailers.map { $0 + "\r\n" }.joined() + "\r\n")
    }

    /// Sends `bytes` again and again until the other side has gone.
    package func sendEndlessly(_ bytes: [UInt8]) throws -> Never {
        while true { try send(bytes: bytes) }
    }

    private func waitForRoom() throws {
        var waiting = [
            pollfd(fd: stopping.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket, events: Int16(POLLOUT), revents: 0),
        ]
        poll(&waiting, 2, -1)
        if waiting[0].revents != 0 { throw ConnectionEnded() }
    }

    // MARK: taking turns and ending

    /// Goes on when the test releases `latch`.
    package func pause(until latch: Latch) throws {
        if firstReady(of: [stopping.descriptor, latch.descriptor], milliseconds: -1) == 0 { throw ConnectionEnded() }
    }

    /// Sends no more, and takes what still comes: the other side sees the end and no reset, which closing with something unread is.
    package func endSending() throws {
        shutdown(socket, Int32(SHUT_WR))
        try waitForClose()
    }

    /// Ends the connection with RST instead of FIN, whatever was sent and not yet read. Returns by throwing.
    package func reset() throws -> Never {
        var hard = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
        throw ConnectionEnded()
    }
}
