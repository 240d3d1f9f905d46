import App
import Plan
import Screen
import Testing

@Suite struct OpeningTests {
    private func copied(_ it: Scenario) -> [String] {
        it.effects.compactMap { if case .copy(let text) = $0 { text } else { nil } }
    }

    @Test func copyingMasksSecretsUntilAskedTwice() {
        let it = Scenario(rows: 5, columns: 100)
        it.keys("C")
        #expect(copied(it) == ["curl ***"])
        #expect(it.bar.contains("secrets masked"))
        it.keys("C")
        #expect(copied(it) == ["curl ***", "curl secret"])
        it.keys("jC")
        #expect(copied(it).last == "curl ***")
    }

    @Test func theCommandIsShown() {
        let it = Scenario(rows: 8, columns: 60)
        it.keys(":curl<CR>")
        #expect(it.pane.contains("curl ***"))
        it.keys("q")
        #expect(!it.pane.contains("curl ***"))
        #expect(!it.hasQuit)
    }

    @Test func aPasteIsTextAndNoKeys() {
        let it = Scenario(rows: 5, columns: 60)
        it.send(.key(.paste("curl 'http://x/' \\\n  -H 'q: q'\n")))
        #expect(it.bar.hasPrefix("curl command or URL: curl 'http://x/' \\^J  -H 'q: q'"))
        #expect(!it.hasQuit)
        it.keys("<CR>")
        #expect(it.effects.contains { if case .open("curl 'http://x/' \\\n  -H 'q: q'\n") = $0 { true } else { false } })
    }

    @Test func whatIsOpenedIsShownAndFetched() throws {
        let it = Scenario(rows: 5, columns: 80)
        it.head()
        try it.grew("one\n")
        it.send(.opened([PlannedExchange(request: Request(url: "http://two/")), PlannedExchange(request: Request(url: "http://three/"))]))
        #expect(it.bar.contains("2 of 3"))
        #expect(it.bar.hasPrefix(" connecting"))
        it.send(.notOpened("a curl command is expected"))
        #expect(it.bar.contains("a curl command is expected"))
        it.keys(":p")
        #expect(it.pane.first == "one")
    }
}
