package import Screen
internal import App
internal import HTTP
internal import Plan

/// The viewer: fetches and shows on a terminal until the user quits.
package struct InteractiveMode {
    private let sessions: [Session]
    private let isParallel: Bool
    private let maximumParallel: Int
    private let failsEarly: Bool
    private let opensHeaders: Bool
    private let asciiOnly: Bool
    private let interpret: (String) throws -> [Session]

    /// `sessions` is not empty. `isParallel`: at most `maximumParallel` at a time,
    /// and not one after the other. `failsEarly`: nothing more is
    /// fetched behind a failure. `opensHeaders`: the headers panel is what is seen first. `asciiOnly`: the terminal's
    /// locale shows nothing else. `interpret` says what a curl command or a URL asks for that was typed or pasted in the
    /// viewer; what it throws is shown.
    package init(
        sessions: [Session], isParallel: Bool = false, maximumParallel: Int = 50, failsEarly: Bool = false,
        opensHeaders: Bool = false, asciiOnly: Bool,
        interpret: @escaping (String) throws -> [Session]
    ) {
        self.sessions = sessions
        self.isParallel = isParallel
        self.maximumParallel = maximumParallel
        self.failsEarly = failsEarly
        self.opensHeaders = opensHeaders
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
            exchanges: sessions.map(\.plan), isParallel: isParallel, maximumParallel: maximumParallel,
            failsEarly: failsEarly,
            size: Size(rows: 0, columns: 0), panel: opensHeaders ? .headers : .body, asciiOnly: asciiOnly)
        state.start().forEach(runner.run)
        let terminal = try makeTerminal()
        defer { terminal.restore() }
        runner.terminal = terminal
        state.size = terminal.size
        EventLoop(terminal: terminal, mailbox: mailbox, signals: signals, runner: runner, start: start).run(&state)
        terminal.restore()
        runner.abandonAll()
        return conclude(state, runner)
    }

    /// `-w` and the exit status, now that the terminal is as it was.
    private func conclude(_ state: AppState, _ runner: EffectRunner) -> Int32 {
        var status: Int32 = 0
        for (index, (session, pane)) in zip(sessions, state.panes).enumerated() {
            guard let outcome = pane.exchange.outcome else { continue }
            let verdict = session.verdict(outcome, status: pane.exchange.finalHead?.status ?? 0)
            if !isParallel || verdict.exitStatus != 0 { status = verdict.exitStatus }
            guard let format = session.output.writeOut else { continue }
            WriteOut(format).write(WriteOutSubject(session, pane.exchange, verdict, fileName: runner.outputFile(of: index)))
        }
        // One time for all: they have one jar.
        sessions.first { $0.request.cookies.jar == "-" }?.printCookies()
        return runner.exitStatus ?? status
    }
}
