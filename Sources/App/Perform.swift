internal import Documents
internal import HTTP
internal import Screen

extension AppState {
    /// Carries out a command; `count` is the number typed before it.
    mutating func perform(_ command: Command, count: Int?) -> [Effect] {
        defer { lastCommand = command }
        switch command {
        case .lineDown, .lineUp, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .top, .bottom, .percent,
            .columnLeft, .columnRight, .follow:
            move(command, count: count)
        case .searchForward: openSearchPrompt(.searchForward)
        case .searchBackward: openSearchPrompt(.searchBackward)
        case .nextMatch: return searchAgain(reversed: false, count: count)
        case .previousMatch: return searchAgain(reversed: true, count: count)
        case .clearSearch: return forgetSearch()
        case .setMark: awaited = .markToSet
        case .goToMark: awaited = .markToGoTo
        case .nextPanel: turnPanel(by: 1)
        case .previousPanel: turnPanel(by: -1)
        case .details: toggleOverlay(.details)
        case .help: toggleOverlay(.help)
        case .toggleWrap: toggleWrap()
        case .toggleOption: awaited = .option
        case .repaint: return [.repaint]
        case .refetch: return fetchAnew(shown)
        case .stop: return stop()
        case .save: return askForSavePath()
        case .nextExchange: turnPane(by: count ?? 1)
        case .previousExchange: turnPane(by: -(count ?? 1))
        case .exchanges: openList()
        case .open: prompt = PromptLine(.open)
        case .copyAsCurl: return copyAsCurl(isRepeated: lastCommand == .copyAsCurl)
        case .showCurl: toggleOverlay(.curl)
        case .commandPrompt: prompt = PromptLine(.command)
        case .interrupt: return interrupt()
        case .cancel: closeOverlay()
        case .suspend: return [.suspend]
        case .quit:
            guard panel.isOverlay else { return [.quit] }
            closeOverlay()
        case .quitPrefix: awaited = .quitLetter
        }
        return []
    }

    // MARK: Panels

    private mutating func turnPanel(by step: Int) {
        let cycle = Panel.cycle
        let index = cycle.firstIndex(of: panel.isOverlay ? panelBelow : panel) ?? 0
        panel = cycle[(index + step + cycle.count) % cycle.count]
    }

    private mutating func toggleOverlay(_ overlay: Panel) {
        if panel == overlay { return closeOverlay() }
        if !panel.isOverlay { panelBelow = panel }
        panel = overlay
        panelViewports[overlay] = nil
    }

    private mutating func closeOverlay() {
        if panel.isOverlay { panel = panelBelow }
    }

    private mutating func turnPane(by step: Int) {
        let target = shown + step
        guard panes.indices.contains(target) else {
            message = Message(text: step > 0 ? "this is the last exchange" : "this is the first exchange")
            return
        }
        show(target)
    }

    mutating func show(_ index: Int) {
        closeOverlay()
        shown = index
        panelViewports = [:]
    }

    private mutating func openList() {
        selection = shown
        toggleOverlay(.exchanges)
    }

    /// In the list of exchanges the keys that move by lines point at another one, and Enter opens it.
    mutating func performInList(_ key: Key) -> Bool {
        guard panel == .exchanges else { return false }
        if key == .enter {
            show(selection)
            return true
        }
        switch keymap[key] {
        case .lineDown?: selection = min(panes.count - 1, selection + (count ?? 1))
        case .lineUp?: selection = max(0, selection - (count ?? 1))
        case .top?: selection = 0
        case .bottom?: selection = panes.count - 1
        default: return false
        }
        count = nil
        return true
    }

    private mutating func toggleWrap() {
        body.move(paneSize) { viewport, _ in
            viewport.wraps.toggle()
            viewport.leftColumn = 0
            if case .at(let line, _) = viewport.anchor { viewport.anchor = .at(line, row: 0) }
        }
        message = Message(text: body.viewport.wraps ? "long lines wrap" : "long lines run on to the right")
    }

    // MARK: The transfer

    private mutating func stop() -> [Effect] {
        if isTransferring, let fetch { return [.stopTransfer(fetch)] }
        if pane.attempts.retry != nil {
            pane.attempts.retry = nil
            message = Message(text: "no more retries; R fetches again")
            return fetchNext()
        }
        message = Message(text: "the transfer has ended; R fetches again")
        return []
    }

    private mutating func askForSavePath() -> [Effect] {
        if body.document == nil {
            message = Message(text: "nothing has come yet")
        } else {
            prompt = PromptLine(.save)
        }
        return []
    }

    /// ^C: the nearest thing that is going on ends; the program itself never does.
    private mutating func interrupt() -> [Effect] {
        if panel.isOverlay {
            closeOverlay()
            return []
        }
        if body.search?.progress == .seeking {
            body.search?.progress = .notFound
            message = Message(text: "search stopped")
            return body.fetch.map { [.stopFinding($0)] } ?? []
        }
        guard isTransferring || pane.attempts.retry != nil else {
            message = Message(text: "q quits")
            return []
        }
        if body.viewport.anchor == .tail, exchange.phase == .receiving, let document = body.document {
            body.isOpening = false
            body.viewport.hold(over: document, size: paneSize)
            message = Message(text: "no longer following; ^C again stops the transfer")
            return []
        }
        return stop()
    }
}
