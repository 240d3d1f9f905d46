import Curses
import Screen
import TestSupport
import Testing

/// Text that comes faster than anybody types, from a terminal that marks no paste.
@Suite struct UnmarkedPasteTests {
    private func keys(_ text: String) -> [Key] {
        var decoder = KeyDecoder()
        return UnmarkedPaste.joined(decoder.keys(from: text.utf8) + decoder.flush())
    }

    private func typed(_ text: String) -> [Key] {
        text.unicodeScalars.map { $0 == "\r" ? .enter : $0 == "\t" ? .tab : .character($0) }
    }

    @Test(arguments: [
        "curl http://h/", "http://h/x", "a b c d e f", "GET /index", "curl 'http://h/' \\\r  -H 'a: b'\r", "q q q q q q", "12345678\r9",
        "localhost:80", "日本語 日本語日本語", "\tabcdefghi j",
    ])
    func `text in one piece is a paste`(_ text: String) {
        #expect(keys(text) == [.paste(text.replacing("\r", with: "\n"))])
    }

    @Test(arguments: [
        "jjjjjjjjjjjj", "            ", "::::::::::::", "/needle", "a b c d ", "abcdefghijkl", "\r\r\r\r\r\r\r\r\r\r\r\r",
        "10G20G30G40G", "\t\t\t\t\t\t\t\t\t\t",
    ])
    func `what may be keys stays keys`(_ text: String) {
        #expect(keys(text) == typed(text))
    }

    @Test func `arrows and function keys are never part of it`() {
        let arrows = String(repeating: "\u{1B}OA\u{1B}[B", count: 20)
        #expect(keys(arrows) == Array(repeating: [Key.up, .down], count: 20).flatMap { $0 })
        #expect(keys("ab cd\u{1B}OAef gh") == typed("ab cd") + [.up] + typed("ef gh"))
        #expect(keys("\u{1B}[Acurl http://h/\u{1B}[B") == [.up, .paste("curl http://h/"), .down])
        #expect(keys("curl http\u{3}") == [.paste("curl http"), .control("C")])
        #expect(keys("\u{1B}[200~q\u{1B}[201~curl http://h/") == [.paste("q"), .paste("curl http://h/")])
        #expect(keys("curl x\u{7F}\u{7F}") == typed("curl x") + [.backspace, .backspace])
    }

    /// While there may be more of it, the terminal is listened to a little longer, or a second read would be typed.
    @Test func `only what may be a paste is waited for`() {
        #expect(UnmarkedPaste.mayGoOn(typed("curl http://h/")))
        #expect(UnmarkedPaste.mayGoOn([.up] + typed("abcdefghi")))
        #expect(!UnmarkedPaste.mayGoOn(typed("jjjjjjjjjjjjj")))
        #expect(!UnmarkedPaste.mayGoOn(typed("G")))
        #expect(!UnmarkedPaste.mayGoOn([]))
        #expect(!UnmarkedPaste.mayGoOn(typed("curl http://h/") + [.up]))
    }

    @Test func `a search that a script types in one go is keys`() {
        let keys = "/some words".unicodeScalars.map { Key.character($0) } + [.enter]
        #expect(UnmarkedPaste.joined(keys) == keys)
        // More than the one line is a paste.
        let more = keys + "and more of it".unicodeScalars.map { Key.character($0) }
        #expect(UnmarkedPaste.joined(more) != more)
    }
}
