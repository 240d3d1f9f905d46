internal import Bodies
internal import Plan
internal import Documents
internal import HTTP
internal import Screen

extension Command {
    static let transfer: [Command] = [
        Command("refetch", .transfer, [.character("R"), .function(5)], "fetch again, keeping the place") { state, _ in
            state.refetch()
        },
        Command("follow-location", .transfer, [.character("L")], "fetch what a redirect that was not followed leads to") { state, _ in
            state.followLocation()
        },
        Command("stop", .transfer, [.character("x")], "stop the transfer, keep what came") { state, _ in state.stop() },
    ]
}

extension AppState {
    /// What is written to a file.
    enum SaveSource: Sendable {
        /// The body as it came.
        case body
        /// The text of what is shown: of the body in its view, or of a panel.
        case shown
    }

    /// What changes something on the server is not sent twice by a slip.
    fileprivate mutating func refetch() -> [Effect] {
        let index = shown
        return pane.wasSent ? send(pane.plan.request) { $0.fetchAnew(index) } : fetchAnew(index)
    }

    /// Asks first, if sending the request twice is more than sending it once.
    private mutating func send(_ request: Request, _ work: @escaping @Sendable (inout AppState) -> [Effect]) -> [Effect] {
        settings.confirmsResend && !request.isSafe ? open(.resend(request.sentMethod, work)) : work(&self)
    }

    /// Where the answer shown leads, if that was not followed: as libcurl resolved it.
    var location: String? {
        guard let head = exchange.finalHead, (300..<400).contains(head.status), exchange.outcome != nil else { return nil }
        return exchange.report.figures.redirectURL
    }

    fileprivate mutating func followLocation() -> [Effect] {
        guard let location, let status = exchange.finalHead?.status else {
            message = Message("no redirect to follow here")
            return []
        }
        let plan = pane.plan.following(location, status: status)
        return send(plan.request) { $0.open([plan]) }
    }

    /// Said when it begins, and kept for `=`.
    mutating func noteOutput(_ path: String, of index: Int) {
        if panes[index].outputPath != path, index == shown { message = Message("saving to \(path)") }
        panes[index].outputPath = path
    }

    mutating func save(_ source: SaveSource, to path: String, replacing: Bool = false) -> [Effect] {
        guard !path.isEmpty else { return [] }
        saving = source
        return content(of: source).map { [.save($0, path: path, replacing: replacing)] } ?? []
    }

    /// As `-OJ` would name the body; empty if nothing gives it a name.
    var proposedName: String {
        let given = exchange.finalHead?.fields["content-disposition"].flatMap(RemoteName.of(contentDisposition:))
        let named = given.flatMap { $0.isEmpty ? nil : $0 }
        guard pane.plan.source == .network || named != nil else { return "" }
        let name = named ?? RemoteName.of(url: exchange.report.effectiveURL ?? pane.plan.request.url)
        return body.decoded?.coding.unpackedName(of: name) ?? name
    }

    private func content(of source: SaveSource) -> SaveContent? {
        if source == .shown, case .text(let text) = focus.lines { return .text(text) }
        guard let fetch = body.fetch else { return nil }
        return source == .body ? .body(fetch) : .view(body.view, body.charset, fetch, focus.lines.filter)
    }

    mutating func take(_ result: SaveResult) {
        switch result {
        case .saved(let path, let bytes):
            message = Message("saved \(bytes) bytes to \(path)")
        case .exists(let path):
            let source = saving
            _ = open(.replace(path) { $0.save(source, to: path, replacing: true) })
        case .failed(let text):
            message = Message(text, .failure)
        }
    }

    mutating func stop() -> [Effect] {
        if isTransferring, let fetch { return [.stopTransfer(fetch)] }
        if schedule.stopRetrying(shown) {
            message = Message("no more retries; R fetches again")
            return beginDue()
        }
        message = Message("the transfer has ended; R fetches again")
        return []
    }
}
