internal import Bodies
internal import Documents
internal import Plan
internal import Screen

// What the mouse means, once it is ours: the wheel scrolls what is shown, a click takes what is under it.
extension AppState {
    /// What a click on a part of the bar does, by commands' names.
    private static let clicks: [StatusBar.Rank: String] = [
        .state: "next-panel", .status: "next-panel", .reason: "next-panel", .version: "next-panel",
        .exchangeNumber: PanelKind.exchanges.name, .below: "follow", .view: "toggle-view", .answerView: "toggle-view",
        .format: "toggle-view", .filter: PanelKind.filters.name,
        .matches: "next-match", .hint: PanelKind.help.name, .clock: PanelKind.details.name, .bytes: PanelKind.details.name,
    ]

    mutating func take(_ mouse: Mouse) -> [Effect] {
        // A program before this one may have left it on.
        guard settings.takesMouse else { return [] }
        let (size, rows) = (paneSize, settings.wheelLines)
        switch mouse.action {
        case .wheelUp: return move { $0.scroll(by: -rows, size) }
        case .wheelDown: return move { $0.scroll(by: rows, size) }
        case .press: return settlePage() + press(at: mouse.position)
        case .drag: return dragsPlace ? drag(to: mouse.position.row) : []
        case .release:
            dragsPlace = false
            return []
        }
    }

    private mutating func press(at position: Position) -> [Effect] {
        // What is being typed is not lost by a click beside it.
        guard case .keys = input else { return [] }
        message = nil
        if position.row >= paneSize.rows {
            guard let part = bar.parts.first(where: { $0.columns.contains(position.column) }), let name = AppState.clicks[part.rank],
                let command = tables.commands.first(where: { $0.name == (part.rank == .view && panel != .body ? "next-panel" : name) })
            else { return [] }
            return perform(command, Command.Arguments())
        }
        if let place = placeColumn, position.column == place.column {
            dragsPlace = true
            return drag(to: position.row)
        }
        guard focus.page.rows.indices.contains(position.row) else { return [] }
        let line = focus.page.rows[position.row].number
        if let cursor = focus.cursor {
            // The second click opens.
            if cursor == line { return take(.enter) }
            let size = paneSize
            return move { $0.go(to: line, size) }
        }
        _ = toggle(at: line)
        return []
    }

    /// To the part of the text that the row stands for.
    private mutating func drag(to row: Int) -> [Effect] {
        let size = paneSize
        if row <= 0 { return move { $0.go(to: .top, size) } }
        if row >= size.rows - 1 { return move { $0.goToEnd(size) } }
        return move { $0.go(to: .at($0.byte(atPercent: Double(row * 100 / max(1, size.rows - 1))), row: 0), size) }
    }

    /// The last column tells the place, and takes one to another, when the mouse is ours and the text is longer than the screen.
    var placeColumn: Position? {
        guard settings.takesMouse, case let rows = paneSize.rows, rows > 2, size.columns > 1, !focus.showsAll,
            let first = focus.page.rows.first
        else { return nil }
        let length = focus.lines.start(of: LineNumber(focus.lines.lineCount)).bytes
        guard length > 0 else { return nil }
        let row =
            focus.page.reachesEnd
            ? rows - 1 : min(rows - 2, Int((Double(first.range.lowerBound.bytes) / Double(length) * Double(rows - 1)).rounded()))
        return Position(row: row, column: size.columns - 1)
    }
}
