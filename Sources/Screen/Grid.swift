/// A screenful of cells: what `draw` makes, what a terminal shows, what tests compare.
///
/// Always well formed: a wide cell is followed by its continuation, a continuation stands after its wide cell, and a row
/// is exactly as wide as the screen. What is put over one half of a wide character blanks the other.
package struct Grid: Sendable, Equatable {
    package let size: Size
    private var cells: [Cell]

    package init(_ size: Size) {
        self.size = Size(rows: max(0, size.rows), columns: max(0, size.columns))
        cells = Array(repeating: .blank(), count: self.size.rows * self.size.columns)
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
    /// A position outside the screen puts nothing.
    @discardableResult
    package mutating func put(_ line: some Sequence<Cell>, at position: Position) -> Int {
        guard contains(position) else { return position.column }
        var column = position.column
        let start = position.row * size.columns
        clearWide(cutAt: start + column, in: position.row)
        for cell in line where cell.width > 0 {
            guard column < size.columns else { break }
            if column + Int(cell.width) > size.columns {
                cells[start + column] = .blank(cell.role)
                return size.columns
            }
            if cell.width == 2 {
                clearWide(cutAt: start + column + 2, in: position.row)
                cells[start + column + 1] = .continuation(cell.role)
            } else {
                clearWide(cutAt: start + column + 1, in: position.row)
            }
            cells[start + column] = cell
            column += Int(cell.width)
        }
        return column
    }

    /// Fills the rest of a row, from `position` to the right edge.
    package mutating func fill(_ role: Role, from position: Position) {
        put(repeatElement(.blank(role), count: max(0, size.columns - position.column)), at: position)
    }

    /// The screen as text, one string a row, without the blanks at its end: what tests compare and show.
    package var text: [String] {
        (0..<size.rows).map { row in
            let visible = self[row: row].filter { $0.width > 0 }
            let end = visible.lastIndex { $0 != .blank($0.role) }.map { $0 + 1 } ?? 0
            return visible[..<end].reduce(into: "") { $1.write(to: &$0) }
        }
    }

    private func contains(_ position: Position) -> Bool {
        (0..<size.rows).contains(position.row) && (0..<size.columns).contains(position.column)
    }

    /// Blanks the wide character whose halves stand on both sides of the edge before `index`, so that no half of it stays.
    private mutating func clearWide(cutAt index: Int, in row: Int) {
        guard index < (row + 1) * size.columns, cells[index].width == 0 else { return }
        cells[index] = .blank(cells[index].role)
        cells[index - 1] = .blank(cells[index - 1].role)
    }
}
