internal import HTTP
internal import Jobs
internal import Plan

/// Which exchange is fetched when is the schedule's to say; this begins what it says.
extension AppState {
    /// What is to be fetched first.
    package mutating func start() -> [Effect] {
        beginDue()
    }

    /// A new fetch of the exchange at `index`, because somebody wants it.
    mutating func fetchAnew(_ index: Int) -> [Effect] {
        begin(schedule.begin(index, at: now))
    }

    /// The fetches whose time has come: the next in turn, and retries.
    mutating func beginDue() -> [Effect] {
        schedule.due(at: now).flatMap { begin($0) }
    }

    private mutating func begin(_ attempt: Attempt) -> [Effect] {
        let index = attempt.exchange
        let stopped = panes[index].isTransferring ? panes[index].fetch : nil
        let job = newJob(in: .body(index))
        let discarded = panes[index].begin(attempt, at: now)
        let reading = panes[index].body.reading
        let fetch =
            if let command = panes[index].command {
                Effect.run(command.run, FetchID(attempt), reading, indexing: job)
            } else {
                Effect.fetch(panes[index].plan, FetchID(attempt), reading, indexing: job)
            }
        return [stopped.map(Effect.stopTransfer), discarded.map(Effect.discard), fetch].compactMap(\.self)
    }

    /// A fetch has ended: another one may follow.
    mutating func ended(_ index: Int) -> [Effect] {
        if panes[index].command != nil {
            if let attempt = panes[index].attempt { schedule.ended(unnoticed: attempt) }
        } else if let attempt = panes[index].attempt {
            _ = schedule.ended(attempt, panes[index].plan, panes[index].exchange, at: now)
        }
        return beginDue()
    }

    /// Whole seconds until the next attempt at an exchange, rounded up; `nil` if none is waited for.
    func secondsToRetry(of index: Int) -> Int? {
        schedule.retryDue(of: index).map { due in
            let (seconds, attoseconds) = (due - now).components
            return max(0, Int(seconds) + (attoseconds > 0 ? 1 : 0))
        }
    }

    /// When what is said of the wait for the next attempt changes, or the wait is over.
    func nextTickOfRetry(of index: Int) -> Duration? {
        guard let due = schedule.retryDue(of: index), let seconds = secondsToRetry(of: index) else { return nil }
        return due - .seconds(max(0, seconds - 1))
    }

    /// How an exchange ended for those who wait for its exit status: with `-f` an answer may be a failure. `nil` before.
    func verdict(of index: Int) -> Outcome? {
        guard case .ended(let outcome) = panes[index].exchange.phase else { return nil }
        return panes[index].plan.verdict(outcome, of: panes[index].exchange)
    }

    /// How long, if that may change in the bar.
    private func stalledWord(of pane: ExchangePane) -> String? {
        pane.stalledSeconds(at: now).map { settings.isBarQuiet ? "stalled" : "stalled \(Quantity.wholeSeconds($0))" }
    }

    /// The word for how far an exchange is.
    func stateWord(of index: Int) -> String {
        if let seconds = secondsToRetry(of: index) { return "retry in \(Quantity.wholeSeconds(seconds))" }
        let pane = panes[index]
        if case .failed? = verdict(of: index) { return "failed" }
        if pane.reportedFailure != nil { return "failed" }
        return switch pane.exchange.phase {
        case .connecting:
            pane.fetch == nil ? "queued" : pane.plan.source == .standardInput ? "reading" : pane.command != nil ? "running" : "connecting"
        case .waiting: index == shown && isSending ? "sending" : "waiting"
        case .receiving: stalledWord(of: pane) ?? "receiving"
        case .ended(.complete): "done"
        case .ended(.stopped): "stopped"
        case .ended(.failed): "failed"
        }
    }
}

extension FetchID {
    /// Attempts are counted over the whole run, and so are fetches.
    init(_ attempt: Attempt) {
        self.init(exchange: attempt.exchange, number: attempt.number)
    }
}
