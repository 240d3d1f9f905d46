internal import Bodies
internal import Documents
internal import Jobs
internal import Screen
internal import Search

extension Prompt {
    static let filter = Prompt(
        "filter", label: "&", .finding, keys: [.character("&")],
        summary: "show only lines that match, or with ! the others; N: with N lines around",
        opened: { $0.panel == .body && $0.body.document != nil ? nil : "only in the body" },
        accepted: { state, line in state.filter(line) })

    /// One of the list becomes another.
    static func editing(_ index: Int) -> Prompt {
        Prompt(
            "edit-filter", label: "&", history: "filter",
            proposal: { state in state.body.filters.filters.indices.contains(index) ? state.body.filters.filters[index].text : "" },
            accepted: { state, line in state.replaceFilter(index, line) })
    }
}

extension Command {
    static let filtering: [Command] = [
        Command(
            "more-context", .finding, [.character("+")], "filter: one more line of context, or N more",
            suits: { $0.panel == .body && $0.body.filters.isOn }
        ) { state, arguments in
            state.setContext(state.body.filters.context + (arguments.count ?? 1))
        },
        Command("context", .finding, [], colon: "context", argument: "N", "filter: N lines of context") { state, arguments in
            guard let count = Int(arguments.text), count >= 0 else {
                state.message = AppState.Message("context: \(state.body.filters.context) lines; :context N sets it")
                return []
            }
            return state.setContext(count)
        },
        Command("level", .finding, [], colon: "level", argument: "NAME", "log: the least level shown, trace to fatal or 1 to 6; 0 for all")
        {
            state, arguments in
            state.setLevel(arguments.text)
        },
    ]
}

extension AppState {
    /// The most lines around each one that passes.
    private static let mostContext = 1000

    fileprivate mutating func filter(_ line: PromptLine) -> [Effect] {
        if line.text.isEmpty { return toggleFilters() }
        guard let filter = made(line.string) else { return [] }
        settleOpening()
        var stopped: [JobID] = []
        changeFilters { filters in
            stopped = filters.add(filter)
            if let count = line.count { filters.context = min(count, AppState.mostContext) }
        }
        return stopped.map { .stop($0, body.pane.lines.subject) } + find(filter: body.filters.filters.count - 1, of: shown)
    }

    /// The filter as it was typed; nil if it is none, which is said.
    private mutating func made(_ typed: String) -> LineFilter? {
        do {
            return try LineFilter(typed, in: body.view)
        } catch {
            message = Message(refusing: error)
            return nil
        }
    }

    fileprivate mutating func replaceFilter(_ index: Int, _ line: PromptLine) -> [Effect] {
        guard body.filters.filters.indices.contains(index), let filter = made(line.string) else { return [] }
        let old = body.filters.filters[index].job
        changeFilters { filters in
            filters.enter()
            filters.change(index) { $0 = filter }
        }
        return (old.map { [.stop($0, body.pane.lines.subject)] } ?? []) + find(filter: index, of: shown)
    }

    fileprivate mutating func setLevel(_ text: String) -> [Effect] {
        let place = body.filters.filters.firstIndex(where: \.isLevel)
        if text == "0" || text == "all" {
            guard let place else { return [] }
            var dropped: LineFilter?
            changeFilters { dropped = $0.remove(place) }
            return dropped?.job.map { [.stop($0, body.pane.lines.subject)] } ?? []
        }
        guard let level = LogLevel(typed: text), body.document != nil else {
            let names = LogLevel.allCases.map { "\($0.rawValue) \($0.name)" }.joined(separator: ", ")
            message = Message("levels: 0 all, \(names)", text.isEmpty ? .notice : .failure)
            return []
        }
        settleOpening()
        var stopped: [JobID] = []
        changeFilters { filters in
            if let place, !filters.isLeft { stopped = filters.remove(place)?.job.map { [$0] } ?? [] }
            stopped += filters.add(LineFilter(level))
        }
        return stopped.map { .stop($0, body.pane.lines.subject) } + find(filter: body.filters.filters.count - 1, of: shown)
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
        let pane = body.pane
        let isFollowing = pane.viewport.anchor == .tail && isTransferring
        let line = pane.currentLine
        let row = pane.page.rows.firstIndex { $0.number == line }
        change(&body.filters)
        body.showFiltered()
        guard !isFollowing, let row else { return }
        body.pane.keep(line, inRow: row - pane.page.rows[row].rowOfLine, size)
    }

    // MARK: Jobs

    /// Finds the lines of a filter.
    private mutating func find(filter index: Int, of exchange: Int) -> [Effect] {
        guard let fetch = panes[exchange].body.fetch, let indexing = panes[exchange].body.indexing else { return [] }
        guard case .rows(let condition) = panes[exchange].body.filters.filters[index].meaning else {
            updateArrived(exchange)
            return []
        }
        let job = newJob(in: .body(exchange))
        panes[exchange].body.filters.change(index) { $0.job = job }
        return [.start(.filter(condition, of: indexing), job, .body(fetch))]
    }

    /// Finds the lines of all filters of a body, whose lines are others.
    mutating func filterAnew(_ index: Int) -> [Effect] {
        let stopped = forgetMatchingLines(of: index)
        panes[index].body.filters.read(in: panes[index].body.view)
        let filters = panes[index].body.filters.filters
        guard !filters.isEmpty, let fetch = panes[index].body.fetch, let indexing = panes[index].body.indexing else { return stopped }
        let jobs = filters.map { _ in newJob(in: .body(index)) }
        panes[index].body.filters.begin(jobs)
        panes[index].body.showFiltered()
        return stopped
            + zip(filters, jobs).flatMap { filter, job -> [Effect] in
                let stopped = filter.job.map { [Effect.stop($0, .body(fetch))] } ?? []
                guard case .rows(let condition) = filter.meaning else { return stopped }
                return stopped + [.start(.filter(condition, of: indexing), job, .body(fetch))]
            }
    }

    /// What a search knows of the lines that match is of those shown before.
    private mutating func forgetMatchingLines(of index: Int) -> [Effect] {
        guard let search = panes[index].body.pane.search else { return [] }
        panes[index].body.pane.search?.forgetLines()
        guard let job = search.lining, let fetch = panes[index].body.fetch else { return [] }
        return [.stop(job, .body(fetch))]
    }

    /// Which lines came in a time follows from when bytes came.
    mutating func updateArrived(_ exchange: Int) {
        guard panes[exchange].body.filters.hasArrived, let document = panes[exchange].body.document else { return }
        panes[exchange].body.filters.update(document, arrivals(ofBodyOf: exchange))
        panes[exchange].body.showFiltered()
    }

    mutating func takeFiltered(_ rows: RowSet, last: Bool?, of job: JobID) {
        guard let index = job.exchange else { return }
        if panes[index].body.pane.search?.lining == job {
            panes[index].body.pane.search?.rows = rows
            if index == shown, !isTransferring { bar.isDue = true }
            return
        }
        guard panes[index].body.filters.owns(job) else { return }
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
        viewport.go(to: viewport.anchor, atRow: row, over: lines, size: size)
        viewport.hold(at: viewport.anchor, over: lines, size: size)
    }
}
