/// The inside of bash's `$'…'` (bash(1), QUOTING).
///
/// Browsers write UTF-16: a character beyond the first plane comes as two `\u`, which are joined here.
struct AnsiCString {
    let bytes: [UInt8]
    /// After the opening quote, and in the end after the closing one.
    private(set) var position: Int
    private var text: [UInt8] = []
    /// A high surrogate that waits for its low one.
    private var pending: UInt32?

    init(bytes: [UInt8], position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// `nil` if the closing quote is missing.
    mutating func parse() -> [UInt8]? {
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "'"):
                flush()
                return text
            case UInt8(ascii: "\\"):
                guard let letter = next() else { return nil }
                escape(letter)
            default:
                append([byte])
            }
        }
        return nil
    }

    private mutating func escape(_ letter: UInt8) {
        switch letter {
        case UInt8(ascii: "u"): unicode(digits: 4)
        case UInt8(ascii: "U"): unicode(digits: 8)
        case UInt8(ascii: "x"):
            append(number(base: 16, digits: 2).map { [UInt8(truncatingIfNeeded: $0)] } ?? Array("\\x".utf8))
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            position -= 1
            append(number(base: 8, digits: 3).map { [UInt8(truncatingIfNeeded: $0)] } ?? [])
        case UInt8(ascii: "c"):
            append(next().map { [$0 & 0x1F] } ?? [])
        default:
            let plain: [UInt8: UInt8] = [
                UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "e"): 0x1B, UInt8(ascii: "E"): 0x1B,
                UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
                UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): letter, UInt8(ascii: "'"): letter,
                UInt8(ascii: "\""): letter, UInt8(ascii: "?"): letter,
            ]
            append(plain[letter].map { [$0] } ?? [UInt8(ascii: "\\"), letter])
        }
    }

    private mutating func unicode(digits: Int) {
        guard let code = number(base: 16, digits: digits) else {
            append(Array(digits == 4 ? "\\u".utf8 : "\\U".utf8))
            return
        }
        if let high = pending, (0xDC00...0xDFFF).contains(code) {
            pending = nil
            append(0x10000 + (high - 0xD800) << 10 + (code - 0xDC00))
        } else if (0xD800...0xDBFF).contains(code) {
            flush()
            pending = code
        } else {
            append(code)
        }
    }

    private mutating func append(_ code: UInt32) {
        // A lone surrogate or a number beyond Unicode is no character.
        append(Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8))
    }

    private mutating func append(_ more: [UInt8]) {
        flush()
        text += more
    }

    private mutating func flush() {
        if pending != nil { text += "\u{FFFD}".utf8 }
        pending = nil
    }

    /// As many digits as there are, up to `digits`; `nil` for none.
    private mutating func number(base: Int, digits: Int) -> UInt32? {
        let found = bytes[position...].prefix(digits).prefix { byte in
            switch byte {
            case 0x30...0x37: true
            case 0x38, 0x39: base > 8
            case 0x41...0x46, 0x61...0x66: base > 10
            default: false
            }
        }
        position += found.count
        return UInt32(String(decoding: found, as: UTF8.self), radix: base)
    }

    private mutating func next() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }
}
