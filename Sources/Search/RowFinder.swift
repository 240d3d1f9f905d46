internal import Bodies
package import Documents

/// Finds the lines of a view that meet a condition, in order, and goes on as the body grows.
package struct RowFinder: Sendable {
    private enum Finder: Sendable {
        case pattern(PatternRows)
        case test(TestedRows)
    }

    private var finder: Finder

    /// For the lines of `document` and of what it becomes.
    package init(_ condition: RowCondition, in document: Document) {
        finder =
            switch condition {
            case .pattern(let pattern): .pattern(PatternRows(pattern, in: document))
            case .test(let test): .test(TestedRows(test, in: document))
            }
    }

    /// The lines that meet it, of those that no later byte changes.
    package var rows: RowSet {
        switch finder {
        case .pattern(let rows): rows.rows
        case .test(let rows): rows.rows
        }
    }

    /// Whether the line after them, which is not finished, meets it as far as it has come; nil if there is none, or if more is to
    /// be read before it.
    package var last: Bool? {
        switch finder {
        case .pattern(let rows): rows.last
        case .test(let rows): rows.last
        }
    }

    /// More lines of the same document have been found, or its end has come.
    package mutating func extend(to document: Document) {
        switch finder {
        case .pattern(var rows):
            finder = .test(TestedRows())
            rows.extend(to: document)
            finder = .pattern(rows)
        case .test(var rows):
            finder = .test(TestedRows())
            rows.extend(to: document)
            finder = .test(rows)
        }
    }

    /// Reads for a few milliseconds; false when there is nothing left to do.
    package mutating func step() -> Bool {
        switch finder {
        case .pattern(var rows):
            // One owner at a time, or the bits of the lines are copied.
            finder = .test(TestedRows())
            defer { finder = .pattern(rows) }
            return rows.step()
        case .test(var rows):
            finder = .test(TestedRows())
            defer { finder = .test(rows) }
            return rows.step()
        }
    }
}

/// The lines of a view whose text or bytes pass a test, read one by one.
struct TestedRows: Sendable {
    private static let stepTime = Duration.milliseconds(3)
    /// Bytes of a line that are looked at.
    private static let longest = 64 << 10

    private let test: RowTest?
    private var document: Document?
    private var reader: RowReader?
    private(set) var rows = RowSet()
    private(set) var last: Bool?
    /// The line before has passed, or the first part of the one that is being read.
    private var hasPassed = true
    private var isCaughtUp = false

    init(_ test: RowTest, in document: Document) {
        self.test = test
        self.document = document
        reader = RowReader(view: document.view, charset: document.charset)
    }

    /// Of nothing.
    init() { test = nil }

    mutating func extend(to document: Document) {
        self.document = document
        isCaughtUp = false
    }

    mutating func step() -> Bool {
        guard !isCaughtUp, let document, let test else { return false }
        last = nil
        var limit = TimeLimit(TestedRows.stepTime)
        while !limit.isReached {
            guard let texts = reader?.read(document) else {
                isCaughtUp = true
                break
            }
            for index in texts.starts.indices {
                let row = texts.first.index + index
                let range = texts.ranges[index]
                let end = min(range.upperBound, range.lowerBound + TestedRows.longest)
                // A line in several parts is told by its first.
                let passes =
                    texts.goesOn && index == 0
                    ? hasPassed
                    : test.passes(text: texts.text(index).prefix(TestedRows.longest)) {
                        document.utf8(in: range.lowerBound..<end, ofLine: LineNumber(row))
                    } ?? hasPassed
                let isLast = index + 1 == texts.starts.count
                if isLast, texts.end == .starved {
                    last = passes
                    isCaughtUp = true
                    continue
                }
                hasPassed = passes
                if isLast, texts.end == .cut { continue }
                if passes { rows.append(row) } else { rows.extend(to: row + 1) }
            }
            if isCaughtUp { break }
            _ = limit.lap()
        }
        return true
    }
}
