/// One character of UTF-8, by the table of well-formed sequences (Unicode 3.9, table 3-7): no overlong forms, no
/// surrogates, nothing above U+10FFFF.
enum UTF8Scalar {
    /// The character at the start of `bytes`, which begins with a byte above 7F, and its length in bytes; nil if there is none.
    static func decode(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> (Unicode.Scalar, Int)? {
        guard let first = bytes.first else { return nil }
        let length: Int
        var value: UInt32
        let second: ClosedRange<UInt8>
        switch first {
        case 0xC2...0xDF: (length, value, second) = (2, UInt32(first & 0x1F), 0x80...0xBF)
        case 0xE0: (length, value, second) = (3, 0, 0xA0...0xBF)
        case 0xED: (length, value, second) = (3, 0xD, 0x80...0x9F)
        case 0xE1...0xEF: (length, value, second) = (3, UInt32(first & 0xF), 0x80...0xBF)
        case 0xF0: (length, value, second) = (4, 0, 0x90...0xBF)
        case 0xF1...0xF3: (length, value, second) = (4, UInt32(first & 0x7), 0x80...0xBF)
        case 0xF4: (length, value, second) = (4, 4, 0x80...0x8F)
        default: return nil
        }
        guard bytes.count >= length, second.contains(bytes[bytes.startIndex + 1]) else { return nil }
        for index in bytes.startIndex + 1..<bytes.startIndex + length {
            guard bytes[index] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        return Unicode.Scalar(value).map { ($0, length) }
    }
}
