internal import Bodies

/// The path to the place in a JSON text where the next leaf comes, as text: it grows and shrinks with the containers.
struct FlatPath: Sendable {
    /// Bytes; of a longer path the beginning stands before a leaf.
    private static let longest = 4 << 10

    /// An open container.
    private struct Level {
        /// Where its path ends in `text`.
        var end: Int
        /// Members or elements that have begun.
        var count = 0
    }

    /// To the innermost container.
    private(set) var text: [UInt8] = []
    private var levels: [Level] = []
    /// Containers further in, of which only that is known.
    private var unknown = 0
    /// Of the member that has begun and has no value yet, as it was sent.
    var key: [UInt8]?
    /// Nothing has come yet in the innermost container.
    private(set) var isEmpty = false
    private var record: Int

    /// Outside of all containers, after so many records.
    init(record: Int = 0) {
        self.record = record
    }

    /// A text begins, whatever was open before.
    mutating func restart() { self = FlatPath(record: record) }

    /// A member begins.
    mutating func begin(key: [UInt8]) {
        self.key = key
        isEmpty = false
        if unknown == 0, !levels.isEmpty { levels[levels.count - 1].count += 1 }
    }

    /// A value begins; returns the step to it. Outside of all containers this is a name: `json`, `json2` for the second record.
    mutating func begin() -> [UInt8] {
        isEmpty = false
        defer { key = nil }
        if let key { return JSONPathStep.member(key) }
        if unknown > 0 { return [] }
        guard !levels.isEmpty else {
            record += 1
            return Array((record > 1 ? "json\(record)" : "json").utf8)
        }
        levels[levels.count - 1].count += 1
        return JSONPathStep.element(levels[levels.count - 1].count - 1)
    }

    /// The value that begins is a container. `count`: what has come of it, if it is not new.
    mutating func open(count: Int? = nil) {
        let step = begin()
        isEmpty = count == nil
        guard levels.count < JSONLevels.most else {
            if unknown == 0 { text += Array("…".utf8) }
            unknown += 1
            return
        }
        if text.count < Self.longest {
            text += step
            if text.count >= Self.longest { text += Array("…".utf8) }
        }
        levels.append(Level(end: text.count, count: count ?? 0))
    }

    /// The innermost container ends.
    mutating func close() {
        isEmpty = false
        key = nil
        if unknown > 0 {
            unknown -= 1
        } else {
            _ = levels.popLast()
        }
        if unknown == 0 { text.removeSubrange((levels.last?.end ?? 0)...) }
    }
}

extension FlatPath {
    /// Where the layout stands at the start of a line, or of a piece of one, of `snapshot`.
    init(_ json: JSONFormatter, in snapshot: BodySnapshot) {
        let scanner = json.scanner
        guard !scanner.isRaw else {
            self.init(record: scanner.recordCount)
            return
        }
        let depth = scanner.nesting.depth
        self.init(record: scanner.recordCount - (depth > 0 ? 1 : 0))
        let known = scanner.levels.outermost(depth)
        for (index, level) in known.enumerated() {
            if index > 0 {
                key = text.count < Self.longest ? json.key(at: ByteOffset(level.start), in: snapshot) : nil
                // The element that this is has been counted.
                if key == nil { levels[index - 1].count -= 1 }
            }
            open(count: level.count)
        }
        for _ in known.count..<depth { open(count: 0) }
        isEmpty = scanner.expected == .elementOrEnd || scanner.expected == .keyOrEnd && scanner.mode == .between
        if scanner.hasKey { key = json.key(at: ByteOffset(scanner.lineStart), in: snapshot) }
    }
}
