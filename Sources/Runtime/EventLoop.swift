internal import App
internal import Glibc
internal import Plan
internal import Screen

/// Waits for keys, events and the clock; updates the state, runs the effects, draws once when all is taken in.
struct EventLoop {
    private let terminal: any Terminal
    private let presenter: Presenter
    let mailbox: Mailbox
    let signals: Signals
    let runner: EffectRunner
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    init(display: Display, mailbox: Mailbox, signals: Signals, runner: EffectRunner, start: ContinuousClock.Instant) {
        terminal = display.terminal
        presenter = Presenter(display)
        self.mailbox = mailbox
        self.signals = signals
        self.runner = runner
        self.start = start
    }

    /// Begins what is due, and runs until the program is to quit.
    func run(_ state: inout AppState) {
        var pacer = FramePacer()
        // Something was taken in that the last frame does not show.
        var hasUndrawn = false
        let first = state.start()
        hasUndrawn = show(&state, typed: false)
        first.forEach(runner.run)
        // A terminal that is gone has no keys and shows nothing.
        while !runner.hasQuit, terminal.inputDescriptor >= 0 {
            let isEarly = elapsed < pacer.due
            let isStalled = terminal.stalledSince != nil
            let ready =
                if isEarly {
                    // Between two frames only a key or a signal is worth waking up for; but no exchange waits for a frame to have
                    // its turn.
                    wait(forMail: state.schedule.hasWaiting, until: pacer.due)
                } else {
                    wait(forMail: true, until: hasUndrawn && !isStalled ? state.frameDue ?? .zero : state.nextTick)
                }
            if ready.room { terminal.sendRest() }
            if isEarly && !ready.isUrgent && !ready.mail { continue }
            let began = elapsed
            takeIn(&state, ready)
            if runner.hasQuit { return }
            let isHeld = !ready.isUrgent && state.frameDue != nil
            hasUndrawn = isHeld || isEarly && !ready.isUrgent || terminal.stalledSince != nil
            let isShown = !hasUndrawn
            if isShown { hasUndrawn = show(&state, typed: ready.keys) }
            if isShown || !isEarly && !isHeld {
                let now = elapsed
                pacer.drew(at: now, taking: now - began)
            }
        }
    }

    private var elapsed: Duration { clock.now - start }

    /// What a wait has found: nothing else needs to be read.
    private struct Ready: Equatable {
        var keys = false
        var signals = false
        var mail = false
        /// The terminal takes more of what it was sent.
        var room = false
        /// Shown at once.
        var isUrgent: Bool { keys || signals }

        static let nothing = Ready()
    }

    /// A terminal that has taken nothing for so long shows nobody what `^C` does: it ends the program.
    private static let longestStall = Duration.seconds(1)

    private func take(_ event: Event, _ state: inout AppState) {
        if case .key(.control("C")) = event, let since = terminal.stalledSince, clock.now - since >= EventLoop.longestStall {
            return runner.run(.terminate(status: 128 + SIGINT))
        }
        state.update(event, at: elapsed).forEach(runner.run)
    }

    private func takeIn(_ state: inout AppState, _ ready: Ready) {
        let signalled =
            !ready.signals
            ? []
            : signals.take {
                // The shell has set the terminal's modes and written on it meanwhile.
                terminal.restore()
                terminal.resume()
            } size: {
                terminal.resize()
                return terminal.size
            }
        for event in signalled + mailbox.take() { take(event, &state) }
        for key in ready.keys ? terminal.readKeys() : [] { take(.key(key), &state) }
        for id in state.runningFetches {
            if let (log, decoded) = runner.arrivals(of: id) {
                state.update(.arrived(log, decoded: decoded, id), at: elapsed).forEach(runner.run)
            }
            if let report = runner.report(of: id) { state.update(.progress(report, id), at: elapsed).forEach(runner.run) }
        }
        state.update(.tick, at: elapsed).forEach(runner.run)
    }

    /// True if there is more to show than was shown.
    private func show(_ state: inout AppState, typed: Bool) -> Bool {
        state.layOut().forEach(runner.run)
        return presenter.show(&state, typed: typed)
    }

    /// Waits for keys and signals, for room if the terminal has not taken all, and for mail if that is wanted, or until the time
    /// has come.
    private func wait(forMail: Bool, until time: Duration?) -> Ready {
        // A negative number is passed over.
        var polled = [terminal.inputDescriptor, signals.descriptor, forMail ? mailbox.wakeDescriptor : -1].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        if terminal.stalledSince != nil { polled[0].events |= Int16(POLLOUT) }
        // Rounded up: a wait that ended too early would only be followed by another.
        let milliseconds = time.map { Int32(clamping: Int((max(.zero, $0 - elapsed) / .milliseconds(1)).rounded(.up))) } ?? -1
        guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return .nothing }
        return Ready(
            keys: polled[0].revents & ~Int16(POLLOUT) != 0, signals: polled[1].revents != 0, mail: polled[2].revents != 0,
            room: polled[0].revents & Int16(POLLOUT) != 0)
    }
}
