package import HTTP

/// One go at an exchange.
package struct Attempt: Sendable, Hashable {
    /// The exchange's place in the list, zero-based.
    package let exchange: Int
    /// Counted over the whole run: a later attempt has a greater number.
    package let number: Int
}

/// Which exchange is begun when: in turn or several at a time, again if `--retry` says so, and until when; and the exit
/// status of it all.
///
/// A value without a clock: it is told the time (since the program started), and says when it has something to do next.
/// Only what runs or waits for a retry is kept, so that a billion exchanges cost no more than one.
package struct Schedule: Sendable {
    /// What follows the end of an attempt.
    package struct Ending: Sendable, Equatable {
        /// How the exchange ended for those who wait for its exit status: with `-f` an answer may be a failure.
        package let verdict: Outcome
        package let decision: RetryPolicy.Decision

        /// No attempt follows.
        package var isLast: Bool {
            if case .again = decision { false } else { true }
        }
    }

    private struct Running {
        var attempt: Attempt
        var firstStart: Duration
        /// How many attempts were made because of `--retry`.
        var retries = 0
        /// When the next attempt is due; `nil` while one runs.
        var retryDue: Duration?
        /// How the last attempt ended, while the next is waited for.
        var verdict = Outcome.stopped
    }

    /// How many exchanges there are.
    package private(set) var count: Int
    private let run: Run
    private var running: [Int: Running] = [:]
    /// The first exchange that has not had its turn.
    private var next = 0
    /// Begun before their turn, or left out: they have no turn any more.
    private var early: Set<Int> = []
    private var lastNumber = 0
    /// When the last attempt began.
    private var lastStart: Duration?
    /// The exchange after which no other has its turn.
    private var lastExchange: Int?
    /// The last in the list that has ended, and how.
    private var last: (exchange: Int, status: Int32)?
    /// Those that failed, the latest at the end.
    private var failed: [(exchange: Int, status: Int32)] = []

    /// No use in trying the next: libcurl itself does not do what it was asked to.
    private static let fatal: Set<Int32> = [2, 27, 43, 48]
    /// More failures than anybody begins anew: only the latest may have to be known.
    private static let mostFailures = 1000

    package init(count: Int, run: Run = Run()) {
        self.count = count
        self.run = run
    }

    // MARK: What happens

    /// More exchanges at the end of the list. Returns the place of the first.
    package mutating func append(_ more: Int) -> Int {
        defer { count += more }
        return count
    }

    /// The attempts whose time has come, in the order of their beginning; from now on they run.
    package mutating func due(at time: Duration) -> [Attempt] {
        var due: [Attempt] = []
        let retries = running.values.filter { ($0.retryDue ?? .seconds(Int64.max)) <= time }
        for retry in retries.sorted(by: { ($0.retryDue ?? .zero, $0.attempt.number) < ($1.retryDue ?? .zero, $1.attempt.number) }) {
            lastNumber += 1
            lastStart = time
            let attempt = Attempt(exchange: retry.attempt.exchange, number: lastNumber)
            running[attempt.exchange]?.attempt = attempt
            running[attempt.exchange]?.retries += 1
            running[attempt.exchange]?.retryDue = nil
            due.append(attempt)
        }
        while lastExchange == nil, running.count < run.mostAtOnce, (turnDue ?? time) <= time, let exchange = nextInTurn() {
            due.append(begin(exchange, at: time))
        }
        return due
    }

    /// A new attempt at an exchange because somebody wants it, whether it had its turn or not. One that runs is not
    /// heard of any more.
    package mutating func begin(_ exchange: Int, at time: Duration) -> Attempt {
        if exchange >= next { early.insert(exchange) }
        // What ended the run is open again.
        if lastExchange == exchange { lastExchange = nil }
        lastNumber += 1
        lastStart = time
        let attempt = Attempt(exchange: exchange, number: lastNumber)
        running[exchange] = Running(attempt: attempt, firstStart: time)
        return attempt
    }

    /// An attempt has ended as `exchange` tells. `nil` if a later one has taken its place.
    package mutating func ended(_ attempt: Attempt, _ plan: Plan, _ exchange: Exchange, at time: Duration) -> Ending? {
        guard let entry = running[attempt.exchange], entry.attempt == attempt, entry.retryDue == nil,
            let outcome = exchange.outcome
        else { return nil }
        let verdict = plan.verdict(outcome, of: exchange)
        let decision = plan.retry.decision(
            after: verdict, exchange.report.figures, retries: entry.retries, elapsed: time - entry.firstStart)
        if case .again(let retry) = decision {
            running[attempt.exchange]?.retryDue = time + .milliseconds(retry.delay)
            running[attempt.exchange]?.verdict = verdict
        } else {
            running[attempt.exchange] = nil
            note(attempt.exchange, verdict)
        }
        return Ending(verdict: verdict, decision: decision)
    }

    /// An attempt has ended that nobody's exit status depends on.
    package mutating func ended(unnoticed attempt: Attempt) {
        if running[attempt.exchange]?.attempt == attempt { running[attempt.exchange] = nil }
    }

    /// No more retries of an exchange that waits for one: it has ended as its last attempt did. `false` if it does not wait.
    package mutating func stopRetrying(_ exchange: Int) -> Bool {
        guard let entry = running[exchange], entry.retryDue != nil else { return false }
        running[exchange] = nil
        note(exchange, entry.verdict)
        return true
    }

    /// An exchange is begun no more, neither in its turn nor as a retry. An attempt that runs goes on.
    package mutating func leaveOut(_ exchange: Int) {
        if exchange >= next { early.insert(exchange) }
        _ = stopRetrying(exchange)
    }

    /// An attempt that was due and is not made after all, nor is any other.
    package mutating func giveUp(_ attempt: Attempt) {
        guard running[attempt.exchange]?.attempt == attempt else { return }
        running[attempt.exchange] = nil
        lastExchange = lastExchange ?? attempt.exchange
    }

    private mutating func note(_ exchange: Int, _ verdict: Outcome) {
        let status = verdict.exitStatus
        if exchange >= last?.exchange ?? 0 { last = (exchange, status) }
        failed.removeAll { $0.exchange == exchange }
        guard case .failed(let failure) = verdict else { return }
        failed.append((exchange, status))
        if failed.count > Schedule.mostFailures { failed.removeFirst() }
        if run.failsEarly || failure.wasNeverBegun || !run.isParallel && Schedule.fatal.contains(status) { lastExchange = exchange }
    }

    /// The next exchange that has not been begun.
    private mutating func nextInTurn() -> Int? {
        while early.remove(next) != nil { next += 1 }
        guard next < count else { return nil }
        defer { next += 1 }
        return next
    }

    // MARK: What is asked

    /// When something is due although nothing ends before; `nil` if nothing is.
    package var nextDue: Duration? {
        let turn = hasWaiting && running.count < run.mostAtOnce ? turnDue : nil
        return (running.values.compactMap(\.retryDue) + [turn].compactMap(\.self)).min()
    }

    /// `--rate`: before that no exchange has its turn; `nil` if the time makes no difference. With `-Z` it makes none, as in curl.
    private var turnDue: Duration? {
        guard run.interval > 0, !run.isParallel else { return nil }
        return lastStart.map { $0 + .milliseconds(run.interval) }
    }

    /// When the next attempt at an exchange is due; `nil` if it does not wait for one.
    package func retryDue(of exchange: Int) -> Duration? {
        running[exchange]?.retryDue
    }

    /// The exchanges that run or wait for a retry, in no order.
    package var begun: [Int] { Array(running.keys) }

    /// An exchange waits for its turn: it comes when another ends.
    package var hasWaiting: Bool { lastExchange == nil && next < count }

    /// Nothing runs, and nothing more is due.
    package var isOver: Bool {
        running.isEmpty && (lastExchange != nil || (next..<max(next, count)).allSatisfy(early.contains))
    }

    /// curl's: that of the last exchange, or with `-Z` of the last that failed.
    package var exitStatus: Int32 {
        (run.isParallel ? failed.last?.status : last?.status) ?? 0
    }
}
