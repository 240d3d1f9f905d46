import App
import Documents
import Jobs
import Plan
import Screen
import Testing

/// How the characters of a body are read: found out while it comes, and changed by hand.
@Suite struct CharsetTests {
    private func details(_ it: Scenario) -> String {
        it.keys("=")
        defer { it.keys("q") }
        return it.pane.first { $0.hasPrefix("charset") } ?? ""
    }

    @Test func `a byte order mark decides`() throws {
        let it = Scenario(rows: 30, columns: 80)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/plain; charset=iso-8859-1"])
        try it.grew([0xFF])
        try it.grew([0xFE, 0x61])
        try it.grew([0x00, 0x0A, 0x00, 0xE9, 0x00])
        it.finished()
        #expect(it.pane.prefix(2) == ["a", "é"])
        #expect(details(it) == "charset         UTF-16LE, by its byte order mark")
    }

    @Test func `what a document says counts as soon as it has come`() throws {
        let it = Scenario(rows: 30, columns: 80)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/html"])
        try it.grew(Array("<title>".utf8) + [0xD4, 0x0A])
        #expect(it.pane.first == "<title><D4>")
        try it.grew("<meta charset=koi8-r>")
        #expect(it.pane.first == "<title>т")
        #expect(details(it) == "charset         KOI8-R, as the document says")
    }

    @Test func `a charset is chosen by hand, and left again`() throws {
        let it = Scenario(rows: 30, columns: 80)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/plain"])
        try it.grew([0xD4, 0x0A, 0xD4, 0xD4, 0x0A])
        it.finished()
        it.keys("/т<CR>")
        #expect(it.bar.contains("not found"))
        it.keys(":charset koi8-r<CR>")
        #expect(it.pane.prefix(2) == ["т", "тт"])
        it.keys("j/т<CR>n")
        #expect(it.bar.contains("match 2/3"))
        it.keys(":charset<CR>")
        #expect(it.bar.contains("charset: KOI8-R, chosen here"))
        it.keys(":charset auto<CR>")
        #expect(it.pane.first == "<D4>")
        it.keys(":charset klingon<CR>")
        #expect(it.bar.contains("no charset klingon"))
        #expect(it.pane.first == "<D4>")
        it.keys(":set charset utf-16le<CR>")
        #expect(it.pane.first?.hasPrefix("<U+0AD4>") == true)
    }

    @Test func `the place stays by its byte`() throws {
        let it = Scenario(rows: 4, columns: 60)
        it.head()
        try it.grew((1...200).map { "é\($0)\n" }.joined())
        it.finished()
        it.keys("100gma150g:charset windows-1252<CR>")
        #expect(it.pane.first == "Ã©150")
        it.keys("'a")
        #expect(it.pane.first == "Ã©100")
    }

    @Test func `the option is for every body, and saving takes the charset along`() throws {
        var settings = ViewerSettings()
        settings.charset = "koi8-r"
        let it = Scenario(urls: [Request(url: "http://h/")], rows: 5, columns: 60, settings: settings)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/plain; charset=utf-8"])
        try it.grew([0xD4, 0x0A])
        #expect(it.pane.first == "т")
        it.keys("||wc<CR>")
        #expect(it.commands.map(\.input) == [.view(.text, .init(label: "koi8-r"), .init(exchange: 0, number: 1), nil)])
        it.keys("q")
        it.excuse(.stopTransfer)
    }
}
