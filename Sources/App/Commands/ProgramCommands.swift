internal import Plan
internal import Documents
internal import HTTP
internal import Screen

extension Command {
    static let program: [Command] = [
        Command("interrupt", .program, [.control("C")], "leave following or a search; else stop the transfer") { state, _ in
            state.interrupt()
        },
        Command("cancel", .program, [.escape], "close a panel or prompt, leave a filter; never quits") { state, _ in
            if state.panel.isOverlay { state.closeOverlay() } else { state.goBackFromFilter() }
            return []
        },
        Command("version", .program, [.character("V")], "say which version this is") { state, _ in
            state.message = AppState.Message("curlew \(Version.number)")
            return []
        },
        Command("suspend", .program, [.control("Z")], "suspend; fg comes back") { _, _ in [.suspend] },
        Command(
            "quit", .program, [.character("q"), .character("Q")],
            "quit (first closes help and details, and goes back from a command's output)"
        ) { state, _ in
            if state.panel.isOverlay {
                state.closeOverlay()
                return []
            }
            guard let source = state.pane.command?.source else { return [.quit] }
            let stopped = state.isTransferring ? state.fetch.map { [Effect.stopTransfer($0)] } ?? [] : []
            return stopped + state.show(exchange: source)
        },
        Command("quit-at-once", .program, [], sequences: [[.character("Z"), .character("Z")]], colon: "q", "quit") { _, _ in [.quit] },
    ]
}

extension AppState {
    /// ^C: the nearest thing that is going on ends; the program itself never does.
    fileprivate mutating func interrupt() -> [Effect] {
        if settings.quitsOnInterrupt { return [.terminate(status: 2)] }
        if focus.search?.progress == .seeking, let finding = focus.search?.finding {
            focus.search?.progress = .notFound
            focus.search?.finding = nil
            message = Message("search stopped")
            return [.stop(finding, focus.lines.subject)]
        }
        if panel.isOverlay {
            closeOverlay()
            return []
        }
        guard isTransferring || schedule.retryDue(of: shown) != nil else {
            message = Message("q quits")
            return []
        }
        if panel == .body, viewport.anchor == .tail, exchange.phase == .receiving, document != nil {
            let size = paneSize
            settleOpening()
            body.pane.viewport.hold(over: body.pane.lines, size: size)
            message = Message("no longer following; ^C again stops the transfer")
            return []
        }
        return stop()
    }
}
