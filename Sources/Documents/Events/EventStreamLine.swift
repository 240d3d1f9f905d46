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
        let colon = bytes[line].firstIndex(of: UInt8(ascii: ":"))
        let name = bytes[line.lowerBound..<(colon ?? line.upperBound)]
        var text = (colon.map { $0 + 1 } ?? line.upperBound)..<line.upperBound
        if name.isEmpty {
            (kind, value) = (.comment, text)
            return
        }
        if bytes[text].first == UInt8(ascii: " ") { text.removeFirst() }
        guard let kind = Kind.fields.first(where: { name.elementsEqual($0.name) })?.kind, kind.takes(bytes[text]) else { return }
        (self.kind, value) = (kind, text)
    }

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

    fileprivate func takes(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        switch self {
        case .id: !value.contains(0)
        case .retry: !value.isEmpty && value.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        default: true
        }
    }
}
