import App
import Screen
import Testing

@Suite struct PromptTests {
    private func page() throws -> Scenario {
        let it = Scenario(rows: 4, columns: 60)
        it.head()
        try it.grew(numbers(1...50))
        return it
    }

    @Test func savingSaysWhatWasWritten() throws {
        let it = try page()
        it.saving = { path, _ in .saved(path: path, bytes: 141) }
        it.keys("s")
        #expect(it.bar.hasPrefix("save to:"))
        it.keys("out.txt<CR>")
        #expect(it.bar.contains("saved 141 bytes to out.txt"))
        #expect(it.saved == ["out.txt"])
    }

    @Test func nothingIsReplacedWithoutAYes() throws {
        let it = try page()
        it.excuse(.save)
        var written: [String] = []
        it.saving = { path, replacing in
            if !replacing { return .exists(path: path) }
            written.append(path)
            return .saved(path: path, bytes: 1)
        }
        it.keys("sold<CR>")
        #expect(it.bar.hasPrefix("old exists. Replace it?"))
        it.keys("xn")
        #expect(written.isEmpty)
        it.keys("sold<CR>y")
        #expect(written == ["old"])
    }

    @Test func editingAndHistory() throws {
        let it = try page()
        it.keys(":4<BS>30<CR>")
        #expect(it.pane.first == "30")
        it.keys("g:<Up>")
        #expect(it.bar == ":30")
        it.keys("<CR>")
        #expect(it.pane.first == "30")
        it.keys(":<BS>")
        #expect(!it.bar.hasPrefix(":"))
    }

    @Test func aPromptLongerThanTheScreenKeepsItsCursorInSight() throws {
        let it = try page()
        it.keys("s" + String(repeating: "x", count: 200))
        let cursor = it.state.draw().cursor
        #expect(cursor?.row == 3)
        #expect((0..<60).contains(cursor?.column ?? -1))
    }

    @Test func anUnknownCommandIsNamed() throws {
        let it = try page()
        it.keys(":grob<CR>")
        #expect(it.bar.contains("no command :grob"))
        it.keys("ZZ")
        #expect(it.hasQuit)
    }

    @Test func `a line that was typed twice is kept once, the last time`() throws {
        let it = try page()
        it.keys("/one<CR>/two<CR>/one<CR>/")
        it.keys("<Up><Up>")
        #expect(it.bar.hasPrefix("/two"))
        it.keys("<Up>")
        #expect(it.bar.hasPrefix("/two"))
    }

    @Test func numbersAreShownAsTheyAreTyped() throws {
        let it = try page()
        it.keys("42")
        #expect(it.bar.contains(":42"))
        it.keys("<ESC>")
        #expect(!it.bar.contains(":42"))
        #expect(it.pane.first == "1")
    }

    @Test func escapeWithAKeyRightBehindItIsBoth() throws {
        let it = try page()
        it.keys("20gh")
        it.send(.key(.meta("g")))
        #expect(it.pane.first == "1")
    }
}
