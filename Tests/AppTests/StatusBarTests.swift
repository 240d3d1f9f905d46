import App
import HTTP
import Plan
import Screen
import Testing

@Suite struct StatusBarTests {
    @Test func theStateIsAWord() throws {
        let it = Scenario(rows: 4, columns: 90)
        #expect(it.bar.hasPrefix(" connecting"))
        it.send(.transfer(.requestSent([]), it.fetch))
        #expect(it.bar.hasPrefix(" waiting"))
        it.head("HTTP/1.1 200 OK")
        #expect(it.bar.hasPrefix(" receiving  200 OK  HTTP/1.1"))
        try it.grew("x\n")
        it.wait(.seconds(12))
        #expect(it.bar.hasPrefix(" stalled 12s"))
        try it.grew("y\n")
        #expect(it.bar.hasPrefix(" receiving"))
        it.finished()
        #expect(it.bar.hasPrefix(" done  200"))
        #expect(it.bar.contains("END"))
    }

    @Test func aFailureSaysWhatInCurlsWords() {
        let it = Scenario(rows: 6, columns: 80)
        it.finished(.failed(TransferFailure(exitStatus: 6, message: "Could not resolve host: nosuch.invalid")))
        #expect(it.bar.hasPrefix(" failed  (6) Could not resolve host: nosuch.invalid"))
        #expect(it.pane.contains("(6) Could not resolve host: nosuch.invalid"))
    }

    @Test func aKnownLengthGivesPercentAndTimeLeft() throws {
        let it = Scenario(rows: 4, columns: 120)
        it.head()
        var report = TransferReport()
        report.counts.expectedWireBytes = 100_000
        for step in 1...10 {
            it.wait(.milliseconds(500))
            report.counts.wireBytes = step * 5000
            it.send(.progress(report, it.fetch))
        }
        #expect(it.bar.contains("48.8k of 97.7k 50%"))
        #expect(it.bar.contains("9.8k/s"))
        #expect(it.bar.contains("5s left"))
    }

    @Test func unverifiedIsSaidAllTheTime() throws {
        let it = Scenario(rows: 4, columns: 60) { $0.verifiesPeer = false }
        #expect(it.bar.contains("INSECURE"))
        it.head()
        try it.grew("x\n")
        it.finished()
        it.keys("<Tab>")
        #expect(it.bar.contains("INSECURE"))
    }

    @Test func theRightEndIsLeftOutWhereItIsNarrow() throws {
        let it = Scenario(rows: 4, columns: 120)
        it.head()
        try it.grew(numbers(1...10))
        var widest = it.bar.count
        for columns in stride(from: 120, through: 1, by: -1) {
            it.resize(rows: 4, columns: columns)
            #expect(it.bar.count <= columns)
            #expect(it.bar.count <= widest)
            #expect(columns < 16 || it.bar.hasPrefix(" receiving  200"))
            widest = it.bar.count
        }
    }

    @Test func whatIsBelowOutlivesTheVersionTheClockAndTheHint() throws {
        let it = Scenario(rows: 4, columns: 120)
        it.head()
        try it.grew(numbers(1...500))
        it.keys("/7<CR>")
        #expect(it.bar == " receiving  200 OK  HTTP/1.1  match 1/100  1892  0s  L7-9/500 0%  +491 lines  F follows")
        it.resize(rows: 4, columns: 73)
        #expect(it.bar == " receiving  200  HTTP/1.1  match 1/100  1892  0s  L7-9/500 0%  +491 lines")
        it.resize(rows: 4, columns: 72)
        #expect(it.bar == " receiving  200  match 1/100  1892  0s  L7-9/500 0%  +491 lines")
        it.resize(rows: 4, columns: 62)
        #expect(it.bar == " receiving  200  match 1/100  1892  L7-9/500 0%  +491 lines")
        it.resize(rows: 4, columns: 40)
        #expect(it.bar == " receiving  200  match 1/100  +491 lines")
        it.resize(rows: 4, columns: 30)
        #expect(it.bar == " receiving  200  +491 lines")
    }

    @Test func `the counts of events are cut rather than left out`() throws {
        let it = Scenario(urls: [Request(url: "http://example.test/")], rows: 5, columns: 80)
        it.head()
        try it.grew(": c\n\ndata: 1\n\nevent: x\n\nfoo\n\nretry: 1s\n\n")
        it.keys(":view events<CR>G")
        #expect(it.bar == " receiving  200  40  1 event, 1 comment, 2 ignored lines, 1 without …  following")
        it.resize(rows: 5, columns: 60)
        #expect(it.bar == " receiving  200  40  1 event, 1 comment, 2 ignor…  following")
    }

    @Test func `the bar is that of a view as soon as that is there`() throws {
        let it = Scenario(urls: [Request(url: "http://example.test/")], rows: 5, columns: 80)
        it.head()
        try it.grew("data: 1\n\ndata: 2\n\n")
        it.finished()
        it.keys(":view events<CR>")
        #expect(it.bar.contains("2 events  L1-2/2 100%"))
        it.keys("P")
        #expect(it.bar.contains("L1-4/4 100%"))
        #expect(!it.bar.contains(" 0%"))
    }

    @Test func thePlaceOutlivesTheRate() throws {
        let it = Scenario(rows: 4, columns: 50)
        it.head()
        for _ in 0..<5 {
            it.wait(.milliseconds(500))
            try it.grew(numbers(1...100))
        }
        #expect(it.bar == " receiving  200  1460  L1-3/500 0%  +497 lines")
        it.resize(rows: 4, columns: 80)
        #expect(it.bar.contains("/s"))
    }

    @Test func whyItFailedIsReadInFull() {
        let it = Scenario(rows: 6, columns: 80)
        it.head()
        it.finished(.failed(TransferFailure(exitStatus: 18, message: "transfer closed with outstanding read data remaining")))
        #expect(it.bar.hasPrefix(" failed  200  (18) transfer closed with outstanding read data remaining"))
    }

    @Test func anOpenTransferTicksOnceASecondAndAnEndedOneNever() throws {
        let it = Scenario()
        it.head()
        it.wait(.milliseconds(2300))
        #expect(it.state.nextTick == .seconds(3))
        it.finished()
        #expect(it.state.nextTick == nil)
    }

    @Test func aHeadAndThenSilenceIsAStallToo() {
        let it = Scenario(rows: 4, columns: 60)
        it.wait(.seconds(5))
        it.head()
        it.wait(.seconds(2))
        #expect(it.bar.hasPrefix(" receiving"))
        it.wait(.seconds(2))
        #expect(it.bar.hasPrefix(" stalled 4s"))
    }

    @Test func theClockStandsOnceItHasFailedBeforeItWasSent() {
        let it = Scenario(rows: 4, columns: 80)
        it.wait(.milliseconds(200))
        it.finished(.failed(TransferFailure(exitStatus: 23, message: "no place")))
        it.wait(.seconds(9))
        #expect(it.bar.contains("  200ms"))
    }

    @Test func `a message gives the bar back after four seconds`() throws {
        let it = Scenario(rows: 4, columns: 80)
        it.head()
        try it.grew("x\n")
        it.finished()
        it.keys("ma")
        #expect(it.bar.contains("marked a"))
        #expect(it.state.nextTick == .seconds(4))
        it.wait(.milliseconds(3900))
        #expect(it.bar.contains("marked a"))
        it.wait(.milliseconds(100))
        #expect(!it.bar.contains("marked a"))
        #expect(it.bar.contains("END"))
        #expect(it.state.nextTick == nil)
    }

    @Test func `a message never hides that it failed, and a key brings back why`() {
        let it = Scenario(rows: 6, columns: 80)
        it.finished(.failed(TransferFailure(exitStatus: 6, message: "Could not resolve host: nosuch.invalid")))
        it.keys("ma")
        #expect(it.bar == " failed  marked a")
        it.keys("j")
        #expect(it.bar.contains("(6) Could not resolve host"))
    }

    @Test func `a long message ends in three dots, and all of it is in the details`() throws {
        let it = Scenario(rows: 30, columns: 40)
        it.send(.opened(.refused("a curl command is expected, and this is a long text in its place")))
        #expect(it.bar == " connecting  a curl command is expected…")
        it.keys("=")
        #expect(it.pane.joined().contains("and this isa long text in its place"))
        it.keys("q")
        #expect(!it.hasQuit)
    }

    @Test func `that nothing matches is said until a match comes`() throws {
        let it = Scenario(rows: 4, columns: 80)
        it.head()
        try it.grew("one\n")
        it.keys("/late<CR>")
        #expect(it.bar.contains("no match  pattern not found: late"))
        try it.grew("late\n")
        #expect(!it.bar.contains("not found"))
        #expect(it.bar.contains("1 match"))
    }

    @Test func `an answer that fails by its status is no calm done`() {
        var plan = Plan(request: Request(url: "http://example.test/"))
        plan.errorStatus = .failsWithBody
        let it = Scenario(plans: [plan], rows: 4, columns: 90)
        it.head("HTTP/1.1 500 Internal Server Error")
        it.finished()
        #expect(it.bar.hasPrefix(" failed  500  HTTP/1.1  (22) The requested URL returned error: 500"))
    }

    @Test func `where a redirect leads is said, and L goes there`() throws {
        var request = Request(url: "http://one.test/form")
        request.body = RequestBody(Array("a=b".utf8))
        request.credentials = "me:secret"
        request.headerLines = ["Authorization: Bearer x", "Accept: text/plain"]
        let it = Scenario(plans: [Plan(request: request)], rows: 4, columns: 100)
        it.head("HTTP/1.1 302 Found", ["Location: //two.test/"])
        var figures = TransferFigures()
        figures.redirectURL = "http://two.test/"
        it.finished(.complete, figures)
        #expect(it.bar.contains("302 Found"))
        #expect(it.bar.contains("to http://two.test/"))
        #expect(it.bar.hasSuffix("L follows"))
        it.keys("L")
        #expect(it.fetched == [0, 1])
        it.keys(":curl<CR>")
        #expect(it.pane.contains("curl http://two.test/ -H 'Accept: text/plain'"))
    }

    @Test(arguments: ["404 Not Found", "500 Oops"]) func `of an error the head says more`(status: String) throws {
        let it = Scenario(rows: 5, columns: 120)
        it.head("HTTP/1.1 \(status)")
        try it.grew("no\n")
        it.finished()
        #expect(it.bar.hasSuffix("Tab headers"))
    }

    @Test func `what is long is worth a filter`() throws {
        let it = Scenario(rows: 5, columns: 120)
        it.head()
        try it.grew(numbers(1...60))
        it.finished()
        #expect(it.bar.hasSuffix("& filters"))
        it.keys("&1<CR>")
        #expect(it.bar.hasSuffix("h help"))
    }

    @Test func `the view that has come is named at once`() throws {
        let it = Scenario(rows: 5, columns: 120)
        it.head()
        try it.grew("{\"a\":[1,2,3]}")
        it.finished()
        it.keys("P")
        #expect(it.state.draw().grid.text.last?.contains("json  $  L1-4/7") == true)
    }

    @Test func `a POST is not sent again by a slip`() throws {
        let it = Scenario(rows: 4, columns: 60) { $0.body = [] }
        it.head()
        it.finished()
        it.keys("R")
        #expect(it.bar.hasPrefix("Send the POST again? (y/n)"))
        it.keys("nR")
        #expect(it.fetched == [0])
        it.keys("y")
        #expect(it.fetched == [0, 0])
        it.head()
        it.finished()
        it.keys(":set confirm-resend off<CR>R")
        #expect(it.fetched == [0, 0, 0])
    }

    @Test func `an upload says how far it is`() {
        let it = Scenario(rows: 4, columns: 100) { $0.method = "PUT" }
        it.send(.transfer(.requestSent([]), it.fetch))
        it.wait(.seconds(2))
        var report = TransferReport()
        report.counts.sentBytes = 18 << 20
        report.counts.expectedSentBytes = 50 << 20
        it.send(.progress(report, it.fetch))
        #expect(it.bar.hasPrefix(" sending  18.0M of 50.0M 36%  9.0M/s"))
        #expect(it.bar.contains("4s left"))
        report.counts.sentBytes = 50 << 20
        it.send(.progress(report, it.fetch))
        #expect(it.bar.hasPrefix(" waiting"))
    }

    private func drawnBar(_ it: Scenario) -> String { it.state.draw().grid.text.last ?? "" }

    @Test func `figures are drawn twice a second, with a line if one comes`() throws {
        let it = Scenario(rows: 4, columns: 100)
        it.head()
        it.wait(.milliseconds(100))
        try it.grew("one\n")
        let first = drawnBar(it)
        it.wait(.milliseconds(100))
        try it.grew("two\n")
        #expect(drawnBar(it) == first && it.bar != first)
        #expect(it.state.nextTick == .milliseconds(700))
        it.wait(.milliseconds(400))
        #expect(drawnBar(it).contains("L1-2/2"))
        try it.grew("three\n")
        #expect(drawnBar(it).contains("L1-2/2"))
        #expect(it.state.nextTick == .seconds(1))
        it.wait(.milliseconds(600))
        #expect(drawnBar(it).contains("L1-3/3"))
        #expect(it.state.nextTick == .seconds(2))
    }

    @Test func `a state, a key and a new size are drawn at once`() throws {
        let it = Scenario(rows: 4, columns: 100)
        it.head()
        #expect(drawnBar(it).hasPrefix(" receiving  200"))
        try it.grew(numbers(1...9))
        it.keys("j")
        #expect(drawnBar(it).contains("L2-4/9"))
        try it.grew("x\n")
        it.resize(rows: 4, columns: 60)
        #expect(drawnBar(it).contains("L2-4/10"))
        it.keys("/x<CR>")
        #expect(drawnBar(it).contains("match 1/1"))
        it.finished()
        #expect(drawnBar(it).hasPrefix(" done"))
    }

    @Test(arguments: [40, 60, 80]) func `what the next key answers is said on a narrow screen too`(columns: Int) throws {
        let it = Scenario(rows: 4, columns: columns)
        it.head()
        try it.grew(numbers(1...9))
        it.keys("c")
        #expect(it.bar.contains("copy: c value"), "\(it.bar)")
    }
}
