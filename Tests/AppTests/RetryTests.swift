import App
import HTTP
import Plan
import Testing

@Suite struct RetryTests {
    private let unavailable: TransferFigures = {
        var figures = TransferFigures()
        figures.status = 503
        return figures
    }()

    private func plan(_ url: String, _ limit: Int) -> Plan {
        var plan = Plan(request: Request(url: url))
        plan.retry.limit = limit
        return plan
    }

    private func retrying(_ limit: Int) -> Scenario {
        Scenario(plans: [plan("http://example.test/", limit)], rows: 6, columns: 60)
    }

    private func fetches(_ it: Scenario) -> Int {
        it.fetched.count
    }

    @Test func theBarSaysTheWaitAndThenItIsTriedAgain() {
        let it = retrying(2)
        it.head("HTTP/1.1 503 No")
        it.finished(.complete, unavailable)
        #expect(it.bar.hasPrefix(" retry in 1s  503"))
        #expect(it.state.nextTick == .seconds(1))
        it.wait(.seconds(1))
        #expect(fetches(it) == 2 && it.bar.hasPrefix(" connecting"))
        it.finished(.failed(TransferFailure(exitStatus: 28, message: "timed out")))
        #expect(it.bar.hasPrefix(" retry in 2s"))
        it.wait(.milliseconds(500))
        #expect(it.state.nextTick == .seconds(2))
        it.wait(.milliseconds(600))
        #expect(it.bar.hasPrefix(" retry in 1s"))
        it.wait(.seconds(1))
        it.head("HTTP/1.1 503 No")
        it.finished(.complete, unavailable)
        #expect(fetches(it) == 3 && it.bar.hasPrefix(" done  503") && it.state.nextTick == nil)
    }

    @Test func theWaitCanBeStoppedAndRefetchingBeginsAnew() {
        let it = retrying(1)
        it.finished(.complete, unavailable)
        it.keys("x")
        #expect(it.bar.contains("no more retries"))
        it.wait(.seconds(10))
        #expect(fetches(it) == 1 && it.state.nextTick == nil)
        it.keys("R")
        it.finished(.complete, unavailable)
        it.wait(.seconds(1))
        #expect(fetches(it) == 3)
    }

    @Test func refetchingDuringTheWaitIsNoRetry() {
        let it = retrying(1)
        it.finished(.complete, unavailable)
        it.keys("R")
        it.wait(.seconds(10))
        #expect(fetches(it) == 2)
    }

    @Test func theNextExchangeWaitsForTheRetries() {
        let it = Scenario(plans: [plan("http://a.test/", 1), plan("http://b.test/", 0)], rows: 6, columns: 60)
        it.finished(.complete, unavailable)
        #expect(fetches(it) == 1)
        it.wait(.seconds(1))
        it.finished(.complete, unavailable)
        #expect(fetches(it) == 3)
    }
}
