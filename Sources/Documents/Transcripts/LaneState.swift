internal import Bodies
internal import Bytes
internal import Screen

/// A lane of an answer, and of which one: there may be several at the same time.
struct LaneID: Sendable, Equatable {
    var lane: TranscriptLane
    /// Of the call of a tool, one-based; of one of several answers, zero-based.
    var number = 0
    /// What tells a part of the text from another one.
    var part: UInt64 = 0
}

/// The lines that the lanes of an answer go on in.
struct LaneState: Sendable {
    /// Calls of tools at the same time, and messages whose text is known: of more the oldest are forgotten.
    private static let most = 16

    private struct Call: Sendable {
        var key: UInt64
        var number: Int
        var name: TranscriptName
        var layout = ArgumentLayout()
        var hasArguments = false
        var isWhole = false
    }

    private struct Message: Sendable {
        var id: TranscriptName?
        var count = 0
        var hash = TranscriptName()

        mutating func note(_ scalar: Unicode.Scalar) {
            count += 1
            withUnsafeBytes(of: scalar.value) { for byte in $0 { hash.add(byte) } }
        }
    }

    /// The lane that the line goes on in.
    var current: LaneID?
    var isLineEmpty = true
    private(set) var hasBegun = false
    /// Nothing of the current lane has come since it goes on.
    private var isAtStart = true
    private var calls: [Call] = []
    private var callCount = 0
    private var messages: [Message] = []

    enum Turn {
        case same
        /// The line before has to end first.
        case lineEnd
        case heading(String)
        case label(String)
    }

    /// What is put before a string of a lane. `isWhole`: before a value that is no string.
    func turn(to id: LaneID, isWhole: Bool = false) -> Turn {
        if current == id, !isWhole { return .same }
        if !isLineEmpty { return .lineEnd }
        // The arguments of the call that is named in the line before.
        if id.lane == .arguments || id.lane == .code, let current, current.number == id.number, current.lane.isOfTool { return .label("") }
        let number = id.lane.isOfTool ? (id.number > 1 ? " \(id.number)" : "") : id.number > 0 ? ", choice \(id.number + 1)" : ""
        if let label = id.lane.label { return .label("[\(label)\(number)] ") }
        guard let heading = id.lane.heading, hasBegun || id.lane != .text || id.number > 0 else { return .label("") }
        return .heading("[\(heading)\(number)]")
    }

    mutating func begin(_ id: LaneID) {
        current = id
        hasBegun = true
        isAtStart = true
        if id.lane == .arguments || id.lane == .code, let index = calls.firstIndex(where: { $0.number == id.number }) {
            calls[index].hasArguments = true
        }
    }

    mutating func noteBegun() { hasBegun = true }

    mutating func put(_ text: String, _ role: Role, at source: Int, _ output: inout some LineOutput) {
        if text.isEmpty { return }
        isLineEmpty = false
        if output.isFull { return }
        for scalar in text.unicodeScalars { output.append(scalar, role, source: source, length: 1) }
    }

    /// No line begins with the next character, unless that ends a string.
    var canCut: Bool {
        guard current?.lane == .arguments else { return true }
        return calls.first { $0.number == current?.number }?.layout.canCut ?? true
    }

    // MARK: calls of tools

    /// A tool is called by that name; returns which call it is, or nil if it is one that goes on.
    mutating func call(_ name: String, _ key: UInt64) -> Int? {
        let name = TranscriptName(name)
        if let index = calls.firstIndex(where: { $0.key == key }) {
            let call = calls[index]
            if call.name == name, !call.layout.isWhole, !call.isWhole { return nil }
            calls.remove(at: index)
        }
        if calls.count == Self.most { calls.removeFirst() }
        callCount += 1
        calls.append(Call(key: key, number: callCount, name: name))
        return callCount
    }

    /// Which call has that key; the last one if none has.
    func number(of key: UInt64) -> Int { calls.first { $0.key == key }?.number ?? callCount }

    func hasCall(_ key: UInt64) -> Bool { calls.contains { $0.key == key } }

    func hasArguments(_ key: UInt64) -> Bool { calls.first { $0.key == key }?.hasArguments ?? false }

    /// All arguments of a call have come.
    mutating func end(_ number: Int) {
        if let index = calls.firstIndex(where: { $0.number == number }) { calls[index].isWhole = true }
    }

    /// A character of the arguments of the current call.
    mutating func lay(_ scalar: Unicode.Scalar, _ length: Int, _ source: Int, _ output: inout some LineOutput) -> RecordReader.Step {
        let index = calls.firstIndex { $0.number == current?.number }
        let layout = index.map { calls[$0].layout } ?? ArgumentLayout()
        switch layout.lead(scalar) {
        case .hidden:
            if let index { calls[index].layout.pass(scalar) }
            return .goOn(length)
        case .line(let indent):
            if !isLineEmpty { return .lineEnd(0) }
            put(String(repeating: " ", count: indent), .gutter, at: source, &output)
        case .blank: if !isAtStart { put(" ", .gutter, at: source, &output) }
        case .nothing: break
        }
        if let index { calls[index].layout.pass(scalar) }
        if scalar == "\n" { return .lineEnd(length) }
        isLineEmpty = false
        isAtStart = false
        output.append(scalar, TranscriptLane.arguments.role, source: source, length: length)
        return .goOn(length)
    }

    // MARK: messages that are sent whole each time

    enum Known {
        case nothing
        /// So many characters of it are shown already.
        case beginning(Int)
        case all
        case undecided
    }

    private func message(_ id: TranscriptName?) -> Int? { messages.firstIndex { $0.id == id } }

    mutating func note(_ scalar: Unicode.Scalar, message id: TranscriptName?) {
        guard let id else { return }
        if let index = message(id) {
            messages[index].note(scalar)
        } else {
            if messages.count == Self.most { messages.removeFirst() }
            messages.append(Message(id: id))
            messages[messages.count - 1].note(scalar)
        }
    }

    func isReplaced(_ id: TranscriptName?) -> Bool { message(id).map { messages[$0].count > 0 } ?? false }

    mutating func forget(_ id: TranscriptName?) { messages.removeAll { $0.id == id } }

    /// How much of the text that begins at `start` is shown already. What lies too far ahead is taken to be the same.
    func known(of text: RecordText, at start: Int, message id: TranscriptName?) -> Known {
        guard let index = message(id) else { return .nothing }
        let shown = messages[index]
        var seen = Message(id: id)
        var place = start
        while seen.count < shown.count {
            if place >= start + RecordReader.lookahead { return .beginning(shown.count) }
            guard place < text.bytes.count else { return text.isFinal ? .nothing : .undecided }
            switch text.character(at: place) {
            case .scalar(let scalar, let length):
                seen.note(scalar)
                place += length
            case .nothing(let length): place += length
            case .invalid: place += 1
            case .needsMore: return .undecided
            case .end: return .nothing
            }
        }
        guard seen.hash == shown.hash else { return .nothing }
        return place < text.bytes.count && text.bytes[place] == JSONByte.quote ? .all : .beginning(shown.count)
    }
}
