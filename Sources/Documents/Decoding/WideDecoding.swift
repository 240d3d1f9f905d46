internal import Screen

/// UTF-16 and UTF-32.
enum WideDecoding {
    /// The code unit at `index`.
    static func unit16(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ order: ByteOrder) -> UInt32 {
        let first = UInt32(bytes[index]), second = UInt32(bytes[index + 1])
        return order == .little ? second << 8 | first : first << 8 | second
    }

    static func unit32(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ order: ByteOrder) -> UInt32 {
        let first = unit16(bytes, index, order), second = unit16(bytes, index + 2, order)
        return order == .little ? second << 16 | first : first << 16 | second
    }

    static func decode16(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ order: ByteOrder, isFinal: Bool, to output: inout some LineOutput
    ) {
        var index = start
        while index < bytes.count && !output.isFull {
            guard index + 2 <= bytes.count else { return incomplete(bytes, index, isFinal, &output) }
            let unit = unit16(bytes, index, order)
            if let scalar = Unicode.Scalar(unit) {
                output.append(scalar, .text, source: index, length: 2)
                index += 2
                continue
            }
            if unit < 0xDC00 {
                guard index + 4 <= bytes.count else { return incomplete(bytes, index, isFinal, &output) }
                let low = unit16(bytes, index + 2, order)
                if (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) {
                    output.append(scalar, .text, source: index, length: 4)
                    index += 4
                    continue
                }
            }
            invalid(bytes, index..<index + 2, &output)
            index += 2
        }
    }

    static func decode32(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ order: ByteOrder, isFinal: Bool, to output: inout some LineOutput
    ) {
        var index = start
        while index < bytes.count && !output.isFull {
            guard index + 4 <= bytes.count else { return incomplete(bytes, index, isFinal, &output) }
            if let scalar = Unicode.Scalar(unit32(bytes, index, order)) {
                output.append(scalar, .text, source: index, length: 4)
            } else {
                invalid(bytes, index..<index + 4, &output)
            }
            index += 4
        }
    }

    private static func incomplete(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ isFinal: Bool, _ output: inout some LineOutput) {
        if isFinal { invalid(bytes, index..<bytes.count, &output) }
    }

    private static func invalid(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ output: inout some LineOutput) {
        for index in range { output.append(invalid: bytes[index], source: index) }
    }
}

extension WideDecoding {
    static func index16(of wanted: UInt32, in bytes: UnsafeBufferPointer<UInt8>, _ order: ByteOrder) -> Int? {
        var index = 0
        while index + 2 <= bytes.count {
            if unit16(bytes, index, order) == wanted { return index }
            index += 2
        }
        return nil
    }

    static func index32(of wanted: UInt32, in bytes: UnsafeBufferPointer<UInt8>, _ order: ByteOrder) -> Int? {
        var index = 0
        while index + 4 <= bytes.count {
            if unit32(bytes, index, order) == wanted { return index }
            index += 4
        }
        return nil
    }

    /// The last place at or before `limit` that parts nothing; without one nearby, where no surrogate pair is split.
    static func boundary16(in bytes: UnsafeBufferPointer<UInt8>, atMost limit: Int, _ order: ByteOrder) -> Int {
        for place in stride(from: limit, to: max(2, limit - 64), by: -2) where place + 2 <= bytes.count {
            guard let after = Unicode.Scalar(unit16(bytes, place, order)) else { continue }
            if VisibleText.canCut(between: Unicode.Scalar(unit16(bytes, place - 2, order)), and: after) { return place }
        }
        guard limit >= 4, limit + 2 <= bytes.count, (0xDC00...0xDFFF).contains(unit16(bytes, limit, order)) else { return limit }
        return (0xD800...0xDBFF).contains(unit16(bytes, limit - 2, order)) ? limit - 2 : limit
    }
}
