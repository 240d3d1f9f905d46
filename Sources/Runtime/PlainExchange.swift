internal import Export
internal import Glibc
internal import HTTP
internal import Plan
internal import Transfer
internal import System

/// One exchange in plain mode, with all attempts at it.
struct PlainExchange: Sendable {
    private let outputs: ExchangeOutputs
    /// The plan, `-C -` settled.
    var plan: Plan { outputs.plan }
    /// How far the last attempt has come.
    var exchange: Exchange { outputs.exchange }

    /// Throws a `TransferFailure` if the plan cannot be carried out; then nothing is sent.
    init(_ plan: Plan, _ context: RunContext) throws(TransferFailure) {
        outputs = try ExchangeOutputs(plan, context, toStandardOutput: true)
    }

    /// Starts an attempt; `ended` gets it when it is over.
    func start(_ attempt: Attempt, _ ended: EndedAttempts) {
        if outputs.isSkipped {
            outputs.endUnbegun(.complete)
            return ended.add(attempt)
        }
        do {
            try outputs.transfer { event in
                if case .finished = event { ended.add(attempt) }
            }.start()
        } catch {
            outputs.endUnbegun(.failed(error))
            ended.add(attempt)
        }
    }

    /// What is printed once no attempt follows: `-w`, `-c -`.
    func printLast(_ verdict: Outcome, _ context: RunContext) {
        WriteOut.print(plan, exchange, verdict, outputs)
        if plan.request.cookies.jar == "-" { context.share.writeCookies(to: "-") }
    }
}

extension Plan {
    /// Says on standard error what failed, unless nobody wants to hear of it.
    func complain(_ failure: TransferFailure) {
        guard showsErrors, !(failure.exitStatus == 23 && Plan.isOutputClosed) else { return }
        StandardError.write("curlew: (\(failure.exitStatus)) \(failure.message)\n")
    }

    /// Whoever closed it knows.
    private static var isOutputClosed: Bool {
        var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        return poll(&output, 1, 0) == 1 && output.revents & Int16(POLLERR) != 0
    }
}
