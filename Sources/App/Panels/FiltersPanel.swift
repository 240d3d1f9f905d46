internal import Documents
internal import Jobs
internal import Screen
internal import Search

extension PanelKind {
    static let filters = PanelKind(
        "filters", .overlay, .finding, colon: "filters",
        summary: "list of filters and highlights, with their counts, to switch, edit, drop",
        hint: { _ in "Enter on/off, e edits, d drops" }, cursor: { _ in .first },
        select: { state, line in state.toggleListed(line) }, commands: [.editListed, .dropListed], text: \.filtersText)
}

extension Command {
    /// Of the list only.
    fileprivate static let editListed = Command("edit-filter", .finding, [.character("e")], "list of filters: edit one") { state, _ in
        state.editListed()
    }
    fileprivate static let dropListed = Command("drop-filter", .finding, [.character("d")], "list of filters: drop one") { state, _ in
        state.dropListed()
    }
}

extension AppState {
    /// A line for each filter, then one for each highlight.
    var filtersText: TextLines {
        var text = TextLines(asciiOnly: asciiOnly)
        let stack = body.filters
        let count = document?.lineCount ?? 0
        for filter in stack.filters {
            var visible = VisibleText(asciiOnly: asciiOnly)
            let isOn = filter.isOn && !stack.isLeft
            visible.append(isOn ? "on   " : "off  ", role: isOn ? .title : .dim)
            visible.append("&\(filter.text)".padded(to: 24) + "  ", role: .text)
            visible.append(filter.kind.padded(to: 11), role: .dim)
            let isComplete = filter.rows.rowCount >= count - 1
            visible.append(
                "\(Quantity.grouped(filter.passing)) of \(Quantity.grouped(filter.rows.rowCount))\(isComplete ? "" : ", going on")",
                role: .number)
            text.add(visible.cells)
        }
        for (index, mark) in body.highlights.enumerated() {
            var visible = VisibleText(asciiOnly: asciiOnly)
            visible.append(mark.isOn ? "on   " : "off  ", role: mark.isOn ? .title : .dim)
            visible.append(mark.pattern.text, role: Role.mark(index))
            visible.append(String(repeating: " ", count: max(0, 24 - mark.pattern.text.count)) + "   highlight  ", role: .dim)
            visible.append(mark.total.map { "\(Quantity.grouped($0)) match\($0 == 1 ? "" : "es")" } ?? "counting", role: .number)
            text.add(visible.cells)
        }
        if text.lineCount == 0 { text.add("no filters; & and a pattern makes one, :highlight PATTERN marks without", .dim) }
        return text
    }

    private var listedLine: Int { focus.cursor?.index ?? 0 }

    fileprivate mutating func toggleListed(_ line: LineNumber) -> [Effect] {
        let count = body.filters.filters.count
        guard line.index < count else {
            toggleHighlight(line.index - count)
            return []
        }
        changeFilters { filters in
            let wasLeft = filters.isLeft
            filters.enter()
            filters.change(line.index) { $0.isOn = wasLeft || !$0.isOn }
        }
        return []
    }

    fileprivate mutating func editListed() -> [Effect] {
        let index = listedLine
        guard body.filters.filters.indices.contains(index) else { return [] }
        return open(.editing(index))
    }

    fileprivate mutating func dropListed() -> [Effect] {
        let index = listedLine
        let count = body.filters.filters.count
        guard index < count else { return dropHighlight(index - count) }
        guard let fetch = body.fetch else { return [] }
        var dropped: LineFilter?
        changeFilters { dropped = $0.remove(index) }
        return dropped?.job.map { [.stop($0, .body(fetch))] } ?? []
    }
}

extension LineFilter {
    /// What it was taken for.
    fileprivate var kind: String {
        switch meaning {
        case .rows(.pattern): "pattern"
        case .rows(.test(.event)): "event type"
        case .rows(.test(.field)): "member"
        case .rows(.test(.level)): "level"
        case .arrived: "arrival"
        }
    }
}
