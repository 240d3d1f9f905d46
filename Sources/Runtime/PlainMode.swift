internal import Dispatch
internal import Glibc
internal import HTTP
package import Plan
internal import System

/// Standard output is no terminal: the bodies stream through unchanged, as with `curl -N`, one exchange after the other
/// or several at a time.
package struct PlainMode {
    private let count: Int
    private let run: Run
    private let context: RunContext
    private let plan: (Int) throws -> Plan

    /// `plan` makes the plan of its number, below `count`, just before its turn.
    package init(count: Int, run: Run = Run(), context: RunContext = RunContext(), plan: @escaping (Int) throws -> Plan) {
        self.count = count
        self.run = run
        self.context = context
        self.plan = plan
    }

    /// Returns curl's exit status, and says on standard error what failed. Throws what `plan` throws.
    package func callAsFunction() throws -> Int32 {
        // A reader that has gone is a failed write, not a signal.
        signal(SIGPIPE, SIG_IGN)
        let clock = ContinuousClock(), start = clock.now
        let ended = EndedAttempts()
        var schedule = Schedule(count: count, run: run)
        var exchanges: [Int: PlainExchange] = [:]
        while true {
            let due = schedule.due(at: clock.now - start)
            try makeReady(due, &exchanges, &schedule, at: clock.now - start)
            for attempt in due { exchanges[attempt.exchange]?.start(attempt, ended) }
            if schedule.isOver { return schedule.exitStatus }
            guard let attempt = ended.wait(until: schedule.nextDue.map { start + $0 }), let exchange = exchanges[attempt.exchange],
                let ending = schedule.ended(attempt, exchange.plan, exchange.exchange, at: clock.now - start)
            else { continue }
            tell(ending, exchange.plan)
            guard ending.isLast else { continue }
            exchange.printLast(ending.verdict, context)
            exchanges[attempt.exchange] = nil
        }
    }

    /// Makes the exchanges that have their turn. If one of them cannot be begun, none is, nor is any other after them.
    private func makeReady(
        _ due: [Attempt], _ exchanges: inout [Int: PlainExchange], _ schedule: inout Schedule, at time: Duration
    ) throws {
        let new = due.filter { exchanges[$0.exchange] == nil }
        for attempt in new {
            let plan = try plan(attempt.exchange)
            do throws(TransferFailure) {
                exchanges[attempt.exchange] = try PlainExchange(plan, context)
            } catch {
                var exchange = Exchange()
                exchange.apply(.finished(.failed(error), TransferReport()))
                if let ending = schedule.ended(attempt, plan, exchange, at: time) { tell(ending, plan) }
                for attempt in new {
                    schedule.giveUp(attempt)
                    exchanges[attempt.exchange] = nil
                }
                return
            }
        }
    }

    private func tell(_ ending: Schedule.Ending, _ plan: Plan) {
        if case .failed(let failure) = ending.verdict { plan.complain(failure) }
        if let warning = ending.decision.warning, !plan.isSilent { StandardError.write("Warning: \(warning)\n") }
    }
}

/// Where attempts end up that have ended, until somebody looks.
final class EndedAttempts: Sendable {
    private let attempts = Lock<[Attempt]>([])
    private let count = DispatchSemaphore(value: 0)

    func add(_ attempt: Attempt) {
        attempts.withLock { $0.append(attempt) }
        count.signal()
    }

    /// The next in order of ending; `nil` if there is none by `time`.
    func wait(until time: ContinuousClock.Instant?) -> Attempt? {
        if let time {
            let (seconds, attoseconds) = (time - ContinuousClock().now).components
            let deadline = DispatchTime.now() + .seconds(Int(seconds)) + .nanoseconds(Int(attoseconds / 1_000_000_000))
            guard count.wait(timeout: deadline) == .success else { return nil }
        } else {
            count.wait()
        }
        return attempts.withLock { $0.removeFirst() }
    }
}
