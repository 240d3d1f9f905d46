/// Neighbouring cells of one row that are to be put on the screen together.
package struct CellRun: Sendable, Equatable {
    package var start: Position
    /// At least one; whole characters only, each wide one with its continuation.
    package var cells: ArraySlice<Cell>
}

extension Grid {
    /// What has to be put onto `old` to make it this grid: the fewest cells, and never half a wide character.
    /// Everything if the sizes differ.
    package func changes(from old: Grid) -> [CellRun] {
        guard old.size == size else { return (0..<size.rows).map { CellRun(start: Position(row: $0, column: 0), cells: self[row: $0]) } }
        var runs: [CellRun] = []
        for row in 0..<size.rows {
            appendChanges(of: row, from: old, to: &runs)
        }
        return runs
    }

    /// Puts changes on top of what is there.
    package mutating func apply(_ runs: [CellRun]) {
        for run in runs {
            put(run.cells, at: run.start)
        }
    }

    private func appendChanges(of row: Int, from old: Grid, to runs: inout [CellRun]) {
        let new = self[row: row]
        let before = old[row: row]
        var index = new.startIndex
        while index < new.endIndex {
            guard new[index] != before[index] else {
                index += 1
                continue
            }
            // The halves of a wide character go together. The old screen needs no such care: if only one half
            // of an old wide character is changed, the other is no continuation any more and differs as well.
            var start = index
            while start > new.startIndex, new[start].width == 0 { start -= 1 }
            while index < new.endIndex, new[index] != before[index] || new[index].width == 0 { index += 1 }
            runs.append(CellRun(start: Position(row: row, column: start - new.startIndex), cells: new[start..<index]))
        }
    }
}
