internal import Bodies
internal import Documents
internal import Jobs
internal import Plan
internal import Screen
internal import Search

extension Command {
    static let finding: [Command] = [
        Command("next-match", .finding, [.character("n")], "next match, or the Nth", suits: { $0.focus.search != nil }) {
            state, arguments in
            state.searchAgain(reversed: false, count: arguments.count)
        },
        Command("previous-match", .finding, [.character("N")], "previous match, or the Nth", suits: { $0.focus.search != nil }) {
            state, arguments in
            state.searchAgain(reversed: true, count: arguments.count)
        },
        Command("next-match-anywhere", .finding, [.meta("n")], "next match, in the exchanges after this one too") { state, arguments in
            state.searchAgain(reversed: false, count: arguments.count, spans: true)
        },
        Command("previous-match-anywhere", .finding, [.meta("N")], "previous match, in the exchanges before too") { state, arguments in
            state.searchAgain(reversed: true, count: arguments.count, spans: true)
        },
        Command("follow-until-match", .finding, [.meta("F")], "to the end and follow it until something matches") { state, _ in
            state.followUntilMatch()
        },
        Command("close-bracket", .finding, [.metaControl("F")], "two characters: to the second that closes the (Nth) first of the top line")
        {
            state, arguments in
            state.awaitBrackets(.forward, arguments.count ?? 1)
        },
        Command(
            "open-bracket", .finding, [.metaControl("B")], "two characters: to the first that opens the (Nth) second of the bottom line"
        ) {
            state, arguments in
            state.awaitBrackets(.backward, arguments.count ?? 1)
        },
        Command("toggle-highlights", .finding, [.meta("u")], "show the matches, or not") { state, _ in
            state.showsMatches.toggle()
            state.message = AppState.Message(state.showsMatches ? "matches are shown" : "matches are not shown")
            return []
        },
        Command("clear-search", .finding, [.meta("U")], "forget the search and its matches") { state, _ in state.forgetSearch() },
    ]
}

// Searching
extension AppState {
    /// Incremental: every change of the pattern looks anew from where the prompt was opened.
    mutating func searchWhileTyping() -> [Effect] {
        guard hasNewPattern else { return [] }
        hasNewPattern = false
        guard case .prompt(let line, let prompt) = input, let before = focus.beforeSearch else { return [] }
        (focus.viewport, focus.cursor) = (before.viewport, before.cursor)
        // A pattern that is not one yet ("(") changes nothing until it is one.
        let typed = typedPattern(line)
        guard !line.text.isEmpty, let pattern = try? typed.pattern() else { return [] }
        return start(pattern, typed, prompt.name == Prompt.searchBackward.name ? .backward : .forward)
    }

    private func typedPattern(_ line: PromptLine) -> TypedPattern {
        TypedPattern(text: line.string, modifiers: line.modifiers, letterCase: settings.searchCase)
    }

    mutating func acceptSearch(_ line: PromptLine, _ direction: Direction) -> [Effect] {
        guard let before = focus.beforeSearch else { return [] }
        if line.text.isEmpty {
            focus.beforeSearch = nil
            focus.search?.direction = direction
            return searchAgain(reversed: false, count: nil, spans: line.modifiers.contains(.allExchanges))
        }
        do {
            let typed = typedPattern(line)
            let pattern = try typed.pattern()
            focus.beforeSearch = nil
            focus.previous = before.viewport.anchor
            lastPattern = typed
            guard focus.search?.typed == typed, focus.search?.counting != before.search?.counting else {
                let effects = start(pattern, typed, direction)
                focus.search?.spans = typed.modifiers.contains(.allExchanges)
                return effects
            }
            focus.search?.spans = typed.modifiers.contains(.allExchanges)
            if focus.search?.spans == true, focus.search?.progress == .notFound, let effects = goOnElsewhere(from: focusPlace) {
                return effects
            }
            report(focus.search)
            return []
        } catch {
            let effects = leaveSearchPrompt()
            message = Message(refusing: error)
            return effects
        }
    }

    /// Puts back the view and the search from before the prompt.
    mutating func leaveSearchPrompt() -> [Effect] {
        guard let before = focus.beforeSearch else { return [] }
        hasNewPattern = false
        focus.beforeSearch = nil
        (focus.viewport, focus.cursor) = (before.viewport, before.cursor)
        guard focus.search?.counting != before.search?.counting else { return [] }
        let stopped = stopSearch()
        focus.search = before.search
        focus.search?.forgetLines()
        return stopped + countAnew(in: focusPlace)
    }

    /// Looks for the next match; in a pane where nothing was searched for, of the pattern searched for last. `spans`: in other
    /// exchanges too.
    mutating func searchAgain(reversed: Bool, count: Int?, spans: Bool = false) -> [Effect] {
        var effects: [Effect] = []
        if focus.search == nil, let lastPattern, let pattern = try? lastPattern.pattern() {
            effects = beginSearch(pattern, lastPattern, .forward, in: focusPlace)
        }
        guard var search = focus.search else {
            message = Message("no search yet; / searches", .failure)
            return []
        }
        search.heading = reversed ? search.direction.reversed : search.direction
        search.matchesLeft = max(1, count ?? 1)
        search.progress = .seeking
        search.spans = spans || search.typed.modifiers.contains(.allExchanges)
        search.awaitedFrom = nil
        focus.search = search
        focus.previous = focus.viewport.anchor
        return effects + find(from: start(of: search), in: focusPlace)
    }

    mutating func forgetSearch() -> [Effect] {
        defer {
            focus.search = nil
            lastPattern = nil
        }
        return stopSearch()
    }

    /// The pattern is looked for from here on, in place of another.
    private mutating func start(_ pattern: Pattern, _ typed: TypedPattern, _ direction: Direction) -> [Effect] {
        let effects = beginSearch(pattern, typed, direction, in: focusPlace)
        if typed.modifiers.contains(.keepsPlace) {
            focus.search?.progress = .found
            return effects
        }
        if typed.modifiers.contains(.fromFirst) {
            return effects
                + find(from: direction == .forward ? .zero : focus.lines.start(of: LineNumber(focus.lines.lineCount)), in: focusPlace)
        }
        return effects + find(from: searchStart(direction), in: focusPlace)
    }

    private mutating func beginSearch(_ pattern: Pattern, _ typed: TypedPattern, _ direction: Direction, in place: PanePlace) -> [Effect] {
        let stopped = self[place].search.map { $0.jobs.map { Effect.stop($0, self[place].lines.subject) } } ?? []
        let job = newJob(in: place)
        self[place].search = SearchState(counting: job, pattern: pattern, typed, direction: direction)
        return stopped + [.start(.count(pattern), job, self[place].lines.subject)]
    }

    /// Goes on in the next exchange that has a body; `nil` when it has been in all of them.
    mutating func goOnElsewhere(from place: PanePlace) -> [Effect]? {
        guard case .body(let index) = place, let search = self[place].search, search.spans else { return nil }
        let bodies = listed.filter { panes[$0].body.document != nil }
        guard bodies.count > 1, let position = bodies.firstIndex(of: index) else { return nil }
        let next = bodies[(position + (search.heading == .forward ? 1 : bodies.count - 1)) % bodies.count]
        let origin = search.origin ?? index
        if next == origin { return nil }
        var effects = beginSearch(search.pattern, search.typed, search.direction, in: .body(next))
        panes[next].body.pane.search?.heading = search.heading
        panes[next].body.pane.search?.matchesLeft = search.matchesLeft
        panes[next].body.pane.search?.spans = true
        panes[next].body.pane.search?.origin = origin
        self[place].search?.progress = .notFound
        self[place].search?.finding = nil
        let lines = panes[next].body.pane.lines
        effects += find(from: search.heading == .forward ? .zero : lines.start(of: LineNumber(lines.lineCount)), in: .body(next))
        return effects
    }

    /// To the end, until the pattern that was searched for last matches something that comes.
    fileprivate mutating func followUntilMatch() -> [Effect] {
        var effects: [Effect] = []
        if focus.search == nil, let lastPattern, let pattern = try? lastPattern.pattern() {
            effects = beginSearch(pattern, lastPattern, .forward, in: focusPlace)
        }
        guard focus.search != nil else {
            message = Message("no search yet; / searches", .failure)
            return []
        }
        let lines = focus.lines
        focus.search?.awaitedFrom = lines.start(of: LineNumber(lines.lineCount))
        focus.search?.progress = .found
        message = Message("following until \(focus.search?.typed.name ?? "")")
        return effects + goToEnd()
    }

    private func stopSearch() -> [Effect] {
        focus.search.map { $0.jobs.map { .stop($0, focus.lines.subject) } } ?? []
    }

    /// Counts anew, under another number, and finds anew what is on the screen: the lines are others, or the search was
    /// put back. What is known stays until it is known better.
    mutating func countAnew(in place: PanePlace) -> [Effect] {
        guard let search = self[place].search else { return [] }
        let job = newJob(in: place)
        let subject = self[place].lines.subject
        self[place].search?.counting = job
        self[place].search?.highlighting = nil
        self[place].search?.highlightedRanges = nil
        return [.stop(search.counting, subject), .start(.count(search.pattern), job, subject)]
    }

    /// As that, and looks anew for the match that was looked for in other lines.
    mutating func searchAnew(in place: PanePlace, isSeeking: Bool) -> [Effect] {
        let counting = countAnew(in: place)
        guard isSeeking, self[place].search != nil else { return counting }
        self[place].search?.progress = .seeking
        return counting + find(from: .zero, in: place)
    }

    mutating func find(from offset: ByteOffset, in place: PanePlace) -> [Effect] {
        guard let search = self[place].search else { return [] }
        let job = newJob(in: place)
        let subject = self[place].lines.subject
        self[place].search?.finding = job
        let lines: Document? = if case .body(let document, _) = self[place].lines, document.filter != nil { document } else { nil }
        let query = SearchQuery(
            pattern: search.pattern, from: offset, direction: search.heading, counting: search.counting, in: lines)
        let stopped = search.finding.map { [Effect.stop($0, subject)] } ?? []
        return stopped + [.start(.find(query), job, subject)]
    }

    mutating func report(_ search: SearchState?) {
        if search?.progress == .notFound {
            message = Message("pattern not found: \(search?.typed.name ?? "")", .failure, isOfSearch: true)
        }
    }

    /// Where the next match is looked for: after the current one while it is on the screen, else from the page's top.
    private func start(of search: SearchState) -> ByteOffset {
        if settings.searchStart == .outside { return searchStart(search.heading, isAgain: true) }
        guard let current = search.current, let visible = focus.visibleRange, visible.contains(current.lowerBound) else {
            return searchStart(search.heading, isAgain: true)
        }
        // With a row of its own for what is gone to, a search begins there wherever the last match is, as in less.
        if focus.viewport.target != nil, let line = targetLine, !line.range.contains(current.lowerBound) {
            return searchStart(search.heading, isAgain: true)
        }
        return search.heading.next(after: current)
    }

    /// From the page's top; with a row of its own for what is gone to, from its line, or from the one after it or before it if the
    /// search is done again.
    private func searchStart(_ direction: Direction, isAgain: Bool = false) -> ByteOffset {
        let page = focus.viewport.page(of: focus.source, size: paneSize)
        let line: PageRow?
        switch settings.searchStart {
        case .screen:
            guard let target = targetLine else { return page.rows.first?.range.lowerBound ?? .zero }
            return focus.lines.start(of: (direction == .forward) == isAgain ? target.number + 1 : target.number)
        case .target: line = targetLine ?? page.rows.first
        case .outside: line = direction == .forward ? page.rows.last : page.rows.first
        }
        return line.map { focus.lines.start(of: direction == .forward ? $0.number + 1 : $0.number) } ?? .zero
    }

    /// The row that lines are shown in that are gone to.
    private var targetLine: PageRow? {
        guard let target = focus.viewport.target else { return nil }
        let page = focus.viewport.page(of: focus.source, size: paneSize)
        let index = max(0, target.index(in: paneSize.rows) - page.blankRows)
        return page.rows.indices.contains(index) ? page.rows[index] : page.rows.last
    }

    /// Under a filter the lines that hold matches are counted, of those that it lets pass: they are found once it is on.
    mutating func findMatchingLines() -> [Effect] {
        guard panel == .body, let search = ofFocus({ $0.search }), search.lining == nil, focus.lines.filter != nil else { return [] }
        guard let fetch = body.fetch, let indexing = body.indexing else { return [] }
        let job = newJob(in: focusPlace)
        focus.search?.lining = job
        return [.start(.filter(.pattern(search.pattern), of: indexing), job, .body(fetch))]
    }

    /// How many matches there are and which of them it is; under a filter the lines that hold some.
    var matchCount: String? {
        guard let search = ofFocus({ $0.search }) else { return nil }
        guard let filter = focus.lines.filter, search.lining != nil else { return search.countText }
        let lines = RowSet.intersection(of: [(search.rows, false), (filter.matches, false)])
        guard lines.count > 0 else { return search.progress == .seeking ? "searching" : search.progress == .notFound ? "no match" : nil }
        let count = Quantity.grouped(lines.count)
        if let current = search.current, case let line = focus.lines.line(at: current.lowerBound).index, lines.contains(line) {
            return "match line \(Quantity.grouped(lines.rank(of: line + 1)))/\(count)"
        }
        return lines.count == 1 ? "1 line matches" : "\(count) lines match"
    }

    /// Asks for the matches on the screen, if others than those known are on it.
    mutating func highlight() -> [Effect] {
        guard let search = ofFocus({ $0.search }), search.highlighting == nil else { return [] }
        let ranges = focus.visibleRanges
        guard !ranges.isEmpty, search.highlightedRanges != ranges else { return [] }
        let job = newJob(in: focusPlace)
        focus.search?.highlighting = job
        return [.start(.highlight(search.pattern, in: ranges), job, focus.lines.subject)]
    }
}

extension AppState.Message {
    /// A pattern that makes no sense.
    init(refusing error: any Error) {
        self.init("bad pattern: \((error as? PatternError)?.message ?? "\(error)")", .failure)
    }
}
