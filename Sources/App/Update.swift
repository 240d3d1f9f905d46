internal import Bodies
internal import Documents
internal import HTTPModel
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
            return []
        case .transfer(let event, let id):
            return id == fetch ? take(event) : []
        case .progress(let report, let id):
            if id == fetch, isTransferring { note(report) }
            return []
        case .bodyBegan(let document, let id):
            return id == fetch ? begin(document) : []
        case .indexed(let delta, let id):
            guard id == body.fetch else { return [] }
            body.document?.apply(delta)
            settleOpening()
            return []
        case .searched(let result, let id):
            return take(result, of: id)
        case .highlighted(let ranges, let range, let id):
            guard body.search?.id == id else { return [] }
            body.search?.highlights = ranges
            body.search?.highlightedRange = range
            return []
        case .saved(let result):
            take(result)
            return []
        case .resumed:
            return [.repaint]
        case .terminated:
            return [.quit]
        }
    }

    /// Lays out what the next `draw` shows; asks for what it needs to know of it.
    package mutating func layOut() -> [Effect] {
        body.layOut(paneSize)
        guard panel == .body, let search = body.search, let range = body.visibleRange,
            search.highlightedRange != range
        else { return [] }
        return [.highlight(search.pattern, in: range, search.id)]
    }

    private mutating func take(_ event: TransferEvent) -> [Effect] {
        exchange.apply(event)
        guard case .finished(_, let report) = event else { return [] }
        rate.note(bytes: report.counts.wireBytes, at: now - fetchStart)
        // A refetch without a body: what is on the screen belongs to no answer any more.
        if body.fetch != fetch {
            body.document = nil
            body.fetch = nil
        }
        return []
    }

    private mutating func note(_ report: TransferReport) {
        exchange.report = report
        rate.note(bytes: report.counts.wireBytes, at: now - fetchStart)
    }

    private mutating func begin(_ document: Document) -> [Effect] {
        body.document = document
        body.fetch = fetch
        firstByte = now
        guard let search = body.search else { return [] }
        body.search?.current = nil
        body.search?.ordinal = nil
        body.search?.highlightedRange = nil
        return [.count(search.pattern, search.id)]
    }

    /// A body that fills its first screen at once is a page to be read from its top; one that trickles in, or
    /// says that it is a stream, is followed. Until the screen is full the two look the same.
    private mutating func settleOpening() {
        guard body.isOpening, let document = body.document else { return }
        var fromTop = body.viewport
        fromTop.anchor = .top
        guard !fromTop.page(of: document, size: paneSize).reachesEnd else { return }
        body.isOpening = false
        let trickles = now - (firstByte ?? now) >= .milliseconds(250)
        if !trickles && !isDeclaredStream { body.viewport.anchor = .top }
    }

    private var isDeclaredStream: Bool {
        guard let type = exchange.finalHead?.fields["content-type"] else { return false }
        return ["text/event-stream", "application/x-ndjson", "application/jsonl", "application/json-seq"]
            .contains(MediaType(type).essence)
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
