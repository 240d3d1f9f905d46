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
        let delays = (0..<12).map { policy().decision(after: failure(28), figures(), retries: $0, elapsed: .zero)?.delay }
        #expect(delays == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600].map { $0 * 1000 })
        #expect(policy { $0.delay = 3 }.decision(after: failure(28), figures(), retries: 9, elapsed: .zero)?.delay == 3000)
    }

    @Test func theServerMayAskForMore() {
        let next = { (seconds: Int) in
            policy().decision(after: .complete, figures(status: 503, retryAfter: seconds), retries: 2, elapsed: .zero)?.delay
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
            #expect((policy().decision(after: outcome, figures(status: status), retries: 0, elapsed: .zero) != nil) == retries)
        }
    }

    @Test func theNumberAndTheTimeAreLimited() {
        let some = policy {
            $0.limit = 2
            $0.maximumTime = 10
        }
        #expect(some.decision(after: failure(6), figures(), retries: 1, elapsed: .seconds(9))?.left == 0)
        #expect(some.decision(after: failure(6), figures(), retries: 2, elapsed: .zero) == nil)
        #expect(some.decision(after: failure(6), figures(), retries: 0, elapsed: .seconds(10)) == nil)
    }

    @Test func otherFailuresAreTriedAgainOnRequest() {
        #expect(policy().decision(after: failure(7), figures(wasRefused: true), retries: 0, elapsed: .zero) == nil)
        let refusals = policy { $0.retriesRefusal = true }
        #expect(refusals.decision(after: failure(7), figures(wasRefused: true), retries: 0, elapsed: .zero) != nil)
        #expect(refusals.decision(after: failure(7), figures(), retries: 0, elapsed: .zero) == nil)
        let all = policy { $0.retriesAllErrors = true }
        #expect(all.decision(after: failure(56), figures(), retries: 0, elapsed: .zero) != nil)
        #expect(all.decision(after: failure(22), figures(status: 404), retries: 0, elapsed: .zero) != nil)
        #expect(all.decision(after: .complete, figures(status: 200), retries: 0, elapsed: .zero) == nil)
        #expect(all.decision(after: .stopped, figures(), retries: 0, elapsed: .zero) == nil)
    }
}
