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
        let plans = ["http://two/", "http://three/"].map { Plan(request: Request(url: $0)) }
        it.send(.opened(.plans(plans, remarks: [])))
        #expect(it.bar.contains("exchange 2 of 3"))
        #expect(it.fetched == [0, 1])
        #expect(it.bar.hasPrefix(" connecting"))
        it.send(.opened(.refused("a curl command is expected")))
        #expect(it.bar.contains("a curl command is expected"))
        it.keys(":p")
        #expect(it.pane.first == "one")
    }

    @Test func `what was left out is said`() {
        let it = Scenario(rows: 5, columns: 80)
        it.send(.opened(.plans([Plan(request: Request(url: "http://two/"))], remarks: ["left out: | jq ."])))
        #expect(it.fetched == [0, 1])
        #expect(it.bar.contains("left out: | jq ."))
    }

    @Test func `a variable without a value is asked for, a secret one unseen`() {
        let it = Scenario(rows: 5, columns: 80)
        it.keys("o$HOST/x -H 'X: $TOKEN'<CR>")
        #expect(it.opened == ["$HOST/x -H 'X: $TOKEN'"])
        let command = TypedCommand("$HOST/x -H 'X: $TOKEN'")
        it.send(.opened(.lacks(name: "HOST", isSecret: false, command)))
        it.keys("two")
        #expect(it.bar.hasPrefix("$HOST: two"))
        it.keys("<CR>")
        var answered = command
        answered.values = ["HOST": "two"]
        #expect(it.openedCommands.last == answered)
        it.send(.opened(.lacks(name: "TOKEN", isSecret: true, answered)))
        it.keys("hush")
        #expect(it.bar == "$TOKEN (not shown): ".dropLast())
        it.keys("<CR>")
        answered.values["TOKEN"] = "hush"
        #expect(it.openedCommands.last == answered)
        it.keys("o<Up>")
        #expect(!it.bar.contains("hush"))
    }

    @Test func `a line that ends in a backslash goes on`() {
        let it = Scenario(rows: 5, columns: 80)
        it.keys("ocurl http://two/ \\<CR>-H 'a: b'")
        #expect(it.opened.isEmpty)
        it.keys("<CR>")
        #expect(it.opened == ["curl http://two/ \\\n-H 'a: b'"])
    }

    @Test func `a path is relative to the exchange that is looked at`() {
        let it = Scenario(rows: 5, columns: 80)
        it.keys("o/users<CR>")
        #expect(it.openedCommands.map(\.base) == ["http://example.test/"])
    }

    @Test func `the name that the server gives is proposed, and replaced by what is typed`() throws {
        let it = Scenario(rows: 5, columns: 60) { $0.url = "http://example.test/a/b.json?c" }
        it.head()
        try it.grew("x\n")
        it.keys("s")
        #expect(it.bar == "save to: b.json")
        it.keys("<CR>")
        #expect(it.saved == ["b.json"])
        it.keys("sout<CR>")
        #expect(it.saved == ["b.json", "out"])
        it.keys("s<BS>x<CR>")
        #expect(it.saved.last == "b.jsox")
        it.head("HTTP/1.1 200 OK", ["Content-Disposition: attachment; filename=\"../up.txt\""])
        it.keys("s")
        #expect(it.bar == "save to: up.txt")
        it.keys("<ESC>")
    }

    @Test func `Tab completes a path as far as all agree`() throws {
        let it = Scenario(rows: 5, columns: 60)
        it.files = ["~/data/", "~/dates.csv", "~/x"]
        it.head()
        try it.grew("x\n")
        it.keys("s~/d<Tab>")
        #expect(it.bar.hasPrefix("save to: ~/dat "))
        #expect(it.bar.hasSuffix("2 of that name"))
        it.keys("e<Tab>")
        #expect(it.bar == "save to: ~/dates.csv")
        it.keys("<CR>")
        #expect(it.completed == ["~/d", "~/date"])
        #expect(it.saved == ["~/dates.csv"])
    }
}
