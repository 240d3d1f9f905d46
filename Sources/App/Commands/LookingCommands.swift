internal import Bodies
internal import Documents
internal import HTTP
internal import Jobs
internal import Plan
internal import Screen

extension Command {
    static let looking: [Command] = [
        Command("next-panel", .looking, [.tab], "next panel: body, headers, timing") { state, _ in
            state.turnPanel(by: 1)
            return []
        },
        Command("previous-panel", .looking, [.backTab], "previous panel") { state, _ in
            state.turnPanel(by: -1)
            return []
        },
        Command(
            "toggle-view", .looking, [.character("P")], "the text as it came, or the view that fits it; 2P the second that fits",
            suits: { !$0.body.offered.isEmpty && $0.panel == .body }
        ) {
            state, arguments in
            state.toggleView(arguments.count)
        },
        Command("view", .looking, [], colon: "view", argument: "NAME", "show the body as one of the views listed below") {
            state, arguments in
            state.showView(named: arguments.text)
        },
        Command(
            "charset", .looking, [], colon: "charset", argument: "NAME", "read the body as that charset; auto: as the body and its head say"
        ) { state, arguments in
            state.readBody(as: arguments.text)
        },
        Command("toggle-wrap", .looking, [.character("w")], "wrap long lines, or scroll sideways; N: as ESC-v, and pages of N rows") {
            state, arguments in
            guard let rows = arguments.count else { return state.toggleWrap() }
            state.settings.window = rows
            return state.turnPage(-1)
        },
        Command(
            "set", .looking, [], colon: "set", argument: "NAME VALUE",
            "change a setting listed below; without VALUE, say what it is; alone, list them"
        ) {
            state, arguments in
            state.set(arguments.text)
        },
        Command(
            "toggle-mouse", .looking, [], colon: "mouse", "the mouse scrolls, folds and chooses, or stays the terminal's, to select text"
        ) {
            state, _ in
            state.toggleMouse()
        },
        Command("repaint", .looking, [.control("L"), .character("r"), .control("R")], "repaint the screen") { _, _ in [.repaint] },
    ]
}

// Settings
extension AppState {
    fileprivate mutating func toggleWrap() -> [Effect] {
        setWrap(!focus.viewport.wraps)
        return []
    }

    fileprivate mutating func toggleMouse() -> [Effect] {
        guard let (setting, _) = ViewerSetting.named("mouse") else { return [] }
        var changed = settings
        _ = changed.set(setting, changed.takesMouse ? "off" : "on", from: ":mouse")
        message = Message(changed.takesMouse ? "the mouse is taken: Shift selects text" : "the mouse selects text")
        return apply(changed)
    }

    private mutating func setWrap(_ wraps: Bool) {
        settleOpening()
        focus.setWrap(wraps)
        message = Message(wraps ? "long lines wrap" : "long lines run on to the right")
    }

    /// `:set NAME VALUE`; `:set NAME` says what it is.
    mutating func set(_ text: String) -> [Effect] {
        let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        guard let name = words.first else { return panel == .settings ? [] : show(.settings) }
        guard let (setting, part) = ViewerSetting.named(name) else {
            message = Message("no setting \(name); :set lists them", .failure)
            return []
        }
        guard words.count > 1 else {
            message = Message("\(name) = \(setting.value(settings))")
            return []
        }
        var changed = settings
        guard changed.set(setting, part + words[1].trimmingBlanks, from: ":set") else {
            message = Message("\(name) takes \(setting.values)", .failure)
            return []
        }
        return apply(changed)
    }

    private mutating func apply(_ changed: ViewerSettings) -> [Effect] {
        let before = settings
        let isAutomatic = changed.view == ViewerSettings.automaticView
        if changed.view != before.view, !isAutomatic, tables.view(named: changed.view) == nil { return showView(named: changed.view) }
        if let charset = changed.chosenCharset, !Charset.isKnown(charset) { return readBody(as: charset) }
        settings = changed
        if changed.keyStyle != before.keyStyle || changed.bindings != before.bindings {
            let known = keymap.complaints
            keymap = Keymap(tables.commands, changed)
            if let complaint = keymap.complaints.first(where: { !known.contains($0) }) { message = Message(complaint) }
        }
        if changed.wraps != before.wraps {
            for index in panes.indices { panes[index].body.pane.setWrap(changed.wraps) }
            setWrap(changed.wraps)
        }
        if changed.wrapsAtWords, !before.wrapsAtWords { message = Message("long lines wrap between words") }
        for index in panes.indices { panes[index].body.pane.viewport.heed(changed, after: before) }
        focus.viewport.heed(changed, after: before)
        if changed.tabs != before.tabs {
            return panes.indices.flatMap { index in
                panes[index].body.tabs = changed.tabs
                return self.index(index)
            }
        }
        if changed.charset != before.charset { return readBody(as: changed.charset) }
        if changed.delta != before.delta { return readAnswersAnew() }
        if changed.pointsAtLine != before.pointsAtLine {
            for index in panes.indices { panes[index].body.pointsAtLine = changed.pointsAtLine }
        }
        for index in panes.indices { panes[index].body.followMode = changed.followMode }
        if changed.maximumSpool != before.maximumSpool { return [.limitSpool(changed.maximumSpool)] }
        var effects: [Effect] = changed.theme == before.theme ? [] : [.restyle(changed.theme)]
        if changed.takesMouse != before.takesMouse { effects.append(.takeMouse(changed.takesMouse)) }
        if isAutomatic {
            body.isViewChosen = false
            return effects + chooseView(of: shown)
        }
        return effects + (changed.view != before.view ? showView(named: changed.view) : [])
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

// Views
extension AppState {
    fileprivate mutating func showView(named name: String) -> [Effect] {
        if let view = tables.view(named: name) { return show(view) }
        if name == Packing.viewName { return toggleDecoding() }
        if let panel = tables.panel(ofView: name) { return show(panel) }
        let names = tables.viewNames.joined(separator: ", ")
        message = name.isEmpty ? Message("views: \(names)") : Message("no view \(name); there are \(names)", .failure)
        return []
    }

    /// From the text to the view chosen last, else to the one that fits best, and back; with a number, to the one that fits so
    /// well (one-based).
    fileprivate mutating func toggleView(_ rank: Int?) -> [Effect] {
        if panel == .headers, exchange.sentBody != nil { return toggleSentView() }
        if let rank {
            if body.offered.indices.contains(rank - 1) { return show(body.offered[rank - 1]) }
            let names = body.offered.map(\.name).joined(separator: ", ")
            message = Message(names.isEmpty ? "no other view fits; :view NAME takes one" : "views that fit: \(names)")
            return []
        }
        if body.view != .text { return show(.text) }
        if body.packing != nil, !body.decodes { return toggleDecoding() }
        guard let view = body.otherView ?? body.offered.first else {
            if body.decodes, body.packing != nil { return toggleDecoding() }
            message = Message("no other view fits; :view NAME takes one")
            return []
        }
        return show(view)
    }

    /// Shows the body of the exchange that is looked at in another view, at the same place of the body.
    private mutating func show(_ view: ViewKind) -> [Effect] {
        panel = .body
        settleOpening()
        if view == body.view { return [] }
        body.otherView = body.view
        // All of it was on the screen: in the other view it is read from its top.
        if exchange.outcome != nil, body.pane.showsAll { body.pane.viewport.anchor = .top }
        body.view = view
        body.isViewChosen = true
        return index(shown)
    }

    /// With `view = auto` a body opens in the view that fits it best, unless somebody has chosen one.
    mutating func chooseView(of index: Int) -> [Effect] {
        guard settings.view == ViewerSettings.automaticView, !panes[index].body.isViewChosen else { return [] }
        if panes[index].body.packing != nil, !panes[index].body.decodes { return setDecoding(true, of: index) }
        guard let view = panes[index].body.offered.first, view != panes[index].body.view else { return [] }
        panes[index].body.otherView = panes[index].body.view
        panes[index].body.view = view
        return self.index(index)
    }

    /// Finds the lines of a body in the view that was chosen, if they are those of another.
    mutating func index(_ index: Int) -> [Effect] {
        guard let document = panes[index].body.document, let fetch = panes[index].body.fetch else { return [] }
        let body = panes[index].body
        let stopped = body.incoming.map { [Effect.stop($0.job, .body(fetch))] } ?? []
        panes[index].body.incoming = nil
        if document.view == body.view, document.charset == body.charset, document.tabs == body.tabs { return stopped }
        let job = newJob(in: .body(index))
        panes[index].body.incoming = (document.asSeen(in: body.view, as: body.charset, tabs: body.tabs), job)
        return stopped + [.start(.index(body.view, body.charset, tabs: body.tabs), job, .body(fetch))]
    }

    mutating func takeIndex(_ delta: IndexDelta, of job: JobID) -> [Effect] {
        guard let index = job.exchange, panes[index].body.indexing == job || panes[index].body.incoming?.job == job else { return [] }
        let charset = panes[index].body.charset
        let searched = panes[index].body.document?.view.searched
        let (offered, isWhole) = (panes[index].body.offered, panes[index].body.isIndexedWhole)
        let replaced = panes[index].take(delta, of: job, at: now, paneSize, tables.views)
        // Another view, what is offered, and that all lines are known, is no figure that may wait.
        let isNews = replaced != nil || panes[index].body.offered != offered || panes[index].body.isIndexedWhole != isWhole
        if index == shown, !isTransferring || isNews { bar.isDue = true }
        var effects = panes[index].body.charset == charset ? [] : readAnew(index)
        if panes[index].body.lacksDecoding { return effects + setDecoding(panes[index].body.decodes, of: index) }
        effects += chooseView(of: index)
        effects += readAnswer(of: index)
        remark(on: index)
        guard let replaced, let fetch = panes[index].body.fetch else { return effects }
        effects += [.stop(replaced, .body(fetch))] + filterAnew(index)
        // What is found is not the same in every view.
        guard let shown = panes[index].body.document?.view.searched, let searched else { return effects }
        if shown == searched { return effects }
        return effects + countAnew(in: .body(index)) + highlightAnew(index)
    }
}

// Charsets
extension AppState {
    /// `:charset NAME`; without a name, says which it is.
    fileprivate mutating func readBody(as name: String) -> [Effect] {
        if name.isEmpty {
            message = Message("charset: \(body.charset.description)")
            return []
        }
        let isAutomatic = name == ViewerSettings.automaticCharset
        guard isAutomatic || Charset.isKnown(name) else {
            message = Message("no charset \(name); names are those of Content-Type, as utf-8, windows-1252, shift_jis", .failure)
            return []
        }
        body.chosenCharset = isAutomatic ? nil : name
        let charset = body.charset
        body.findCharset(exchange.finalHead)
        message = Message("charset: \(body.charset.description)")
        return body.charset == charset ? [] : readAnew(shown)
    }

    /// Finds lines and matches of a body that is read as another charset. What is on the screen stays until they are found.
    private mutating func readAnew(_ index: Int) -> [Effect] {
        let place = PanePlace.body(index)
        let found = [self[place].search?.finding, self[place].search?.lining].compactMap(\.self)
        let indexing = self.index(index)
        self[place].search?.forgetMatches()
        let stopped = found.map { Effect.stop($0, self[place].lines.subject) }
        return indexing + stopped + highlightAnew(index) + countAnew(in: place)
    }
}
