internal import Screen

/// The fields of a message that comes in pieces of some KiB: what is open where one of them ends.
///
/// A field stands in one piece if it fits into one. Of a longer one it is told by its beginning what it is: a text goes on in the next
/// piece, and so do the fields of a message.
struct ProtobufPieces: Sendable, Equatable {
    private enum Value: Sendable, Equatable {
        case text, bytes
    }

    private static let deepest = 8

    /// How many bytes are left of each message that is open, of the outermost first.
    private var messages: [Int]
    /// What the piece before was cut in, and how many bytes are left of it.
    private var value: (kind: Value, left: Int)?
    /// A field was written before in the innermost message.
    private var hasFields = false
    /// What is left has no fields.
    private var isBroken = false

    /// `length`: of the message, in bytes.
    init(length: Int) {
        messages = [length]
    }

    static func == (left: ProtobufPieces, right: ProtobufPieces) -> Bool {
        left.messages == right.messages && left.value?.kind == right.value?.kind && left.value?.left == right.value?.left
            && left.hasFields == right.hasFields && left.isBroken == right.isBroken
    }

    /// Writes a piece, which are the bytes in `range` or fewer, and returns where the next one begins. `longest`: the most bytes that
    /// a piece may have.
    mutating func write(_ fields: ProtobufFields, _ range: Range<Int>, longest: Int, to output: inout some LineOutput) -> Int {
        var place = range.lowerBound
        while place < range.upperBound {
            if isBroken { return range.upperBound }
            if let value {
                let end = write(value, fields, place..<range.upperBound, to: &output)
                if end == place { break }
                place = end
                continue
            }
            let limit = min(place + (messages.last ?? 0), range.upperBound)
            if let field = fields.field(at: place, before: limit, depth: messages.count - 1) {
                fields.write(field, isFirst: !hasFields, to: &output, depth: messages.count - 1)
                hasFields = true
                place = field.range.upperBound
                take(field.range.count, fields, at: place - 1, to: &output)
                continue
            }
            guard place + (messages.last ?? 0) > range.upperBound else {
                fail(fields, at: place, to: &output)
                continue
            }
            guard let head = fields.head(at: place, before: limit) else {
                // It is cut off, if it can be one.
                if place > range.lowerBound, fields.canBegin(at: place, before: limit) { break }
                fail(fields, at: place, to: &output)
                continue
            }
            if head.value - place + head.length > messages.last ?? 0 {
                fail(fields, at: place, to: &output)
                continue
            }
            // The next piece has it whole.
            if head.value - place + head.length <= longest, place > 0 { break }
            open(head, fields, at: place, before: limit, to: &output)
            place = head.value
        }
        return place
    }

    private mutating func fail(_ fields: ProtobufFields, at place: Int, to output: inout some LineOutput) {
        isBroken = true
        fields.put("  (no further fields)", .error, at: place, to: &output)
    }

    /// A field begins that ends in another piece.
    private mutating func open(
        _ head: (number: UInt64, length: Int, value: Int), _ fields: ProtobufFields, at place: Int, before end: Int,
        to output: inout some LineOutput
    ) {
        fields.begin(head.number, at: place, isFirst: !hasFields, to: &output)
        hasFields = true
        for index in messages.indices { messages[index] -= head.value - place }
        let beginning = head.value..<end
        if fields.beginsText(beginning) {
            fields.put("\"", .string, at: place, to: &output)
            value = (.text, head.length)
        } else if messages.count < Self.deepest, fields.beginsMessage(beginning, length: head.length) {
            fields.put("{", .punctuation, at: place, to: &output)
            messages.append(head.length)
            hasFields = false
        } else {
            fields.put("\(head.length) bytes", .comment, at: place, to: &output)
            value = (.bytes, head.length)
        }
    }

    /// What there is of a value; returns where it goes on.
    private mutating func write(
        _ value: (kind: Value, left: Int), _ fields: ProtobufFields, _ range: Range<Int>, to output: inout some LineOutput
    ) -> Int {
        var end = min(range.lowerBound + value.left, range.upperBound)
        if value.kind == .text {
            if end < range.lowerBound + value.left { end = max(range.lowerBound, fields.boundary(end)) }
            fields.write(text: range.lowerBound..<end, to: &output)
        }
        let left = value.left - (end - range.lowerBound)
        self.value = left > 0 ? (value.kind, left) : nil
        if left == 0, value.kind == .text { fields.put("\"", .string, at: end - 1, to: &output) }
        take(end - range.lowerBound, fields, at: max(range.lowerBound, end - 1), to: &output)
        return end
    }

    /// So many bytes have been read; messages may end with them.
    private mutating func take(_ count: Int, _ fields: ProtobufFields, at place: Int, to output: inout some LineOutput) {
        for index in messages.indices { messages[index] -= count }
        while messages.count > 1, messages.last == 0 {
            messages.removeLast()
            hasFields = true
            fields.put("}", .punctuation, at: place, to: &output)
        }
    }
}
