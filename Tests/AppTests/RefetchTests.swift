import App
import HTTP
import Testing

@Suite struct RefetchTests {
    @Test func thePlaceIsKeptAndTheOldBodyStaysUntilTheNewOneComes() throws {
        let it = Scenario(rows: 4, columns: 70)
        it.head()
        try it.grew(numbers(1...20))
        it.finished()
        it.keys("10gR")
        #expect(it.fetched == [0, 0])
        #expect(it.bar.hasPrefix(" connecting"))
        #expect(it.pane == ["10", "11", "12"])
        it.head()
        #expect(it.pane == ["10", "11", "12"])
        try it.grew((1...20).map { "new \($0)\n" }.joined())
        #expect(it.pane == ["new 10", "new 11", "new 12"])
    }

    @Test func whatAnOlderFetchStillSaysIsNotHeard() throws {
        let it = Scenario(rows: 4, columns: 70)
        it.head()
        try it.grew("old\n")
        let old = it.fetch
        it.keys("R")
        #expect(it.hasStopped && it.fetched == [0, 0])
        it.send(.transfer(.finished(.stopped, TransferReport()), old))
        #expect(it.bar.hasPrefix(" connecting"))
    }

    @Test func anEmptyAnswerEmptiesThePane() throws {
        let it = Scenario(rows: 8, columns: 70)
        it.head()
        try it.grew("old\n")
        it.finished()
        it.keys("R")
        #expect(it.fetched == [0, 0])
        it.head("HTTP/1.1 204 No Content")
        it.finished()
        #expect(!it.pane.contains("old"))
        #expect(it.pane.contains("HTTP/1.1 204 No Content"))
        #expect(it.bar.contains("204"))
    }

    @Test func theSearchGoesOnInTheNewBody() throws {
        let it = Scenario(rows: 4, columns: 80)
        it.head()
        try it.grew("a\nb\na\n")
        it.finished()
        it.keys("/a<CR>")
        #expect(it.bar.contains("1/2"))
        it.keys("R")
        #expect(it.fetched == [0, 0])
        it.head()
        try it.grew("a\na\na\n")
        #expect(it.bar.contains("3 matches"))
        it.keys("n")
        #expect(it.bar.contains("/3"))
    }

    @Test func aBodyIsKeptAsLongAsItIsShown() throws {
        let it = Scenario(rows: 4, columns: 70)
        it.head()
        try it.grew("old\n")
        it.finished()
        it.keys("R")
        #expect(it.discarded.isEmpty)
        it.excuse(.fetch, .stopTransfer)
        // Again before an answer: the second fetch never had anything to show.
        it.keys("R")
        #expect(it.hasStopped)
        #expect(it.discarded == [2])
        it.head()
        try it.grew("new\n")
        #expect(it.discarded == [2, 1])
        it.keys("R")
        it.finished(.failed(TransferFailure(exitStatus: 7, message: "refused")))
        #expect(it.discarded == [2, 1, 3])
    }
}
