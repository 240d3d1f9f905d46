internal import Bodies
internal import Documents

/// Lines of a body that were looked at last, so that each is read and decoded once and not for every frame that it is on.
struct Memory: Sendable {
    /// Whose lines they are.
    private var document: DocumentIdentity?
    private var lines: [LineNumber: Line] = [:]

    /// Keeps the lines of `rows`, and of those it knew already none but those in `rows` too if `only`.
    mutating func keep(_ rows: [PageRow], of source: Lines, only: Bool = false) {
        guard case .body(let body, _) = source, body.isPlain else { return }
        if only || body.identity != document { lines = [:] }
        document = body.identity
        // What later bytes may change, and a part of a line, is not worth keeping.
        for row in rows where row.line.isFinished && !row.isLong { lines[row.number] = row.line }
    }

    /// None of a body with folds: what a line says of what is folded away or shown below it may change.
    fileprivate func lines(of source: Lines) -> [LineNumber: Line] {
        guard case .body(let body, _) = source, body.identity == document, body.isPlain else { return [:] }
        return lines
    }
}

/// Lines, some of which are known.
struct RememberedLines: LineSource {
    private let source: Lines
    private let known: [LineNumber: Line]

    init(_ source: Lines, _ memory: Memory) {
        self.source = source
        known = memory.lines(of: source)
    }

    var lineCount: Int { source.lineCount }

    func lines(from first: LineNumber, count: Int, columnLimit: Int) -> [Line] {
        if self.known.isEmpty { return source.lines(from: first, count: count, columnLimit: columnLimit) }
        func known(_ line: LineNumber) -> Line? { self.known[line].flatMap { $0.columnLimit >= columnLimit ? $0 : nil } }
        var lines: [Line] = []
        var next = first
        let end = first + min(count, max(0, lineCount - first.index))
        while next < end {
            if let line = known(next) {
                lines.append(line)
                next = next + 1
                continue
            }
            var unknown = 1
            while next + unknown < end, known(next + unknown) == nil { unknown += 1 }
            let found = source.lines(from: next, count: unknown, columnLimit: columnLimit)
            lines += found
            if found.count < unknown { break }
            next = next + unknown
        }
        return lines
    }

    var filter: FilteredRows? { source.filter }

    // Where any are known, none are folded away.
    func shownLines(from first: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        if !known.isEmpty, let filter {
            return lines(numbered: filter.lines(from: first, count: count, before: LineNumber(lineCount)), columnLimit: columnLimit)
        }
        return known.isEmpty
            ? source.shownLines(from: first, count: count, columnLimit: columnLimit)
            : numberedLines(from: first, count: count, columnLimit: columnLimit)
    }

    func shownLines(before end: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        if !known.isEmpty, let filter {
            return lines(numbered: filter.lines(before: min(end, LineNumber(lineCount)), count: count), columnLimit: columnLimit)
        }
        return known.isEmpty
            ? source.shownLines(before: end, count: count, columnLimit: columnLimit)
            : numberedLines(before: end, count: count, columnLimit: columnLimit)
    }

    func shownLine(for line: LineNumber) -> LineNumber { source.shownLine(for: line) }

    func line(_ line: LineNumber, movedBy count: Int) -> LineNumber { source.line(line, movedBy: count) }

    func line(at place: ByteOffset) -> LineNumber {
        known.first { $0.value.range.contains(place) }?.key ?? source.line(at: place)
    }

    func start(of line: LineNumber) -> ByteOffset { known[line]?.range.lowerBound ?? source.start(of: line) }

    /// Those that are known are not long.
    func extent(of line: LineNumber) -> LineExtent? { known[line] == nil ? source.extent(of: line) : nil }

    func part(of line: LineNumber, columns: Range<Int>) -> Line? { source.part(of: line, columns: columns) }

    func column(at place: ByteOffset) -> Int { source.column(at: place) }
}
