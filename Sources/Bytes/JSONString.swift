/// Writes strings of JSON (RFC 8259 section 7).
package enum JSONString {
    /// What is escaped beyond the quote, the backslash and the controls below U+0020, which must be.
    package enum Escaping: Sendable {
        /// Nothing, as the curl tool does it.
        case required
        /// Whatever acts on a terminal or hides there: DEL, C1 controls, what turns the direction of text, characters without
        /// width. So that what somebody prints does no harm.
        case harmless
    }

    /// `bytes` with quotes around them. Bytes that are not UTF-8 stay as they are, which makes it no JSON.
    package static func quoted(_ bytes: some Sequence<UInt8>, _ escaping: Escaping = .required) -> [UInt8] {
        var text: [UInt8] = [UInt8(ascii: "\"")]
        append(Array(bytes), to: &text, escaping)
        text.append(UInt8(ascii: "\""))
        return text
    }

    /// As text, U+FFFD for each byte that is not UTF-8.
    package static func quoted(_ text: String) -> String {
        String(decoding: quoted(text.utf8), as: UTF8.self)
    }

    /// Without the quotes.
    package static func append(_ bytes: [UInt8], to text: inout [UInt8], _ escaping: Escaping = .required) {
        bytes.withUnsafeBufferPointer { bytes in
            // Runs of what needs no look are copied at once.
            var plain = 0, index = 0
            let needsLook = escaping == .harmless ? beginsHarm : mustBeEscaped
            while index < bytes.count {
                let byte = bytes[index]
                guard needsLook[Int(byte)] else {
                    index += 1
                    continue
                }
                var scalar = Unicode.Scalar(byte), length = 1
                if byte >= 0x80 {
                    guard case .scalar(let found, let count) = UTF8Scan.next(in: bytes, at: index), acts(found) else {
                        index += 1
                        continue
                    }
                    (scalar, length) = (found, count)
                }
                text += bytes[plain..<index]
                appendEscape(of: scalar, to: &text)
                index += length
                plain = index
            }
            text += bytes[plain...]
        }
    }

    private static let mustBeEscaped: [Bool] = (0..<256).map { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }

    /// Also the first bytes of U+0080…U+00BF, U+0600…U+063F, U+2000…U+2FFF and U+F000…U+FFFF.
    private static let beginsHarm: [Bool] = (0..<256).map { mustBeEscaped[$0] || [0x7F, 0xC2, 0xD8, 0xE2, 0xEF].contains($0) }

    private static func acts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }

    private static func appendEscape(of scalar: Unicode.Scalar, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\\"))
        switch scalar {
        case "\"", "\\": text.append(UInt8(truncatingIfNeeded: scalar.value))
        case "\u{8}": text.append(UInt8(ascii: "b"))
        case "\t": text.append(UInt8(ascii: "t"))
        case "\n": text.append(UInt8(ascii: "n"))
        case "\u{C}": text.append(UInt8(ascii: "f"))
        case "\r": text.append(UInt8(ascii: "r"))
        default:
            text.append(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] as [UInt32] {
                let digit = UInt8(truncatingIfNeeded: scalar.value >> shift & 0xF)
                text.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
    }
}
