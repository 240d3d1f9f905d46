internal import Bodies
internal import Documents
internal import Jobs
internal import Screen
internal import Search

extension Command {
    static let finding: [Command] = [
        Command("next-match", .finding, [.character("n")], "next match, or the Nth") { state, arguments in
            state.searchAgain(reversed: false, count: arguments.count)
        },
        Command("previous-match", .finding, [.character("N")], "previous match, or the Nth") { state, arguments in
            state.searchAgain(reversed: true, count: arguments.count)
        },
        Command("toggle-highlights", .finding, [.meta("u")], "show the matches, or not") { state, _ in
            state.showsMatches.toggle()
            state.message = AppState.Message(state.showsMatches ? "matches are shown" : "matches are not shown")
            return []
        },
        Command("clear-search", .finding, [.meta("U")], "forget the search and its matches") { state, _ in state.forgetSearch() },
        Command("set-mark", .finding, [.character("m")], "mark this place with a letter") { state, _ in
            state.await("mark: letter?") { $0.setMark($1) }
        },
        Command("mark-bottom", .finding, [.character("M")], "mark the line at the bottom with a letter") { state, _ in
            state.await("mark the bottom line: letter?") { $0.setMark($1, isAtBottom: true) }
        },
        Command("clear-mark", .finding, [.meta("m"), .meta("M")], "forget the mark of a letter") { state, _ in
            state.await("forget mark: letter?") { $0.clearMark($1) }
        },
        Command(
            "go-to-mark", .finding, [.character("'")],
            "back to the mark of a letter; ' the place before, ^ the top, $ the end"
        ) { state, _ in
            state.await("go to mark: letter?") { $0.goToMark($1) }
        },
    ]
}

// Marks
extension AppState {
    /// The next key goes to `take`, and the bar says `text` until then.
    mutating func await(_ text: String, _ take: @escaping @Sendable (inout AppState, Key) -> [Effect]) -> [Effect] {
        input = .next(AwaitedKey(text: text, take: take))
        return []
    }

    fileprivate mutating func setMark(_ key: Key, isAtBottom: Bool = false) -> [Effect] {
        guard case .character(let letter) = key, letter.properties.isAlphabetic else {
            message = Message("a mark is a letter")
            return []
        }
        let top = Mark(anchor: focus.place(paneSize))
        focus.marks[letter] = isAtBottom ? focus.bottomMark ?? top : top
        message = Message("marked \(letter)")
        return []
    }

    fileprivate mutating func clearMark(_ key: Key) -> [Effect] {
        guard case .character(let letter) = key, focus.marks.removeValue(forKey: letter) != nil else {
            message = Message("no mark \(key.name)")
            return []
        }
        message = Message("no longer marked \(letter)")
        return []
    }

    fileprivate mutating func goToMark(_ key: Key) -> [Effect] {
        guard case .character(let letter) = key else {
            message = Message("a mark is a letter")
            return []
        }
        guard let target = focus.mark(letter) else {
            message = Message("no mark \(letter)", .failure)
            return []
        }
        let size = paneSize
        return move { $0.go(to: target, size) }
    }
}

// Searching
extension AppState {
    /// Incremental: every change of the pattern looks anew from where the prompt was opened.
    mutating func searchWhileTyping() -> [Effect] {
        guard hasNewPattern else { return [] }
        hasNewPattern = false
        guard case .prompt(let line, let prompt) = input, let before = focus.beforeSearch else { return [] }
        focus.viewport = before.viewport
        // A pattern that is not one yet ("(") changes nothing until it is one.
        guard !line.text.isEmpty, let pattern = try? Pattern(line.string) else { return [] }
        return start(pattern, prompt.name == Prompt.searchBackward.name ? .backward : .forward)
    }

    mutating func acceptSearch(_ line: PromptLine, _ direction: Direction) -> [Effect] {
        guard let before = focus.beforeSearch else { return [] }
        if line.text.isEmpty {
            focus.beforeSearch = nil
            focus.search?.direction = direction
            return searchAgain(reversed: false, count: nil)
        }
        do {
            let pattern = try Pattern(line.string)
            focus.beforeSearch = nil
            focus.previous = before.viewport.anchor
            lastPattern = pattern
            if focus.search?.pattern == pattern, focus.search?.counting != before.search?.counting {
                report(focus.search)
                return []
            }
            return start(pattern, direction)
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
        focus.viewport = before.viewport
        guard focus.search?.counting != before.search?.counting else { return [] }
        let stopped = stopSearch()
        focus.search = before.search
        focus.search?.forgetLines()
        return stopped + countAnew(in: focusPlace)
    }

    /// Looks for the next match; in a pane where nothing was searched for, of the pattern searched for last.
    mutating func searchAgain(reversed: Bool, count: Int?) -> [Effect] {
        var effects: [Effect] = []
        if focus.search == nil, let lastPattern { effects = beginSearch(lastPattern, .forward) }
        guard var search = focus.search else {
            message = Message("no search yet; / searches", .failure)
            return []
        }
        search.heading = reversed ? search.direction.reversed : search.direction
        search.matchesLeft = max(1, count ?? 1)
        search.progress = .seeking
        focus.search = search
        focus.previous = focus.viewport.anchor
        return effects + find(from: start(of: search), in: focusPlace)
    }

    mutating func forgetSearch() -> [Effect] {
        defer { focus.search = nil }
        return stopSearch()
    }

    /// The pattern is looked for from here on, in place of another.
    private mutating func start(_ pattern: Pattern, _ direction: Direction) -> [Effect] {
        beginSearch(pattern, direction) + find(from: pageStart, in: focusPlace)
    }

    private mutating func beginSearch(_ pattern: Pattern, _ direction: Direction) -> [Effect] {
        let stopped = stopSearch()
        let job = newJob(in: focusPlace)
        focus.search = SearchState(counting: job, pattern: pattern, direction: direction)
        return stopped + [.start(.count(pattern), job, focus.lines.subject)]
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

    private mutating func find(from offset: ByteOffset, in place: PanePlace) -> [Effect] {
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

    private mutating func report(_ search: SearchState?) {
        if search?.progress == .notFound {
            message = Message("pattern not found: \(search?.pattern.text ?? "")", .failure, isOfSearch: true)
        }
    }

    /// Where the next match is looked for: after the current one while it is on the screen, else from the page's top.
    private func start(of search: SearchState) -> ByteOffset {
        if let current = search.current, let visible = focus.visibleRange, visible.contains(current.lowerBound) {
            return search.heading.next(after: current)
        }
        return pageStart
    }

    private var pageStart: ByteOffset {
        focus.viewport.page(of: focus.source, size: paneSize).rows.first?.range.lowerBound ?? .zero
    }

    /// Under a filter the lines that hold matches are counted, of those that it lets pass: they are found once it is on.
    mutating func findMatchingLines() -> [Effect] {
        guard panel == .body, let search = focus.search, search.lining == nil, focus.lines.filter != nil else { return [] }
        guard let fetch = body.fetch, let indexing = body.indexing else { return [] }
        let job = newJob(in: focusPlace)
        focus.search?.lining = job
        return [.start(.filter(.pattern(search.pattern), of: indexing), job, .body(fetch))]
    }

    /// How many matches there are and which of them it is; under a filter the lines that hold some.
    var matchCount: String? {
        guard let search = focus.search, let filter = focus.lines.filter, search.lining != nil else { return focus.search?.countText }
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
        guard let search = focus.search, search.highlighting == nil else { return [] }
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

// What jobs find
extension AppState {
    mutating func take(_ finding: JobFinding, of job: JobID) -> [Effect] {
        if case .indexed(let delta) = finding { return takeIndex(delta, of: job) }
        if case .filtered(let rows, let last) = finding {
            takeFiltered(rows, last: last, of: job)
            return []
        }
        if takeHighlight(finding, of: job) { return [] }
        guard let place = placeOfSearch(with: job) else { return [] }
        switch finding {
        case .indexed, .filtered: break
        case .counted(let total, let ordinal, let isPartial):
            // Which match it is, is what a key asked for; that there are more is one of the figures.
            if !isTransferring || self[place].search?.ordinal != ordinal || self[place].search?.total == nil { bar.isDue = true }
            self[place].search?.total = total
            self[place].search?.isPartial = isPartial
            self[place].search?.ordinal = ordinal
            // It came after that was said.
            if total > 0, self[place].search?.progress == .notFound {
                self[place].search?.progress = .found
                if message?.isOfSearch == true { message = nil }
            }
        case .notFound:
            self[place].search?.progress = .notFound
            self[place].search?.finding = nil
            if case .prompt = input { break }
            if place == focusPlace { report(focus.search) }
        case .found(let range, let wrapped):
            return takeMatch(range, wrapped, in: place)
        case .highlighted(let matches, let ranges):
            self[place].search?.highlights = matches
            self[place].search?.highlightedRanges = ranges
            self[place].search?.highlighting = nil
        }
        return []
    }

    private mutating func takeMatch(_ range: Range<ByteOffset>, _ wrapped: Bool, in place: PanePlace) -> [Effect] {
        guard var search = self[place].search else { return [] }
        search.finding = nil
        search.current = range
        search.ordinal = nil
        search.matchesLeft -= 1
        if search.matchesLeft > 0 {
            self[place].search = search
            return find(from: search.heading.next(after: range), in: place)
        }
        search.progress = .found
        self[place].search = search
        if case .body(let index) = place { panes[index].body.isOpening = false }
        self[place].changeDocument { $0.unfold(around: range.lowerBound) }
        self[place].reveal(range, paneSize)
        if wrapped, place == focusPlace {
            message = Message(search.heading == .forward ? "search went on at the top" : "search went on at the end")
        }
        return []
    }
}
