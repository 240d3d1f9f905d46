import Testing

@testable import Curses

@Suite struct ClipboardSequenceTests {
    @Test func `text is one sequence`() {
        #expect(ClipboardSequence.bytes("hi", passesScreen: false) == Array("\u{1B}]52;c;aGk=\u{07}".utf8))
        #expect(ClipboardSequence.bytes(String(repeating: "x", count: 74_994), passesScreen: false).count == 100_000)
    }

    @Test func `through GNU screen it goes in pieces, which together are the same`() {
        let text = String(repeating: "curlew", count: 1000)
        let whole = ClipboardSequence.bytes(text, passesScreen: false)
        var pieces: [ArraySlice<UInt8>] = []
        var rest = ClipboardSequence.bytes(text, passesScreen: true)[...]
        while let end = rest.indices.dropFirst().first(where: { rest[$0 - 1] == 0x1B && rest[$0] == UInt8(ascii: "\\") }) {
            pieces.append(rest[...end])
            rest = rest[(end + 1)...]
        }
        #expect(rest.isEmpty && pieces.count > 5)
        #expect(pieces.allSatisfy { $0.count <= 768 && $0.starts(with: Array("\u{1B}P".utf8)) })
        #expect(pieces.flatMap { $0.dropFirst(2).dropLast(2) } == whole)
    }

    @Test func `screen is known by its session, for tmux has the same name`() {
        #expect(ClipboardSequence.passesScreen(term: "screen.xterm-256color", session: "1.tty"))
        #expect(!ClipboardSequence.passesScreen(term: "screen-256color", session: nil))
        #expect(!ClipboardSequence.passesScreen(term: "xterm", session: "1.tty"))
    }
}
