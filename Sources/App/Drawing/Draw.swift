internal import Bodies
internal import Documents
internal import HTTP
package import Screen

extension AppState {
    /// What the terminal shows, as `layOut` has laid it out; the cursor stands in the prompt, else on the line pointed
    /// at, else nowhere.
    package func draw() -> (grid: Grid, cursor: Position?) {
        var grid = Grid(size)
        guard size.rows > 0, size.columns > 0 else { return (grid, nil) }
        drawPage(on: &grid)
        let cursor = drawBottomRow(on: &grid)
        return (grid, cursor ?? linePointedAt)
    }

    /// The terminal's cursor stands there, and who cannot see it hears it.
    private var linePointedAt: Position? {
        let page = focus.page
        guard let cursor = focus.cursor, let row = page.rows.firstIndex(where: { $0.number == cursor }) else { return nil }
        return Position(row: row, column: min(page.gutter, max(0, size.columns - 1)))
    }

    private func drawPage(on grid: inout Grid) {
        let pane = focus
        let matches = pane.search?.highlights ?? []
        for (row, (pageRow, picture)) in zip(pane.page.rows, pane.page.pictures).enumerated() {
            grid.put(picture, atRow: row)
            let range = pageRow.range
            if let match = matches.endingAfter(range.lowerBound).first, match.lowerBound < range.upperBound {
                let cells = cells(of: pageRow, matches, current: pane.search?.current)
                grid.put(cells, at: Position(row: row, column: pane.page.gutter + pageRow.indent))
            }
            if let filter = pane.lines.filter, !filter.matches(pageRow.number) { grid.dim(row: row) }
            if panel == .body, pageRow.number == pane.cursor, pageRow.rowOfLine == 0 { grid.select(row: row) }
        }
        drawLineNumbers(pane.page, on: &grid)
    }

    private func drawLineNumbers(_ page: Page, on grid: inout Grid) {
        guard page.gutter > 0 else { return }
        var last: LineNumber?
        for (row, pageRow) in page.rows.enumerated() where pageRow.number != last {
            last = pageRow.number
            // The further rows of a line have none, but the first one on the screen tells where it belongs.
            let number = String(pageRow.number.number)
            let cells = VisibleText.cells(number, role: .gutter)
            grid.put(cells, at: Position(row: row, column: max(0, page.gutter - 1 - cells.count)))
        }
    }

    /// A row's cells, those of a match in its role. `matches` are in order.
    private func cells(of row: PageRow, _ matches: [Range<ByteOffset>], current: Range<ByteOffset>?) -> [Cell] {
        var cells = Array(row.line.cells[row.cells])
        if matches.isEmpty { return cells }
        let start = row.line.range.lowerBound
        var rest: ArraySlice<Range<ByteOffset>>?
        var last = ByteOffset.zero
        for index in cells.indices {
            let place = start + Int(row.line.sources[row.cells.lowerBound + index])
            // Looked for once a row, and where a view shows the same bytes a second time in a line.
            if rest == nil || place < last { rest = matches.endingAfter(place) }
            last = place
            while let first = rest?.first, first.upperBound <= place { rest?.removeFirst() }
            guard let match = rest?.first, match.contains(place), cells[index].role != .gutter else { continue }
            cells[index].role = match == current ? .currentMatch : .match
        }
        return cells
    }

    private func drawBottomRow(on grid: inout Grid) -> Position? {
        let start = Position(row: size.rows - 1, column: 0)
        guard case .prompt(let line, let prompt) = input else {
            grid.put(bar.row, atRow: start.row)
            return nil
        }
        grid.fill(.prompt, from: start)
        var text = VisibleText(asciiOnly: asciiOnly)
        text.append(prompt.label, role: .prompt)
        if prompt.isSecret {
            let end = grid.put(text.cells, at: start)
            return Position(row: start.row, column: min(end, size.columns - 1))
        }
        // What is far from the cursor cannot be seen, however long a paste was.
        for scalar in line.text[..<line.cursor].suffix(2 * size.columns) { text.append(scalar, role: .prompt) }
        let cursor = text.columns
        for scalar in line.text[line.cursor...].prefix(size.columns) { text.append(scalar, role: .prompt) }
        // A text longer than the row is moved left, so that the cursor is always in sight.
        var left = 0
        var cells = text.cells[...]
        while cursor - left >= size.columns, let first = cells.first {
            left += Int(first.width)
            cells.removeFirst()
        }
        let end = grid.put(cells, at: start)
        if let note = prompt.note(self, line), end + note.count + 2 <= size.columns {
            var visible = VisibleText(asciiOnly: asciiOnly)
            visible.append(note, role: .prompt)
            grid.put(visible.cells, at: Position(row: start.row, column: size.columns - visible.columns))
        }
        return Position(row: start.row, column: cursor - left)
    }
}

extension [Range<ByteOffset>] {
    /// Of ranges in order, those that do not end at or before `place`.
    fileprivate func endingAfter(_ place: ByteOffset) -> ArraySlice<Element> {
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].upperBound <= place { low = middle + 1 } else { high = middle }
        }
        return self[low...]
    }
}

extension Grid {
    /// Shows that a row stands around others.
    fileprivate mutating func dim(row: Int) {
        let cells = self[row: row].map { cell in
            var cell = cell
            if cell.role != .match && cell.role != .currentMatch { cell.role = .dim }
            return cell
        }
        put(cells, at: Position(row: row, column: 0))
    }

    /// Shows that a row is pointed at; a match in it stays one.
    fileprivate mutating func select(row: Int) {
        let cells = self[row: row].map { cell in
            var cell = cell
            if cell.role != .match && cell.role != .currentMatch { cell.role = .selection }
            return cell
        }
        put(cells, at: Position(row: row, column: 0))
    }
}
