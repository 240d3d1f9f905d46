import App
import Bodies
import Documents
import HTTP
import Plan
import Screen
import Testing

@Suite struct ShellTests {
    private func loaded(lines: Int = 9, rows: Int = 5) throws -> Scenario {
        let it = Scenario(rows: rows, columns: 80)
        it.head()
        try it.grew(numbers(1...lines))
        it.finished()
        it.keys("g")
        return it
    }

    private func bytes(_ range: Range<Int>) -> Range<ByteOffset> { ByteOffset(range.lowerBound)..<ByteOffset(range.upperBound) }

    @Test func `a command over the body shows its output in a pane of its own, and q goes back`() throws {
        let it = try loaded()
        let fetch = it.fetch
        it.keys("|sort -r<CR>")
        #expect(it.commands == [ShellCommand(text: "sort -r", input: .body(fetch, nil))])
        #expect(it.bar.hasPrefix(" running  exchange 2 of 2"))
        try it.grew("9\n8\n")
        #expect(it.pane.prefix(2) == ["9", "8"])
        it.finished()
        #expect(it.bar.hasSuffix("q goes back"))
        it.keys("q")
        #expect(it.pane.first == "1")
        #expect(!it.hasQuit)
        it.keys("q")
        #expect(it.hasQuit)
    }

    @Test func `its output is a text, whatever view bodies are opened in`() throws {
        var settings = ViewerSettings()
        settings.view = "events"
        let it = Scenario(urls: [Request(url: "http://example.test/")], rows: 5, columns: 80, settings: settings)
        it.head()
        try it.grew("data: one\n\n")
        it.finished()
        it.keys("|cat<CR>")
        #expect(it.commands.count == 1)
        try it.grew("plain\n")
        #expect(it.pane.first == "plain")
        #expect(!it.bar.contains("event"))
    }

    @Test func `what it ended with and its last words are in the bar, and not the program's exit status`() throws {
        let it = try loaded()
        it.keys("|jq<CR>")
        #expect(it.commands.count == 1)
        it.finished(.failed(TransferFailure(exitStatus: 5, message: "jq: error: no")))
        #expect(it.bar.hasPrefix(" failed  (5) jq: error: no"))
        #expect(it.state.schedule.exitStatus == 0)
    }

    @Test func `a mark, a number and a second bar choose what it reads`() throws {
        let it = try loaded()
        let fetch = it.fetch
        let utf8 = Charset(label: nil)
        it.keys("3gma1g|'awc<CR>")
        it.keys("q2|wc<CR>")
        it.keys("q||wc<CR>")
        it.keys("q!|wc<CR>")
        it.keys("q!date<CR>")
        #expect(
            it.commands.map(\.input) == [
                .body(fetch, bytes(0..<6)), .body(fetch, bytes(0..<4)), .view(.text, utf8, fetch, nil), .view(.text, utf8, fetch, nil),
                .nothing,
            ])
        it.keys("q|'zwc<CR>")
        #expect(it.bar.contains("no mark z"))
        it.keys("3g|'.wc<CR>")
        #expect(it.commands.last?.input == .body(fetch, bytes(4..<12)))
        it.keys("q")
        #expect(it.hasStopped)
    }

    @Test func `of a filtered view it reads the lines that are shown`() throws {
        let it = try loaded()
        it.keys("&3<CR>")
        it.keys("||wc<CR>")
        guard case .view(_, _, _, let rows)? = it.commands.first?.input else {
            Issue.record("it reads no view")
            return
        }
        #expect(rows?.matches.count == 1)
    }

    @Test func `two exclamation marks repeat the last command`() throws {
        let it = try loaded()
        it.keys("!!<CR>")
        #expect(it.bar.contains("no command before") && it.commands.isEmpty)
        it.keys("!date<CR>")
        it.keys("q|wc<CR>")
        it.keys("q!!<CR>")
        it.keys("q!!<CR>")
        #expect(it.commands.map(\.text) == ["date", "wc", "wc", "wc"])
        #expect(it.commands.last?.input == .nothing && it.hasStopped)
    }

    @Test func `the filter of a pasted command is one key away`() throws {
        let it = try loaded()
        let plan = Plan(request: Request(url: "http://two/"))
        it.send(.opened(.plans([plan], remarks: ["left out: | jq .a"], filter: "jq .a")))
        #expect(it.fetched == [0, 1])
        it.head()
        try it.grew("{}\n")
        it.keys("|")
        #expect(it.bar == "|jq .a")
        it.keys("<CR>")
        #expect(it.commands.map(\.text) == ["jq .a"])
    }

    @Test func `it runs again on R, and its pane is no request`() throws {
        let it = try loaded()
        it.keys("|wc<CR>")
        it.finished()
        it.keys("R")
        #expect(it.commands.map(\.text) == ["wc", "wc"])
        it.keys("C")
        #expect(it.bar.contains("no request"))
    }

    @Test func `what is typed into a prompt that cannot be used is no other command`() {
        let it = Scenario(rows: 5, columns: 80)
        for text in ["|jq .q", "sout.txt", "Sout.txt", "&from"] {
            it.keys(text)
            #expect(it.bar.hasSuffix("yet") || it.bar.hasSuffix("only in the body"), "\(it.bar)")
            it.keys("<CR>")
            #expect(it.bar.contains("yet") || it.bar.contains("only in the body"))
            #expect(it.commands.isEmpty && !it.hasQuit && it.state.panes.count == 1)
        }
    }

    @Test func `LESSSECURE keeps the shell and files away`() {
        var state = AppState(plans: [Plan(request: Request(url: "http://x/"))], size: Size(rows: 4, columns: 60), isSecure: true)
        for key in ["|", "!", "s", "S"] as [Unicode.Scalar] {
            #expect(state.update(.key(.character(key)), at: .zero).isEmpty && state.layOut().isEmpty)
            #expect(state.draw().grid.text.last?.contains("not with LESSSECURE=1") == true)
            #expect(state.update(.key(.escape), at: .zero).isEmpty)
        }
        // A curl command reads and writes files.
        for text in ["ocurl -o file http://y/", ":e http://y/", ":w file"] {
            for key in text.unicodeScalars.map(Key.character) + [.enter] {
                #expect(state.update(.key(key), at: .zero).isEmpty && state.layOut().isEmpty)
            }
            #expect(state.draw().grid.text.last?.contains("not with LESSSECURE=1") == true, "\(text)")
        }
        #expect(state.update(.key(.paste("http://y/")), at: .zero).isEmpty && state.update(.key(.enter), at: .zero).isEmpty)
    }
}
