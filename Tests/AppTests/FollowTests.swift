import App
import HTTP
import Plan
import Screen
import Testing

@Suite struct FollowTests {
    @Test func aBodyThatTricklesIsFollowed() throws {
        let it = Scenario(rows: 4, columns: 70)
        it.head()
        for number in 1...6 {
            try it.grew("line \(number)\n")
            it.wait(.milliseconds(100))
        }
        #expect(it.pane == ["line 4", "line 5", "line 6"])
        #expect(it.bar.contains("following"))
    }

    @Test func aBodyThatFillsTheScreenAtOnceIsReadFromItsTop() throws {
        let it = Scenario(rows: 4, columns: 70)
        it.head()
        try it.grew(numbers(1...10))
        #expect(it.pane == ["1", "2", "3"])
        #expect(it.bar.contains("+7 lines"))
    }

    @Test func anEventStreamIsFollowedHoweverFastItStarts() throws {
        let it = Scenario(rows: 4, columns: 70)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/event-stream; charset=utf-8"])
        try it.grew(numbers(1...10))
        #expect(it.pane == ["8", "9", "10"])
    }

    @Test(arguments: [
        "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/json-lines",
        "application/stream+json", "application/json;stream=watch", "application/json-seq", "multipart/x-mixed-replace; boundary=b",
        "application/vnd.amazon.eventstream", "application/vnd.docker.raw-stream", "application/vnd.docker.multiplexed-stream",
        "application/connect+json", "application/grpc", "Text/Event-Stream",
    ]) func `what is a stream by its type is followed`(type: String) throws {
        let it = Scenario(rows: 4, columns: 70)
        it.head("HTTP/1.1 200 OK", ["Content-Type: \(type)"])
        try it.grew(numbers(1...10))
        #expect(it.pane == ["8", "9", "10"])
    }

    @Test(arguments: ["text/plain", "application/json", "text/html"]) func `of any other type what trickles is followed`(type: String)
        throws
    {
        let it = Scenario(rows: 4, columns: 70)
        it.head("HTTP/1.1 200 OK", ["Content-Type: \(type)"])
        try it.grew("1\n")
        it.wait(.milliseconds(300))
        try it.grew(numbers(2...10))
        #expect(it.pane == ["8", "9", "10"])
    }

    @Test func theUnfinishedLineShowsAndGrows() throws {
        let it = Scenario(rows: 3)
        it.head()
        try it.grew("tok")
        #expect(it.pane == ["tok", ""])
        try it.grew("en")
        #expect(it.pane == ["token", ""])
    }

    @Test func scrollingHoldsThePlaceAndTheBarSaysHowMuchIsBelow() throws {
        let it = Scenario(rows: 4, columns: 60)
        it.head()
        try it.grew(numbers(1...10))
        it.keys("G")
        #expect(it.pane == ["8", "9", "10"])
        it.keys("k")
        #expect(it.pane == ["7", "8", "9"])
        try it.grew(numbers(11...20))
        #expect(it.pane == ["7", "8", "9"])
        #expect(it.bar.contains("+11 lines"))
        it.keys("F")
        #expect(it.pane == ["18", "19", "20"])
        try it.grew("21\n")
        #expect(it.pane == ["19", "20", "21"])
    }

    @Test func scrollingBackToTheEndFollowsAgain() throws {
        let it = Scenario(rows: 4, columns: 70)
        it.head()
        try it.grew(numbers(1...10))
        it.keys("Gkkj")
        #expect(it.state.viewport.anchor != .tail)
        it.keys("j")
        #expect(it.state.viewport.anchor == .tail)
        try it.grew("11\n")
        #expect(it.pane == ["9", "10", "11"])
    }

    @Test func interruptLeavesFollowingThenStopsAndNeverQuits() throws {
        let it = Scenario(rows: 4, columns: 70)
        it.head()
        try it.grew(numbers(1...10))
        it.keys("G<^C>")
        try it.grew("11\n")
        #expect(it.pane == ["8", "9", "10"])
        #expect(!it.hasStopped)
        it.keys("<^C>")
        #expect(it.hasStopped)
        it.finished(.stopped)
        #expect(it.bar.hasPrefix(" stopped"))
        it.keys("<^C><ESC><^C>")
        #expect(!it.hasQuit)
    }
}

extension FollowTests {
    @Test(arguments: [
        "application/ndjson", "application/x-ndjson", "application/jsonl", "application/x-jsonlines", "application/json-lines",
        "application/stream+json", "application/json;stream=watch", "multipart/x-mixed-replace; boundary=x", "text/event-stream",
        "application/vnd.amazon.eventstream", "application/vnd.docker.raw-stream", "application/vnd.docker.multiplexed-stream",
        "application/connect+json",
    ]) func `what says that it is a stream is followed`(type: String) throws {
        let it = Scenario(rows: 4, columns: 70)
        it.head("HTTP/1.1 200 OK", ["Content-Type: \(type)"])
        try it.grew(numbers(1...10))
        #expect(it.pane == ["8", "9", "10"])
    }

    @Test(arguments: [("on", "text/plain", "8"), ("off", "text/event-stream", "1"), ("auto", "text/plain", "1")])
    func `whether a body is followed can be said`(mode: String, type: String, line: String) throws {
        var settings = ViewerSettings()
        let isSet = settings.set(try #require(ViewerSetting.named("follow-mode")).setting, mode, from: "test")
        #expect(isSet)
        let it = Scenario(urls: [Request(url: "http://h/")], rows: 4, columns: 70, settings: settings)
        it.head("HTTP/1.1 200 OK", ["Content-Type: \(type)"])
        try it.grew(numbers(1...10))
        #expect(it.pane.first == line)
    }

    @Test func `a page is not`() throws {
        let it = Scenario(rows: 4, columns: 70)
        it.head("HTTP/1.1 200 OK", ["Content-Type: application/json; charset=utf-8"])
        try it.grew(numbers(1...10))
        #expect(it.pane == ["1", "2", "3"])
    }
}
