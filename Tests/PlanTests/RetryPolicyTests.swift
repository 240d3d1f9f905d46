import HTTP
import Plan
import Testing

@Suite struct RetryPolicyTests {
    private func policy(_ change: (inout RetryPolicy) -> Void = { _ in }) -> RetryPolicy {
        var policy = RetryPolicy()
        policy.limit = 20
        change(&policy)
        return policy
    }

    private func figures(status: Int = 0, retryAfter: Int = 0, wasRefused: Bool = false) -> TransferFigures {
        var figures = TransferFigures()
        figures.status = status
        figures.retryAfter = retryAfter
        figures.wasRefused = wasRefused
        return figures
    }

    private func failure(_ number: Int32) -> Outcome {
        .failed(TransferFailure(exitStatus: number, message: ""))
    }

    @Test func theWaitDoublesUpToTenMinutes() {
        let delays = (0..<12).map { policy().decision(after: failure(28), figures(), retries: $0, elapsed: .zero).retry?.delay }
        #expect(delays == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600].map { $0 * 1000 })
        #expect(policy { $0.delay = 3 }.decision(after: failure(28), figures(), retries: 9, elapsed: .zero).retry?.delay == 3000)
    }

    @Test func theServerMayAskForMore() {
        let next = { (seconds: Int) in
            policy().decision(after: .complete, figures(status: 503, retryAfter: seconds), retries: 2, elapsed: .zero).retry?.delay
        }
        #expect(next(60) == 60_000 && next(1) == 4000)
        #expect(next(.max) ?? 0 > 600_000)
    }

    @Test(arguments: [
        (408, true), (429, true), (500, true), (502, true), (503, true), (504, true), (522, true), (524, true), (404, false), (501, false),
        (200, false),
    ])
    func someStatusesPass(_ status: Int, _ retries: Bool) {
        for outcome in [.complete, failure(22)] {
            #expect((policy().decision(after: outcome, figures(status: status), retries: 0, elapsed: .zero).retry != nil) == retries)
        }
    }

    @Test func theNumberAndTheTimeAreLimited() {
        let some = policy {
            $0.limit = 2
            $0.maximumTime = 10
        }
        #expect(some.decision(after: failure(6), figures(), retries: 1, elapsed: .seconds(9)).retry?.left == 0)
        #expect(some.decision(after: failure(6), figures(), retries: 2, elapsed: .zero).retry == nil)
        #expect(some.decision(after: failure(6), figures(), retries: 0, elapsed: .seconds(10)).retry == nil)
    }

    @Test func otherFailuresAreTriedAgainOnRequest() {
        #expect(policy().decision(after: failure(7), figures(wasRefused: true), retries: 0, elapsed: .zero).retry == nil)
        let refusals = policy { $0.retriesRefusal = true }
        #expect(refusals.decision(after: failure(7), figures(wasRefused: true), retries: 0, elapsed: .zero).retry != nil)
        #expect(refusals.decision(after: failure(7), figures(), retries: 0, elapsed: .zero).retry == nil)
        let all = policy { $0.retriesAllErrors = true }
        #expect(all.decision(after: failure(56), figures(), retries: 0, elapsed: .zero).retry != nil)
        #expect(all.decision(after: failure(22), figures(status: 404), retries: 0, elapsed: .zero).retry != nil)
        #expect(all.decision(after: .complete, figures(status: 200), retries: 0, elapsed: .zero).retry == nil)
        #expect(all.decision(after: .stopped, figures(), retries: 0, elapsed: .zero).retry == nil)
    }

    @Test func `a wait that the server asks for must fit into the time allowed`() {
        let some = policy { $0.maximumTime = 10 }
        let figures = figures(status: 503, retryAfter: 8)
        #expect(some.decision(after: .complete, figures, retries: 0, elapsed: .seconds(1)).retry?.delay == 8000)
        #expect(some.decision(after: .complete, figures, retries: 0, elapsed: .seconds(3)) == .tooLate)
    }

    @Test func `what was never begun is not tried again`() {
        let all = policy { $0.retriesAllErrors = true }
        let unread = Outcome.failed(TransferFailure(exitStatus: 26, message: "cannot read", wasNeverBegun: true))
        #expect(all.decision(after: unread, figures(), retries: 0, elapsed: .zero) == RetryPolicy.Decision.none)
    }
}
