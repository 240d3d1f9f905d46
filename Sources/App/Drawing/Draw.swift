internal import Bodies
internal import Documents
internal import HTTP
internal import Plan
package import Screen

extension AppState {
    /// What the terminal shows, as `layOut` has laid it out; the cursor stands in the prompt, else on the line pointed
    /// at, else nowhere.
    package func draw() -> (grid: Grid, cursor: Position?) {
        var grid = Grid(size)
        guard size.rows > 0, size.columns > 0 else { return (grid, nil) }
        drawPage(on: &grid)
        if let place = placeColumn {
            var cell = grid[place]
            if cell.width == 0 { cell = .blank() }
            cell.role = .selection
            grid.put([cell], at: place)
        }
        let cursor = drawBottomRow(on: &grid)
        return (grid, cursor ?? linePointedAt)
    }

    /// The terminal's cursor stands there, and who cannot see it hears it.
    private var linePointedAt: Position? {
        guard let cursor = ofFocus({ $0.cursor }), let row = focus.page.row(of: cursor) else { return nil }
        return Position(row: row + keptRows, column: min(focus.page.gutter.width, max(0, size.columns - 1)))
    }

    private func drawPage(on grid: inout Grid) {
        let pane = focus
        let matches = shownMatches(of: pane.search)
        for (row, kept) in pane.keptRows.prefix(keptRows).enumerated() {
            grid.put(Array(kept.line.cells[kept.cells]), at: Position(row: row, column: pane.page.gutter.width + kept.indent))
        }
        let page = pane.page
        let firstRow = page.firstRow + keptRows
        if let heading = page.headingPicture { grid.put(heading, atRow: keptRows) }
        for (index, picture) in page.pictures.enumerated() { grid.put(picture, atRow: firstRow + index) }
        drawFindings(pane, matches, on: &grid)
        drawRepeatedKeys(pane, on: &grid)
        keepColumns(of: pane, on: &grid)
        drawStatus(pane, matches, on: &grid)
        drawTimes(pane, on: &grid)
        drawLineNumbers(pane, on: &grid)
    }

    /// What matches, what does not pass, and the line pointed at, over the rows as they are.
    private func drawFindings(_ pane: Pane, _ matches: [Range<ByteOffset>], on grid: inout Grid) {
        let marks = panel == .body ? body.highlights.map { $0.isOn ? $0.matches : [] } : []
        let cursor = panel == .body ? pane.cursor : nil
        // A frame for every line that comes shows none of this as a rule.
        if matches.isEmpty, marks.isEmpty, pane.lines.filter == nil, pane.unread == nil, cursor == nil { return }
        for (place, pageRow) in pane.page.placed {
            let row = place + keptRows
            let range = pageRow.range
            let isMarked = ([matches] + marks).contains { matches in
                matches.endingAfter(range.lowerBound).first.map { $0.lowerBound < range.upperBound } ?? false
            }
            if isMarked {
                var cells = Array(pageRow.line.cells[pageRow.cells])
                for (index, mark) in marks.enumerated() { show(mark, in: &cells, of: pageRow) { _ in Role.mark(index) } }
                show(matches, in: &cells, of: pageRow) { $0 == pane.search?.current ? .currentMatch : .match }
                grid.put(cells, at: Position(row: row, column: pane.page.gutter.width + pageRow.indent))
            }
            // It stands around those that pass.
            if let filter = pane.lines.filter, !filter.matches(pageRow.number) { grid.show(row: row, as: .dim) }
            let standsOut = pageRow.number == pane.unread || pageRow.number == cursor
            if standsOut, pageRow.rowOfLine == 0 { grid.show(row: row, as: .selection) }
        }
    }

    /// The first columns of each line stay when the others are scrolled away.
    private func keepColumns(of pane: Pane, on grid: inout Grid) {
        let columns = settings.keptColumns
        guard panel == .body, columns > 0, pane.viewport.leftColumn > 0, columns < size.columns / 2 else { return }
        let rows =
            pane.keptRows.prefix(keptRows).enumerated().map { ($0.offset, $0.element) } + pane.page.placed.map { ($0.row + keptRows, $0.1) }
        for (row, pageRow) in rows {
            guard let part = pane.lines.part(of: pageRow.number, columns: 0..<columns) else { continue }
            var cells = part.cells
            let missing = columns - cells.reduce(0) { $0 + Int($1.width) }
            cells += repeatElement(Cell(" "), count: max(0, missing))
            grid.put(cells, at: Position(row: row, column: pane.page.gutter.width))
        }
    }

    /// Those that stand out. Lines that do not match would fill the screen.
    private func shownMatches(of search: SearchState?) -> [Range<ByteOffset>] {
        guard let search, showsMatches, !search.typed.modifiers.contains(.notMatching) else { return [] }
        switch settings.shownMatches {
        case .all: return search.highlights
        case .current: return search.highlights.filter { $0 == search.current }
        case .none: return []
        }
    }

    /// Shows the cells of a row that belong to matches in their role. `matches` are in order.
    private func show(
        _ matches: [Range<ByteOffset>], in cells: inout [Cell], of row: PageRow, as role: (Range<ByteOffset>) -> Role
    ) {
        if matches.isEmpty { return }
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
            cells[index].role = role(match)
        }
    }

    private func drawBottomRow(on grid: inout Grid) -> Position? {
        let start = Position(row: size.rows - 1, column: 0)
        guard case .prompt(let line, let prompt) = input else {
            grid.put(bar.row, atRow: start.row)
            return nil
        }
        grid.fill(.prompt, from: start)
        var text = VisibleText(asciiOnly: asciiOnly)
        for modifier in SearchModifier.allCases where line.modifiers.contains(modifier) {
            text.append(modifier.rawValue + " ", role: .prompt)
        }
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
    func endingAfter(_ place: ByteOffset) -> ArraySlice<Element> {
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].upperBound <= place { low = middle + 1 } else { high = middle }
        }
        return self[low...]
    }
}

extension Grid {
    /// Shows a row in another role; a match in it stays one.
    fileprivate mutating func show(row: Int, as role: Role) {
        let cells = self[row: row].map { cell in
            var cell = cell
            if cell.role != .match && cell.role != .currentMatch { cell.role = role }
            return cell
        }
        put(cells, at: Position(row: row, column: 0))
    }
}
