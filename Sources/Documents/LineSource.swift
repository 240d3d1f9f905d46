package import Bodies
internal import Screen

/// Lines by number, and where each lies in the bytes they are made from: all that a pane, a search and a
/// comparison see of a body, a panel or a filter. All directions are total, so that a place kept as a byte
/// offset survives whatever view it is shown in.
package protocol LineSource: Sendable {
    /// Finished lines, and the unfinished last one if it has a byte.
    var lineCount: Int { get }
    /// The lines from `first` on, fewer than `count` only at the end, none from outside. Each has the cells of at most
    /// `columnLimit` columns, so that no more work is done than can be seen, and a long one of its first piece at most.
    func lines(from first: LineNumber, count: Int, columnLimit: Int) -> [Line]
    /// The line that the byte at `place` is part of; the nearest line if there is no such byte, line zero if there are no lines.
    func line(at place: ByteOffset) -> LineNumber
    /// Where a line starts: the end of all lines for one past the last, zero for one before the first.
    func start(of line: LineNumber) -> ByteOffset
    /// How far a line goes that is longer than a piece; nil for any other, which `lines` has whole.
    func extent(of line: LineNumber) -> LineExtent?
    /// The characters of a line that begin in `columns`, or as many of them as there are; nil if there is no such line.
    /// All of them are held in memory.
    func part(of line: LineNumber, columns: Range<Int>) -> Line?
    /// The column of the first cell that the byte at `place` shows in, in its line.
    func column(at place: ByteOffset) -> Int

    /// As `lines`, without those that are folded away: up to `count` of them from `first` on.
    func shownLines(from first: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine]
    /// Up to `count` of them that stand right above `end`, in their order.
    func shownLines(before end: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine]
    /// The line that stands for a line, if that is folded away; else itself.
    func shownLine(for line: LineNumber) -> LineNumber
    /// The line that is shown so many lines below that one, or above it; the last one or the first if there are not so many.
    func line(_ line: LineNumber, movedBy count: Int) -> LineNumber
    /// The lines that are shown, if a filter leaves some out. Folds count for nothing then.
    var filter: FilteredRows? { get }
}

/// A line and its place among all lines.
package typealias NumberedLine = (number: LineNumber, line: Line)

extension LineSource {
    /// How many columns a line takes on a screen that is wide enough.
    package func columns(of line: LineNumber) -> Int {
        if let extent = extent(of: line) { return extent.columns }
        return lines(from: line, count: 1, columnLimit: .max).first?.cells.reduce(0) { $0 + Int($1.width) } ?? 0
    }

    package func extent(of line: LineNumber) -> LineExtent? { nil }

    package var filter: FilteredRows? { nil }

    /// How many lines there are that a filter lets pass.
    package var passingCount: Int { filter?.matches.count ?? lineCount }

    /// How many of them there are up to a line, itself included.
    package func passingCount(upTo line: LineNumber) -> Int { filter?.matches.rank(of: line.index + 1) ?? line.index + 1 }

    /// Of the lines that a filter lets pass the one with so many before it; the end if there are not so many.
    package func passingLine(_ index: Int) -> LineNumber {
        guard let filter else { return LineNumber(index) }
        return filter.matches.member(index).map { LineNumber($0) } ?? LineNumber(lineCount)
    }

    package func shownLines(from first: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        numberedLines(from: first, count: count, columnLimit: columnLimit)
    }

    package func shownLines(before end: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        numberedLines(before: end, count: count, columnLimit: columnLimit)
    }

    package func shownLine(for line: LineNumber) -> LineNumber { line }

    package func line(_ line: LineNumber, movedBy count: Int) -> LineNumber {
        let (target, overflows) = line.index.addingReportingOverflow(count)
        let last = max(0, lineCount - 1)
        return LineNumber(overflows ? (count > 0 ? last : 0) : min(max(0, target), last))
    }

    package func numberedLines(from first: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        lines(from: first, count: count, columnLimit: columnLimit).enumerated().map { (first + $0.offset, $0.element) }
    }

    package func numberedLines(before end: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        let first = LineNumber(max(0, end.index - count))
        return numberedLines(from: first, count: end - first, columnLimit: columnLimit)
    }

    package func part(of line: LineNumber, columns: Range<Int>) -> Line? {
        let limit = columns.upperBound == .max ? Int.max : columns.upperBound + 1
        return lines(from: line, count: 1, columnLimit: limit).first?.part(columns)
    }

    package func column(at place: ByteOffset) -> Int {
        guard let line = lines(from: line(at: place), count: 1, columnLimit: .max).first else { return 0 }
        return line.column(at: place)
    }
}

extension Line {
    /// The cells that begin in `columns`, counted in the line.
    func part(_ columns: Range<Int>) -> Line {
        var place = column
        var first = 0
        while first < cells.count, place < columns.lowerBound {
            place += Int(cells[first].width)
            first += 1
        }
        let start = place
        var last = first
        while last < cells.count, place < columns.upperBound {
            place += Int(cells[last].width)
            last += 1
        }
        if first == 0 && last == cells.count { return self }
        // A view may show bytes a second time: where the bytes of the part end is plain only in order.
        let part = sources[first..<last]
        let lead = part.min() ?? UInt32(clamping: range.upperBound - range.lowerBound)
        let next = last < cells.count && sources[last] > (part.max() ?? 0) ? range.lowerBound + Int(sources[last]) : range.upperBound
        return Line(
            range: range.lowerBound + Int(lead)..<max(range.lowerBound + Int(lead), next), cells: Array(cells[first..<last]),
            sources: part.map { $0 - lead }, end: end, column: start)
    }

    /// As `LineSource.column(at:)`, for a byte of this line.
    package func column(at place: ByteOffset) -> Int {
        let source = UInt32(clamping: max(0, place - range.lowerBound))
        var found = column
        var next = column
        var last: UInt32?
        for (cell, from) in zip(cells, sources) {
            // A view may show bytes a second time further on.
            if from > source || (last ?? 0) > from { break }
            if from != last { found = next }
            last = from
            next += Int(cell.width)
        }
        return found
    }
}
