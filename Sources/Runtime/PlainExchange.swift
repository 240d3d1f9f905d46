internal import Bodies
internal import Glibc
internal import HTTP
internal import Plan
internal import System
internal import Transfer

/// One exchange in plain mode, with all attempts at it.
final class PlainExchange: Sendable {
    private struct State {
        var exchange: Exchange
        var sink: AttemptSink?
        var retries = 0
        var firstStart: ContinuousClock.Instant?
        var outcome = Outcome.stopped
    }

    private let session: Session
    private let outputs: ExchangeOutputs
    private let state: Lock<State>

    /// Throws a `BodyWriteFailure` where nothing can be written, and nothing is to be sent.
    init(_ session: Session) throws {
        var session = session.resumed()
        session.request.refusesErrorBody = session.errorStatus == .failsWithoutBody
        self.session = session
        outputs = try ExchangeOutputs(session, toStandardOutput: true)
        state = Lock(State(exchange: Exchange()))
    }

    /// Starts an attempt; `ended` gets this exchange when it is over.
    func start(_ ended: EndedExchanges) {
        let sink = outputs.begin()
        var session = session
        state.withLock { state in
            session.wasFetched = state.retries > 0
            state.exchange = Exchange()
            state.sink = sink
            state.firstStart = state.firstStart ?? ContinuousClock().now
        }
        do {
            try session.transfer(to: sink) { event in
                self.state.withLock { $0.exchange.apply(event) }
                self.outputs.take(event, sink)
                if case .finished = event { ended.add(self) }
            }.start()
        } catch {
            let failure = Session.failure(error)
            state.withLock { $0.exchange.apply(.finished(.failed(failure), TransferReport())) }
            ended.add(self)
        }
    }

    /// After the end of an attempt: says what failed, and what is to follow.
    func conclude() -> (exitStatus: Int32, retry: RetryPolicy.Retry?) {
        state.withLock { state in
            guard let sink = state.sink, let ended = state.exchange.outcome, let start = state.firstStart else { return (2, nil) }
            let figures = state.exchange.report.figures
            let outcome = session.verdict(outputs.conclude(ended, figures, sink), status: figures.status)
            state.outcome = outcome
            if case .failed(let failure) = outcome { PlainExchange.complain(failure, session) }
            let elapsed = ContinuousClock().now - start
            // What --fail-with-body makes of an answer is none of a retry's business.
            let retry = session.request.retry.next(
                after: ended == .complete ? ended : outcome, figures, retries: state.retries, elapsed: elapsed)
            if let retry {
                state.retries += 1
                if !session.isSilent {
                    let left = "\(retry.left) retr\(retry.left == 1 ? "y" : "ies") left"
                    StandardError.write("Warning: Problem: \(retry.reason). Will retry in \(retry.delay / 1000) seconds. \(left).\n")
                }
            }
            return (outcome.exitStatus, retry)
        }
    }

    /// What is printed once no attempt follows: `-w`, `-c -`.
    func printLast() {
        if let format = session.output.writeOut {
            let (exchange, outcome) = state.withLock { ($0.exchange, $0.outcome) }
            WriteOut(format).write(WriteOutSubject(session, exchange, outcome, fileName: outputs.fileName))
        }
        session.printCookies()
    }

    static func complain(_ error: any Error, _ session: Session) {
        let failure = Session.failure(error)
        guard session.showsErrors, !isClosedPipe(failure) else { return }
        StandardError.write("curlew: (\(failure.exitStatus)) \(failure.message)\n")
    }

    /// Whoever closed it knows.
    private static func isClosedPipe(_ failure: TransferFailure) -> Bool {
        guard failure.exitStatus == 23 else { return false }
        var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        return poll(&output, 1, 0) == 1 && output.revents & Int16(POLLERR) != 0
    }
}
