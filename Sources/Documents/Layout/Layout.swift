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
}
