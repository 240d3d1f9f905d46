internal import Bodies
internal import Bytes
internal import Screen

/// Reads the records of a stream one after the other and says what of them is a part of a model's answer.
///
/// A value that can be copied between any two steps and taken up there again. It reads byte by byte what may be of any length, and
/// looks no further than 16 KiB ahead.
struct RecordReader: Sendable {
    /// The bytes that are looked at to know what an object is.
    static let lookahead = 16 << 10
    /// Names deeper than this are none of ours.
    private static let deepest = 16

    /// Records that are not read member by member, because all but their text was read before.
    enum Passing: Sendable {
        case none
        /// Those whose text is all that there is to show of them.
        case whatShows
        /// All: only the facts are asked for.
        case all
    }

    enum Step {
        case goOn(Int)
        case lineEnd(Int)
        /// What is there may go on in more than one way.
        case needsMore
        /// No record begins here.
        case foreign
    }

    private enum Mode: Sendable {
        /// Where a record begins.
        case start
        /// Between the tokens of a record.
        case between
        /// In a string that is a member's name, or says nothing.
        case name, other
        /// In a string of the lane, which the characters are shown of that are not known already.
        case part(known: Int)
        /// In a value that is no string and is shown as it is.
        case value
        /// Past what there is to read of the record.
        case rest
    }

    private struct Container: Sendable {
        var node: TranscriptTree.Node?
        var isArray: Bool
        /// What tells its call of a tool from others,
        var key: UInt64 = 0
        /// and its part of the text.
        var part: UInt64 = 0
        /// What has said what is only said once.
        var said: TranscriptTree.Node?
        /// Which of several answers it is of, zero-based.
        var choice: Int?
        var marks: Marks = []
        /// The message that it is, by its name.
        var message: TranscriptName?
    }

    /// What an object says about the text in it.
    private struct Marks: OptionSet, Sendable {
        let rawValue: UInt8
        /// Not meant for the reader: `"thought":true`.
        static let thought = Marks(rawValue: 1)
        /// No text, or not the model's.
        static let silent = Marks(rawValue: 2)
    }

    private(set) var format: TranscriptFormat?
    private(set) var facts = TranscriptFacts()
    var lanes = LaneState()
    /// The type of the event that holds the record, or that of the frame.
    var event: TranscriptName? {
        didSet { if let event, format?.isEnd(event) == true { facts.hasFinished = true } }
    }
    /// Records are elements of an array, or stand one after the other.
    var isList = false
    /// What was found out so far may turn out to be otherwise: no line may end because of it.
    private(set) var isTentative = false
    /// What is to be said in lines of their own as soon as that is possible.
    private(set) var pending: [Notice] = []

    private var mode = Mode.start
    private var containers: [Container] = []
    /// How many more there are that are too deep to matter.
    private var deeper = 0
    private var name = TranscriptName()
    /// Of the value that comes next.
    private var node: TranscriptTree.Node?
    private var isKeyNext = false
    private var kind: TranscriptName?
    private var kindLane: TranscriptLane?
    private var hasCounted = false
    private var shownUsage = TokenUsage()
    private var recordCount = 0
    /// Of the value that is shown as it is.
    private var layout = ArgumentLayout()
    private let isCustom: Bool
    /// Which records are not read because they are like ones before.
    var passing = Passing.whatShows
    private var shapes = RecordShapes()
    /// Of the record that is being read, if another one may be like it.
    private var draft: RecordShape.Draft?
    /// Where in the body the byte is that is looked at.
    private var here = ByteOffset.zero

    /// `custom`: the format, told beforehand.
    init(custom: TranscriptFormat? = nil) {
        format = custom
        isCustom = custom != nil
        facts.hasNoEnd = isCustom
    }

    /// What is said in a line of its own.
    struct Notice: Sendable {
        var lane: TranscriptLane
        var text: String
        var tool: Int?
    }

    /// So many records without a part of an answer are none.
    private static let mostOfNothing = 1000

    /// No answer is in it, and none will be.
    var isHopeless: Bool { recordCount > Self.mostOfNothing && facts.format == nil && facts.failure == nil }

    /// A record, or something in it, is open.
    var isInside: Bool { !containers.isEmpty || deeper > 0 }

    /// In a string of the record, where a line end of the body has no place.
    var isInString: Bool {
        switch mode {
        case .name, .other, .part: true
        case .value: layout.isInString
        case .start, .between, .rest: false
        }
    }

    /// Whether a line of the transcript may be cut before that byte: nothing begins a line with it.
    func canCut(before byte: UInt8) -> Bool {
        switch mode {
        case .name, .other, .rest: true
        case .part: lanes.canCut
        case .value: layout.isInString
        case .start: byte <= 0x20
        case .between: byte == JSONByte.comma || byte == JSONByte.colon || byte <= 0x20
        }
    }

    /// What waits to be said can be said before that byte.
    func isDue(before byte: UInt8) -> Bool {
        guard !pending.isEmpty else { return false }
        switch mode {
        case .between, .rest: return byte == JSONByte.comma || byte == JSONByte.colon || byte <= 0x20
        case .start: return byte <= 0x20 || byte == JSONByte.comma && isList
        case .name, .other, .part, .value: return false
        }
    }

    mutating func sayNext() -> Notice? { pending.isEmpty ? nil : pending.removeFirst() }

    // MARK: records

    /// The record has ended, whatever was left open.
    mutating func endRecord() {
        mode = .start
        containers = []
        deeper = 0
        isKeyNext = false
        kind = nil
        kindLane = nil
        node = nil
        draft = nil
    }

    mutating func note(failure text: String) {
        if facts.failure == nil { facts.failure = text }
        facts.hasFinished = true
    }

    mutating func fail(_ text: String) {
        note(failure: text)
        pending.append(Notice(lane: .failure, text: text))
    }

    mutating func step(_ text: RecordText, at place: Int, _ output: inout some LineOutput) -> Step {
        here = ByteOffset(text.offset(place))
        return switch mode {
        case .start: start(text, at: place, &output)
        case .between: between(text, at: place, &output)
        case .name, .other: string(text, at: place)
        case .part(let known): part(text, at: place, known: known, &output)
        case .value: value(text, at: place, &output)
        case .rest: .goOn(1)
        }
    }

    private static let done = Array("[DONE]".utf8)

    private mutating func start(_ text: RecordText, at place: Int, _ output: inout some LineOutput) -> Step {
        let byte = text.bytes[place]
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, 0x1E: return .goOn(1)
        case JSONByte.comma where isList, JSONByte.closeArray where isList: return .goOn(1)
        case JSONByte.openArray:
            let rest = text.bytes[place...].prefix(Self.done.count)
            if rest.count < Self.done.count, !text.isFinal, Self.done.starts(with: rest) { return .needsMore }
            if rest.elementsEqual(Self.done) {
                facts.hasFinished = true
                mode = .rest
                return .goOn(Self.done.count)
            }
            if isList { return .goOn(1) }
        case JSONByte.openObject:
            if let length = passLikeOne(text, at: place, &output) { return .goOn(length) }
        case JSONByte.quote: break
        default: return .foreign
        }
        begin(members(text, at: place))
        if byte == JSONByte.quote {
            mode = .between
            node = TranscriptTree.root
            return between(text, at: place, &output)
        }
        mode = .between
        return .goOn(1)
    }

    private mutating func members(_ text: RecordText, at place: Int) -> RecordMembers {
        let limit = place + Self.lookahead
        let members = RecordMembers(in: text.bytes, at: place, before: limit)
        if !members.isWhole, text.bytes.count < limit, !text.isFinal, !text.isLimited { isTentative = true }
        return members
    }

    /// A record begins, with a bracket or a quote.
    private mutating func begin(_ root: RecordMembers) {
        recordCount += 1
        hasCounted = false
        kind = root.kind.map { TranscriptName($0) }
        if format == nil { format = TranscriptFormat.all.first { $0.isTold(by: root, event: event) } }
        if let format, facts.format == nil, !isCustom || format.isTold(by: root, event: event) { facts.format = format.name }
        kindLane = root.kind.flatMap { TranscriptFormat.lane(ofKind: $0) }
        if let failure = failure(root) { fail(failure) }
        if passing != .none, let format, format.tree.isIndependent((kind, event)), !root.isText {
            draft = RecordShape.Draft(at: here, facts, event: event)
        }
        node = TranscriptTree.root
        if !root.isText { open(root, isArray: root.isArray) }
        guard let format else { return }
        for name in [kind, event].compactMap(\.self) {
            if format.isEnd(name) { facts.hasFinished = true }
            if let notice = format.notice(name) {
                let more = notice.member.flatMap { root.text(TranscriptName($0)) }
                pending.append(Notice(lane: .notice, text: more.map { "\(notice.text): \($0)" } ?? notice.text))
            }
        }
        if format.isLast(root) { facts.hasFinished = true }
    }

    /// The length of the record that begins there, if it says as much as one before it. What there is to show of it is shown.
    private mutating func passLikeOne(_ text: RecordText, at place: Int, _ output: inout some LineOutput) -> Int? {
        guard passing != .none, text.phase == nil, let match = shapes.match(in: text.bytes, at: place, event: event) else { return nil }
        if passing == .whatShows, !show(match, text, at: place, &output) { return nil }
        recordCount += 1
        if let part = match.output {
            facts.outputCount += 1
            // With its quote.
            facts.lastOutput = ByteOffset(text.offset(place + part.text.lowerBound - 1))
        }
        return match.length
    }

    /// Shows the text of a record, if the line goes on with it and not beyond; false if it takes more than that.
    private mutating func show(_ match: RecordShape.Match, _ text: RecordText, at place: Int, _ output: inout some LineOutput) -> Bool {
        guard pending.isEmpty, !facts.hasFinished, match.outputCount <= 1,
            text.source(place) + match.length < TranscriptFormatter.longestPiece
        else { return false }
        guard let part = match.output else { return true }
        guard lanes.current == part.lane, !text.bytes[place..<place + part.text.upperBound].contains(JSONByte.backslash) else {
            return false
        }
        lanes.isLineEmpty = false
        if output.isFull { return true }
        let end = place + part.text.upperBound
        let bytes = UnsafeBufferPointer(rebasing: text.bytes[..<end])
        let plain = RecordText(bytes: bytes, isFinal: true, source: text.source, offset: text.offset)
        var next = place + part.text.lowerBound
        while next < end {
            let count = plain.plainCount(at: next)
            if count > 0 {
                let run = UnsafeBufferPointer(rebasing: bytes[next..<next + count])
                output.append(ascii: run, part.lane.lane.role, source: text.source(next))
                next += count
            } else if case .scalar(let scalar, let length) = plain.character(at: next) {
                output.append(scalar, part.lane.lane.role, source: text.source(next), length: length)
                next += length
            } else {
                output.append(invalid: bytes[next], source: text.source(next))
                next += 1
            }
        }
        return true
    }

    /// The record that ends at `place` may not be the last one of its shape.
    private mutating func noteShape(_ text: RecordText, at place: Int) {
        guard let draft, text.phase == nil, pending.isEmpty, case let start = place - (here - draft.start), start >= 0,
            place - start < RecordShape.longest
        else { return }
        if let shape = draft.shape(Array(text.bytes[start...place]), facts, isCounted: hasCounted) { shapes.add(shape) }
    }

    /// Names of what differs from record to record and says nothing of the answer.
    private static let fillers: Set<TranscriptName> = [
        "sequence_number", "obfuscation", "p", "created", "created_at", "system_fingerprint", "item_id", "id", "index", "logprob",
    ]

    /// The value that comes next says nothing.
    private var isFiller: Bool {
        guard deeper == 0, let container = containers.last, let node = container.node else { return true }
        guard !container.isArray, Self.fillers.contains(name), let format else { return false }
        return !format.keys.contains(name) && !format.partKeys.contains(name) && !format.tree.isChoice(node)
    }

    private static let signs: [TranscriptName] = [.type, .object, .eventType]
    private static let speakers = ["human", "system", "user"]

    /// What a record says that went wrong.
    private func failure(_ root: RecordMembers) -> String? {
        let isError =
            event == .error || Self.signs.contains { root.string($0)?.elementsEqual("error".utf8) == true }
        if root.hasValue(.error), !root.isWord(.error) {
            // In a stream of something else it may mean anything.
            guard isError || format != nil || recordCount == 1 else { return nil }
            return root.members(of: "error")?.failureText(or: root) ?? root.text("error").map { root.failureText(named: $0) }
        }
        if isError { return root.failureText(or: root) }
        if root.kind?.elementsEqual("response.failed".utf8) == true {
            return root.members(of: "response")?.members(of: "error")?.failureText(or: root) ?? "failed"
        }
        if root.kind?.elementsEqual("conversation.response.error".utf8) == true { return root.failureText(or: root) }
        if format?.isEnd(kind ?? TranscriptName()) == true { return root.members(of: "delta")?.text("error") }
        return nil
    }

    // MARK: tokens

    private var innermost: Container? { containers.last }

    private mutating func open(_ members: RecordMembers?, isArray: Bool) {
        isKeyNext = !isArray
        guard containers.count < Self.deepest else {
            deeper += 1
            node = nil
            return
        }
        var container = Container(node: node, isArray: isArray)
        container.key = innermost?.key ?? 0
        container.part = innermost?.part ?? 0
        container.said = innermost?.said
        container.choice = innermost?.choice
        container.marks = innermost?.marks ?? []
        container.message = innermost?.message
        if let members, let node, !isArray { read(members, at: node, &container) }
        containers.append(container)
        node = isArray ? format?.tree.element(of: node) : nil
    }

    /// What the members of an object say about it.
    private mutating func read(_ members: RecordMembers, at node: TranscriptTree.Node, _ container: inout Container) {
        if members.isTrue(.thought) { container.marks.insert(.thought) }
        let speaker = members.string(.type) ?? members.string(.role)
        if members.isTrue(.special) || speaker.map({ name in Self.speakers.contains { name.elementsEqual($0.utf8) } }) == true {
            container.marks.insert(.silent)
        }
        if let only = format?.only, let said = members.string(only.member), !said.elementsEqual(only.value.utf8) {
            container.marks.insert(.silent)
        }
        guard let tree = format?.tree else { return }
        if let format {
            members.add(format.keys, to: &container.key)
            members.add(format.partKeys, to: &container.part)
        }
        if tree.isChoice(node) { container.choice = members.number(.index) ?? 0 }
        if let id = members.string(.id) { container.message = TranscriptName(id) }
        if tree.isUsage(node) {
            let before = facts.usage
            let saysOutput = facts.usage.take(members)
            if saysOutput { facts.outputCountAtUsage = facts.outputCount }
            if saysOutput || facts.usage != before || node != TranscriptTree.root { draft = nil }
        }
        if tree.saysModel(node), let model = members.text(.model, longest: 80) ?? members.text(.modelVersion, longest: 80) {
            facts.model = model
        }
        if let name = tree.toolName(node, (kind, event)), let tool = members[name.name], tool.kind == .string, !tool.range.isEmpty {
            if name.repeats, lanes.hasCall(container.key) { return }
            call(RecordMembers.text(members.bytes[tool.range].prefix(200)), container.key)
        } else if tree.isCall(node), kind == TranscriptName("response.output_item.added"), let type = members.text("type") {
            if type.hasSuffix("_call") { call(members.text("name") ?? type, container.key) }
        }
    }

    /// A tool is called.
    private mutating func call(_ name: String, _ key: UInt64) {
        draft = nil
        guard let number = lanes.call(name, key) else { return }
        noteOutput(.tool)
        pending.append(Notice(lane: .tool, text: name, tool: number))
    }

    private mutating func between(_ text: RecordText, at place: Int, _ output: inout some LineOutput) -> Step {
        let byte = text.bytes[place]
        switch byte {
        case JSONByte.openObject, JSONByte.openArray:
            if let part = takenValue { return beginValue(part, text, at: place, &output) }
            let isKnown = node != nil && deeper == 0
            let members = isKnown && byte == JSONByte.openObject ? self.members(text, at: place) : nil
            open(members, isArray: byte == JSONByte.openArray)
        case JSONByte.closeObject, JSONByte.closeArray:
            if deeper > 0 { deeper -= 1 } else { _ = containers.popLast() }
            isKeyNext = false
            if !isInside {
                noteUsage()
                noteShape(text, at: place)
                endRecord()
            }
        case JSONByte.comma:
            guard deeper == 0, let container = containers.last else { break }
            isKeyNext = !container.isArray
            node = container.isArray ? format?.tree.element(of: container.node) : nil
        case JSONByte.quote: return quote(text, at: place, &output)
        case JSONByte.colon, 0x00...0x20: break
        default:
            if byte != UInt8(ascii: "n"), let part = takenValue { return beginValue(part, text, at: place, &output) }
            if draft != nil, isFiller { draft?.note(byte, at: here) }
        }
        return .goOn(1)
    }

    /// With the record that says why it ended, or after it, what it took is said.
    private mutating func noteUsage() {
        guard facts.hasFinished, facts.usage != shownUsage, let text = facts.usage.text else { return }
        shownUsage = facts.usage
        let model = facts.model.map { "; model \($0)" } ?? ""
        pending.append(Notice(lane: .usage, text: text + model))
    }

    /// What the value that comes next is a part of.
    private var takenPart: (lane: TranscriptLane, options: TranscriptFormat.Part.Options)? {
        guard deeper == 0, let node, let part = format?.tree.part(node, (kind, event)), part.lane != .tool else { return nil }
        let marks = innermost?.marks ?? []
        if marks.contains(.silent) { return nil }
        if part.options.contains(.byKind) { return kindLane.map { ($0, part.options) } }
        if part.options.contains(.repeats), lanes.hasArguments(innermost?.key ?? 0) { return nil }
        return (part.lane == .text && marks.contains(.thought) ? .reasoning : part.lane, part.options)
    }

    /// The same, if it is one that may be no string.
    private var takenValue: (lane: TranscriptLane, options: TranscriptFormat.Part.Options)? {
        guard !isKeyNext, let part = takenPart, part.lane.takesJSON, !part.options.contains(.isText) else { return nil }
        return part
    }

    /// Whether a part that is said once has been said under another name; else it is now.
    private mutating func isSaid() -> Bool {
        if let said = innermost?.said { return said != node }
        for index in containers.indices.reversed() {
            if let node = containers[index].node, format?.tree.isChoice(node) == true { break }
            containers[index].said = node
        }
        return false
    }

    private func lane(_ lane: TranscriptLane) -> LaneID {
        LaneID(
            lane: lane, number: lane.isOfTool ? lanes.number(of: innermost?.key ?? 0) : innermost?.choice ?? 0,
            part: lane.isProse || lane == .code ? innermost?.part ?? 0 : 0)
    }

    private mutating func quote(_ text: RecordText, at place: Int, _ output: inout some LineOutput) -> Step {
        if isKeyNext {
            name = TranscriptName()
            mode = .name
            return .goOn(1)
        }
        guard let part = takenPart else {
            mode = .other
            if draft != nil, isFiller { draft?.begin(.string, quote: here) }
            return .goOn(1)
        }
        // One that is empty says nothing.
        guard place + 1 < text.bytes.count else { return text.isFinal ? .goOn(1) : .needsMore }
        if text.bytes[place + 1] == JSONByte.quote { return endOfString(2) }
        if part.options.contains(.once), isSaid() {
            mode = .other
            draft?.begin(.string, quote: here)
            return .goOn(1)
        }
        if !part.lane.isProse, part.lane != .finish { draft = nil }
        let id = lane(part.lane)
        if part.lane.isProse { draft?.begin(.output(id), quote: here) }
        if part.lane == .failure {
            mode = .other
            return .goOn(1)
        }
        var known = 0
        if part.options.contains(.replaces) {
            switch lanes.known(of: text, at: place + 1, message: innermost?.message) {
            case .all:
                mode = .other
                return .goOn(1)
            case .beginning(let count): known = count
            case .nothing where lanes.isReplaced(innermost?.message):
                if !lanes.isLineEmpty { return .lineEnd(0) }
                lanes.forget(innermost?.message)
                lanes.put("[answer, replaced]", .title, at: text.source(place), &output)
                lanes.begin(lane(part.lane))
                mode = .part(known: 0)
                return .lineEnd(1)
            case .nothing: break
            case .undecided: return .needsMore
            }
        }
        switch lanes.turn(to: id) {
        case .same: break
        case .lineEnd: return .lineEnd(0)
        case .heading(let heading):
            noteOutput(part.lane)
            lanes.put(heading, .title, at: text.source(place), &output)
            mode = .part(known: known)
            lanes.begin(id)
            return .lineEnd(1)
        case .label(let label):
            lanes.begin(id)
            lanes.put(label, .title, at: text.source(place), &output)
        }
        noteOutput(part.lane)
        mode = .part(known: known)
        if part.lane == .finish { facts.hasFinished = true }
        return .goOn(1)
    }

    private mutating func noteOutput(_ lane: TranscriptLane) {
        guard lane.isOutput else { return }
        if !hasCounted { facts.outputCount += 1 }
        hasCounted = true
        facts.firstOutput = facts.firstOutput ?? here
        facts.lastOutput = here
    }

    private mutating func endOfString(_ length: Int) -> Step {
        draft?.endString(quote: here)
        mode = isInside ? .between : .start
        if !isInside { endRecord() }
        return .goOn(length)
    }

    /// Bytes of a string that shows nothing: as many at once as nothing can happen in.
    private mutating func string(_ text: RecordText, at place: Int) -> Step {
        let bytes = text.bytes
        let plain = text.plainCount(at: place)
        if plain > 0 {
            if case .name = mode { for byte in bytes[place..<place + plain] { name.add(byte) } }
            return .goOn(plain)
        }
        switch bytes[place] {
        case JSONByte.backslash:
            if place + 1 >= bytes.count { return text.isFinal ? .goOn(1) : .needsMore }
            return .goOn(2)
        case JSONByte.quote:
            if case .name = mode {
                node = deeper == 0 ? format?.tree.member(name, of: containers.last?.node) : nil
                isKeyNext = false
            }
            return endOfString(1)
        default:
            if case .name = mode { name.add(bytes[place]) }
            return .goOn(1)
        }
    }

    // MARK: what is shown

    /// One character of a part, or the string's end.
    private mutating func part(_ text: RecordText, at place: Int, known: Int, _ output: inout some LineOutput) -> Step {
        let isNoted = format?.tree.hasReplacements ?? false
        if known == 0, !isNoted, let lane = lanes.current?.lane {
            let plain = lane == .arguments ? 0 : text.plainCount(at: place)
            if plain > 0 {
                lanes.isLineEmpty = false
                if !output.isFull {
                    let run = UnsafeBufferPointer(rebasing: text.bytes[place..<place + plain])
                    output.append(ascii: run, lane.role, source: text.source(place))
                }
                return .goOn(plain)
            }
        }
        switch text.character(at: place) {
        case .end:
            if lanes.current?.lane.isOneLine == true { lanes.current = nil }
            return endOfString(1)
        case .needsMore: return .needsMore
        case .nothing(let length): return .goOn(length)
        case .invalid:
            output.append(invalid: text.bytes[place], source: text.source(place))
            lanes.isLineEmpty = false
            return .goOn(1)
        case .scalar(let scalar, let length):
            if known > 0 {
                mode = .part(known: known - 1)
                return .goOn(length)
            }
            guard let lane = lanes.current?.lane else { return .goOn(length) }
            if lane == .arguments { return lanes.lay(scalar, length, text.source(place), &output) }
            if lane == .text, format?.tree.hasReplacements == true { lanes.note(scalar, message: innermost?.message) }
            if scalar == "\n" { return .lineEnd(length) }
            lanes.isLineEmpty = false
            output.append(scalar, lane.role, source: text.source(place), length: length)
            return .goOn(length)
        }
    }

    /// A value that is no string begins, and is shown as it is.
    private mutating func beginValue(
        _ part: (lane: TranscriptLane, options: TranscriptFormat.Part.Options), _ text: RecordText, at place: Int,
        _ output: inout some LineOutput
    ) -> Step {
        draft = nil
        let id = lane(part.lane)
        switch lanes.turn(to: id, isWhole: true) {
        case .lineEnd: return .lineEnd(0)
        case .label(let label), .heading(let label): lanes.put(label, .title, at: text.source(place), &output)
        case .same: break
        }
        lanes.begin(id)
        noteOutput(part.lane)
        layout = ArgumentLayout()
        mode = .value
        return value(text, at: place, &output)
    }

    private mutating func value(_ text: RecordText, at place: Int, _ output: inout some LineOutput) -> Step {
        let byte = text.bytes[place]
        if !layout.isInString, layout.hasBegun, layout.depth == 0, !RecordMembers.isOfScalar(byte) || layout.isWhole {
            mode = .between
            if let tool = lanes.current?.number, lanes.current?.lane == .arguments { lanes.end(tool) }
            lanes.current = nil
            return between(text, at: place, &output)
        }
        var (scalar, length) = (Unicode.Scalar(byte), 1)
        if byte >= 0x80 {
            switch UTF8Scan.next(in: text.bytes, at: place) {
            case .scalar(let found, let count): (scalar, length) = (found, count)
            case .incomplete where !text.isFinal: return .needsMore
            case .invalid, .incomplete:
                output.append(invalid: byte, source: text.source(place))
                return .goOn(1)
            }
        }
        let role = lanes.current?.lane.role ?? .string
        switch layout.lead(scalar) {
        case .hidden:
            layout.pass(scalar)
            return .goOn(length)
        case .line(let indent):
            if !lanes.isLineEmpty { return .lineEnd(0) }
            lanes.put(String(repeating: " ", count: indent), .gutter, at: text.source(place), &output)
        case .blank: lanes.put(" ", .gutter, at: text.source(place), &output)
        case .nothing: break
        }
        layout.pass(scalar)
        lanes.isLineEmpty = false
        output.append(scalar, role, source: text.source(place), length: length)
        return .goOn(length)
    }
}
