internal import Documents
internal import Plan
internal import Screen

extension PanelKind {
    static let help = PanelKind(
        "help", .overlay, keys: [.character("h"), .character("H"), .function(1)], summary: "this help", hint: { _ in "q closes" },
        text: \.helpText)
}

extension AppState {
    /// The tables: commands with their keys, views, settings.
    fileprivate var helpText: TextLines {
        var text = TextLines(asciiOnly: asciiOnly)
        let guide = tables.guide(keymap)
        for (title, rows) in guide.keys { text.addRows(title, rows.filter { !$0.name.isEmpty }) }
        text.addRows("Views (:view NAME)", guide.views)
        text.addRows("Settings (:set NAME VALUE, or --NAME VALUE)", guide.settings)
        text.add()
        text.add("A number typed first is the N of a command. bind KEY COMMAND in the config file, with the names in the man page.", .dim)
        return text
    }
}

extension TextLines {
    fileprivate mutating func addRows(_ title: String, _ rows: [ViewerGuide.Row]) {
        addTitle(title)
        for row in rows {
            var visible = VisibleText()
            visible.append(row.name.padded(to: 30) + " ", role: .headerName)
            visible.append(row.summary)
            add(visible.cells)
        }
    }
}
