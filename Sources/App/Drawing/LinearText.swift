internal import Plan
internal import Bodies
internal import Documents
internal import HTTP
internal import Jobs
internal import Screen
internal import Search

/// What is said in lines that are only ever added: those of the body as they come, and what happens, in words.
///
/// What a command shows is said once and left: the text of a panel, the page that it moved to, the line that a search found.
/// A body that has been moved in is added to no more until it is followed again.
package struct LinearText: Sendable {
    /// So many lines of a body are said at a time, so that a command is answered soon.
    private static let mostLines = 2000
    /// Columns of a line that are said at most: nobody listens to more.
    private static let longestLine = 4096

    /// How far a body was said.
    private struct Progress {
        var fetch: FetchID?
        var view: String
        /// Lines that were said to their end, and the cells that were said of the one after them.
        var lines = 0
        var cells = 0
    }

    /// By the places of the exchanges.
    private var progress: [Int: Progress] = [:]
    /// The exchange that was spoken of last.
    private var shown = 0
    /// The fetch whose head was said.
    private var fetch: FetchID?
    /// What was said last is that a command is awaited.
    private var isAtPrompt = false
    /// The text said so far stands at the beginning of a line.
    private var isAtLineStart = true
    private var isHolding = false
    private var anchor = Anchor.tail
    private var head: ResponseHead?
    private var state = ""
    private var match: Range<ByteOffset>?
    private var message: String?
    /// What was asked last and is not answered.
    private var question: String?
    private var text = ""

    package init() {}

    /// What is new in `state`; `more`: there is more to say than was said. `typed`: a command has been taken in.
    package mutating func news(of state: inout AppState, typed: Bool) -> (text: String, more: Bool) {
        text = ""
        if typed { (isAtLineStart, isAtPrompt) = (true, false) }
        sayExchange(state)
        sayHead(state)
        if typed { sayPanel(&state) }
        sayMatch(state)
        if typed { sayPage(state) }
        let more = sayBody(state)
        let isComplete = !more && hasAll(state)
        if isComplete { sayState(state) }
        sayMessage(state)
        let asked = question
        if !more { question = state.question }
        let asks = question != nil && question != asked
        if typed || asks || !text.isEmpty && isComplete && !state.isTransferring { sayPrompt(state, more: more) }
        return (text, more)
    }

    /// `exchange 2 of 3`, with what is there of it: the end was said when it came.
    private mutating func sayExchange(_ state: AppState) {
        guard state.shown != shown else { return }
        shown = state.shown
        (head, self.state, match) = (nil, "", state.focus.search?.current)
        anchor = state.viewport.anchor
        isHolding = anchor != .tail
        if let place = state.listed.firstIndex(of: shown) { say("exchange \(place + 1) of \(state.listed.count)") }
    }

    /// All of a body that has ended is there to be said: its end is said after it.
    private func hasAll(_ state: AppState) -> Bool {
        if state.isTransferring || isHolding || state.panel != .body { return true }
        return state.body.knowsAll(of: state.fetch, length: state.exchange.report.counts.decodedBytes)
    }

    private mutating func say(_ line: String) {
        leavePrompt()
        if !isAtLineStart { text += "\n" }
        text += line + "\n"
        isAtLineStart = true
    }

    private mutating func leavePrompt() {
        if isAtPrompt { text += "\n" }
        isAtLineStart = isAtLineStart || isAtPrompt
        isAtPrompt = false
    }

    /// `200 OK, text/plain`.
    private mutating func sayHead(_ state: AppState) {
        if state.fetch != fetch { (fetch, head) = (state.fetch, nil) }
        guard let head = state.exchange.finalHead, head != self.head else { return }
        self.head = head
        let type = head.fields["content-type"]
        say(visible("\(head.status) \(head.reason)" + (type.map { ", \($0)" } ?? ""), state))
    }

    private mutating func sayPanel(_ state: inout AppState) {
        guard state.panel != .body, state.focus.cursor == nil else { return }
        let pane = state.focus
        for line in pane.lines.lines(from: .first, count: LinearText.mostLines, columnLimit: LinearText.longestLine) { say(line.said) }
        state.leavePanels()
    }

    private mutating func sayMatch(_ state: AppState) {
        let search = state.focus.search
        guard search?.current != match else { return }
        match = search?.current
        guard let match else { return }
        let number = state.focus.lines.line(at: match.lowerBound)
        let line = state.focus.lines.lines(from: number, count: 1, columnLimit: LinearText.longestLine).first
        anchor = state.viewport.anchor
        isHolding = true
        say("line \(number.number): \(line?.said ?? "")")
    }

    /// Of a list, where one chooses, the line pointed at; else the page that was moved to.
    private mutating func sayPage(_ state: AppState) {
        let pane = state.focus
        if let cursor = pane.cursor {
            for row in pane.page.rows where row.rowOfLine == 0 {
                say((row.number == cursor ? "> " : "  ") + row.line.said)
            }
            return
        }
        guard state.viewport.anchor != anchor else { return }
        anchor = state.viewport.anchor
        isHolding = anchor != .tail
        guard isHolding else { return }
        for row in pane.page.rows { say(row.line.said(row.cells)) }
    }

    /// False once nothing is left to say.
    private mutating func sayBody(_ state: AppState) -> Bool {
        guard let document = state.document, state.panel == .body else { return false }
        let view = document.view.name
        var said = progress[shown] ?? Progress(view: view)
        defer { progress[shown] = said }
        if said.fetch != state.body.fetch {
            // Another body is said from its beginning.
            isHolding = false
            said = Progress(fetch: state.body.fetch, view: view)
        } else if said.view != view {
            say("\(view):")
            said = Progress(fetch: state.body.fetch, view: view)
        }
        if isHolding { return false }
        anchor = state.viewport.anchor
        let news = document.lines(from: LineNumber(said.lines), count: LinearText.mostLines, columnLimit: LinearText.longestLine)
        for line in news {
            let rest = min(said.cells, line.cells.count)..<line.cells.count
            if line.isFinished || !rest.isEmpty { leavePrompt() }
            if said.cells > 0, isAtLineStart, !rest.isEmpty { text += "... " }
            text += line.said(rest)
            if !rest.isEmpty { isAtLineStart = false }
            guard line.isFinished || line.isLong else {
                said.cells = line.cells.count
                break
            }
            text += line.isLong ? " ... (a long line)\n" : "\n"
            isAtLineStart = true
            (said.lines, said.cells) = (said.lines + 1, 0)
        }
        return news.count == LinearText.mostLines && said.lines < document.lineCount
    }

    /// `stalled 12 seconds`, `done, 1.2 megabytes in 3.1 seconds`.
    private mutating func sayState(_ state: AppState) {
        let word = String(state.stateWord(of: state.shown).prefix { $0 != " " })
        guard word != self.state else { return }
        self.state = word
        let elapsed = state.pane.elapsed(at: state.now)
        switch word {
        case "stalled": say("stalled \(Quantity.words(.seconds(state.pane.stalledSeconds(at: state.now) ?? 0)))")
        case "done", "stopped":
            say("\(word), \(Quantity.words(bytes: state.exchange.report.counts.decodedBytes)) in \(Quantity.words(elapsed))")
        case "failed":
            guard case .failed(let failure)? = state.verdict(of: state.shown) else { return say(word) }
            say(visible("failed: (\(failure.exitStatus)) \(failure.message)", state))
        case "receiving": break
        default: say(word)
        }
    }

    private mutating func sayMessage(_ state: AppState) {
        guard state.message?.text != message else { return }
        message = state.message?.text
        if let message { say(visible(message, state)) }
    }

    private mutating func sayPrompt(_ state: AppState, more: Bool) {
        if more { return }
        leavePrompt()
        if !isAtLineStart { text += "\n" }
        (isAtLineStart, isAtPrompt) = (false, true)
        // What is proposed is taken by an empty line.
        if case .prompt(let line, let prompt) = state.input {
            text += visible(prompt.label + (prompt.isSecret ? "" : line.string), state)
        } else {
            text += ": "
        }
    }

    private func visible(_ text: String, _ state: AppState) -> String {
        var said = ""
        for cell in VisibleText.cells(text, asciiOnly: state.asciiOnly) { cell.write(to: &said) }
        return said
    }
}

extension AppState {
    /// What is shown of a panel has been said.
    fileprivate mutating func leavePanels() {
        closeOverlay()
        panel = .body
    }
}

extension BodyPane {
    /// The lines of all of a fetch's body are known, or there is none of it.
    fileprivate func knowsAll(of fetch: FetchID?, length: Int) -> Bool {
        guard case .body(let document, let known) = pane.lines, known == fetch else { return true }
        return incoming == nil && (document.snapshot.isComplete || document.snapshot.length >= length)
    }
}

extension Line {
    fileprivate var said: String { said(cells.indices) }

    fileprivate func said(_ part: Range<Int>) -> String { cells[part].reduce(into: "") { $1.write(to: &$0) } }
}

extension AppState {
    /// What the open prompt wants answered, if it does: it may have been opened by what happened and not by a key.
    fileprivate var question: String? {
        if case .prompt(_, let prompt) = input, prompt.isQuestion { prompt.label } else { nil }
    }
}
