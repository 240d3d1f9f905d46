internal import Screen

/// A message of Protocol Buffers without its schema: numbers of fields, and what each holds as far as that can be told.
struct ProtobufFields {
    /// `150`, `1.5`, a text, a message in a message, bytes that are none of these.
    enum Value {
        case number(UInt64)
        case fixed(UInt64, bytes: Int)
        case text(Range<Int>)
        case message(Range<Int>)
        case bytes(Range<Int>)
    }

    struct Field {
        var number: UInt64
        var value: Value
        /// All of it, its number included.
        var range: Range<Int>
    }

    private static let deepest = 8

    let bytes: UnsafeBufferPointer<UInt8>

    /// The fields that are whole, and whether nothing but fields is there.
    func fields(in range: Range<Int>, depth: Int = 0) -> (fields: [Field], isAll: Bool) {
        var fields: [Field] = []
        var place = range.lowerBound
        while place < range.upperBound {
            let start = place
            guard let tag = varint(&place, before: range.upperBound), tag >> 3 > 0, tag >> 3 < 1 << 29,
                let value = value(ofType: tag & 7, &place, before: range.upperBound, depth)
            else { return (fields, false) }
            fields.append(Field(number: tag >> 3, value: value, range: start..<place))
        }
        return (fields, true)
    }

    private func value(ofType type: UInt64, _ place: inout Int, before end: Int, _ depth: Int) -> Value? {
        switch type {
        case 0: return varint(&place, before: end).map { .number($0) }
        case 1: return fixed(8, &place, before: end)
        case 5: return fixed(4, &place, before: end)
        case 2:
            guard let length = varint(&place, before: end), length <= UInt64(end - place) else { return nil }
            let range = place..<place + Int(length)
            place = range.upperBound
            if isText(range) { return .text(range) }
            return depth < Self.deepest && fields(in: range, depth: depth + 1).isAll ? .message(range) : .bytes(range)
        default: return nil
        }
    }

    private func fixed(_ count: Int, _ place: inout Int, before end: Int) -> Value? {
        guard end - place >= count else { return nil }
        defer { place += count }
        return .fixed((0..<count).reduce(0) { $0 | UInt64(bytes[place + $1]) << (8 * UInt64($1)) }, bytes: count)
    }

    private func varint(_ place: inout Int, before end: Int) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard place < end else { return nil }
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    private func isText(_ range: Range<Int>) -> Bool {
        if bytes[range].contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D || $0 == 0x7F }) { return false }
        return String(validating: bytes[range], as: UTF8.self) != nil
    }
}

extension ProtobufFields {
    /// `1: "curlew"  2: 150  3: {1: 5}`; false if not all of it are fields.
    @discardableResult
    func write(_ range: Range<Int>, to output: inout some LineOutput, depth: Int = 0) -> Bool {
        let (fields, isAll) = fields(in: range, depth: depth)
        for (index, field) in fields.enumerated() {
            func put(_ text: String, _ role: Role) {
                for scalar in text.unicodeScalars { output.append(scalar, role, source: field.range.lowerBound, length: 1) }
            }
            if index > 0 { put("  ", .gutter) }
            put("\(field.number)", .key)
            put(": ", .punctuation)
            switch field.value {
            case .number(let number): put("\(number)", .number)
            case .fixed(let bits, let count):
                // A number with a point, if it can be one that somebody meant.
                let number = count == 8 ? Double(bitPattern: bits) : Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
                put(number.isNormal && (1e-9..<1e18).contains(abs(number)) ? "\(number)" : "\(bits)", .number)
            case .text(let text):
                put("\"", .string)
                UTF8Decoding.decode(
                    UnsafeBufferPointer(rebasing: bytes[..<text.upperBound]), from: text.lowerBound, .string, isFinal: true, to: &output)
                put("\"", .string)
            case .message(let message):
                put("{", .punctuation)
                write(message, to: &output, depth: depth + 1)
                put("}", .punctuation)
            case .bytes(let range): put("\(range.count) bytes", .comment)
            }
        }
        return isAll
    }
}
