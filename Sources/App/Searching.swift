internal import Bodies
internal import Documents
internal import Search
internal import Screen

extension AppState {
    mutating func openSearchPrompt(_ purpose: PromptLine.Purpose) {
        panel = .body
        body.beforeSearch = (body.viewport, body.search)
        prompt = PromptLine(purpose)
    }

    /// Incremental: every change of the pattern looks anew from where the prompt was opened.
    mutating func searchWhileTyping() -> [Effect] {
        guard hasNewPattern else { return [] }
        hasNewPattern = false
        guard let line = prompt, let before = body.beforeSearch else { return [] }
        body.viewport = before.viewport
        // A pattern that is not one yet ("(") changes nothing until it is one.
        guard !line.text.isEmpty, let pattern = try? Pattern(line.string) else { return [] }
        return start(pattern, direction: line.direction)
    }

    mutating func acceptSearch(_ line: PromptLine) -> [Effect] {
        guard let before = body.beforeSearch else { return [] }
        if line.text.isEmpty {
            body.beforeSearch = nil
            body.search?.direction = line.direction
            return searchAgain(reversed: false, count: nil)
        }
        do {
            let pattern = try Pattern(line.string)
            body.beforeSearch = nil
            body.previous = before.viewport.anchor
            if body.search?.pattern == pattern, body.search?.id != before.search?.id {
                report(body.search)
                return []
            }
            return start(pattern, direction: line.direction)
        } catch {
            let effects = leaveSearchPrompt()
            message = Message(text: "bad pattern: \((error as? PatternError)?.message ?? "\(error)")", role: .failure)
            return effects
        }
    }

    /// Puts back the view and the search from before the prompt.
    mutating func leaveSearchPrompt() -> [Effect] {
        guard let before = body.beforeSearch else { return [] }
        body.beforeSearch = nil
        body.viewport = before.viewport
        let changed = body.search?.id != before.search?.id
        body.search = before.search
        guard changed, let fetch = body.fetch else { return [] }
        return before.search.map { [.stopFinding(fetch), .count($0.pattern, $0.id, fetch)] } ?? [.forgetSearch(fetch)]
    }

    mutating func searchAgain(reversed: Bool, count: Int?) -> [Effect] {
        guard var search = body.search else {
            message = Message(text: "no search yet; / searches", role: .failure)
            return []
        }
        panel = .body
        search.heading = reversed ? search.direction.reversed : search.direction
        search.matchesLeft = max(1, count ?? 1)
        search.progress = .seeking
        body.search = search
        body.previous = body.viewport.anchor
        return find(search, from: start(of: search))
    }

    mutating func forgetSearch() -> [Effect] {
        guard body.search != nil else { return [] }
        body.search = nil
        return body.fetch.map { [.forgetSearch($0)] } ?? []
    }

    mutating func take(_ result: SearchResult, of id: SearchID) -> [Effect] {
        guard let index = panes.firstIndex(where: { $0.body.search?.id == id }), var search = panes[index].body.search else {
            return []
        }
        switch result {
        case .counted(let total, let ordinal):
            search.total = total
            search.ordinal = ordinal
        case .notFound:
            search.progress = .notFound
            if prompt == nil { report(search) }
        case .found(let range, let wrapped):
            search.current = range
            search.ordinal = nil
            search.matchesLeft -= 1
            if search.matchesLeft > 0, let fetch = panes[index].body.fetch {
                panes[index].body.search = search
                return [look(for: search, in: fetch, from: search.heading.next(after: range))]
            }
            search.progress = .found
            panes[index].body.reveal(range, paneSize)
            if wrapped {
                message = Message(text: search.heading == .forward ? "search went on at the top" : "search went on at the end")
            }
        }
        panes[index].body.search = search
        return []
    }

    private mutating func start(_ pattern: Pattern, direction: Direction) -> [Effect] {
        lastSearch.number += 1
        let search = SearchState(id: lastSearch, pattern: pattern, direction: direction)
        body.search = search
        return (body.fetch.map { [.count(pattern, search.id, $0)] } ?? []) + find(search, from: pageStart)
    }

    private mutating func report(_ search: SearchState?) {
        if search?.progress == .notFound {
            message = Message(text: "not found: \(search?.pattern.text ?? "")", role: .failure)
        }
    }

    /// Where the next match is looked for: behind the current one while it is on the screen, else from the page's top.
    private func start(of search: SearchState) -> ByteOffset {
        if let current = search.current, let visible = body.visibleRange, visible.contains(current.lowerBound) {
            return search.heading.next(after: current)
        }
        return pageStart
    }

    /// Starts looking; where there is no body there is nothing to be found.
    private mutating func find(_ search: SearchState, from: ByteOffset) -> [Effect] {
        guard let fetch = body.fetch else {
            body.search?.progress = .notFound
            return []
        }
        return [look(for: search, in: fetch, from: from)]
    }

    private func look(for search: SearchState, in fetch: FetchID, from: ByteOffset) -> Effect {
        .find(SearchQuery(fetch: fetch, id: search.id, pattern: search.pattern, from: from, direction: search.heading))
    }

    private var pageStart: ByteOffset {
        guard let document = body.document else { return .zero }
        return body.viewport.page(of: document, size: paneSize).rows.first?.line.range.lowerBound ?? .zero
    }
}

extension PromptLine {
    fileprivate var direction: Direction { purpose == .searchBackward ? .backward : .forward }
}
