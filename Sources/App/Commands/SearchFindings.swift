internal import Bodies
internal import Documents
internal import Jobs
internal import Plan
internal import Screen
internal import Search

// What jobs find
extension AppState {
    mutating func take(_ finding: JobFinding, of job: JobID) -> [Effect] {
        if case .indexed(let delta) = finding { return takeIndex(delta, of: job) }
        if case .filtered(let rows, let last) = finding {
            takeFiltered(rows, last: last, of: job)
            return []
        }
        if case .answered(let facts, let isAll) = finding {
            take(facts, isAll: isAll, of: job)
            return []
        }
        if takeHighlight(finding, of: job) { return [] }
        if case .bracket(let progress) = finding {
            takeBracket(progress, of: job)
            return []
        }
        guard let place = placeOfSearch(with: job) else { return [] }
        switch finding {
        case .indexed, .filtered, .answered, .bracket: break
        case .counted(let total, let ordinal, let isPartial):
            let hasMore = total > self[place].search?.total ?? 0
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
            if hasMore, let from = self[place].search?.awaitedFrom, self[place].search?.finding == nil {
                return find(from: from, in: place)
            }
        case .notFound:
            return takeNoMatch(in: place)
        case .found(let range, let wrapped):
            return takeMatch(range, wrapped, in: place)
        case .highlighted(let matches, let ranges):
            self[place].search?.highlights = matches
            self[place].search?.highlightedRanges = ranges
            self[place].search?.highlighting = nil
        }
        return []
    }

    private mutating func takeNoMatch(in place: PanePlace) -> [Effect] {
        self[place].search?.finding = nil
        if self[place].search?.awaitedFrom != nil { return [] }
        self[place].search?.progress = .notFound
        if case .prompt = input { return [] }
        if let effects = goOnElsewhere(from: place) { return effects }
        // It has been everywhere else: what is left is the part before the place it began at.
        if let origin = self[place].search?.origin { return endSpanning(in: origin) }
        if place == focusPlace { report(focus.search) }
        return []
    }

    /// Looks in the exchange that a search began in, round its end, for it is nowhere else.
    private mutating func endSpanning(in origin: Int) -> [Effect] {
        guard let search = panes[origin].body.pane.search else { return [] }
        panes[origin].body.pane.search?.spans = false
        panes[origin].body.pane.search?.progress = .seeking
        return find(from: search.current.map { search.heading.next(after: $0) } ?? .zero, in: .body(origin))
    }

    private mutating func takeMatch(_ range: Range<ByteOffset>, _ wrapped: Bool, in place: PanePlace) -> [Effect] {
        guard var search = self[place].search else { return [] }
        search.finding = nil
        var hasCome = false
        if let from = search.awaitedFrom {
            guard range.lowerBound >= from else {
                self[place].search = search
                return []
            }
            search.awaitedFrom = nil
            search.matchesLeft = 1
            hasCome = true
            if place == focusPlace { message = Message("\(search.typed.name) has come") }
        } else if wrapped, search.spans, case .keys = input, let effects = goOnElsewhere(from: place) {
            return effects
        }
        search.origin = nil
        search.current = range
        search.ordinal = nil
        search.matchesLeft -= 1
        if search.matchesLeft > 0 {
            self[place].search = search
            return find(from: search.heading.next(after: range), in: place)
        }
        search.progress = .found
        self[place].search = search
        var effects = hasCome ? ring(for: .match) : []
        if case .body(let index) = place {
            panes[index].body.isOpening = false
            if index != shown, search.spans {
                effects += show(exchange: index)
                message = Message("in exchange \((listed.firstIndex(of: index) ?? 0) + 1)")
            }
        }
        self[place].changeDocument { $0.unfold(around: range.lowerBound) }
        self[place].reveal(range, paneSize)
        if wrapped, place == focusPlace {
            message = Message(search.heading == .forward ? "search went on at the top" : "search went on at the end")
        }
        return effects
    }
}
