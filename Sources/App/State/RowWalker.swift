internal import Documents
internal import Screen

/// Walks the rows that lines fall into at a width, up and down, reading no more lines than it needs:
/// a display line may have one row or several thousand.
struct RowWalker<Source: LineSource> {
    let source: Source
    let width: Int
    let wraps: Bool
    let leftColumn: Int

    /// As much of a line as its first `rows` rows can show.
    private func columnLimit(rows: Int) -> Int {
        wraps ? (rows + 1) * width : leftColumn + width + 1
    }

    /// Up to `count` rows from a line's row on.
    func rows(from start: LineNumber, row: Int, count: Int) -> [PageRow] {
        var result: [PageRow] = []
        var next = start.index
        // The first line may fill the screen; if it does not, those after it are taken to be as long as the last one,
        // and if they are longer, not too many of them have been read.
        var batch = 1
        var skipped = row
        while result.count < count, next < source.lineCount {
            let limit = columnLimit(rows: skipped + count - result.count)
            let lines = source.lines(from: LineNumber(next), count: batch, columnLimit: limit)
            if lines.isEmpty { break }
            var rowsOfLine = 1
            for line in lines where result.count < count {
                let rows = rows(of: line, number: LineNumber(next))
                rowsOfLine = max(1, rows.count)
                // A line that became shorter than the row asked for (a resize) shows its last row.
                result += rows.dropFirst(min(skipped, rows.count - 1)).prefix(count - result.count)
                skipped = 0
                next += 1
            }
            batch = min(batch * 4, (count - result.count + rowsOfLine - 1) / rowsOfLine)
        }
        return result
    }

    /// The last `count` rows of all.
    func last(_ count: Int) -> [PageRow] {
        rowsAbove(LineNumber(source.lineCount), count: count)
    }

    /// The anchor `count` rows above a line's row; the top if there are fewer.
    func above(_ line: LineNumber, row: Int, count: Int) -> Anchor {
        if row >= count { return .at(source.start(of: line), row: row - count) }
        return rowsAbove(line, count: count - row).first?.anchor ?? .top
    }

    /// Up to `count` rows that stand right above a line's first row.
    private func rowsAbove(_ line: LineNumber, count: Int) -> [PageRow] {
        var pieces: [[PageRow]] = []
        var found = 0
        var end = line.index
        var batch = 1
        while found < count, end > 0 {
            let start = max(0, end - batch)
            let limit = wraps ? Int.max : columnLimit(rows: 1)
            let lines = source.lines(from: LineNumber(start), count: end - start, columnLimit: limit)
            if lines.isEmpty { break }
            for (index, line) in lines.enumerated().reversed() where found < count {
                let rows = rows(of: line, number: LineNumber(start + index)).suffix(count - found)
                pieces.append(Array(rows))
                found += rows.count
            }
            end = start
            batch = min(batch * 2, count - found)
        }
        return pieces.reversed().flatMap { $0 }
    }

    private func rows(of line: Line, number: LineNumber) -> [PageRow] {
        if wraps {
            return Layout.rows(of: line.cells, width: width).enumerated().map {
                PageRow(number: number, rowOfLine: $0.offset, line: line, cells: $0.element)
            }
        }
        let (cells, indent) = visibleCells(of: line)
        return [PageRow(number: number, rowOfLine: 0, line: line, cells: cells, indent: indent)]
    }

    /// The cells between the left and the right edge; of a wide one cut by the left edge the columns are left.
    private func visibleCells(of line: Line) -> (cells: Range<Int>, indent: Int) {
        var column = 0
        var start = 0
        while start < line.cells.count, column < leftColumn {
            column += Int(line.cells[start].width)
            start += 1
        }
        let indent = max(0, column - leftColumn)
        var end = start
        while end < line.cells.count, column + Int(line.cells[end].width) <= leftColumn + width {
            column += Int(line.cells[end].width)
            end += 1
        }
        return (start..<end, indent)
    }
}
