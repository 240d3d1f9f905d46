internal import Export
internal import Plan
internal import Screen

extension Command {
    static let exchanges: [Command] = [
        Command("next-exchange", .exchanges, [], colon: "n", "the next exchange, or the Nth after it") { state, arguments in
            state.turnPane(by: arguments.count ?? 1)
        },
        Command("previous-exchange", .exchanges, [], colon: "p", "the one before, or the Nth before it") { state, arguments in
            state.turnPane(by: -(arguments.count ?? 1))
        },
        Command("first-exchange", .exchanges, [], colon: "x", "the first exchange, or the Nth") { state, arguments in
            state.turnPane(by: (arguments.count ?? 1) - 1 - state.shown)
        },
        Command("sort", .exchanges, [], colon: "sort", argument: "COLUMN", "sort the list by a column; again: the other way") {
            state, arguments in
            state.sortExchanges(by: arguments.text)
        },
        Command(
            "copy-as-curl", .exchanges, [.character("C")], "copy as a curl command, secrets masked; twice: with them"
        ) { state, _ in
            state.copyAsCurl(isRepeated: state.lastCommand == "copy-as-curl")
        },
    ]
}

extension AppState {
    fileprivate mutating func turnPane(by step: Int) -> [Effect] {
        let (target, overflows) = shown.addingReportingOverflow(step)
        guard !overflows, panes.indices.contains(target) else {
            message = Message(step > 0 ? "this is the last exchange" : "this is the first exchange")
            return []
        }
        return show(exchange: target)
    }

    mutating func show(exchange index: Int) -> [Effect] {
        closeOverlay()
        shown = index
        let effects = drop(Array(panelPanes.keys))
        return panel.text == nil ? effects : effects + show(panel)
    }

    /// Copies the exchange as a curl command: with its secrets only when `C` was pressed twice in a row.
    fileprivate mutating func copyAsCurl(isRepeated: Bool) -> [Effect] {
        if pane.command != nil {
            message = Message("this is a command's output, and no request")
            return []
        }
        let command = CurlCommand(pane.plan)
        if isRepeated {
            message = Message("copied as curl with its secrets")
        } else {
            message = Message(command.hasSecrets ? "copied as curl, secrets masked; C again copies them too" : "copied as curl")
        }
        return [.copy(command.text(showingSecrets: isRepeated))]
    }
}
