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
        var runs: [CellRun] = []
        for (index, row) in rows.enumerated() {
            if old.size == size, old.rows[index].columns == row.columns {
                row.appendChanges(from: old.rows[index], at: index, to: &runs)
            } else if row.columns > 0 {
                runs.append(CellRun(start: Position(row: index, column: 0), cells: row.cells[...]))
            }
        }
        return runs
    }

    /// Puts changes on top of what is there.
    package mutating func apply(_ runs: [CellRun]) {
        for run in runs {
            put(run.cells, at: run.start)
        }
    }
}

// Scrolling
extension Grid {
    /// How many rows further up everything above the last row stands than on `old`, if more than half of it is still there and
    /// fewer rows are to be put than without moving them; negative for further down, 0 if it has not moved.
    package func rise(from old: Grid) -> Int {
        let height = size.rows - 1
        guard old.size == size, height > 2, rows[0] != old.rows[0] || rows[height - 1] != old.rows[height - 1] else { return 0 }
        func isRise(_ rise: Int) -> Bool {
            (max(0, -rise)..<min(height, height - rise)).allSatisfy { rows[$0] == old.rows[$0 + rise] }
        }
        // A screen that is blank but for a few rows has moved by any distance.
        let changed = (0..<height).count { rows[$0] != old.rows[$0] }
        for distance in 1..<min((height + 1) / 2, max(1, changed)) {
            if isRise(distance) { return distance }
            if isRise(-distance) { return -distance }
        }
        return 0
    }

    /// Moves everything above the last row up (or down, if negative). Of the rows that come free nothing is known: they have
    /// no columns, and all of them is a change.
    package mutating func scroll(up rise: Int) {
        let height = size.rows - 1
        let old = rows
        for row in 0..<height {
            rows[row] = (0..<height).contains(row + rise) ? old[row + rise] : GridRow(columns: 0)
        }
    }
}

extension GridRow {
    fileprivate func appendChanges(from old: GridRow, at row: Int, to runs: inout [CellRun]) {
        if self == old { return }
        let (new, before) = (cells, old.cells)
        var index = 0
        while index < new.count {
            guard new[index] != before[index] else {
                index += 1
                continue
            }
            // The halves of a wide character go together. The old screen needs no such care: if only one half
            // of an old wide character is changed, the other is no continuation any more and differs as well.
            var start = index
            while start > 0, new[start].width == 0 { start -= 1 }
            while index < new.count, new[index] != before[index] || new[index].width == 0 { index += 1 }
            runs.append(CellRun(start: Position(row: row, column: start), cells: new[start..<index]))
        }
    }
}
