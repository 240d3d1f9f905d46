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
        for group in Command.Group.allCases {
            text.addTitle(group.rawValue)
            for command in tables.commands where command.group == group { text.addRow(command.keyNames, command.summary) }
        }
        text.addTitle("Views (:view NAME)")
        for view in tables.views { text.addRow(view.name, view.summary) }
        text.addRow(Packing.viewName, Packing.viewSummary)
        text.addTitle("Settings (:set NAME VALUE, or --NAME VALUE)")
        for setting in ViewerSetting.all { text.addRow("\(setting.name) \(setting.values)", setting.summary) }
        text.add()
        text.add("A number typed first is the N of a command.", .dim)
        return text
    }
}

extension TextLines {
    fileprivate mutating func addRow(_ name: String, _ summary: String) {
        var visible = VisibleText()
        visible.append(name.padded(to: 30) + " ", role: .headerName)
        visible.append(summary)
        add(visible.cells)
    }
}

extension Command {
    /// `j Down Enter`, `:view NAME`.
    fileprivate var keyNames: String {
        let word = colon.isEmpty ? nil : ":" + colon + (argument.isEmpty ? "" : " " + argument)
        return (keys.map(\.name) + [word].compactMap(\.self)).joined(separator: " ")
    }
}
