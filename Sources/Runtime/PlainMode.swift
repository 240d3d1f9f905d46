internal import Bodies
internal import Dispatch
internal import Glibc
internal import HTTP
internal import Plan
internal import System

/// Standard output is no terminal: the bodies stream through unchanged, as with `curl -N`, one exchange after the other
/// or several at a time.
package struct PlainMode {
    private let count: Int
    private let maximumParallel: Int?
    private let failsEarly: Bool
    private let session: (Int) throws -> Session

    /// `maximumParallel`: `nil` for one after the other. `failsEarly`: the first failure ends all. `session` makes what
    /// is to be done of its number, below `count`, just before its turn.
    package init(
        count: Int, maximumParallel: Int? = nil, failsEarly: Bool = false, session: @escaping (Int) throws -> Session
    ) {
        self.count = count
        self.maximumParallel = maximumParallel
        self.failsEarly = failsEarly
        self.session = session
    }

    /// Returns curl's exit status: that of the last exchange, or with several at a time of the last that failed. Says on
    /// standard error what failed. Throws what `session` throws.
    package func run() throws -> Int32 {
        // A reader that has gone is a failed write, not a signal.
        signal(SIGPIPE, SIG_IGN)
        let clock = ContinuousClock()
        let ended = EndedExchanges()
        var running = 0, next = 0, status: Int32 = 0
        var isOver = false
        var retries: [(due: ContinuousClock.Instant, exchange: PlainExchange)] = []
        while true {
            while let due = retries.firstIndex(where: { $0.due <= clock.now }) {
                retries.remove(at: due).exchange.start(ended)
            }
            while !isOver, next < count, running < maximumParallel ?? 1 {
                let session = try session(next)
                next += 1
                do {
                    try PlainExchange(session).start(ended)
                    running += 1
                } catch {
                    // Not even begun: curl goes no further.
                    PlainExchange.complain(error, session)
                    status = Session.failure(error).exitStatus
                    isOver = true
                }
            }
            if running == 0 { return status }
            guard let exchange = ended.wait(until: retries.map(\.due).min()) else { continue }
            let (exitStatus, retry) = exchange.conclude()
            if let retry {
                retries.append((clock.now + .milliseconds(retry.delay), exchange))
                continue
            }
            exchange.printLast()
            running -= 1
            if maximumParallel == nil || exitStatus != 0 { status = exitStatus }
            isOver = isOver || exitStatus != 0 && failsEarly || PlainMode.fatal.contains(exitStatus)
        }
    }

    /// No use in trying the next: libcurl itself does not do what it was asked to.
    private static let fatal: Set<Int32> = [2, 27, 43, 48]
}

/// Where exchanges end up that have ended, until somebody looks.
final class EndedExchanges: Sendable {
    private let exchanges = Lock<[PlainExchange]>([])
    private let count = DispatchSemaphore(value: 0)

    func add(_ exchange: PlainExchange) {
        exchanges.withLock { $0.append(exchange) }
        count.signal()
    }

    /// The next in order of ending; `nil` where there is none by `time`.
    func wait(until time: ContinuousClock.Instant?) -> PlainExchange? {
        if let time {
            let (seconds, attoseconds) = (time - ContinuousClock().now).components
            let deadline = DispatchTime.now() + .seconds(Int(seconds)) + .nanoseconds(Int(attoseconds / 1_000_000_000))
            guard count.wait(timeout: deadline) == .success else { return nil }
        } else {
            count.wait()
        }
        return exchanges.withLock { $0.removeFirst() }
    }
}
