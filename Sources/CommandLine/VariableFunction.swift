/// What can be done to a variable while it is put in: `{{name:trim:url}}` (curl(1), VARIABLES).
enum VariableFunction: String {
    case trim, json, url, b64

    func apply(to value: [UInt8]) -> [UInt8] {
        switch self {
        case .trim:
            let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
            let start = value.drop(while: isBlank)
            return Array(start.prefix(start.lastIndex { !isBlank($0) }.map { $0 - start.startIndex + 1 } ?? 0))
        case .json: return value.flatMap(VariableFunction.jsonEscaped)
        case .url: return percentEncoded(value)
        case .b64: return VariableFunction.base64(value)
        }
    }

    /// As part of a JSON string (RFC 8259 section 7), without its quotes.
    private static func jsonEscaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "\""): return [UInt8(ascii: "\\"), byte]
        case 0x08: return Array(#"\b"#.utf8)
        case 0x09: return Array(#"\t"#.utf8)
        case 0x0A: return Array(#"\n"#.utf8)
        case 0x0C: return Array(#"\f"#.utf8)
        case 0x0D: return Array(#"\r"#.utf8)
        case 0..<0x20:
            let digits = String(byte, radix: 16)
            return Array("\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8)
        default: return [byte]
        }
    }

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        var bits = 0, count = 0
        for byte in bytes {
            bits = (bits << 8 | Int(byte)) & 0xFFFF
            count += 8
            while count >= 6 {
                count -= 6
                result.append(digits[bits >> count & 63])
            }
        }
        if count > 0 { result.append(digits[bits << (6 - count) & 63]) }
        while result.count % 4 != 0 { result.append(UInt8(ascii: "=")) }
        return result
    }
}
