internal import Bodies
package import Documents
internal import Screen

/// How lines fall into rows.
package struct RowLayout: Sendable, Equatable {
    /// In columns.
    let width: Int
    let wraps: Bool
    let wrapsAtWords: Bool
    /// Columns to the left of the first one shown, zero while wrapping.
    let leftColumn: Int
    /// The last column is the mark of a line that goes on.
    let marksCut: Bool
}

/// Lines of which some have been laid out before.
package protocol RowSource: LineSource {
    /// Rows known in that layout, up to `count` of them: those of a line from a row on and of all lines right after it, each
    /// line with all its rows. Empty if there are none.
    func knownRows(from line: LineNumber, row: Int, count: Int, in layout: RowLayout) -> ArraySlice<PageRow>
    /// As many as are right above a line's first row.
    func knownRows(above line: LineNumber, count: Int, in layout: RowLayout) -> ArraySlice<PageRow>
}

extension RowSource {
    package func knownRows(from line: LineNumber, row: Int, count: Int, in layout: RowLayout) -> ArraySlice<PageRow> { [] }
    package func knownRows(above line: LineNumber, count: Int, in layout: RowLayout) -> ArraySlice<PageRow> { [] }
}

extension Document: RowSource {}

/// Walks the rows that lines fall into, up and down, reading no more of the lines than it needs: a line may have
/// one row or several million, and of a long one only the rows asked for are ever made.
struct RowWalker<Source: RowSource> {
    let source: Source
    let layout: RowLayout

    private var width: Int { layout.width }
    private var wraps: Bool { layout.wraps }
    private var leftColumn: Int { layout.leftColumn }

    /// As much of a line as its first `rows` rows can show.
    private func columnLimit(rows: Int) -> Int {
        wraps ? (rows + 1) * width : leftColumn + width + 2
    }

    /// Up to `count` rows from a line's row on.
    func rows(from start: LineNumber, row: Int, count: Int) -> [PageRow] {
        var result: [PageRow] = []
        var next = start.index
        // The first line may fill the screen; if it does not, those after it are taken to be as long as the last one,
        // and if they are longer, not too many of them have been read.
        var batch = 1
        var skipped = row
        let lineCount = source.lineCount
        while result.count < count, next < lineCount {
            let known = source.knownRows(from: LineNumber(next), row: skipped, count: count - result.count, in: layout)
            if let last = known.last {
                result += known
                skipped = 0
                next = last.number.index + 1
                continue
            }
            // A row so far down is one of a long line, or of one that became shorter (a resize).
            let limit = columnLimit(rows: skipped > RowWalker.mostRows ? count : skipped + count - result.count)
            let lines = source.shownLines(from: LineNumber(next), count: batch, columnLimit: limit)
            if lines.isEmpty { break }
            var rowsOfLine = 1
            for (number, line) in lines where result.count < count {
                let missing = count - result.count
                if let long = longLine(line, number) {
                    result += long.rows(from: skipped, count: missing)
                    rowsOfLine = long.rowCount
                } else {
                    let rows = rows(of: line, number: number)
                    rowsOfLine = max(1, rows.count)
                    // A line that became shorter than the row asked for shows its last row.
                    result += rows.dropFirst(min(skipped, rows.count - 1)).prefix(missing)
                }
                skipped = 0
                next = number.index + 1
            }
            batch = min(batch * 4, (count - result.count + rowsOfLine - 1) / rowsOfLine)
        }
        return result
    }

    /// More rows than a line has that is no long one.
    private static var mostRows: Int { 1 << 18 }

    /// The last `count` rows of all.
    func last(_ count: Int) -> [PageRow] {
        rowsAbove(LineNumber(source.lineCount), count: count)
    }

    /// The rows above a line's row, from the one that stands `count` above it on, and perhaps not all of the line's own; fewer
    /// at the top.
    func above(_ line: LineNumber, row: Int, count: Int) -> [PageRow] {
        if row >= count { return rows(from: line, row: row - count, count: 1) }
        return rowsAbove(line, count: count - row)
    }

    /// The anchor of a row of a long line; nil for any other line, and where it has no such row.
    func anchor(_ line: LineNumber, row: Int) -> Anchor? {
        guard let long = longLine(line), row >= 0, row < long.rowCount else { return nil }
        return long.rows(from: row, count: 1).first?.anchor
    }

    /// The row of a line that a byte shows in.
    func row(of place: Anchor.Place, in line: LineNumber) -> Int {
        guard let long = longLine(line) else { return place.row }
        return long.grid.row(of: source.column(at: place.offset)) + place.row
    }

    /// Up to `count` rows that stand right above a line's first row.
    private func rowsAbove(_ line: LineNumber, count: Int) -> [PageRow] {
        var pieces: [ArraySlice<PageRow>] = []
        var found = 0
        var end = line
        var batch = 1
        while end > .first, found < count {
            let known = source.knownRows(above: end, count: count - found, in: layout)
            if let first = known.first {
                pieces.append(known)
                found += known.count
                // Of the line it begins with there may be more.
                if found == count { break }
                end = first.number
                continue
            }
            let limit = wraps ? Int.max : columnLimit(rows: 1)
            let lines = source.shownLines(before: end, count: batch, columnLimit: limit)
            guard let first = lines.first else { break }
            for (number, line) in lines.reversed() where found < count {
                let missing = count - found
                let rows =
                    longLine(line, number).map { $0.rows(from: max(0, $0.rowCount - missing), count: missing)[...] }
                    ?? rows(of: line, number: number).suffix(missing)
                pieces.append(rows)
                found += rows.count
            }
            end = first.number
            batch = min(batch * 4, count - found)
        }
        var result: [PageRow] = []
        result.reserveCapacity(found)
        for piece in pieces.reversed() { result += piece }
        return result
    }

    private func rows(of line: Line, number: LineNumber) -> [PageRow] {
        guard wraps else { return unwrappedRows(of: line, number: number) }
        return line.rows(width: width, atWords: layout.wrapsAtWords).enumerated().map {
            PageRow(number: number, rowOfLine: $0.offset, line: line, cells: $0.element, anchor: .at(line.range.lowerBound, row: $0.offset))
        }
    }

    // MARK: Without wrap

    private func unwrappedRows(of line: Line, number: LineNumber) -> [PageRow] {
        if line.breaks.isEmpty { return [row(of: line, number: number)] }
        return line.parts.enumerated().map { index, part in
            let row = row(of: line, number: number, part)
            return PageRow(
                number: number, rowOfLine: index, line: line, cells: row.cells, indent: row.indent, isCut: row.isCut,
                anchor: .at(line.range.lowerBound, row: index))
        }
    }

    /// The one row of a line without wrap: the cells between the left and the right edge. Of a wide one cut by the left edge
    /// the columns are left blank.
    func row(of whole: Line, number: LineNumber, _ cells: Range<Int>? = nil) -> PageRow {
        var line = whole
        if line.isLong { line = source.part(of: number, columns: leftColumn..<leftColumn + width + 1) ?? line }
        let cells = line.cells[cells ?? line.cells.indices]
        var column = line.column
        var start = cells.startIndex
        while start < cells.endIndex, column < leftColumn {
            column += Int(line.cells[start].width)
            start += 1
        }
        let indent = max(0, column - leftColumn)
        var (end, isCut) = end(of: cells, from: start, column, to: leftColumn + width)
        if isCut, layout.marksCut { (end, isCut) = (self.end(of: cells, from: start, column, to: leftColumn + width - 1).end, true) }
        let place = line.cells.isEmpty && whole.isLong ? source.start(of: number) : line.range.lowerBound
        return PageRow(
            number: number, rowOfLine: 0, line: line, cells: start..<end, indent: indent, isCut: isCut, isLong: whole.isLong,
            anchor: .at(place, row: 0))
    }

    private func end(of cells: ArraySlice<Cell>, from start: Int, _ column: Int, to edge: Int) -> (end: Int, isCut: Bool) {
        var column = column
        var end = start
        while end < cells.endIndex, column + Int(cells[end].width) <= edge {
            column += Int(cells[end].width)
            end += 1
        }
        return (end, end < cells.endIndex)
    }

    // MARK: Long lines

    private func longLine(_ line: Line, _ number: LineNumber) -> LongLine? {
        line.isLong && wraps ? longLine(number) : nil
    }

    private func longLine(_ number: LineNumber) -> LongLine? {
        guard wraps, let extent = source.extent(of: number) else { return nil }
        let grid = RowGrid(width: width, firstWide: extent.firstWide)
        return LongLine(source: source, number: number, grid: grid, rowCount: grid.rowCount(extent))
    }

    /// A line of more than a piece, wrapped.
    private struct LongLine {
        let source: Source
        let number: LineNumber
        let grid: RowGrid
        let rowCount: Int
        /// Columns: `<U+10FFFF>`.
        private static var widestCharacter: Int { 10 }

        func rows(from first: Int, count: Int) -> [PageRow] {
            let first = min(first, rowCount - 1)
            let last = min(rowCount, first + count)
            let lead = max(0, grid.start(of: first) - LongLine.widestCharacter)
            guard first < last, let part = source.part(of: number, columns: lead..<grid.start(of: last)) else { return [] }
            var rows: [PageRow] = []
            var start = 0
            var column = part.column
            var byteColumn = column
            func pass() {
                if start == 0 || part.sources[start] != part.sources[start - 1] { byteColumn = column }
                column += Int(part.cells[start].width)
                start += 1
            }
            while start < part.cells.count, grid.row(of: column) < first { pass() }
            for row in first..<last {
                let begin = start
                let source = begin < part.sources.count ? Int(part.sources[begin]) : 0
                // A tab or a token may have begun in a row above.
                let isWithin = begin > 0 && begin < part.sources.count && part.sources[begin] == part.sources[begin - 1]
                let rowsInside = isWithin ? row - grid.row(of: byteColumn) : 0
                while start < part.cells.count, grid.row(of: column) <= row { pass() }
                rows.append(
                    PageRow(
                        number: number, rowOfLine: row, line: part, cells: begin..<start, isLong: true,
                        anchor: .at(part.range.lowerBound + source, row: rowsInside)))
            }
            return rows
        }
    }
}
