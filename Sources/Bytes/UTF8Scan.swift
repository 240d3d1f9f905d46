/// UTF-8, one character at a time, by the table of well-formed sequences (the Unicode Standard, section 3.9, table 3-7):
/// no overlong forms, no surrogates, nothing above U+10FFFF.
package enum UTF8Scan {
    /// What the bytes at a place are.
    @frozen
    package enum Finding: Equatable, Sendable {
        case scalar(Unicode.Scalar, length: Int)
        /// So many bytes that are no character: the beginning of one that does not go on as it must, or one byte.
        case invalid(length: Int)
        /// The bytes end within what may become a character.
        case incomplete
    }

    /// What is at `index`, which is within `bytes`.
    @inlinable
    package static func next(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Finding {
        let lead = bytes[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0x00...0x7F: return .scalar(Unicode.Scalar(lead), length: 1)
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return .invalid(length: 1)
        }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for step in 1..<length {
            guard index + step < bytes.count else { return .incomplete }
            let byte = bytes[index + step]
            guard (step == 1 ? second : 0x80...0xBF).contains(byte) else { return .invalid(length: step) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return Unicode.Scalar(value).map { .scalar($0, length: length) } ?? .invalid(length: 1)
    }

    /// What `bytes` begin with; nil if there are none.
    package static func first(in bytes: [UInt8]) -> Finding? {
        bytes.isEmpty ? nil : bytes.withUnsafeBufferPointer { next(in: $0, at: 0) }
    }

    /// Whether `byte` is one that no character begins with and that goes on with one.
    @inlinable
    package static func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }

    /// The last place at or before `limit`, which is within `bytes`, where no character is split; never 0.
    package static func boundary(in bytes: UnsafeBufferPointer<UInt8>, atMost limit: Int) -> Int {
        guard isContinuation(bytes[limit]) else { return limit }
        for back in 1...3 where back < limit {
            if isContinuation(bytes[limit - back]) { continue }
            switch next(in: bytes, at: limit - back) {
            case .scalar(_, let length): return length > back ? limit - back : limit
            case .incomplete: return limit - back
            case .invalid: return limit
            }
        }
        return limit
    }
}
