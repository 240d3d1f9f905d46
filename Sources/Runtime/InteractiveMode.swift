package import Screen
internal import App
internal import HTTPModel
internal import Synchronization

/// The viewer: fetches and shows on a terminal until the user quits.
package struct InteractiveMode {
    private let session: Session
    private let asciiOnly: Bool

    /// `asciiOnly`: the terminal's locale shows nothing else.
    package init(session: Session, asciiOnly: Bool) {
        self.session = session
        self.asciiOnly = asciiOnly
    }

    /// Returns curl's exit status for the last fetch. Throws what `makeTerminal` throws.
    ///
    /// The request goes out before the terminal is made: the two take about as long and neither needs the other.
    package func run(makeTerminal: () throws -> any Terminal) throws -> Int32 {
        let start = ContinuousClock().now
        let signals = Signals()
        let mailbox = Mailbox()
        let first = Fetch(id: FetchID(number: 0), session: session, asciiOnly: asciiOnly, mailbox: mailbox)
        first.start()
        let terminal = try makeTerminal()
        defer { terminal.restore() }
        let runner = EffectRunner(session: session, terminal: terminal, asciiOnly: asciiOnly, mailbox: mailbox)
        runner.adopt(first)
        var state = AppState(request: session.request, size: terminal.size, asciiOnly: asciiOnly)
        EventLoop(terminal: terminal, mailbox: mailbox, signals: signals, runner: runner, start: start).run(&state)
        terminal.restore()
        runner.fetch?.abandon()
        return session.exitStatus(state.exchange.outcome, status: state.exchange.finalHead?.status)
    }
}
