/// The lines that a filter shows: those that it lets pass, and some around each of them.
package struct FilteredRows: Sendable, Equatable {
    /// Those that pass, of all lines that the filter has come to.
    package var matches: RowSet
    /// So many lines are shown above and below each of them.
    package var context: Int

    package init(matches: RowSet, context: Int = 0) {
        self.matches = matches
        self.context = context
    }

    /// The first line shown at or below `line`, if it is before `end`.
    func next(from line: LineNumber, before end: LineNumber) -> LineNumber? {
        guard let match = matches.next(from: line.index - context) else { return nil }
        let shown = LineNumber(max(line.index, match - context))
        return shown < end ? shown : nil
    }

    /// The last line shown above `line`.
    func last(before line: LineNumber) -> LineNumber? {
        guard line > .first, let match = matches.last(before: line.index + context) else { return nil }
        return LineNumber(min(line.index - 1, match + context))
    }

    package func shows(_ line: LineNumber) -> Bool { next(from: line, before: line + 1) == line }

    /// The filter has come to it.
    package func knows(_ line: LineNumber) -> Bool { line.index < matches.rowCount }

    /// Whether a line passes, and is not only shown around one that does.
    package func matches(_ line: LineNumber) -> Bool { matches.contains(line.index) }

    /// Up to `count` lines from `first` on, those before `end`.
    package func lines(from first: LineNumber, count: Int, before end: LineNumber) -> [LineNumber] {
        var lines: [LineNumber] = []
        var next = first
        while lines.count < count, let line = self.next(from: next, before: end) {
            lines.append(line)
            next = line + 1
        }
        return lines
    }

    /// Up to `count` lines right above `end`, in their order.
    package func lines(before end: LineNumber, count: Int) -> [LineNumber] {
        var lines: [LineNumber] = []
        var last = end
        while lines.count < count, let line = self.last(before: last) {
            lines.append(line)
            last = line
        }
        return lines.reversed()
    }
}

extension LineSource {
    /// Lines of these numbers, which are in order.
    package func lines(numbered numbers: [LineNumber], columnLimit: Int) -> [NumberedLine] {
        var lines: [NumberedLine] = []
        var start = 0
        while start < numbers.count {
            var end = start + 1
            while end < numbers.count, numbers[end] == numbers[start] + (end - start) { end += 1 }
            let found = self.lines(from: numbers[start], count: end - start, columnLimit: columnLimit)
            lines += zip(numbers[start..<end], found).map { ($0, $1) }
            start = end
        }
        return lines
    }
}

// The lines of a document under a filter. Their numbers stay those of all lines.
extension Document {
    func filteredLines(_ filter: FilteredRows, from first: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        lines(numbered: filter.lines(from: first, count: count, before: LineNumber(lineCount)), columnLimit: columnLimit)
    }

    func filteredLines(_ filter: FilteredRows, before end: LineNumber, count: Int, columnLimit: Int) -> [NumberedLine] {
        lines(numbered: filter.lines(before: min(end, LineNumber(lineCount)), count: count), columnLimit: columnLimit)
    }

    /// The next line shown, else the last one; a line that the filter has not come to stays itself.
    func filteredLine(_ filter: FilteredRows, for line: LineNumber) -> LineNumber {
        guard filter.knows(line) else { return line }
        return filter.next(from: line, before: LineNumber(lineCount)) ?? filter.last(before: LineNumber(lineCount)) ?? line
    }

    func filteredLine(_ filter: FilteredRows, _ line: LineNumber, movedBy count: Int) -> LineNumber {
        let most = 1 << 10
        if abs(count) <= most || filter.context > 0 && abs(count) < 1 << 16 {
            let moved =
                count < 0
                ? filter.lines(before: line, count: -count).first
                : filter.lines(from: line + 1, count: count, before: LineNumber(lineCount)).last
            return moved ?? filteredLine(filter, for: line)
        }
        let (rank, overflows) = filter.matches.rank(of: line.index).addingReportingOverflow(count)
        let last = max(0, filter.matches.count - 1)
        let target = overflows ? (count > 0 ? last : 0) : min(max(0, rank), last)
        return filter.matches.member(target).map { LineNumber($0) } ?? line
    }
}
