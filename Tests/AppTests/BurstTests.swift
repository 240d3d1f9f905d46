import Plan
import Screen
import Testing

@testable import App

/// Keys that come faster than frames are drawn: each acts on what those before it have brought.
@Suite struct BurstTests {
    private func page(_ text: String = numbers(1...100)) throws -> Scenario {
        let it = Scenario(urls: [Request(url: "http://h/")], rows: 5, columns: 60)
        it.head()
        try it.grew(text)
        it.finished()
        return it
    }

    @Test func `the line that is copied is the one that was gone to`() throws {
        let it = try page()
        it.paste("g42gcl")
        #expect(it.copied == ["42"])
    }

    @Test func `the line at the bottom is that of the page that was turned to`() throws {
        let it = try page()
        it.paste("g50gMbg'b")
        #expect(it.pane == ["50", "51", "52", "53"])
    }

    @Test func `what folds is where one went`() throws {
        let it = try page("{\"a\":{\"b\":1},\"c\":{\"d\":1},\"e\":[1,2,3,4,5,6,7,8,9]}")
        it.keys("P")
        it.paste("5gz")
        #expect(it.pane.first?.contains("\"c\": {… 1}") == true, "\(it.pane)")
    }

    @Test func `the editor opens at the line that was gone to`() throws {
        let it = try page()
        it.paste("g30gv")
        #expect(it.edited == [30])
    }

    @Test func `each of several steps is from where the one before has led`() throws {
        let it = try page((1...9).map { "{\"n\":\($0)}\n" }.joined())
        it.keys(":view json<CR>g")
        it.paste("}}}")
        #expect(it.bar.contains("record 4/9"), "\(it.bar)")
    }

    @Test func `what moves a cursor that was just asked for moves the cursor`() throws {
        let it = try page()
        it.keys("g")
        it.paste(":set cursor on\njj")
        #expect(it.pane.first == "1" && it.state.draw().cursor == Position(row: 2, column: 0))
    }

    @Test func `the line that is placed is the one that was gone to`() throws {
        let it = try page()
        it.keys(":set keys vi<CR>")
        it.paste("30Gzz")
        #expect(it.pane[2] == "30")
    }

    @Test func `what was new before a page down is new after several`() throws {
        let it = try page()
        it.keys(":set unread-line pages<CR>g")
        it.paste("   ")
        #expect(it.pane.first == "13" && it.grid[row: 0].first?.role == .selection)
    }
}
