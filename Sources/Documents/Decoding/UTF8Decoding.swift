internal import Screen

enum UTF8Decoding {
    /// What the bytes at a place are (the Unicode Standard, section 3.9, table 3-7).
    enum Result: Equatable {
        case scalar(Unicode.Scalar, length: Int)
        /// So many bytes that are no character: a maximal subpart of one, or one byte.
        case invalid(length: Int)
        /// The bytes end within what may become a character.
        case incomplete
    }

    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool, to output: inout some LineOutput) {
        var index = 0
        while index < bytes.count && !output.isFull {
            if bytes[index] < 0x80 {
                output.append(Unicode.Scalar(bytes[index]), .text, source: index, length: 1)
                index += 1
                continue
            }
            var wrong = 0
            switch next(in: bytes, at: index) {
            case .scalar(let scalar, let length):
                output.append(scalar, .text, source: index, length: length)
                index += length
            case .invalid(let length): wrong = length
            case .incomplete:
                if !isFinal { return }
                wrong = bytes.count - index
            }
            for _ in 0..<wrong {
                output.append(invalid: bytes[index], source: index)
                index += 1
            }
        }
    }

    /// The last place at or before `limit`, which is within `bytes`, where no character is split.
    static func boundary(in bytes: UnsafeBufferPointer<UInt8>, atMost limit: Int) -> Int {
        for back in 1...3 where back < limit && bytes[limit] & 0xC0 == 0x80 {
            if bytes[limit - back] & 0xC0 == 0x80 { continue }
            switch next(in: bytes, at: limit - back) {
            case .scalar(_, let length): return length > back ? limit - back : limit
            case .incomplete: return limit - back
            case .invalid: return limit
            }
        }
        return limit
    }

    static func next(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Result {
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
}
