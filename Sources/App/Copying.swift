internal import Documents
internal import Screen

extension AppState {
    /// Copies the exchange as a curl command: with its secrets only where `C` was pressed twice in a row.
    mutating func copyAsCurl(isRepeated: Bool) -> [Effect] {
        if isRepeated {
            message = Message(text: "copied as curl with its secrets")
            return [.copy(pane.plan.commandWithSecrets)]
        }
        let hidesAny = pane.plan.command != pane.plan.commandWithSecrets
        message = Message(text: hidesAny ? "copied as curl, secrets masked; C again copies them too" : "copied as curl")
        return [.copy(pane.plan.command)]
    }

    /// What `:curl` shows.
    var curlText: TextLines {
        var text = TextLines(asciiOnly: asciiOnly)
        text.addTitle("As a curl command")
        text.add(pane.plan.command)
        text.add()
        text.add("C copies it; CC copies it with its secrets.", .dim)
        return text
    }

    /// Puts the exchanges of a command that was typed or pasted behind the others, shows the first, and fetches it.
    mutating func open(_ plans: [PlannedExchange]) -> [Effect] {
        guard !plans.isEmpty else { return [] }
        let first = panes.count
        panes += plans.map(ExchangePane.init)
        show(first)
        return fetchAnew(first)
    }
}
