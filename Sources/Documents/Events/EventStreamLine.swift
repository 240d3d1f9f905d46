/// A line of an event stream, as the HTML Standard reads it (section 9.2.6, "Interpreting an event stream").
struct EventStreamLine {
    enum Kind: Sendable, Equatable {
        /// Ends the event.
        case blank
        case comment
        /// The fields of an event.
        case data, type, id
        /// How long to wait, in milliseconds, before connecting again.
        case retry
        /// What is passed over: a name that there is not, or a value that its field cannot have.
        case ignored
    }

    var kind: Kind
    /// What it says, without the field's name: of a comment after the colon, of an ignored line all of it. In bytes.
    var value: Range<Int>
    /// Where the next line begins.
    var end: Int
    /// Whether the line's end is there, and is known to be all of it: a CR may be the first half of one.
    var isEnded: Bool

    /// The line at `start`, which is before the end of `bytes`. `isFinal`: no byte follows them.
    init(in bytes: UnsafeBufferPointer<UInt8>, at start: Int, isFinal: Bool) {
        self.init(restIn: bytes, at: start, isFinal: isFinal, of: .ignored)
        let line = value
        guard !line.isEmpty else {
            kind = .blank
            return
        }
        let part = UnsafeBufferPointer(rebasing: bytes[..<line.upperBound])
        guard let field = Self.field(in: part, at: start, isFinal: true), let kind = field.kind,
            kind.takes(bytes[field.value..<line.upperBound])
        else { return }
        (self.kind, value) = (kind, field.value..<line.upperBound)
    }

    /// What kind of field the line at `start` is, without looking at its value, and where that begins; no kind if there is no such
    /// field, nil if it cannot be told yet. `isFinal`: no byte follows.
    static func field(in bytes: UnsafeBufferPointer<UInt8>, at start: Int, isFinal: Bool) -> (kind: Kind?, value: Int)? {
        // Nearly every line is one of data.
        if bytes.count - start > 5, bytes[start] == UInt8(ascii: "d"), bytes[start + 4] == UInt8(ascii: ":"),
            bytes[start + 1] == UInt8(ascii: "a"), bytes[start + 2] == UInt8(ascii: "t"), bytes[start + 3] == UInt8(ascii: "a")
        {
            let value = start + 5
            return (.data, bytes[value] == UInt8(ascii: " ") ? value + 1 : value)
        }
        let most = bytes[start...].prefix(longestName + 1)
        guard let end = most.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == 0x0A || $0 == 0x0D }) else {
            if most.count > longestName { return (nil, start) }
            return isFinal ? (Kind.named(most), bytes.count) : Kind.canBegin(most) ? nil : (nil, start)
        }
        if bytes[end] != UInt8(ascii: ":") { return (Kind.named(bytes[start..<end]), end) }
        if end == start { return (.comment, end + 1) }
        guard let kind = Kind.named(bytes[start..<end]) else { return (nil, start) }
        guard end + 1 < bytes.count else { return isFinal ? (kind, end + 1) : nil }
        return (kind, bytes[end + 1] == UInt8(ascii: " ") ? end + 2 : end + 1)
    }

    private static let longestName = 5

    /// Of a line that is ended.
    func lineEnd(in bytes: UnsafeBufferPointer<UInt8>) -> EventCounts.LineEnds {
        bytes[end - 1] == 0x0D ? .cr : end - value.upperBound > 1 ? .crlf : .lf
    }

    /// Whether the name of a field can begin so.
    static func canBegin(_ name: some Sequence<UInt8>) -> Bool { Kind.canBegin(name) }

    /// What there is of a line of that kind from somewhere in it on.
    init(restIn bytes: UnsafeBufferPointer<UInt8>, at start: Int, isFinal: Bool, of kind: Kind) {
        self.kind = kind
        let newline = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        value = start..<newline
        guard newline < bytes.count else {
            (end, isEnded) = (newline, false)
            return
        }
        let isPair = bytes[newline] == 0x0D && newline + 1 < bytes.count && bytes[newline + 1] == 0x0A
        end = newline + (isPair ? 2 : 1)
        isEnded = bytes[newline] == 0x0A || end < bytes.count || isFinal
    }
}

extension EventStreamLine.Kind {
    fileprivate static let fields: [(name: [UInt8], kind: EventStreamLine.Kind)] = [
        (Array("data".utf8), .data), (Array("event".utf8), .type), (Array("id".utf8), .id), (Array("retry".utf8), .retry),
    ]

    fileprivate static func named(_ name: some Sequence<UInt8>) -> Self? { fields.first { name.elementsEqual($0.name) }?.kind }

    fileprivate static func canBegin(_ name: some Sequence<UInt8>) -> Bool { fields.contains { $0.name.starts(with: name) } }

    fileprivate func takes(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        switch self {
        case .id: !value.contains(0)
        case .retry: !value.isEmpty && value.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        default: true
        }
    }
}
