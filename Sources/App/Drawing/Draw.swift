internal import Bodies
internal import Documents
internal import HTTP
package import Screen

extension AppState {
    /// What the terminal shows, as `layOut` has laid it out; the cursor stands in the prompt, else nowhere.
    package func draw() -> (grid: Grid, cursor: Position?) {
        var grid = Grid(size)
        guard size.rows > 0, size.columns > 0 else { return (grid, nil) }
        if panel != .body {
            draw(panelText, on: &grid)
        } else if body.document != nil {
            drawBody(on: &grid)
        } else if lacksBody {
            draw(headersText, on: &grid)
        }
        let cursor = drawBottomRow(on: &grid)
        return (grid, cursor)
    }

    private func drawBody(on grid: inout Grid) {
        var matches = body.search?.highlights[...] ?? []
        for (row, pageRow) in body.page.rows.enumerated() {
            grid.put(cells(of: pageRow, &matches), at: Position(row: row, column: pageRow.indent))
        }
    }

    /// A row's cells, those of a match in its role. Takes the matches before it away, for rows and matches both go
    /// upward: where every character is a match, each is still looked at once a draw.
    private func cells(of row: PageRow, _ matches: inout ArraySlice<Range<ByteOffset>>) -> [Cell] {
        var cells = Array(row.line.cells[row.cells])
        let start = row.line.range.lowerBound
        for index in cells.indices {
            let place = start + Int(row.line.sources[row.cells.lowerBound + index])
            while let first = matches.first, first.upperBound <= place { matches.removeFirst() }
            guard let match = matches.first else { break }
            if match.contains(place) { cells[index].role = match == body.search?.current ? .currentMatch : .match }
        }
        return cells
    }

    /// There is no body, or it lets us wait: what was sent and what was answered is worth more than an empty pane.
    private var lacksBody: Bool {
        exchange.outcome != nil || pane.elapsed(at: now) >= .seconds(1)
    }

    private func draw(_ text: TextLines, on grid: inout Grid) {
        let page = panelViewport.page(of: text, size: paneSize)
        for (row, pageRow) in page.rows.enumerated() {
            grid.put(pageRow.line.cells[pageRow.cells], at: Position(row: row, column: pageRow.indent))
        }
    }

    /// The content of the panel shown, where it is not the body.
    var panelText: TextLines {
        switch panel {
        case .body: TextLines(asciiOnly: asciiOnly)
        case .headers: headersText
        case .timing: timingText
        case .details: detailsText
        case .help: keymap.helpText
        case .exchanges: exchangesText
        case .curl: curlText
        }
    }

    private func drawBottomRow(on grid: inout Grid) -> Position? {
        let start = Position(row: size.rows - 1, column: 0)
        guard let prompt else {
            grid.fill(.bar, from: start)
            statusBar.draw(on: &grid, row: start.row)
            return nil
        }
        grid.fill(.prompt, from: start)
        var text = VisibleText(asciiOnly: asciiOnly)
        text.append(prompt.label, role: .prompt)
        // What is far from the cursor cannot be seen, however long a paste was.
        for scalar in prompt.text[..<prompt.cursor].suffix(2 * size.columns) { text.append(scalar, role: .prompt) }
        let cursor = text.columns
        for scalar in prompt.text[prompt.cursor...].prefix(size.columns) { text.append(scalar, role: .prompt) }
        // A text longer than the row is moved left, so that the cursor is always in sight.
        var left = 0
        var cells = text.cells[...]
        while cursor - left >= size.columns, let first = cells.first {
            left += Int(first.width)
            cells.removeFirst()
        }
        let end = grid.put(cells, at: start)
        if let note = promptNote, end + note.count + 2 <= size.columns {
            var visible = VisibleText(asciiOnly: asciiOnly)
            visible.append(note, role: .prompt)
            grid.put(visible.cells, at: Position(row: start.row, column: size.columns - visible.columns))
        }
        return Position(row: start.row, column: cursor - left)
    }

    private var promptNote: String? {
        switch prompt?.purpose {
        case .searchForward?, .searchBackward?: prompt?.text.isEmpty == false ? body.search?.countText : nil
        default: nil
        }
    }
}
