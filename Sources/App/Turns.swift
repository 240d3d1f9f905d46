internal import HTTP
internal import Jobs
internal import Plan

/// Which exchange is fetched when: in turn or several at a time, and again where `--retry` says so.
extension AppState {
    /// What is to be fetched first.
    package mutating func start() -> [Effect] {
        fetchNext()
    }

    /// A new fetch for the pane at `index`, by somebody's wish.
    mutating func fetchAnew(_ index: Int) -> [Effect] {
        panes[index].attempts = Attempts(firstStart: now)
        return attempt(index)
    }

    private mutating func attempt(_ index: Int) -> [Effect] {
        lastFetch.number += 1
        let stopped = panes[index].isTransferring ? panes[index].fetch : nil
        let job = newJob()
        let discarded = panes[index].begin(lastFetch, indexing: job, at: now)
        let fetch = Effect.fetch(exchange: index, lastFetch, view: panes[index].body.view, indexing: job)
        return [stopped.map(Effect.stopTransfer), discarded.map(Effect.discard), fetch]
            .compactMap(\.self)
    }

    /// The next exchanges have their turn as far as those on their way leave room.
    mutating func fetchNext() -> [Effect] {
        if failsEarly && panes.contains(where: \.hasFailed) { return [] }
        var effects: [Effect] = []
        var room = (isParallel ? maximumParallel : 1) - panes.count { $0.isTransferring || $0.attempts.retry != nil }
        while room > 0, let next = panes.firstIndex(where: { $0.fetch == nil }) {
            effects += fetchAnew(next)
            room -= 1
        }
        return effects
    }

    /// The retries whose time has come.
    mutating func retryDue() -> [Effect] {
        panes.indices.flatMap { index -> [Effect] in
            guard let retry = panes[index].attempts.retry, retry.due <= now else { return [] }
            panes[index].attempts.retries += 1
            panes[index].attempts.retry = nil
            return attempt(index)
        }
    }
}

/// The attempts at an exchange since somebody last wished for it.
struct Attempts: Sendable {
    struct Retry: Sendable {
        var due: Duration
        var reason: String
    }

    var firstStart = Duration.zero
    /// How many were made because of `--retry`.
    var retries = 0
    /// The one that is waited for.
    var retry: Retry?
}

extension ExchangePane {
    /// An attempt has ended: another one may follow.
    mutating func planRetry(after outcome: Outcome, _ report: TransferReport, at time: Duration) {
        let next = plan.request.retry.next(
            after: outcome, report.figures, retries: attempts.retries, elapsed: time - attempts.firstStart)
        attempts.retry = next.map { Attempts.Retry(due: time + .milliseconds($0.delay), reason: $0.reason) }
    }

    /// Whole seconds until the next attempt, rounded up.
    func secondsToRetry(at time: Duration) -> Int? {
        attempts.retry.map { max(0, Int(($0.due - time).components.seconds) + (($0.due - time).components.attoseconds > 0 ? 1 : 0)) }
    }

    /// It has ended, not well, and no attempt follows.
    var hasFailed: Bool {
        guard attempts.retry == nil, let outcome = exchange.outcome else { return false }
        if case .failed = outcome { return true }
        return plan.failsOnErrorStatus && (exchange.finalHead?.status ?? 0) >= 400
    }

    /// When what is said of the wait for the next attempt changes, or the wait is over.
    func nextTickOfRetry(at time: Duration) -> Duration? {
        guard let retry = attempts.retry, let seconds = secondsToRetry(at: time) else { return nil }
        return retry.due - .seconds(max(0, seconds - 1))
    }
}
