/// A screenful of cells: what `draw` makes, what a terminal shows, what tests compare. Each row is as wide as the screen.
package struct Grid: Sendable, Equatable {
    package let size: Size
    /// From the top; `size.rows` of them.
    package internal(set) var rows: [GridRow]

    package init(_ size: Size) {
        self.size = Size(rows: max(0, size.rows), columns: max(0, size.columns))
        rows = Array(repeating: GridRow(columns: self.size.columns), count: self.size.rows)
    }

    /// The cells of one row, always `size.columns` of them.
    package subscript(row row: Int) -> [Cell] { rows[row].cells }

    package subscript(position: Position) -> Cell { rows[position.row].cells[position.column] }

    /// Puts a whole row in place of another. One that is not as wide as the screen, or outside of it, is not put.
    package mutating func put(_ row: GridRow, atRow index: Int) {
        if rows.indices.contains(index), row.columns == size.columns { rows[index] = row }
    }

    /// Puts cells into a row, as `GridRow.put`. A position outside the screen puts nothing.
    @discardableResult
    package mutating func put(_ line: ArraySlice<Cell>, at position: Position) -> Int {
        rows.indices.contains(position.row) ? rows[position.row].put(line, at: position.column) : position.column
    }

    @discardableResult
    package mutating func put(_ line: [Cell], at position: Position) -> Int {
        put(line[...], at: position)
    }

    /// Fills the rest of a row, from `position` to the right edge.
    package mutating func fill(_ role: Role, from position: Position) {
        if rows.indices.contains(position.row) { rows[position.row].fill(role, from: position.column) }
    }

    /// The screen as text, one string a row, without the blanks at its end: what tests compare and show.
    package var text: [String] { rows.map(\.text) }
}
