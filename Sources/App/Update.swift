internal import Bodies
internal import Documents
internal import HTTP
internal import Jobs
internal import Plan
internal import Screen

extension AppState {
    /// Takes in what happened at `time` (since the program started); returns what is to be done about it.
    ///
    /// With `layOut` this is all that ever changes a state, and it touches nothing else: no clock, no file, no thread.
    package mutating func update(_ event: Event, at time: Duration) -> [Effect] {
        now = max(now, time)
        bar.note(event, isTransferring: isTransferring)
        switch event {
        case .key(let key):
            hasTyped = true
            isFirstStart = false
            if case .line(let line) = key { return keys(of: line).flatMap { press($0) } }
            return press(key)
        case .resized(let newSize):
            size = newSize
            return []
        case .tick:
            if let messageEnd, now >= messageEnd { message = nil }
            return beginDue()
        case .transfer(let event, let id):
            guard let index = place(of: id) else { return [] }
            let discarded = panes[index].take(event, at: now)
            if case .finished = event { return discard(discarded) + ended(index) + discardRemoved(index) + ring(forEndOf: index) }
            return discard(discarded)
        case .progress(let report, let id):
            if let index = place(of: id) { panes[index].note(report, at: now) }
            return []
        case .arrived(let log, let decoded, let id):
            if let index = index(ofBodyOf: id) { panes[index].note(log, decoded: decoded, of: id) }
            return []
        case .output(let path, let id):
            if let index = place(of: id) { noteOutput(path, of: index) }
            return []
        case .awaitsReader(let path, let id):
            if id.exchange == shown, panes[id.exchange].fetch == id { message = Message("waiting for a reader of \(path)") }
            return []
        case .ready(let effect):
            return [effect]
        case .bodyBegan(let document, let packing, let id, let job):
            guard let index = index(ofBodyOf: id) else { return [] }
            let isSeeking = panes[index].body.pane.search?.progress == .seeking
            let discarded = panes[index].begin(document, decoded: packing, of: id, indexing: job, at: now)
            return discard(discarded) + self.index(index) + filterAnew(index) + highlightAnew(index)
                + searchAnew(in: .body(index), isSeeking: isSeeking)
        case .decoded(let id, let failure):
            return index(ofBodyOf: id).map { endDecoding(of: $0, id, failure) } ?? []
        case .held(let hold, let id):
            if let index = index(ofBodyOf: id) { panes[index].hold = hold }
            return []
        case .notKept(let reason, let id):
            if let index = place(of: id) { panes[index].notKept = reason }
            return []
        case .found(let finding, let job):
            return take(finding, of: job)
        case .notCopied(let reason):
            message = Message(reason, .failure)
            return []
        case .saved(let result):
            take(result)
            return []
        case .entered(let place):
            message = Message(place)
            return []
        case .completed(let completion):
            take(completion)
            return []
        case .opened(let opening):
            return take(opening)
        case .resumed:
            return [.repaint]
        case .terminated(let status):
            return [.terminate(status: status)]
        }
    }

    /// The exchange whose fetch it is, or whose body it has brought.
    private func index(ofBodyOf id: FetchID) -> Int? {
        panes[id.exchange].fetch == id || panes[id.exchange].body.fetch == id ? id.exchange : nil
    }

    private func ring(forEndOf index: Int) -> [Effect] {
        let hasFailed = if case .failed? = verdict(of: index) { true } else { false }
        return ring(for: hasFailed ? .error : .done)
    }

    func ring(for cause: BellCause) -> [Effect] { settings.bells.contains(cause) ? [.ring] : [] }

    private func discard(_ fetch: FetchID?) -> [Effect] {
        fetch.map { [.discard($0)] } ?? []
    }

    /// Lays out what the next `draw` shows; asks for what it needs to know of it.
    package mutating func layOut() -> [Effect] {
        var effects = typeKeysAtFirst() + searchWhileTyping() + layOutPage()
        layOutBar()
        if quitsNow { effects.append(.quit) }
        return effects + highlight() + markHighlights() + findMatchingLines()
    }

    /// Lays out the rows that are looked at, which most commands act on.
    private mutating func layOutPage() -> [Effect] {
        let effects = layOutText()
        if panel == .body { focus.viewport.keptLines = keptRows }
        let size = paneSize
        if panel == .body, body.document == nil { focus.viewport.anchor = place(ofText: focus.viewport.anchor) }
        if panel == .body { body.settleCursor() }
        updateArrived(shown)
        focus.settleCursor(size)
        focus.layOut(areaSize)
        isPageOld = false
        return effects
    }

    /// The page as the keys before have left it, if several come before the next frame: what commands act on.
    mutating func settlePage() -> [Effect] { isPageOld ? layOutPage() : [] }

    private mutating func press(_ key: Key) -> [Effect] {
        defer { isPageOld = true }
        return take(key)
    }

    /// A prompt that is open takes a line as its text, whatever it would be as a command.
    private func keys(of line: String) -> [Key] {
        if case .prompt(_, let prompt) = input, !prompt.isQuestion { return TypedLine.text(line) }
        return TypedLine.keys(line)
    }

    /// All there is has come and is on the screen, and nobody has typed anything; or its end is, and that is enough.
    private var quitsNow: Bool {
        if settings.quitsAtEnd == .first, exchange.outcome != nil, listed.count == 1, isAtEnd { return true }
        guard settings.quitsIfFits, !hasTyped, listed.count == 1, panel == .body, exchange.outcome != nil else { return false }
        return document?.snapshot.isComplete == true && body.incoming == nil && focus.showsAll
    }

    /// The rows that stay on the terminal at the end, without what acts on it.
    package var lastScreen: [String] {
        guard settings.keepsScreen || settings.quitsIfFits && quitsNow else { return [] }
        let rows = draw().grid.text.dropLast()
        return Array(rows.prefix(rows.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0))
    }

    /// What the command line or `$LESS` has after `+`, once there is a screen of the body, or all of it.
    private mutating func typeKeysAtFirst() -> [Effect] {
        guard let keys = settings.initialKeys, keys.isForEach ? !begunWithKeys.contains(shown) : begunWithKeys.isEmpty, panel == .body,
            let document, !body.isOpening || document.snapshot.isComplete
        else { return [] }
        begunWithKeys.insert(shown)
        var effects = keys.text.unicodeScalars.flatMap { press(.character($0)) }
        switch input {
        case .prompt: effects += press(.enter)
        // A number alone is a line.
        case .keys(let line?, _, _):
            input = .fresh
            effects += go(toLine: line)
        default: break
        }
        return effects
    }

    /// Makes the text of what is looked at anew, when it is not a body and may be another than before.
    private mutating func layOutText() -> [Effect] {
        guard let (origin, make) = shownText, case .text(let old) = focus.lines else { return [] }
        if let origin, origin == focus.origin { return [] }
        let text = make(self)
        var effects: [Effect] = []
        if text != old {
            focus.replace(with: text)
            effects = countAnew(in: focusPlace)
        }
        focus.origin = origin
        return effects
    }

    /// The text of a panel, or of the headers in the place of a body that there is not, or that makes us wait; and what it is
    /// made from, if that tells whether it is still the same.
    private var shownText: (TextOrigin?, make: (AppState) -> TextLines)? {
        if let text = panel.text { return (panel.origin?(self), text) }
        guard body.document == nil else { return nil }
        return lacksBody ? (headersOrigin, \.headersText) : (nil, { _ in TextLines() })
    }

    /// Text in the place of a body begins at its top, until somebody moves in it.
    private func place(ofText anchor: Anchor) -> Anchor { body.isOpening && anchor == .tail ? .top : anchor }

    /// What was sent and what was answered is worth more than an empty pane.
    private var lacksBody: Bool {
        exchange.outcome != nil || pane.elapsed(at: now) >= .seconds(1)
    }
}
