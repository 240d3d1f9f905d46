internal import Documents
internal import Export
internal import Screen

extension PanelKind {
    static let curlCommand = PanelKind(
        "curl", .overlay, .exchanges, colon: "curl", summary: "show it as a curl command", hint: { _ in "q closes" }, text: \.curlText)
}

extension TextLines {
    /// In the place of a request, for the output of a command.
    mutating func add(_ command: ShellCommand) {
        addTitle("A shell command")
        add(command.text)
    }
}

extension AppState {
    fileprivate var curlText: TextLines {
        var text = TextLines(asciiOnly: asciiOnly)
        if let command = pane.command {
            text.add(command.run)
            return text
        }
        text.addTitle("As a curl command")
        text.add(CurlCommand(pane.plan).text(showingSecrets: false))
        text.add()
        text.add("C copies it; CC copies it with its secrets.", .dim)
        return text
    }
}
