internal import Documents
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
            state.turnPane(to: (arguments.count ?? 1) - 1)
        },
        Command("remove-exchange", .exchanges, [], colon: "d", "remove it from the list, and stop its transfer") { state, _ in
            state.removeExchange()
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
    mutating func turnPane(by step: Int) -> [Effect] {
        let (target, overflows) = (listed.firstIndex(of: shown) ?? 0).addingReportingOverflow(step)
        return turnPane(to: overflows ? (step > 0 ? .max : .min) : target)
    }

    /// To one by its place in the list, zero-based.
    fileprivate mutating func turnPane(to target: Int) -> [Effect] {
        let listed = listed
        guard listed.indices.contains(target) else {
            message = Message(target > 0 ? "this is the last exchange" : "this is the first exchange")
            return []
        }
        return show(exchange: listed[target])
    }

    /// `:d`, as in less: the next one is shown then, else the one before. In the list, the one that is pointed at goes.
    fileprivate mutating func removeExchange() -> [Effect] {
        let isList = panel == .exchanges
        let listed = isList ? exchangeOrder : listed
        let place = (isList ? focus.cursor?.index : nil) ?? listed.firstIndex(of: shown) ?? 0
        guard listed.count > 1, listed.indices.contains(place) else {
            message = Message("this is the only exchange")
            return []
        }
        let index = listed[place]
        panes[index].isRemoved = true
        schedule.leaveOut(index)
        var effects: [Effect] = []
        if index == shown {
            let next = listed[place + 1 < listed.count ? place + 1 : place - 1]
            if isList { shown = next } else { effects = show(exchange: next) }
        }
        if panes[index].isTransferring, let fetch = panes[index].fetch { effects.append(.stopTransfer(fetch)) }
        return effects + discardRemoved(index) + beginDue()
    }

    /// What a removed exchange still holds goes, once its transfer has ended.
    mutating func discardRemoved(_ index: Int) -> [Effect] {
        guard panes[index].isRemoved, !panes[index].isTransferring else { return [] }
        let fetches = [panes[index].body.fetch, panes[index].fetch].compactMap(\.self)
        panes[index].body.clear()
        return Set(fetches).map(Effect.discard)
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
