internal import Plan
internal import Documents
internal import HTTP
internal import Screen

extension Command {
    static let transfer: [Command] = [
        Command("refetch", .transfer, [.character("R"), .function(5)], "fetch again, keeping the place") { state, _ in
            state.fetchAnew(state.shown)
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

    mutating func save(_ source: SaveSource, to path: String, replacing: Bool = false) -> [Effect] {
        guard !path.isEmpty else { return [] }
        saving = source
        return content(of: source).map { [.save($0, path: path, replacing: replacing)] } ?? []
    }

    private func content(of source: SaveSource) -> SaveContent? {
        if source == .shown, case .text(let text) = focus.lines { return .text(text) }
        guard let fetch = body.fetch else { return nil }
        return source == .body ? .body(fetch) : .view(body.view, fetch)
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
