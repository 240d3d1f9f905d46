internal import App
internal import Glibc
internal import Plan
internal import Screen

/// Waits for keys, events and the clock; updates the state, runs the effects, draws once when all is taken in.
struct EventLoop {
    let terminal: any Terminal
    let mailbox: Mailbox
    let signals: Signals
    let runner: EffectRunner
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    init(terminal: any Terminal, mailbox: Mailbox, signals: Signals, runner: EffectRunner, start: ContinuousClock.Instant) {
        self.terminal = terminal
        self.mailbox = mailbox
        self.signals = signals
        self.runner = runner
        self.start = start
    }

    /// Runs until the program is to quit.
    func run(_ state: inout AppState) {
        var pacer = FramePacer()
        // Something was taken in that the last frame does not show.
        var hasUndrawn = false
        show(&state)
        // A terminal that is gone has no keys and shows nothing.
        while !runner.hasQuit, terminal.inputDescriptor >= 0 {
            let urgent = [terminal.inputDescriptor, signals.descriptor]
            // Between two frames only a key or a signal is worth waking up for; but no exchange waits for a frame to have its turn.
            if wait(for: urgent + (state.schedule.hasWaiting ? [mailbox.wakeDescriptor] : []), until: pacer.due) > 0 {
                if wait(for: urgent, until: .zero) == 0 {
                    takeIn(&state)
                    hasUndrawn = true
                    continue
                }
            } else if !hasUndrawn {
                wait(for: urgent + [mailbox.wakeDescriptor], until: state.nextTick)
            }
            takeIn(&state)
            if runner.hasQuit { return }
            show(&state)
            hasUndrawn = false
            pacer.drew(at: elapsed)
        }
    }

    private var elapsed: Duration { clock.now - start }

    private func takeIn(_ state: inout AppState) {
        let signalled = signals.take {
            // The shell has set the terminal's modes and written on it meanwhile.
            terminal.restore()
            terminal.resume()
        } size: {
            terminal.resize()
            return terminal.size
        }
        for event in signalled + mailbox.take() {
            state.update(event, at: elapsed).forEach(runner.run)
        }
        for key in terminal.readKeys() {
            state.update(.key(key), at: elapsed).forEach(runner.run)
        }
        for id in state.runningFetches {
            if let report = runner.report(of: id) { state.update(.progress(report, id), at: elapsed).forEach(runner.run) }
        }
        state.update(.tick, at: elapsed).forEach(runner.run)
    }

    private func show(_ state: inout AppState) {
        state.layOut().forEach(runner.run)
        let (grid, cursor) = state.draw()
        terminal.draw(grid, cursor: cursor)
    }

    /// Waits until one of the descriptors is readable or the time has come; returns how many are readable.
    @discardableResult
    private func wait(for descriptors: [Int32], until time: Duration?) -> Int32 {
        var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard let time else { return poll(&polled, nfds_t(polled.count), -1) }
        let left = max(.zero, time - elapsed)
        // Rounded up: a wait that ended too early would only be followed by another.
        let milliseconds = Int32(clamping: Int((left / .milliseconds(1)).rounded(.up)))
        return poll(&polled, nfds_t(polled.count), milliseconds)
    }
}
