internal import Bodies
internal import Plan
internal import Documents
internal import HTTP
internal import Screen

extension Command {
    static let transfer: [Command] = [
        Command(
            "refetch", .transfer, [.character("R"), .function(5)], "fetch again, keeping the place", suits: { $0.exchange.outcome != nil }
        ) { state, _ in
            state.refetch()
        },
        Command(
            "follow-location", .transfer, [.character("L")], "fetch what a redirect that was not followed leads to",
            suits: { $0.location != nil }
        ) { state, _ in
            state.followLocation()
        },
        Command("write", .transfer, [], colon: "w", argument: "[>>] FILE", "save what came so far; >> adds it to a file") {
            state, arguments in
            state.write(arguments.text)
        },
        Command("write-over", .transfer, [], colon: "w!", argument: "FILE", "save what came so far, in place of a file that is there") {
            state, arguments in
            state.write(arguments.text, .replacing)
        },
        Command("cd", .transfer, [], colon: "cd", argument: "DIRECTORY", "go to another directory, for files and commands") {
            _, arguments in
            [.enter(directory: arguments.text)]
        },
        Command("stop", .transfer, [.character("x")], "stop the transfer, keep what came", suits: \.isTransferring) { state, _ in
            if let refusal = state.refusalOfWord {
                state.message = AppState.Message(refusal)
                return []
            }
            return state.stop()
        },
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
    /// `:w` and what follows it; without a file, it is asked for.
    fileprivate mutating func write(_ text: String, _ mode: SaveMode = .asking) -> [Effect] {
        let isAppending = text.hasPrefix(">>")
        let path = isAppending ? String(text.dropFirst(2).drop { $0 == " " }) : text
        if path.isEmpty { return open(.save) }
        if let refusal = Prompt.save.opened(&self) {
            message = Message(refusal)
            return []
        }
        return save(.body, to: path, isAppending ? .appending : mode)
    }

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

    mutating func save(_ source: SaveSource, to path: String, _ mode: SaveMode = .asking) -> [Effect] {
        guard !path.isEmpty else { return [] }
        saving = source
        return content(of: source).map { [.save($0, path: path, mode)] } ?? []
    }

    /// As `-OJ` would name the body; empty if nothing gives it a name.
    var proposedName: String {
        let given = exchange.finalHead?.fields["content-disposition"].flatMap(RemoteName.of(contentDisposition:))
        let named = given.flatMap { $0.isEmpty ? nil : $0 }
        guard pane.plan.source == .network || named != nil else { return "" }
        let name = named ?? RemoteName.of(url: exchange.report.effectiveURL ?? pane.plan.request.url)
        return body.decoded?.coding.unpackedName(of: name) ?? name
    }

    func content(of source: SaveSource) -> SaveContent? {
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
            _ = open(.replace(path) { $0.save(source, to: path, .replacing) })
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
