import Documents
import Screen
import Testing

@testable import App

/// `Shared`: one value for all copies, until one of them is changed.
@Suite struct SharedTests {
    private struct Holder: Sendable {
        @Shared var words: [String] = []
    }

    @Test func aCopyStaysAsItWas() {
        var first = Holder(words: ["a"])
        let second = first
        first.words.append("b")
        #expect(first.words == ["a", "b"])
        #expect(second.words == ["a"])
    }

    @Test func oneOfTwoCopiesIsChangedByItself() {
        let first = Holder(words: ["a"])
        var second = first
        second.words[0] = "c"
        second.words += ["d"]
        #expect(first.words == ["a"])
        #expect(second.words == ["c", "d"])
    }

    @Test func aStateThatWasCopiedStaysAsItWas() {
        var pane = Pane()
        let before = pane
        var text = TextLines()
        for word in ["one", "two"] { text.add(word) }
        pane.lines = .text(text)
        pane.layOut(Size(rows: 5, columns: 20))
        #expect(pane.page.rows.count == 2)
        #expect(before.page.rows.isEmpty)
    }
}
