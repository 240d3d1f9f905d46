package import Plan
package import Screen
internal import App
internal import Export
internal import Glibc
internal import HTTP
internal import System
internal import Transfer

/// The viewer: fetches and shows on a terminal until the user quits.
package struct InteractiveMode {
    private let plans: [Plan]
    private let run: Run
    private let context: RunContext
    private let asciiOnly: Bool
    private let reader: CommandReader
    private let isFirstStart: Bool

    /// `plans` is not empty. `asciiOnly`: the terminal's locale shows nothing else. `reader` understands the
    /// curl commands and URLs that are typed or pasted in the viewer.
    package init(
        plans: [Plan], run: Run = Run(), context: RunContext = RunContext(), asciiOnly: Bool,
        reader: CommandReader, isFirstStart: Bool = false
    ) {
        self.isFirstStart = isFirstStart
        self.plans = plans
        self.run = run
        self.context = context
        self.asciiOnly = asciiOnly
        self.reader = reader
    }

    /// Returns curl's exit status. Throws what `makeDisplay` throws.
    ///
    /// The terminal is made, and shows the first frame, before the first request goes out: that waits for libcurl, which is loaded
    /// meanwhile, and so does every thread that is begun.
    package func callAsFunction(makeDisplay: () throws -> Display) throws -> Int32 {
        // A reader that has gone is a failed write, and no signal that would leave the terminal as it is.
        signal(SIGPIPE, SIG_IGN)
        let start = ContinuousClock().now
        let signals = Signals()
        let mailbox = Mailbox()
        let clipboard = ClipboardProgram(environment: Environment.variables)
        let runner = EffectRunner(context: context, reader: reader, clipboard: clipboard, asciiOnly: asciiOnly, mailbox: mailbox)
        var state = AppState(
            plans: plans, run: run, size: Size(rows: 0, columns: 0), panel: run.trace == nil ? .body : .headers, asciiOnly: asciiOnly,
            reader: reader, isSecure: Environment.value("LESSSECURE") == "1",
            mostCopied: clipboard == nil ? nil : ClipboardProgram.most)
        state.isFirstStart = isFirstStart
        let display = try makeDisplay()
        let terminal = display.terminal
        defer { terminal.restore() }
        runner.terminal = terminal
        state.size = terminal.size
        EventLoop(display: display, mailbox: mailbox, signals: signals, runner: runner, start: start).run(&state)
        terminal.restore()
        // Nothing looks at them any more.
        signals.giveBack()
        runner.endAll(running: state.runningFetches)
        // A terminal that takes nothing is told nothing.
        if terminal.stalledSince == nil {
            context.screen?.release()
            for row in state.lastScreen { StandardOutput.write(row + "\n") }
            printLast(state, runner)
        }
        return runner.exitStatus ?? state.schedule.exitStatus
    }

    /// `-w` and `-c -`, now that the terminal is as it was.
    private func printLast(_ state: AppState, _ runner: EffectRunner) {
        for (index, pane) in state.panes.enumerated() {
            guard let outcome = pane.exchange.outcome, pane.command == nil else { continue }
            let outputs = runner.outputs(of: index)
            let plan = outputs?.plan ?? pane.plan
            let verdict = plan.verdict(outcome, of: pane.exchange)
            if case .failed(let failure) = verdict {
                plan.complain(failure)
            } else if !plan.isSilent, let path = outputs?.fileName {
                let isSkipped = outputs?.isSkipped ?? false
                StandardError.write("curlew: \(isSkipped ? "\(path) is there already: not fetched" : "saved to \(path)")\n")
            }
            if !plan.isSilent, let recording = plan.recording, outputs?.isSkipped != true {
                StandardError.write("curlew: recorded in \(recording.path)\n")
            }
            WriteOut.print(plan, pane.exchange, verdict, outputs)
        }
        // One time for all: they have one jar.
        let jars = state.panes.compactMap(\.plan.request.cookies.jar)
        if jars.contains(where: { $0 == "-" || leadsToScreen($0) }) { context.share.writeCookies(to: "-") }
    }
}
