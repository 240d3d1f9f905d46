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

    private func retrying(_ limit: Int) -> Scenario {
        Scenario(columns: 60) { $0.retry.limit = limit }
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
        var first = Request(url: "http://a.test/")
        first.retry.limit = 1
        let it = Scenario(urls: [first, Request(url: "http://b.test/")], rows: 6, columns: 60)
        it.finished(.complete, unavailable)
        #expect(fetches(it) == 1)
        it.wait(.seconds(1))
        it.finished(.complete, unavailable)
        #expect(fetches(it) == 3)
    }
}
