import App
import HTTP
import Jobs
import Screen
import Search
import Testing

@Suite struct SearchingTests {
    private func fruit() throws -> Scenario {
        let it = Scenario(rows: 4, columns: 90)
        it.head()
        try it.grew("apple\nbanana\ncherry\nApple pie\nfig\nbanana split\nend\n")
        return it
    }

    @Test func theFirstMatchIsShownAndNumbered() throws {
        let it = try fruit()
        it.keys("/banana<CR>")
        #expect(it.bar.contains("1/2"))
        #expect(it.pane == ["apple", "banana", "cherry"])
        it.keys("n")
        #expect(it.bar.contains("2/2"))
        #expect(it.pane == ["fig", "banana split", "end"])
        it.keys("n")
        #expect(it.bar.contains("1/2"))
        #expect(it.bar.contains("went on at the top"))
        it.keys("N")
        #expect(it.bar.contains("went on at the end"))
    }

    @Test func theMatchesAreHighlighted() throws {
        let it = try fruit()
        it.keys("/an<CR>")
        let roles = it.grid[row: 1].prefix(6).map(\.role)
        #expect(roles == [.text, .currentMatch, .currentMatch, .match, .match, .text])
        it.keys("<M-u>")
        #expect(it.grid[row: 1].allSatisfy { $0.role == .text })
    }

    @Test func caseCountsOnceACapitalIsTyped() throws {
        let it = try fruit()
        it.keys("/apple<CR>")
        #expect(it.bar.contains("1/2"))
        it.keys("/Apple<CR>")
        #expect(it.bar.contains("1/1"))
        #expect(it.pane.contains("Apple pie"))
    }

    @Test func searchHoldsThePlaceWhileTheCountGrows() throws {
        let it = try fruit()
        it.keys("G/end<CR>")
        let before = it.pane
        try it.grew("the end\nand more\n")
        #expect(it.pane == before)
        #expect(it.bar.contains("1/2"))
    }

    @Test func typingSearchesAndEscapeComesBack() throws {
        let it = try fruit()
        it.keys("/split")
        #expect(it.pane == ["fig", "banana split", "end"])
        it.keys("<ESC>")
        #expect(it.pane == ["apple", "banana", "cherry"])
        #expect(!it.bar.contains("1/1"))
    }

    @Test func aBadPatternSaysSoAndTheOldSearchStays() throws {
        let it = try fruit()
        it.keys("/banana<CR>/(<CR>")
        #expect(it.bar.contains("bad pattern"))
        it.keys("n")
        #expect(it.bar.contains("2/2"))
    }

    @Test func whatIsNotThereIsSaid() throws {
        let it = try fruit()
        it.keys("/durian<CR>")
        #expect(it.bar.contains("not found: durian"))
        #expect(it.pane == ["apple", "banana", "cherry"])
    }

    @Test func backwardAndCounted() throws {
        let it = try fruit()
        it.keys("G?a<CR>")
        #expect(it.bar.contains("5/8"))
        it.keys("g/a<CR>3n")
        #expect(it.bar.contains("4/"))
    }

    @Test func anEmptyPatternRepeatsTheLast() throws {
        let it = try fruit()
        it.keys("/banana<CR>/<CR>")
        #expect(it.bar.contains("2/2"))
    }

    @Test func noMatchIsSaidWhenAllIsSearchedAndNotBefore() throws {
        let it = try fruit()
        it.searchTakesLong = true
        it.keys("/kiwi<CR>")
        #expect(it.bar.contains("searching") && !it.bar.contains("match"))
        let (query, job) = try #require(it.searches.last)
        it.send(.found(.counted(total: 1_234_567, ordinal: nil), query.counting))
        #expect(it.bar.contains("1,234,567 matches"))
        it.send(.found(.counted(total: 0, ordinal: nil), query.counting))
        it.send(.found(.notFound, job))
        #expect(it.bar.contains("no match"))
    }

    @Test func aPastedPatternIsLookedForOnce() throws {
        let it = try fruit()
        it.keys("/")
        it.paste("banana split")
        #expect(it.searches.map(\.query.pattern.text) == ["banana split"])
        #expect(it.bar.contains("1/1"))
        it.keys("<CR>")
        #expect(it.searches.count == 1)
        #expect(it.bar.contains("1/1"))
    }

    @Test func aMatchInEveryCharacterIsHighlightedInEveryCell() throws {
        let it = Scenario(rows: 4, columns: 80)
        it.head()
        try it.grew(String(repeating: "é日x", count: 60) + "\nend\n")
        it.keys("/.<CR>n")
        let roles = it.grid[row: 0].map(\.role)
        #expect(Set(roles) == [.match, .currentMatch])
        #expect(roles.map { $0 == .currentMatch } == (0..<80).map { $0 == 1 || $0 == 2 })
        #expect(it.grid[row: 1].allSatisfy { $0.role == .match })
    }

    @Test func theMatchesOfTheOldBodyAreForgottenWithIt() throws {
        let it = try fruit()
        it.excuse(.fetch)
        it.finished()
        it.keys("/banana<CR>R")
        it.finished(.failed(TransferFailure(exitStatus: 7, message: "Connection refused")))
        #expect(!it.bar.contains("/2") && !it.bar.contains("match"))
    }
}
