internal import Bytes
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
            guard let field = field(at: place, before: range.upperBound, depth: depth) else { return (fields, false) }
            fields.append(field)
            place = field.range.upperBound
        }
        return (fields, true)
    }

    /// The field that begins there, if it is whole.
    func field(at start: Int, before end: Int, depth: Int) -> Field? {
        var place = start
        guard let tag = varint(&place, before: end), tag >> 3 > 0, tag >> 3 < 1 << 29,
            let value = value(ofType: tag & 7, &place, before: end, depth)
        else { return nil }
        return Field(number: tag >> 3, value: value, range: start..<place)
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

    func varint(_ place: inout Int, before end: Int) -> UInt64? {
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

    func isText(_ range: Range<Int>) -> Bool {
        if bytes[range].contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D || $0 == 0x7F }) { return false }
        return String(validating: bytes[range], as: UTF8.self) != nil
    }
}

extension ProtobufFields {
    /// `1: "curlew"  2: 150  3: {1: 5}`, as far as there are fields.
    func write(_ range: Range<Int>, to output: inout some LineOutput, depth: Int = 0) {
        for (index, field) in fields(in: range, depth: depth).fields.enumerated() {
            write(field, isFirst: index == 0, to: &output, depth: depth)
        }
    }

    /// The number of a field, and what stands before it.
    func begin(_ number: UInt64, at place: Int, isFirst: Bool, to output: inout some LineOutput) {
        if !isFirst { put("  ", .gutter, at: place, to: &output) }
        put("\(number)", .key, at: place, to: &output)
        put(": ", .punctuation, at: place, to: &output)
    }

    func write(_ field: Field, isFirst: Bool, to output: inout some LineOutput, depth: Int = 0) {
        let place = field.range.lowerBound
        begin(field.number, at: place, isFirst: isFirst, to: &output)
        switch field.value {
        case .number(let number): put("\(number)", .number, at: place, to: &output)
        case .fixed(let bits, let count):
            // A number with a point, if it can be one that somebody meant.
            let number = count == 8 ? Double(bitPattern: bits) : Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
            let isReal = number.isNormal && (1e-9..<1e18).contains(abs(number))
            put(isReal ? "\(number)" : "\(bits)", .number, at: place, to: &output)
        case .text(let text):
            put("\"", .string, at: place, to: &output)
            write(text: text, to: &output)
            put("\"", .string, at: place, to: &output)
        case .message(let message):
            put("{", .punctuation, at: place, to: &output)
            write(message, to: &output, depth: depth + 1)
            put("}", .punctuation, at: place, to: &output)
        case .bytes(let range): put("\(range.count) bytes", .comment, at: place, to: &output)
        }
    }

    func write(text range: Range<Int>, to output: inout some LineOutput) {
        UTF8Decoding.decode(
            UnsafeBufferPointer(rebasing: bytes[..<range.upperBound]), from: range.lowerBound, .string, isFinal: true, to: &output)
    }

    func put(_ text: String, _ role: Role, at place: Int, to output: inout some LineOutput) {
        for scalar in text.unicodeScalars { output.append(scalar, role, source: place, length: 1) }
    }
}

// What a field that is not there whole may be
extension ProtobufFields {
    /// The number and the length of the value of a field that has one, if they are there; and where the value begins.
    func head(at start: Int, before end: Int) -> (number: UInt64, length: Int, value: Int)? {
        var place = start
        guard let tag = varint(&place, before: end), tag & 7 == 2, (1..<1 << 29).contains(tag >> 3),
            let length = varint(&place, before: end), length <= UInt64(Int32.max)
        else { return nil }
        return (tag >> 3, Int(length), place)
    }

    /// Whether the bytes up to `end` may be the beginning of a field that has a number or whose length is cut off.
    func canBegin(at start: Int, before end: Int) -> Bool {
        var place = start
        guard let tag = varint(&place, before: end) else { return end - start < 10 }
        return [0, 1, 2, 5].contains(tag & 7) && (1..<1 << 29).contains(tag >> 3) && end - place < 10
    }

    /// `end`, or the place before it where a character begins that goes on after it.
    func boundary(_ end: Int) -> Int {
        if end < bytes.count { return UTF8Decoding.boundary(in: bytes, atMost: end) }
        var start = end - 1
        while start > 0, end - start < 4, UTF8Scan.isContinuation(bytes[start]) { start -= 1 }
        guard start >= 0, case .incomplete = UTF8Scan.next(in: bytes, at: start) else { return end }
        return start
    }

    /// Whether a value of that length is a text, by what there is of it.
    func beginsText(_ range: Range<Int>) -> Bool {
        isText(range.lowerBound..<max(range.lowerBound, boundary(range.upperBound)))
    }

    /// Whether a value of `length` bytes is a message, by what there is of it: fields, and another one that fits into it.
    func beginsMessage(_ range: Range<Int>, length: Int) -> Bool {
        let place = fields(in: range).fields.last?.range.upperBound ?? range.lowerBound
        if let head = head(at: place, before: range.upperBound) { return head.value - range.lowerBound + head.length <= length }
        return place > range.lowerBound && canBegin(at: place, before: range.upperBound)
    }
}
