internal import Bodies
internal import Documents
internal import Plan
internal import Screen
internal import Search

// Commands for bodies that are more than lines: what folds, and what follows what.
extension Command {
    static let structure: [Command] = [
        Command(
            "toggle-fold", .looking, [.character("z")],
            "JSON: fold or unfold here, N: all deeper than N; events, records: to one line; events: 1z all; else: a page, then of N rows",
            suits: \.hasParts
        ) {
            state, arguments in
            state.fold(deeperThan: arguments.count)
        },
        Command("unfold-all", .looking, [.meta("z")], "JSON: unfold all", suits: { $0.shownJSON != nil }) { state, _ in
            state.fold { $0 = Folds() }
        },
        Command("fold-all", .looking, [], "JSON: fold all that is in the outermost container") { state, _ in
            state.fold { $0 = Folds(deeperThan: 1) }
        },
        Command("toggle-cursor", .looking, [.control("X")], "point at a line: z, c and Enter act on it; again: no more") { state, _ in
            state.toggleCursor()
        },
        Command(
            "next-sibling", .moving, [.character("}")], "the next event or frame; JSON: the next record, or member or element of its kind",
            suits: \.hasParts
        ) {
            state, arguments in
            state.goToSibling(.forward, count: arguments.count)
        },
        Command("previous-sibling", .moving, [.character("{")], "the one before", suits: \.hasParts) { state, arguments in
            state.goToSibling(.backward, count: arguments.count)
        },
    ]
}

extension AppState {
    fileprivate mutating func fold(deeperThan depth: Int?) -> [Effect] {
        if case .body(let document, _) = focus.lines, document.view.held != nil || document.view == .records && depth == nil {
            return foldLines(isAll: depth != nil)
        }
        // Where nothing folds, it is less's key.
        guard let document = shownJSON else {
            if let depth { settings.window = depth }
            return turnPage(1)
        }
        if let depth { return fold { $0 = Folds(deeperThan: depth) } }
        guard let container = document.container(at: focus.currentLine) else {
            message = Message("nothing to fold here")
            return []
        }
        return fold(around: container.start) { $0.toggle(container) }
    }

    /// What is shown below a line, or below them all, is there or is not.
    private mutating func foldLines(isAll: Bool) -> [Effect] {
        if isAll { return fold { folds in folds = Folds(keepsShut: !folds.keepsShut) } }
        let line = focus.currentLine
        let before = focus.viewport
        var isDone = false
        focus.viewport.hold(over: focus.lines, size: paneSize)
        focus.changeDocument { isDone = $0.toggleOpened(at: line) }
        if !isDone {
            focus.viewport = before
            message = Message("nothing to fold here")
        }
        return []
    }

    /// What is looked at folds, and is made of parts that follow each other.
    fileprivate var hasParts: Bool {
        guard case .body(let document, _) = focus.lines else { return false }
        return document.hasSiblings || document.view.held != nil
    }

    /// The document that is looked at, if it is laid out as JSON.
    var shownJSON: Document? {
        guard case .body(let document, _) = focus.lines, document.view == .json else { return nil }
        return document
    }

    /// The line that was the current one stays in sight; `place` is the one that is pointed at then, if there is another.
    fileprivate mutating func fold(around place: ByteOffset? = nil, _ change: (inout Folds) -> Void) -> [Effect] {
        let size = paneSize
        return move { $0.changeFolds(around: place, size, change) }
    }

    fileprivate mutating func toggleCursor() -> [Effect] {
        guard panel == .body else {
            message = Message("only in the body")
            return []
        }
        settleOpening()
        body.pointsAtLine = !body.hasCursor
        message = Message(body.hasCursor ? "pointing at a line" : "no longer pointing at a line")
        return []
    }

    /// Enter: shows what the line holds below it, or folds it; false where there is nothing of the kind, or no line is meant.
    mutating func openInPlace() -> Bool {
        guard panel == .body, case .body(let document, _) = focus.lines, focus.cursor != nil || focus.currentMatchLine != nil else {
            return false
        }
        let line = focus.currentLine
        if let container = document.jsonLine(at: line)?.container {
            if document.folds.isClosed(container) { _ = fold(around: container.start) { $0.toggle(container) } }
            return document.folds.isClosed(container)
        }
        return openText(at: line)
    }

    /// A click on a line: folds or unfolds the container that begins there, opens or closes the text it holds; false if it has
    /// neither.
    mutating func toggle(at line: LineNumber) -> Bool {
        guard let document = shownJSON else { return false }
        guard let container = document.jsonLine(at: line)?.container else { return openText(at: line) }
        _ = fold(around: container.start) { $0.toggle(container) }
        return true
    }

    private mutating func openText(at line: LineNumber) -> Bool {
        let before = focus.viewport
        var isOpened = false
        focus.viewport.hold(over: focus.lines, size: paneSize)
        focus.changeDocument { isOpened = $0.toggleOpened(at: line) }
        if isOpened {
            focus.viewport.showWhole(line, over: focus.lines, size: paneSize)
        } else {
            focus.viewport = before
        }
        return isOpened
    }

    fileprivate mutating func goToSibling(_ direction: Direction, count: Int?) -> [Effect] {
        guard case .body(let document, _) = focus.lines, document.hasSiblings else {
            message = Message("nothing follows by structure in this view; P or :view json")
            return []
        }
        let isForward = direction == .forward
        var line = focus.currentLine
        for _ in 0..<min(max(1, count ?? 1), 1000) {
            guard let next = document.neighbour(of: line, isForward ? 1 : -1) else {
                message = Message(isForward ? "nothing of its kind follows" : "nothing of its kind comes before")
                break
            }
            line = next
        }
        if line == focus.currentLine { return [] }
        let size = paneSize
        return move { $0.go(to: line, size) }
    }
}

extension Document {
    /// The value that stands beside the one of a line; in the view `records` the record, which has a line of its own.
    fileprivate func neighbour(of line: LineNumber, _ step: Int) -> LineNumber? {
        guard view == .records else { return step > 0 ? nextSibling(of: line) : previousSibling(of: line) }
        let next = self.line(line, movedBy: step)
        return next == line ? nil : next
    }
}

extension Pane {
    /// What commands act on: the line pointed at, else that of the current match while it is on the screen, else the top one.
    var currentLine: LineNumber {
        if let cursor { return cursor }
        return currentMatchLine ?? page.rows.first?.number ?? .first
    }

    /// The line of the current match, while it is on the screen.
    var currentMatchLine: LineNumber? {
        guard let match = search?.current else { return nil }
        return page.rows.first { $0.range.contains(match.lowerBound) }?.number
    }

    mutating func changeFolds(around place: ByteOffset?, _ size: Size, _ change: (inout Folds) -> Void) {
        let line = place.map { lines.line(at: $0) } ?? currentLine
        viewport.hold(over: lines, size: size)
        changeDocument { change(&$0.folds) }
        let shown = lines.shownLine(for: line)
        if cursor != nil { cursor = shown }
        if !viewport.page(of: lines, size: size).rows.contains(where: { $0.number == shown }) {
            viewport.hold(at: shown, over: lines, size: size)
        } else {
            viewport.hold(at: viewport.anchor, over: lines, size: size)
        }
    }

    /// Changes how a body is seen.
    mutating func changeDocument(_ change: (inout Document) -> Void) {
        guard case .body(var document, let fetch) = lines else { return }
        // One owner at a time, or the list of checkpoints is copied.
        lines = .text(TextLines())
        change(&document)
        lines = .body(document, fetch)
    }
}
