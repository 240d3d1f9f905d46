/// A frame of HTTP/2 (RFC 9113 section 4), with whatever in it: the impossible too.
package struct HTTP2Frame: Sendable {
    package enum Kind: UInt8, Sendable {
        case data, headers, priority, resetStream, settings, pushPromise, ping, goAway, windowUpdate, continuation
        /// One that nobody has defined.
        case unknown = 0x77
    }

    package static let endStream: UInt8 = 0x1
    package static let endHeaders: UInt8 = 0x4
    /// Of SETTINGS and PING.
    package static let acknowledgement: UInt8 = 0x1

    package var kind: Kind
    package var flags: UInt8
    /// 1 is the first that a client opens, 0 the connection.
    package var stream: UInt32
    package var payload: [UInt8]
    /// What the frame says of its length, in bytes, if it lies.
    package var claimedLength: Int?

    package init(_ kind: Kind, flags: UInt8 = 0, stream: UInt32 = 0, _ payload: [UInt8] = [], claimedLength: Int? = nil) {
        self.kind = kind
        self.flags = flags
        self.stream = stream
        self.payload = payload
        self.claimedLength = claimedLength
    }

    /// A head or trailers of stream 1, whole in one frame.
    package static func fields(_ fields: [(String, String)], flags: UInt8 = endHeaders) -> HTTP2Frame {
        HTTP2Frame(.headers, flags: flags, stream: 1, block(fields))
    }

    package static func data(_ text: String, flags: UInt8 = 0) -> HTTP2Frame {
        HTTP2Frame(.data, flags: flags, stream: 1, Array(text.utf8))
    }

    package static func setting(_ identifier: UInt16, _ value: UInt32) -> HTTP2Frame {
        HTTP2Frame(.settings, bytes(UInt32(identifier), 2) + bytes(value, 4))
    }

    /// HPACK's literal fields without indexing (RFC 7541 section 6.2.2): names and values as they are.
    package static func block(_ fields: [(String, String)]) -> [UInt8] {
        fields.flatMap { name, value in [0] + string(name) + string(value) }
    }

    /// One field that stays in the table that both sides keep (section 6.2.1); then `indexed` is the whole of it, in one byte.
    package static func kept(_ name: String, _ value: String) -> [UInt8] {
        [0x40] + string(name) + string(value)
    }

    /// The field that was kept last.
    package static let indexed: UInt8 = 0x80 | 62

    /// Without Huffman coding: its length as an integer with a prefix of seven bits (section 5.1), and its bytes.
    private static func string(_ text: String) -> [UInt8] {
        var length = text.utf8.count
        guard length >= 127 else { return [UInt8(length)] + text.utf8 }
        var encoded: [UInt8] = [127]
        length -= 127
        while length >= 128 {
            encoded.append(UInt8(length & 127) | 128)
            length >>= 7
        }
        return encoded + [UInt8(length)] + text.utf8
    }

    package var bytes: [UInt8] {
        Self.bytes(UInt32(claimedLength ?? payload.count), 3) + [kind.rawValue, flags] + Self.bytes(stream, 4) + payload
    }

    /// In the order of networks.
    package static func bytes(_ number: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}

extension ScriptedConnection {
    private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

    /// Takes what a client with prior knowledge begins with, up to the head of its request, and says the server's settings.
    package func beginHTTP2(_ settings: HTTP2Frame = HTTP2Frame(.settings)) throws {
        guard try read(Self.preface.count) == Self.preface else { throw ConnectionEnded() }
        try send(settings)
        while try readFrameKind() != HTTP2Frame.Kind.headers.rawValue {}
    }

    private func readFrameKind() throws -> UInt8 {
        let head = try read(9)
        try discard(head[..<3].reduce(0) { $0 << 8 | Int($1) })
        return head[3]
    }

    package func send(_ frames: HTTP2Frame...) throws {
        try send(bytes: frames.flatMap(\.bytes))
    }
}
