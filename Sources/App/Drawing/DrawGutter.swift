internal import Bodies
internal import Documents
internal import Screen

// What stands before the text: marks and matches, times, line numbers.
extension AppState {
    /// The letter of a mark in the line, else an asterisk if something in it matches. `matches` are in order.
    func drawStatus(_ pane: Pane, _ matches: [Range<ByteOffset>], on grid: inout Grid) {
        guard pane.page.gutter.status > 0 else { return }
        let marks = pane.marks.sorted { $0.key.value < $1.key.value }
        var last: LineNumber?
        for (row, pageRow) in pane.page.placed where pageRow.number != last {
            last = pageRow.number
            let range = pageRow.range
            let isLast = pane.page.reachesEnd && pageRow.number == pane.page.rows.last?.number
            let mark = marks.first { mark in
                switch mark.value.anchor {
                case .at(let offset, _): range.contains(offset)
                case .line(let line, _): line == pageRow.number
                case .tail: isLast
                }
            }
            let matches = matches.endingAfter(range.lowerBound).first.map { $0.lowerBound < range.upperBound } ?? false
            guard let sign = mark?.key ?? (matches ? "*" : nil) else { continue }
            grid.put(VisibleText.cells(String(sign), role: .gutter), at: Position(row: row + keptRows, column: 0))
        }
    }

    /// When the first byte came that each line shows.
    func drawTimes(_ pane: Pane, on grid: inout Grid) {
        let column = pane.viewport.timeColumn
        guard panel == .body, column != .none, pane.page.gutter.times > 0, let log = arrivals, let first = pane.page.rows.first else {
            return
        }
        var last = first.number
        var before: Duration?
        if column == .sinceLine || column == .sinceStartAndLine, case let above = pane.lines.line(last, movedBy: -1), above < last {
            let line = pane.lines.lines(from: above, count: 1, columnLimit: size.columns).first
            before = log.time(of: line?.firstShown ?? pane.lines.start(of: above))
        }
        for (row, pageRow) in pane.page.placed where row == pane.page.firstRow || pageRow.number != last {
            last = pageRow.number
            let place = pageRow.isLong ? pane.lines.start(of: last) : pageRow.line.firstShown
            guard let time = log.time(of: place) else { continue }
            // Merged with others: about then.
            let text = (place < log.mergedEnd ? "~" : "") + column.text(of: time, before: before, log)
            before = time
            let cells = VisibleText.cells(String(text.suffix(column.width - 1)), role: .gutter)
            grid.put(cells, at: Position(row: row + keptRows, column: pane.page.gutter.status + max(0, column.width - 1 - cells.count)))
        }
    }

    func drawLineNumbers(_ pane: Pane, on grid: inout Grid) {
        let page = pane.page
        guard page.gutter.numbers > 0 else { return }
        if let heading = page.heading { draw(heading.number, inRow: keptRows, page, on: &grid) }
        var last: LineNumber?
        for (row, pageRow) in page.placed where pageRow.number != last {
            last = pageRow.number
            // The further rows of a line have none, but the first one on the screen tells where it belongs.
            draw(pageRow.number, inRow: row + keptRows, page, on: &grid)
        }
    }

    private func draw(_ number: LineNumber, inRow row: Int, _ page: Page, on grid: inout Grid) {
        let cells = VisibleText.cells(String(number.number), role: .gutter)
        grid.put(cells, at: Position(row: row, column: max(0, page.gutter.width - 1 - cells.count)))
    }
}
