internal import Documents
internal import Plan
internal import Screen

extension PanelKind {
    static let help = PanelKind(
        "help", .overlay, keys: [.character("h"), .character("H"), .function(1)], summary: "this help", hint: { _ in "q closes" },
        text: \.helpText)
}

extension AppState {
    /// What applies to what was looked at, then the tables: commands with their keys, views, settings.
    fileprivate var helpText: TextLines {
        var text = HelpText(columns: size.columns, asciiOnly: asciiOnly)
        let guide = tables.guide(keymap)
        text.add("Here: \(placeName)", here(guide))
        for (title, rows) in guide.keys { text.add(title, rows) }
        text.add("Other than in less", guide.differences)
        text.add("Views (:view NAME)", guide.views)
        text.add("Settings (:set NAME VALUE, or --NAME VALUE)", guide.settings)
        text.addNote("A number typed first is the N of a command. bind KEY COMMAND in the config file, with the names in the man page.")
        return text.lines
    }

    private var placeName: String {
        if panelBelow != .body { return "the \(panelBelow.name) panel" }
        return body.view == .text ? "the body" : "the body as \(body.view.name)"
    }

    /// The commands of the panel under the help, and those that what is looked at calls for.
    private func here(_ guide: ViewerGuide) -> [ViewerGuide.Row] {
        var state = self
        state.panel = panelBelow
        let own = panelBelow.commands.map { ViewerGuide.Row($0.keys.map(\.name).joined(separator: " "), $0.summary) }
        let names = Set(tables.commands.filter { $0.suits(state) }.map(\.name))
        let rows = guide.keys.flatMap(\.rows).filter { !$0.name.isEmpty && $0.command.map(names.contains) == true }
        let last = [keymap.keyName(ofCommand: "next-panel"), keymap.keyName(ofCommand: "quit")]
        return own + rows + [ViewerGuide.Row(last[0], "the next panel"), ViewerGuide.Row(last[1], "closes this help, then quits")]
    }
}

/// Names, and beside them or below what they stand for, wrapped between words at any width.
private struct HelpText {
    private(set) var lines: TextLines
    private let columns: Int
    private let asciiOnly: Bool
    /// Of the names; in a narrow window what they stand for has rows of its own.
    private static let nameColumns = 30
    private static let leastColumns = 64

    init(columns: Int, asciiOnly: Bool) {
        self.columns = columns
        self.asciiOnly = asciiOnly
        lines = TextLines(asciiOnly: asciiOnly)
    }

    mutating func add(_ title: String, _ rows: [ViewerGuide.Row]) {
        lines.addTitle(title)
        for row in rows where !row.name.isEmpty { add(row) }
    }

    mutating func addNote(_ text: String) {
        lines.add()
        for line in HelpText.wrapped(text, at: columns) { lines.add(line, .dim) }
    }

    private mutating func add(_ row: ViewerGuide.Row) {
        let isNarrow = columns < HelpText.leastColumns
        let indent = isNarrow ? 2 : HelpText.nameColumns + 1
        let names = HelpText.wrapped(row.name, at: isNarrow ? columns : HelpText.nameColumns)
        let texts = HelpText.wrapped(row.summary, at: columns - indent)
        if isNarrow {
            for name in names { lines.add(name, .headerName) }
            for text in texts { lines.add(String(repeating: " ", count: indent) + text) }
            return
        }
        for index in 0..<max(names.count, texts.count) {
            var visible = VisibleText(asciiOnly: asciiOnly)
            visible.append((index < names.count ? names[index] : "").padded(to: indent), role: .headerName)
            visible.append(index < texts.count ? texts[index] : "")
            lines.add(visible.cells)
        }
    }

    private static func wrapped(_ text: String, at columns: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let line = lines[lines.count - 1]
            if line.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if line.count + 1 + word.count <= columns {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
