/// Base64 (RFC 4648 section 4) that is taken up anywhere in it.
enum Base64Text {
    /// How a record begins that is the text of a member.
    static let member = Array("{\"bytes\":\"".utf8)

    static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    /// The bytes that are whole. `phase`: how many bytes of a group of three came before; the text begins with the character that the
    /// next one begins in.
    static func decode(_ code: Slice<UnsafeBufferPointer<UInt8>>, phase: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(code.count * 3 / 4)
        var phase = phase
        var place = code.startIndex
        while place + 1 < code.endIndex {
            let first = value(of: code[place]) ?? 0, second = value(of: code[place + 1]) ?? 0
            switch phase {
            case 0: bytes.append(first << 2 | second >> 4)
            case 1: bytes.append(first << 4 | second >> 2)
            default: bytes.append(first << 6 | second)
            }
            // The third byte ends with its character.
            place += phase == 2 ? 2 : 1
            phase = (phase + 1) % 3
        }
        return bytes
    }
}
