/// Base64 (RFC 4648 section 4) that is taken up anywhere in it.
enum Base64Text {
    /// Where in a record the text of its member `bytes` begins.
    enum Beginning: Equatable {
        case at(Int)
        case none
        case needsMore
    }

    private static let member = Array("bytes".utf8)
    /// What may stand before it.
    private static let longestBefore = 1 << 10

    /// Of the record that begins with `bytes`. Members before that one are strings, as the padding is.
    static func beginning(in bytes: Slice<UnsafeBufferPointer<UInt8>>, isFinal: Bool) -> Beginning {
        var scan = Scan(rest: bytes.prefix(longestBefore))
        let isAll = isFinal || scan.rest.count == longestBefore
        var mark = JSONByte.openObject
        while scan.take(mark), scan.take(JSONByte.quote), let name = scan.string(), scan.take(JSONByte.colon), scan.take(JSONByte.quote) {
            if name.elementsEqual(member) { return .at(scan.rest.startIndex) }
            guard scan.string() != nil else { break }
            mark = JSONByte.comma
        }
        return isAll || !scan.rest.isEmpty ? .none : .needsMore
    }

    /// Nothing is left if all that there is could go on as what is looked for.
    private struct Scan {
        var rest: Slice<UnsafeBufferPointer<UInt8>>

        mutating func take(_ byte: UInt8) -> Bool {
            rest = rest.drop { $0 <= 0x20 }
            guard rest.first == byte else { return false }
            rest.removeFirst()
            return true
        }

        /// What stands before the next quote, which is taken too.
        mutating func string() -> Slice<UnsafeBufferPointer<UInt8>>? {
            let whole = rest
            while let byte = rest.popFirst() {
                if byte == JSONByte.quote { return whole[..<(rest.startIndex - 1)] }
                if byte == JSONByte.backslash { _ = rest.popFirst() }
            }
            return nil
        }
    }

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
