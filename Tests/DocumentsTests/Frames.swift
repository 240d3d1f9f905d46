import Documents

/// Bodies made of frames, for tests.
enum Frames {
    /// A message of an AWS event stream, with string headers.
    static func aws(_ headers: [(String, String)], _ payload: String) -> [UInt8] {
        let headers = headers.flatMap { name, value -> [UInt8] in
            [UInt8(name.utf8.count)] + Array(name.utf8) + [7] + Array(number(value.utf8.count).suffix(2)) + Array(value.utf8)
        }
        let payload = Array(payload.utf8)
        let prelude = number(headers.count + payload.count + 16) + number(headers.count)
        let message = prelude + number(Int(sum(prelude))) + headers + payload
        return message + number(Int(sum(message)))
    }

    static func event(_ type: String, _ payload: String) -> [UInt8] {
        aws([(":event-type", type), (":content-type", "application/json"), (":message-type", "event")], payload)
    }

    static func docker(_ stream: UInt8, _ text: String) -> [UInt8] {
        [stream, 0, 0, 0] + number(text.utf8.count) + Array(text.utf8)
    }

    /// Of Connect and gRPC.
    static func message(_ flags: UInt8, _ payload: [UInt8]) -> [UInt8] { [flags] + number(payload.count) + payload }

    private static func number(_ value: Int) -> [UInt8] { (0..<4).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

    /// Bit by bit, as the check sum is defined.
    private static func sum(_ bytes: [UInt8]) -> UInt32 {
        var rest: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            rest ^= UInt32(byte)
            for _ in 0..<8 { rest = rest >> 1 ^ (rest & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~rest
    }
}
