import App
import Plan
import Screen
import Testing

@Suite struct OpeningTests {
    @Test func copyingMasksSecretsUntilAskedTwice() {
        let it = Scenario(rows: 5, columns: 100) { $0.credentials = "me:secret" }
        it.keys("C")
        #expect(it.copied == ["curl http://example.test/ -u 'me:***'"])
        #expect(it.bar.contains("secrets masked"))
        it.keys("C")
        #expect(it.copied == ["curl http://example.test/ -u 'me:***'", "curl http://example.test/ -u me:secret"])
        it.keys("jC")
        #expect(it.copied.last == "curl http://example.test/ -u 'me:***'")
    }

    @Test func theCommandIsShown() {
        let it = Scenario(rows: 8, columns: 60) { $0.credentials = "me:secret" }
        it.keys(":curl<CR>")
        #expect(it.pane.contains("curl http://example.test/ -u 'me:***'"))
        it.keys("q")
        #expect(!it.pane.contains("curl http://example.test/ -u 'me:***'"))
        #expect(!it.hasQuit)
    }

    @Test func aPasteIsTextAndNoKeys() {
        let it = Scenario(rows: 5, columns: 60)
        it.send(.key(.paste("curl 'http://x/' \\\n  -H 'q: q'\n")))
        #expect(it.bar.hasPrefix("curl command or URL: curl 'http://x/' \\^J  -H 'q: q'"))
        #expect(!it.hasQuit)
        it.keys("<CR>")
        #expect(it.opened == ["curl 'http://x/' \\\n  -H 'q: q'\n"])
    }

    @Test func whatIsOpenedIsShownAndFetched() throws {
        let it = Scenario(rows: 5, columns: 80)
        it.head()
        try it.grew("one\n")
        it.send(.opened([Plan(request: Request(url: "http://two/")), Plan(request: Request(url: "http://three/"))]))
        #expect(it.bar.contains("2 of 3"))
        #expect(it.fetched == [0, 1])
        #expect(it.bar.hasPrefix(" connecting"))
        it.send(.notOpened("a curl command is expected"))
        #expect(it.bar.contains("a curl command is expected"))
        it.keys(":p")
        #expect(it.pane.first == "one")
    }
}
