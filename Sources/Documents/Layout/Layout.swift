package import Screen

/// How a line lies on the screen.
package enum Layout {
    /// Breaks a line into rows of at most `width` columns: ranges of cell indexes, one at least.
    /// A wide character is never split: it goes to the next row, and if `width` is 1, has a row to itself.
    package static func rows(of cells: [Cell], width: Int) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var start = 0
        var columns = 0
        for (index, cell) in cells.enumerated() {
            let cellWidth = Int(cell.width)
            if columns + cellWidth > width && index > start {
                rows.append(start..<index)
                start = index
                columns = 0
            }
            columns += cellWidth
        }
        rows.append(start..<cells.count)
        return rows
    }

    /// As `rows(of:width:)`, between words if there are blanks: those that a row would begin with stand in none.
    static func rows(ofWords cells: [Cell], width: Int) -> [Range<Int>] {
        var rows: [Range<Int>] = []
        var start = 0
        while true {
            var columns = 0
            var end = start
            while end < cells.count, columns + Int(cells[end].width) <= width || end == start {
                columns += Int(cells[end].width)
                end += 1
            }
            guard end < cells.count else {
                rows.append(start..<end)
                return rows
            }
            if !isBlank(cells[end]), let blank = cells[start..<end].lastIndex(where: isBlank), blank > start { end = blank + 1 }
            rows.append(start..<end)
            start = end
            while start < cells.count, isBlank(cells[start]) { start += 1 }
            if start == cells.count { return rows }
        }
    }

    private static func isBlank(_ cell: Cell) -> Bool { cell.scalar == " " }
}

extension Line {
    /// The rows that it takes on the screen, and those that belong to it: ranges of cell indexes.
    package func rows(width: Int, atWords: Bool = false) -> [Range<Int>] {
        if breaks.isEmpty, !wrapsAtWords, !atWords { return Layout.rows(of: cells, width: width) }
        return parts.flatMap { part in
            let cells = Array(cells[part])
            let rows = wrapsAtWords || atWords ? Layout.rows(ofWords: cells, width: width) : Layout.rows(of: cells, width: width)
            return rows.map { part.lowerBound + $0.lowerBound..<part.lowerBound + $0.upperBound }
        }
    }

    /// The cells of the line itself, and of each row below that belongs to it.
    package var parts: [Range<Int>] {
        zip([0] + breaks, breaks + [cells.count]).map { $0..<$1 }
    }
}
