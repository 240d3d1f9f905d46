internal import Bodies
internal import Documents

/// Rows of a body that were looked at last, so that each line is read, decoded and laid out once and not for every frame that it
/// is on.
struct Memory: Sendable {
    /// Whose rows they are.
    private var document: DocumentIdentity?
    private var layout: RowLayout?
    /// In their order; of a line perhaps not all.
    private var rows: [PageRow] = []

    /// Keeps rows, which are in order, in place of those before.
    mutating func keep(_ rows: [PageRow], _ layout: RowLayout, of source: Lines) {
        guard case .body(let body, _) = source, body.isPlain else { return }
        document = body.identity
        self.layout = layout
        self.rows = rows
    }

    /// Keeps rows beside those that are known already.
    mutating func add(_ rows: [PageRow], _ layout: RowLayout, of source: Lines) {
        guard let first = rows.first, let last = rows.last else { return }
        let isAlike = isOf(source) && layout == self.layout
        let before = isAlike ? self.rows.prefix { $0.place < first.place } : []
        let after = isAlike ? self.rows.drop { $0.place <= last.place } : []
        keep(before + rows + after, layout, of: source)
    }

    /// None of a body with folds: what a line says of what is folded away or shown below it may change.
    fileprivate func isOf(_ source: Lines) -> Bool {
        guard case .body(let body, _) = source else { return false }
        return body.identity == document && body.isPlain
    }

    /// The place of the first row that does not stand above a line.
    private func place(of line: LineNumber) -> Int {
        var low = 0, high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].number < line { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What later bytes may change, and a part of a line, is not known.
    fileprivate func line(_ number: LineNumber) -> Line? {
        let place = place(of: number)
        guard place < rows.count, rows[place].number == number, isLasting(rows[place]) else { return nil }
        return rows[place].line
    }

    fileprivate func line(at place: ByteOffset) -> LineNumber? {
        rows.first { isLasting($0) && $0.line.range.contains(place) }?.number
    }

    @inline(__always) private func isLasting(_ row: PageRow) -> Bool { row.line.end == .newline && !row.isLong }

    /// The place after the last row of the line whose rows begin at `start`; nil if some of them are not here.
    private func end(ofLineAt start: Int) -> Int? {
        guard start < rows.count, rows[start].rowOfLine == 0, isLasting(rows[start]) else { return nil }
        var end = start + 1
        while end < rows.count, rows[end].number == rows[start].number { end += 1 }
        let last = end - 1
        let isWhole =
            layout?.wraps == true ? rows[last].cells.upperBound == rows[last].line.cells.count : rows[last].line.breaks.isEmpty
        return isWhole ? end : nil
    }

    fileprivate func rows(from line: LineNumber, row: Int, count: Int, in layout: RowLayout) -> ArraySlice<PageRow> {
        guard layout == self.layout else { return [] }
        let first = place(of: line)
        guard first < rows.count, rows[first].number == line, var end = end(ofLineAt: first), first + row < end else { return [] }
        while end - first - row < count, end < rows.count, rows[end].number == rows[end - 1].number + 1,
            let next = self.end(ofLineAt: end)
        {
            end = next
        }
        return rows[first + row..<end].prefix(count)
    }

    fileprivate func rows(above line: LineNumber, count: Int, in layout: RowLayout) -> ArraySlice<PageRow> {
        guard layout == self.layout else { return [] }
        let end = place(of: line)
        var start = end
        var below = line
        while start > 0, end - start < count, rows[start - 1].number + 1 == below {
            let first = start - 1 - rows[start - 1].rowOfLine
            guard first >= 0, self.end(ofLineAt: first) == start else { break }
            start = first
            below = rows[first].number
        }
        return rows[start..<end].suffix(count)
    }
}

extension PageRow {
    fileprivate var place: (LineNumber, Int) { (number, rowOfLine) }
}

/// Lines, some of which are known.
///
/// An object, since walkers and viewports take it from each other many times for each frame.
final class RememberedLines: RowSource {
    private let source: Lines
    private let known: Memory?

    init(_ source: Lines, _ memory: Memory) {
        self.source = source
        known = memory.isOf(source) ? memory : nil
    }

    var lineCount: Int { source.lineCount }

    func lines(from first: LineNumber, count: Int, columnLimit: Int) -> [Line] {
        guard let known else { return source.lines(from: first, count: count, columnLimit: columnLimit) }
        func knownLine(_ line: LineNumber) -> Line? { known.line(line).flatMap { $0.columnLimit >= columnLimit ? $0 : nil } }
        var lines: [Line] = []
        var next = first
        let end = first + min(count, max(0, lineCount - first.index))
        while next < end {
            if let line = knownLine(next) {
                lines.append(line)
                next = next + 1
                continue
            }
            var unknown = 1
            while next + unknown < end, knownLine(next + unknown) == nil { unknown += 1 }
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
        if known != nil, let filter {
            return lines(numbered: filter.lines(from: first, count: count, before: LineNumber(lineCount)), columnLimit: columnLimit)
        }
        return known == nil
            ? source.shownLines(from: first, count: count, columnLimit: columnLimit)
            : numberedLines(from: first, count: count, columnLimit: columnLimit)
    }

    func shownLines(before end: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        if known != nil, let filter {
            return lines(numbered: filter.lines(before: min(end, LineNumber(lineCount)), count: count), columnLimit: columnLimit)
        }
        return known == nil
            ? source.shownLines(before: end, count: count, columnLimit: columnLimit)
            : numberedLines(before: end, count: count, columnLimit: columnLimit)
    }

    func shownLine(for line: LineNumber) -> LineNumber { source.shownLine(for: line) }

    func line(_ line: LineNumber, movedBy count: Int) -> LineNumber { source.line(line, movedBy: count) }

    func line(at place: ByteOffset) -> LineNumber {
        known?.line(at: place) ?? source.line(at: place)
    }

    func start(of line: LineNumber) -> ByteOffset { known?.line(line)?.range.lowerBound ?? source.start(of: line) }

    /// Those that are known are not long.
    func extent(of line: LineNumber) -> LineExtent? { known?.line(line) == nil ? source.extent(of: line) : nil }

    func part(of line: LineNumber, columns: Range<Int>) -> Line? { source.part(of: line, columns: columns) }

    func column(at place: ByteOffset) -> Int { source.column(at: place) }

    // With a filter the next line shown is not the next line.
    func knownRows(from line: LineNumber, row: Int, count: Int, in layout: RowLayout) -> ArraySlice<PageRow> {
        filter == nil ? known?.rows(from: line, row: row, count: count, in: layout) ?? [] : []
    }

    func knownRows(above line: LineNumber, count: Int, in layout: RowLayout) -> ArraySlice<PageRow> {
        filter == nil ? known?.rows(above: line, count: count, in: layout) ?? [] : []
    }
}
