internal import Bodies
internal import Documents
internal import Jobs
internal import Screen
internal import Search

extension Prompt {
    static let filter = Prompt(
        "filter", label: "&", .finding, keys: [.character("&")],
        summary: "show only lines that match, or with ! the others; N: with N lines around; alone: all lines, or the filter again",
        opened: { $0.panel == .body && $0.body.document != nil ? nil : "only in the body" },
        accepted: { state, line in state.filter(line) })
}

extension Command {
    static let filtering: [Command] = [
        Command("more-context", .finding, [.character("+")], "filter: one more line of context, or N more") { state, arguments in
            state.setContext(state.body.filters.context + (arguments.count ?? 1))
        },
        Command("context", .finding, [], colon: "context", argument: "N", "filter: N lines of context") { state, arguments in
            guard let count = Int(arguments.text), count >= 0 else {
                state.message = AppState.Message("context: \(state.body.filters.context) lines; :context N sets it")
                return []
            }
            return state.setContext(count)
        },
    ]
}

extension AppState {
    /// The most lines around each one that passes.
    private static let mostContext = 1000

    fileprivate mutating func filter(_ line: PromptLine) -> [Effect] {
        if line.text.isEmpty { return toggleFilters() }
        let filter: LineFilter
        do {
            guard let made = try LineFilter(line.string, in: body.view) else { return toggleFilters() }
            filter = made
        } catch {
            message = Message("bad pattern: \((error as? PatternError)?.message ?? "\(error)")", .failure)
            return []
        }
        settleOpening()
        var stopped: [JobID] = []
        changeFilters { filters in
            stopped = filters.add(filter)
            if let count = line.count { filters.context = min(count, AppState.mostContext) }
        }
        return stopped.map { .stop($0, focus.lines.subject) } + find(filter: body.filters.filters.count - 1, of: shown)
    }

    fileprivate mutating func toggleFilters() -> [Effect] {
        guard !body.filters.isEmpty else {
            message = Message("no filter; & and a pattern shows the lines that match")
            return []
        }
        if body.filters.isOn { leaveFilters() } else { changeFilters { $0.enter() } }
        return []
    }

    /// All lines are shown again, the one that was looked at in its row.
    mutating func leaveFilters() {
        changeFilters { $0.leave() }
        message = Message("all lines; & and Enter filters them again")
    }

    fileprivate mutating func setContext(_ count: Int) -> [Effect] {
        guard !body.filters.isEmpty else {
            message = Message("no filter; & and a pattern shows the lines that match")
            return []
        }
        let count = min(count, AppState.mostContext)
        changeFilters { $0.context = count }
        message = Message("\(count) line\(count == 1 ? "" : "s") of context")
        return []
    }

    /// Enter: the line that is meant, among all lines; ESC comes back.
    mutating func showInWhole() -> [Effect] {
        let line = focus.currentLine
        let place = (focus.viewport, focus.cursor)
        changeFilters { $0.whole = place }
        body.pointsAtWhole = true
        focus.cursor = line
        message = Message("among all lines; ESC goes back to the filter")
        return []
    }

    /// ESC: back from a line among all lines to the filter, else from the filter to all lines.
    mutating func goBackFromFilter() {
        guard panel == .body else { return }
        if let whole = body.filters.whole {
            body.pointsAtWhole = false
            body.filters.enter()
            body.showFiltered()
            focus.viewport = whole.viewport
            focus.cursor = whole.cursor
        } else if body.filters.isOn {
            leaveFilters()
        }
    }

    /// The line that is looked at stays in its row, if it is still shown.
    mutating func changeFilters(_ change: (inout FilterStack) -> Void) {
        let size = paneSize
        let isFollowing = focus.viewport.anchor == .tail && isTransferring
        let line = focus.currentLine
        let row = focus.page.rows.firstIndex { $0.number == line }
        change(&body.filters)
        body.showFiltered()
        guard !isFollowing, let row else { return }
        focus.keep(line, inRow: row - focus.page.rows[row].rowOfLine, size)
    }

    // MARK: Jobs

    /// Finds the lines of a filter.
    private mutating func find(filter index: Int, of exchange: Int) -> [Effect] {
        guard let fetch = panes[exchange].body.fetch, let indexing = panes[exchange].body.indexing else { return [] }
        let job = newJob(in: .body(exchange))
        panes[exchange].body.filters.change(index) { $0.job = job }
        return [.start(.filter(panes[exchange].body.filters.filters[index].condition, of: indexing), job, .body(fetch))]
    }

    /// Finds the lines of all filters of a body, whose lines are others.
    mutating func filterAnew(_ index: Int) -> [Effect] {
        let filters = panes[index].body.filters.filters
        guard !filters.isEmpty, let fetch = panes[index].body.fetch, let indexing = panes[index].body.indexing else { return [] }
        let jobs = filters.map { _ in newJob(in: .body(index)) }
        panes[index].body.filters.begin(jobs)
        panes[index].body.showFiltered()
        return zip(filters, jobs).flatMap { filter, job -> [Effect] in
            (filter.job.map { [.stop($0, .body(fetch))] } ?? []) + [.start(.filter(filter.condition, of: indexing), job, .body(fetch))]
        }
    }

    mutating func takeFiltered(_ rows: RowSet, last: Bool?, of job: JobID) {
        guard let index = job.exchange, panes[index].body.filters.owns(job) else { return }
        panes[index].body.filters.take(rows, last: last, of: job)
        panes[index].body.showFiltered()
        if index == shown, !isTransferring { bar.isDue = true }
    }
}

extension BodyPane {
    /// Shows the lines that the filters let pass.
    mutating func showFiltered() {
        let rows = filters.rows
        pane.changeDocument { $0.filter = rows }
    }
}

extension Pane {
    /// Puts a line in a row of the screen, zero-based, or the line that is shown in its place.
    fileprivate mutating func keep(_ line: LineNumber, inRow row: Int, _ size: Size) {
        viewport.anchor = .at(lines.start(of: line), row: 0)
        if lines.filter?.knows(line) == false { return }
        if row > 0 { viewport.scroll(by: -row, over: lines, size: size) }
        viewport.hold(at: viewport.anchor, over: lines, size: size)
    }
}
