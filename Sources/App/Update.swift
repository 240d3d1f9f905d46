internal import Screen

extension AppState {
    /// Takes in what happened at `time` (since the program started); returns what is to be done about it.
    ///
    /// With `layOut` this is all that ever changes a state, and it touches nothing else: no clock, no file, no thread.
    package mutating func update(_ event: Event, at time: Duration) -> [Effect] {
        now = max(now, time)
        switch event {
        case .key(let key):
            return take(key)
        case .resized(let newSize):
            size = newSize
            return []
        case .tick:
            return retryDue()
        case .transfer(let event, let id):
            guard let index = panes.firstIndex(where: { $0.fetch == id }) else { return [] }
            let discarded = panes[index].take(event, at: now)
            return discard(discarded) + fetchNext()
        case .progress(let report, let id):
            if let index = panes.firstIndex(where: { $0.fetch == id }) { panes[index].note(report, at: now) }
            return []
        case .bodyBegan(let document, let id):
            guard let index = panes.firstIndex(where: { $0.fetch == id }) else { return [] }
            let discarded = panes[index].begin(document, at: now)
            return discard(discarded) + searchAnew(index, id)
        case .indexed(let delta, let id):
            if let index = panes.firstIndex(where: { $0.body.fetch == id }) { panes[index].take(delta, at: now, paneSize) }
            return []
        case .searched(let result, let id):
            return take(result, of: id)
        case .highlighted(let ranges, let range, let id):
            guard let index = panes.firstIndex(where: { $0.body.search?.id == id }) else { return [] }
            panes[index].body.search?.highlights = ranges
            panes[index].body.search?.highlightedRange = range
            return []
        case .saved(let result):
            take(result)
            return []
        case .opened(let plans):
            return open(plans)
        case .notOpened(let reason):
            message = Message(text: reason, role: .failure)
            return []
        case .resumed:
            return [.repaint]
        case .terminated(let status):
            return [.terminate(status: status)]
        }
    }

    /// The search goes on in the body that has just begun, under a number of its own: what is still found in the one
    /// before is not heard.
    private mutating func searchAnew(_ index: Int, _ fetch: FetchID) -> [Effect] {
        guard let pattern = panes[index].body.search?.pattern else { return [] }
        lastSearch.number += 1
        panes[index].body.search?.id = lastSearch
        return [.count(pattern, lastSearch, fetch)]
    }

    private func discard(_ fetch: FetchID?) -> [Effect] {
        fetch.map { [.discard($0)] } ?? []
    }

    /// Lays out what the next `draw` shows; asks for what it needs to know of it.
    package mutating func layOut() -> [Effect] {
        let effects = searchWhileTyping()
        body.layOut(paneSize)
        guard panel == .body, let search = body.search, let range = body.visibleRange,
            search.highlightedRange != range, let fetch = body.fetch
        else { return effects }
        return effects + [.highlight(search.pattern, in: range, search.id, fetch)]
    }

    private mutating func take(_ result: SaveResult) {
        switch result {
        case .saved(let path, let bytes):
            message = Message(text: "saved \(bytes) bytes to \(path)")
        case .exists(let path):
            prompt = PromptLine(.replace(path: path))
        case .failed(let text):
            message = Message(text: text, role: .failure)
        }
    }
}
