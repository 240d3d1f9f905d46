import App
import HTTP
import Jobs
import Plan
import Screen
import Testing

@Suite struct ExchangesTests {
    private func three(isParallel: Bool = false) -> Scenario {
        let requests = ["a", "b", "c"].map { Request(url: "http://\($0).test/") }
        return Scenario(urls: requests, isParallel: isParallel, rows: 8, columns: 90)
    }

    @Test func oneIsFetchedAfterTheOther() {
        let it = three()
        #expect(it.fetched == [0])
        it.head()
        it.finished()
        #expect(it.fetched == [0, 1])
        #expect(it.bar.contains("1 of 3"))
        it.keys(":n")
        #expect(it.bar.contains("2 of 3"))
        #expect(it.bar.hasPrefix(" connecting"))
        it.keys(":n")
        #expect(it.bar.hasPrefix(" queued"))
        it.keys(":n")
        #expect(it.bar.contains("this is the last exchange"))
        it.keys("2:p")
        #expect(it.bar.contains("1 of 3"))
        it.keys("2:n")
        #expect(it.bar.contains("3 of 3"))
        it.keys(":x")
        #expect(it.bar.contains("1 of 3"))
    }

    @Test func aFailureDoesNotKeepTheNextFromItsTurn() {
        let it = three()
        it.finished(.failed(TransferFailure(exitStatus: 7, message: "refused")))
        #expect(it.fetched == [0, 1])
    }

    @Test func allAtATimeWhereThatIsAskedFor() {
        #expect(three(isParallel: true).fetched == [0, 1, 2])
    }

    @Test func onlySoManyAtATime() {
        let requests = ["a", "b", "c"].map { Request(url: "http://\($0).test/") }
        let it = Scenario(urls: requests, isParallel: true, maximumParallel: 2, rows: 8, columns: 90)
        #expect(it.fetched == [0, 1])
        it.finished()
        #expect(it.fetched == [0, 1, 2])
    }

    @Test func nothingFollowsAFailureWhereThatIsAskedFor() {
        for outcome in [Outcome.failed(TransferFailure(exitStatus: 7, message: "refused")), .complete] {
            let requests = ["a", "b"].map { Request(url: "http://\($0).test/") }
            let it = Scenario(urls: requests, failsEarly: true, rows: 8, columns: 90)
            it.head("HTTP/1.1 404 Not Found")
            it.finished(outcome)
            #expect(it.fetched == [0])
        }
    }

    @Test func refetchingFetchesTheOneThatIsLookedAt() {
        let it = three()
        it.keys(":n:nR")
        #expect(it.fetched == [0, 2])
        it.head("HTTP/1.1 404 Not Found")
        #expect(it.bar.contains("404"))
        it.keys(":p:p")
        #expect(it.bar.hasPrefix(" connecting"))
    }

    @Test func theListOpensOne() {
        let it = three()
        it.head("HTTP/1.1 201 Created")
        it.finished()
        #expect(it.fetched == [0, 1])
        it.keys(":e<CR>")
        #expect(it.pane[0].hasPrefix("> 1"))
        #expect(it.pane[0].contains("201"))
        #expect(it.pane[2].contains("queued"))
        it.keys("jjj")
        #expect(it.pane[2].hasPrefix("> 3"))
        it.keys("<CR>")
        #expect(it.bar.contains("3 of 3"))
    }

    @Test func `the list says method, status, type, size and what is waited for`() throws {
        var post = Request(url: "http://two.test/")
        post.body = []
        let it = Scenario(urls: [Request(url: "http://one.test/"), post], rows: 6, columns: 110)
        it.head("HTTP/1.1 200 OK", ["Content-Type: application/json; charset=utf-8"])
        try it.grew("{}\n")
        it.wait(.milliseconds(1500))
        it.keys(":e<CR>")
        #expect(it.pane[0] == "> 1   GET    receiving    200 json        3      +0ms    1.5s   http://one.test/")
        #expect(it.pane[1].hasPrefix("  2   POST   queued"))
        #expect(it.pane[1].hasSuffix("http://two.test/  (behind 1 of 2)"))
        it.keys("j<CR>")
        #expect(it.bar.contains("queued  behind 1 of 2; -Z fetches together"))
        it.keys(":e<CR>k")
        it.resize(rows: 6, columns: 40)
        #expect(it.pane[0] == "> 1   receiving    200 http://one.test/")
    }

    @Test func `the list is sorted by a column, and again the other way`() {
        let it = Scenario(urls: ["b", "c", "a"].map { Request(url: "http://\($0).test/") }, rows: 6, columns: 80)
        it.keys(":sort url<CR>")
        #expect(it.pane.prefix(3).map { $0.drop { $0 != ":" }.prefix(9) } == ["://a.test", "://b.test", "://c.test"])
        it.keys(":sort url<CR>")
        #expect(it.pane.prefix(3).map { $0.drop { $0 != ":" }.prefix(9) } == ["://c.test", "://b.test", "://a.test"])
        it.keys("g<CR>")
        #expect(it.state.shown == 1)
        it.keys(":sort colour<CR>")
        #expect(it.bar.contains("columns: number, method"))
    }
}

/// `:d`, which less has too.
@Suite struct RemovingTests {
    private func three(isParallel: Bool = false) -> Scenario {
        let requests = ["a", "b", "c"].map { Request(url: "http://\($0).test/") }
        return Scenario(urls: requests, isParallel: isParallel, rows: 8, columns: 90)
    }

    @Test func `the next exchange takes the place of a removed one, and after the last the one before`() {
        let it = three(isParallel: true)
        #expect(it.fetched == [0, 1, 2])
        it.keys(":d")
        #expect(it.hasStopped)
        #expect(it.bar.contains("1 of 2"))
        it.keys(":e<CR>")
        #expect(it.pane[0].hasPrefix("> 2 "))
        #expect(it.pane[0].contains("http://b.test/"))
        #expect(it.pane[2].isEmpty || it.pane[2] == "~")
        it.keys("j<CR>")
        #expect(it.bar.contains("2 of 2"))
        it.keys(":d")
        #expect(!it.bar.contains(" of "))
        #expect(it.hasStopped)
        it.keys(":n")
        #expect(it.bar.contains("this is the last exchange"))
        it.keys(":d")
        #expect(it.bar.contains("this is the only exchange"))
    }

    @Test func `one that has not had its turn is not fetched any more`() {
        let it = three()
        it.keys(":n:d")
        #expect(it.bar.contains("2 of 2"))
        #expect(it.bar.hasPrefix(" queued"))
        it.keys(":p")
        it.head()
        it.finished()
        #expect(it.fetched == [0, 2])
    }

    @Test func `in the list the one pointed at goes, and the list stays`() {
        let it = three(isParallel: true)
        #expect(it.fetched == [0, 1, 2])
        it.keys(":e<CR>j:d")
        #expect(it.hasStopped)
        #expect(it.pane[0].contains("http://a.test/"))
        #expect(it.pane[1].contains("http://c.test/"))
        #expect(!it.pane[2].contains("http:"))
        #expect(it.bar.contains("1 of 2"))
    }

    @Test func `what it held goes when its transfer has ended, not before`() throws {
        let it = three(isParallel: true)
        #expect(it.fetched == [0, 1, 2])
        it.head()
        try it.grew("some\n")
        let removed = it.fetch
        it.keys(":d")
        #expect(it.hasStopped)
        #expect(it.discarded == [])
        it.finished(.stopped, of: removed)
        #expect(it.discarded == [removed.number])
    }
}

/// `-Z`: each exchange's figures are in the list while it is under way, whichever is looked at.
@Suite struct ParallelListTests {
    @Test func `the list shows every exchange's bytes as they come`() throws {
        let requests = ["a", "b", "c"].map { Request(url: "http://\($0).test/") }
        let it = Scenario(urls: requests, isParallel: true, rows: 8, columns: 90)
        #expect(it.fetched == [0, 1, 2])
        let ids = it.state.runningFetches.sorted { $0.number < $1.number }
        it.keys(":e<CR>")
        for (index, id) in ids.enumerated() {
            it.head(of: id)
            try it.grew([UInt8](repeating: 0x61, count: 110 * (index + 1)), of: id)
        }
        #expect(it.pane[0].contains("receiving") && it.pane[0].contains(" 110 "))
        #expect(it.pane[1].contains("receiving") && it.pane[1].contains(" 220 "))
        #expect(it.pane[2].contains("receiving") && it.pane[2].contains(" 330 "))
        try it.grew([UInt8](repeating: 0x61, count: 50), of: ids[2])
        #expect(it.pane[1].contains(" 220 "))
        #expect(it.pane[2].contains(" 380 "))
    }
}
