internal import Bytes

/// How the servers of one kind write a model's answer: what their streams are told by, and where in their records its parts are.
///
/// To add one: a row in `TranscriptFormat+All.swift`.
final class TranscriptFormat: Sendable {
    /// What a record that only this format has is told by.
    enum Sign: Sendable {
        /// The record's `type` or `event_type`, whole or how it begins.
        case kind(String), kindPrefix(String)
        /// The type of the event.
        case event(String)
        /// There is something at a path of members.
        case member(String)
        /// The record is a string.
        case text
        /// A member that is `true`.
        case isTrue(String)
        /// A member with that string.
        case value(String, String)
        /// All of them.
        case all([Sign])
    }

    /// Where parts of the answer are.
    struct Row: Sendable {
        var lane: TranscriptLane
        /// Names of members, and `[]` for any element of an array.
        var paths: [String]
        /// Only in records of these kinds: by their `type`, or the type of the event.
        var kinds: [String] = []
        var options: Part.Options = []
    }

    struct Part: Sendable {
        struct Options: OptionSet, Sendable {
            let rawValue: UInt8
            /// Said once more whole: of no interest if it came in pieces.
            static let repeats = Options(rawValue: 1)
            /// All of it so far, in place of what came before.
            static let replaces = Options(rawValue: 2)
            /// The value of the member `delta`, whose lane follows from the record's kind.
            static let byKind = Options(rawValue: 4)
            /// Said under more than one name by some servers: of no interest if another name has said it.
            static let once = Options(rawValue: 8)
            /// A value that is no string is none of it.
            static let isText = Options(rawValue: 16)
        }

        let lane: TranscriptLane
        let options: Options
    }

    let name: String
    private let signs: [Sign]
    /// The members that tell one call of a tool from another.
    let keys: Set<TranscriptName>
    /// The members that tell one part of the text from another, as one message from the next.
    let partKeys: Set<TranscriptName>
    /// Of the objects that have that member, only those with that string hold a part of the answer.
    let only: (member: TranscriptName, value: String)?
    /// Records after which nothing follows, by their kind or the type of the event,
    private let ends: Set<TranscriptName>
    /// and by what is in them.
    private let lastSigns: [Sign]
    /// What else is said by records of some kinds: `[note] what came since the step began is withdrawn`.
    private let notices: [TranscriptName: (text: String, member: String?)]
    let tree: TranscriptTree

    init(
        _ name: String, signs: [Sign], keys: [String] = [], parts: [String] = [], ends: [String] = [], lastSigns: [Sign] = [],
        only: (member: TranscriptName, value: String)? = nil, notices: [String: (text: String, member: String?)] = [:], _ rows: [Row]
    ) {
        self.name = name
        self.signs = signs
        self.keys = Set(keys.map { TranscriptName($0) })
        partKeys = Set(parts.map { TranscriptName($0) })
        self.only = only
        self.ends = Set(ends.map { TranscriptName($0) })
        self.lastSigns = lastSigns
        self.notices = notices.reduce(into: [:]) { $0[TranscriptName($1.key)] = $1.value }
        tree = TranscriptTree(rows)
    }

    /// Told by that path alone, whose value is the text.
    static func custom(_ path: String) -> TranscriptFormat {
        let path = path.normalizedPath
        return TranscriptFormat("delta \(path)", signs: [.member(path.replacing(".[]", with: ""))], [Row(lane: .text, paths: [path])])
    }

    func isEnd(_ kind: TranscriptName) -> Bool { ends.contains(kind) }

    func isLast(_ record: RecordMembers) -> Bool { lastSigns.contains { TranscriptFormat.holds($0, record, nil) } }

    func notice(_ kind: TranscriptName) -> (text: String, member: String?)? { notices[kind] }

    /// The lane of the member `delta` in records of such a kind: so types that come later have their place too.
    static func lane(ofKind kind: Slice<UnsafeBufferPointer<UInt8>>) -> TranscriptLane? {
        let name = String(decoding: kind, as: UTF8.self)
        guard name.hasSuffix(".delta"), !name.contains("audio.delta") else { return nil }
        if name.contains("reasoning") { return .reasoning }
        if name.contains("refusal") { return .refusal }
        if name.contains("arguments") { return .arguments }
        if ["input", "_code", "command"].contains(where: { name.contains($0) }) { return .code }
        return .text
    }

    func isTold(by record: RecordMembers, event: TranscriptName?) -> Bool {
        signs.contains { TranscriptFormat.holds($0, record, event) }
    }

    private static func holds(_ sign: Sign, _ record: RecordMembers, _ event: TranscriptName?) -> Bool {
        switch sign {
        case .kind(let name): record.kind?.elementsEqual(name.utf8) ?? false
        case .kindPrefix(let prefix): record.kind?.starts(with: prefix.utf8) ?? false
        case .event(let name): event == TranscriptName(name)
        case .member(let path): record.has(path: path.split(separator: ".").map { TranscriptName($0.utf8) })
        case .text: record.isText
        case .isTrue(let name): record.isTrue(TranscriptName(name))
        case .value(let name, let value): record.string(TranscriptName(name))?.elementsEqual(value.utf8) ?? false
        case .all(let signs): signs.allSatisfy { holds($0, record, event) }
        }
    }
}

extension RecordMembers {
    /// What a record is, if it says so.
    var kind: Slice<UnsafeBufferPointer<UInt8>>? { string(.type) ?? string(.eventType) }
}

extension String {
    /// `.choices[0].delta.text` as `choices.[].delta.text`: which element does not matter.
    fileprivate var normalizedPath: String {
        var names: [String] = []
        var name = ""
        func end() {
            if !name.isEmpty { names.append(name) }
            name = ""
        }
        var isIndex = false
        for character in self {
            switch character {
            case ".": end()
            case "[":
                end()
                isIndex = true
            case "]":
                names.append("[]")
                name = ""
                isIndex = false
            default: if !isIndex { name.append(character) }
            }
        }
        end()
        return names.joined(separator: ".")
    }
}

/// The paths of a format as a tree of the members' names.
struct TranscriptTree: Sendable {
    /// A place in the tree; `nil` is beside it.
    typealias Node = Int
    static let root: Node = 0
    /// The name of what an array holds.
    private static let element = TranscriptName("[]")

    private struct Branch {
        var children: [(name: TranscriptName, node: Node)] = []
        var parts: [(kind: TranscriptName?, part: TranscriptFormat.Part)] = []
        var isUsage = false
        var saysModel = false
        var isChoice = false
        var isCall = false
    }

    private var branches = [Branch()]
    /// A message may be sent once more, whole.
    private(set) var hasReplacements = false
    /// The records that may say once more what came in pieces, by their kinds; nil for any.
    private let repeatingKinds: Set<TranscriptName?>

    /// Where servers of every kind say how many tokens it took, and which model it was.
    private static let usages = [
        "", "usage", "message.usage", "response.usage", "x_groq.usage", "usageMetadata", "delta.usage.tokens", "interaction.usage",
        "usage_metadata", "details", "amazon-bedrock-invocationMetrics", "[].usage_metadata",
    ]
    private static let models = ["", "message", "response", "interaction"]
    private static let choices = ["choices.[]", "candidates.[]"]
    /// What is called in such a record is a tool, whatever its name.
    private static let calls = ["item"]

    init(_ rows: [TranscriptFormat.Row]) {
        hasReplacements = rows.contains { $0.options.contains(.replaces) }
        repeatingKinds = Set(
            rows.filter { $0.options.contains(.repeats) }.flatMap { row -> [TranscriptName?] in
                row.kinds.isEmpty ? [nil] : row.kinds.map { TranscriptName($0) }
            })
        for row in rows {
            for path in row.paths {
                let node = add(path)
                let part = TranscriptFormat.Part(lane: row.lane, options: row.options)
                let kinds: [TranscriptName?] = row.kinds.isEmpty ? [nil] : row.kinds.map { TranscriptName($0) }
                for kind in kinds { branches[node].parts.append((kind, part)) }
            }
        }
        for path in Self.usages { branches[add(path)].isUsage = true }
        for path in Self.models { branches[add(path)].saysModel = true }
        for path in Self.choices { branches[add(path)].isChoice = true }
        for path in Self.calls { branches[add(path)].isCall = true }
    }

    private mutating func add(_ path: String) -> Node {
        var node = Self.root
        for name in path.split(separator: ".") {
            let name = TranscriptName(name.utf8)
            if let next = member(name, of: node) {
                node = next
            } else {
                branches.append(Branch())
                branches[node].children.append((name, branches.count - 1))
                node = branches.count - 1
            }
        }
        return node
    }

    /// What a record of those kinds says does not depend on what came before it.
    func isIndependent(_ kinds: (TranscriptName?, TranscriptName?)) -> Bool {
        !hasReplacements && !repeatingKinds.contains(nil) && !repeatingKinds.contains(kinds.0) && !repeatingKinds.contains(kinds.1)
    }

    func member(_ name: TranscriptName, of node: Node?) -> Node? {
        node.flatMap { branches[$0].children.first { $0.name == name }?.node }
    }

    func element(of node: Node?) -> Node? { member(Self.element, of: node) }

    /// What a value at that place is, in a record of those kinds.
    func part(_ node: Node, _ kinds: (TranscriptName?, TranscriptName?)) -> TranscriptFormat.Part? {
        branches[node].parts.first { $0.kind == nil || $0.kind == kinds.0 || $0.kind == kinds.1 }?.part
    }

    /// The member of an object there that names the tool which is called.
    func toolName(_ node: Node, _ kinds: (TranscriptName?, TranscriptName?)) -> (name: TranscriptName, repeats: Bool)? {
        for child in branches[node].children {
            if let part = part(child.node, kinds), part.lane == .tool { return (child.name, part.options.contains(.repeats)) }
        }
        return nil
    }

    func isUsage(_ node: Node) -> Bool { branches[node].isUsage }
    func saysModel(_ node: Node) -> Bool { branches[node].saysModel }
    func isChoice(_ node: Node) -> Bool { branches[node].isChoice }
    func isCall(_ node: Node) -> Bool { branches[node].isCall }
}

/// The bytes of a name, as a number that no other name of a few thousand has (FNV-1a, 64 bits).
struct TranscriptName: Sendable, Hashable {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    init(_ name: some Sequence<UInt8>) {
        for byte in name { add(byte) }
    }

    init(_ name: String) { self.init(name.utf8) }

    // What every record is asked for.
    static let type: TranscriptName = "type"
    static let eventType: TranscriptName = "event_type"
    static let object: TranscriptName = "object"
    static let error: TranscriptName = "error"
    static let thought: TranscriptName = "thought"
    static let special: TranscriptName = "special"
    static let role: TranscriptName = "role"
    static let id: TranscriptName = "id"
    static let index: TranscriptName = "index"
    static let model: TranscriptName = "model"
    static let modelVersion: TranscriptName = "modelVersion"

    @inline(__always)
    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

extension TranscriptName: ExpressibleByStringLiteral {
    init(stringLiteral name: String) { self.init(name) }
}
