/// One row of a screen: a value that is quickly compared with a copy of itself, so that what did not change costs nothing.
///
/// Always well formed: a wide cell is followed by its continuation, and a continuation stands after its wide cell. What is put
/// over one half of a wide character blanks the other.
package struct GridRow: Sendable, Equatable {
    /// As many as the row has columns.
    package private(set) var cells: [Cell]

    /// Blanks.
    package init(columns: Int) {
        cells = Array(repeating: .blank(), count: max(0, columns))
    }

    package var columns: Int { cells.count }

    /// Puts cells from `column` on, cut at the right edge (a wide cell that would stick out becomes a blank); returns the
    /// column after the last one put. Continuations are put by the row: `line` may hold them or not. A column outside puts
    /// nothing.
    @discardableResult
    package mutating func put(_ line: ArraySlice<Cell>, at column: Int) -> Int {
        guard cells.indices.contains(column) else { return column }
        var column = column
        clearWide(cutAt: column)
        let count = min(line.count, cells.count - column)
        if line.prefix(count).allSatisfy({ $0.width == 1 }) {
            clearWide(cutAt: column + count)
            cells.replaceSubrange(column..<column + count, with: line.prefix(count))
            return column + count
        }
        for cell in line where cell.width > 0 {
            guard column < cells.count else { break }
            let end = column + Int(cell.width)
            if end > cells.count {
                cells[column] = .blank(cell.role)
                return cells.count
            }
            clearWide(cutAt: end)
            if cell.width == 2 { cells[column + 1] = .continuation(cell.role) }
            cells[column] = cell
            column = end
        }
        return column
    }

    /// Fills the rest, from `column` to the right edge.
    package mutating func fill(_ role: Role, from column: Int) {
        guard cells.indices.contains(column) else { return }
        clearWide(cutAt: column)
        for column in column..<cells.count { cells[column] = .blank(role) }
    }

    /// As text, without the blanks at its end.
    package var text: String {
        let visible = cells.filter { $0.width > 0 }
        let end = visible.lastIndex { $0 != .blank($0.role) }.map { $0 + 1 } ?? 0
        return visible[..<end].reduce(into: "") { $1.write(to: &$0) }
    }

    /// Blanks the wide character whose halves stand on both sides of the edge before `column`, so that no half of it stays.
    private mutating func clearWide(cutAt column: Int) {
        guard column < cells.count, cells[column].width == 0 else { return }
        cells[column] = .blank(cells[column].role)
        cells[column - 1] = .blank(cells[column - 1].role)
    }
}
