/// Writes and reads strings of JSON (RFC 8259 section 7).
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

// Reading
extension JSONString {
    /// What a string means, without the quotes around it if they are there. What is no escape sequence stays as it is; U+FFFD stands
    /// for half a character.
    package static func unescaped(_ text: [UInt8]) -> [UInt8] { unescapedWithPlaces(text).utf8 }

    /// For each byte also the index in `text` of what it was made from.
    package static func unescapedWithPlaces(_ text: [UInt8]) -> (utf8: [UInt8], places: [Int]) {
        var utf8: [UInt8] = [], places: [Int] = []
        utf8.reserveCapacity(text.count)
        places.reserveCapacity(text.count)
        var index = text.first == UInt8(ascii: "\"") ? 1 : 0
        while index < text.count {
            let start = index
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: "\""), index == text.count, start > 0 { break }
            if byte == UInt8(ascii: "\\"), let (scalar, length) = text.withUnsafeBufferPointer({ escape(in: $0, at: start) }) {
                index = start + length
                for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    utf8.append(unit)
                    places.append(start)
                }
            } else {
                utf8.append(byte)
                places.append(start)
            }
        }
        return (utf8, places)
    }

    /// The character that the escape sequence at a backslash stands for, U+FFFD for half of one, and how many bytes it takes; nil if
    /// it is none.
    package static func escape(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> (Unicode.Scalar, Int)? {
        guard place + 1 < text.count else { return nil }
        switch text[place + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return (Unicode.Scalar(text[place + 1]), 2)
        case UInt8(ascii: "b"): return ("\u{8}", 2)
        case UInt8(ascii: "f"): return ("\u{C}", 2)
        case UInt8(ascii: "n"): return ("\n", 2)
        case UInt8(ascii: "r"): return ("\r", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case UInt8(ascii: "u"):
            guard let first = unit(in: text, at: place) else { return nil }
            if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
            // Two units make a character beyond U+FFFF.
            guard first < 0xDC00, let second = unit(in: text, at: place + 6), 0xDC00..<0xE000 ~= second,
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            else { return ("\u{FFFD}", 6) }
            return (scalar, 12)
        default: return nil
        }
    }

    /// The number of `\uXXXX` at a place.
    private static func unit(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt32? {
        guard place + 6 <= text.count, text[place] == UInt8(ascii: "\\"), text[place + 1] == UInt8(ascii: "u") else { return nil }
        var unit: UInt32 = 0
        for byte in text[place + 2..<place + 6] {
            guard let digit = byte.hexadecimalValue else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }
}
