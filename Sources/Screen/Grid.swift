/// A screenful of cells: what `draw` makes, what a terminal shows, what tests compare.
package struct Grid: Sendable, Equatable {
    package let size: Size
    private var cells: [Cell]

    package init(_ size: Size) {
        self.size = size
        cells = Array(repeating: .blank(), count: size.rows * size.columns)
    }

    /// The cells of one row, always `size.columns` of them.
    package subscript(row row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    package subscript(position: Position) -> Cell {
        cells[position.row * size.columns + position.column]
    }

    /// Puts cells from `position` on, cut at the right edge (a wide cell that would stick out becomes a blank);
    /// returns the column after the last one put. Continuations are put by the grid: `line` may hold them or not.
    @discardableResult
    package mutating func put(_ line: some Sequence<Cell>, at position: Position) -> Int {
        var column = position.column
        let start = position.row * size.columns
        for cell in line where cell.width > 0 {
            guard column < size.columns else { break }
            if column + Int(cell.width) > size.columns {
                cells[start + column] = .blank(cell.role)
                return size.columns
            }
            cells[start + column] = cell
            if cell.width == 2 { cells[start + column + 1] = .continuation(cell.role) }
            column += Int(cell.width)
        }
        return column
    }

    /// Fills the rest of a row, from `position` to the right edge.
    package mutating func fill(_ role: Role, from position: Position) {
        for column in position.column..<max(position.column, size.columns) {
            cells[position.row * size.columns + column] = .blank(role)
        }
    }
}
