package import Screen
internal import App
internal import HTTPModel
internal import Synchronization

/// The viewer: fetches and shows on a terminal until the user quits.
package struct InteractiveMode {
    private let sessions: [Session]
    private let isParallel: Bool
    private let asciiOnly: Bool
    private let interpret: (String) throws -> [Session]

    /// `sessions` is not empty. `isParallel`: all at a time, and not one after the other. `asciiOnly`: the terminal's
    /// locale shows nothing else. `interpret` says what a curl command or a URL asks for that was typed or pasted in the
    /// viewer; what it throws is shown.
    package init(
        sessions: [Session], isParallel: Bool = false, asciiOnly: Bool,
        interpret: @escaping (String) throws -> [Session]
    ) {
        self.sessions = sessions
        self.isParallel = isParallel
        self.asciiOnly = asciiOnly
        self.interpret = interpret
    }

    /// Returns curl's exit status, that of the last exchange. Throws what `makeTerminal` throws.
    ///
    /// The first request goes out before the terminal is made: the two take about as long and neither needs the other.
    package func run(makeTerminal: () throws -> any Terminal) throws -> Int32 {
        let start = ContinuousClock().now
        let signals = Signals()
        let mailbox = Mailbox()
        let runner = EffectRunner(sessions: sessions, interpret: interpret, asciiOnly: asciiOnly, mailbox: mailbox)
        var state = AppState(
            exchanges: sessions.map(\.plan), isParallel: isParallel, size: Size(rows: 0, columns: 0), asciiOnly: asciiOnly)
        state.start().forEach(runner.run)
        let terminal = try makeTerminal()
        defer { terminal.restore() }
        runner.terminal = terminal
        state.size = terminal.size
        EventLoop(terminal: terminal, mailbox: mailbox, signals: signals, runner: runner, start: start).run(&state)
        terminal.restore()
        runner.abandonAll()
        // One time for all: they have one jar.
        sessions.first { $0.request.cookies.jar == "-" }?.printCookies()
        if let status = runner.exitStatus { return status }
        return zip(sessions, state.panes).reduce(0) { status, next in
            let (session, pane) = next
            guard let outcome = pane.exchange.outcome else { return status }
            return session.exitStatus(outcome, status: pane.exchange.finalHead?.status)
        }
    }
}
