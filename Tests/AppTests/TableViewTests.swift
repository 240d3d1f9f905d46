import App
import Plan
import Screen
import Testing

/// Tables: the columns of the rows on the screen stand one below the other, and the first row of all stays above them.
@Suite struct TableViewTests {
    private func table(_ text: String, rows: Int = 6, columns: Int = 40) throws -> Scenario {
        let it = Scenario(rows: rows, columns: columns)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/csv"])
        try it.grew(text)
        it.finished()
        it.keys("P")
        return it
    }

    private static let rows = "id,name,n\n" + (1...40).map { "\($0),\($0 % 10 == 0 ? "a longer name" : "x"),\($0 * 7)\n" }.joined()

    @Test func `values stand in columns, as wide as those on the screen`() throws {
        let it = try table(TableViewTests.rows)
        #expect(it.pane == ["id | name | n", "1  | x    | 7", "2  | x    | 14", "3  | x    | 21", "4  | x    | 28"])
        it.keys("8j")
        #expect(
            it.pane == [
                "id | name          | n", "8  | x             | 56", "9  | x             | 63", "10 | a longer name | 70",
                "11 | x             | 77",
            ])
    }

    @Test func `the first row stays above the others, and no row is passed over`() throws {
        let it = try table(TableViewTests.rows)
        it.keys("<PgDn>")
        #expect(it.pane.map { $0.prefix(2) } == ["id", "5 ", "6 ", "7 ", "8 "])
        it.keys("<PgDn>")
        #expect(it.pane.map { $0.prefix(2) } == ["id", "9 ", "10", "11", "12"])
        it.keys("b")
        #expect(it.pane.map { $0.prefix(2) } == ["id", "5 ", "6 ", "7 ", "8 "])
        it.keys("G")
        #expect(it.pane.map { $0.prefix(2) } == ["id", "37", "38", "39", "40"])
        #expect(it.bar.contains("END"))
        it.keys("g")
        #expect(it.pane.map { $0.prefix(2) } == ["id", "1 ", "2 ", "3 ", "4 "])
        it.keys("j-N")
        #expect(it.pane[0] == "   1 id | name | n" && it.pane[1].hasPrefix("   2 1 "))
    }

    @Test func `the first row stays under a filter too`() throws {
        let it = try table(TableViewTests.rows, columns: 90)
        it.keys("&longer<CR>")
        #expect(
            it.pane == [
                "id | name          | n", "10 | a longer name | 70", "20 | a longer name | 140", "30 | a longer name | 210",
                "40 | a longer name | 280",
            ])
    }

    @Test func `a match far to the right is brought to the screen where it stands`() throws {
        let row = (1...20).map { "v\($0)" }.joined(separator: ",")
        let wide = (1...20).map { "value number \($0)" }.joined(separator: ",")
        let it = try table("\(row)\n\(wide)\n\(row.replacing("v18", with: "needle"))\n", columns: 40)
        it.keys("/needle<CR>")
        let place = try #require(it.pane.firstIndex { $0.contains("needle") })
        #expect(it.grid[row: place].contains { $0.role == .currentMatch })
        it.keys("&<CR>")
    }

    @Test func `wrapped rows are as they come`() throws {
        let it = try table("a,b\nlonger,c\n")
        #expect(it.pane[0] == "a      | b")
        it.keys("w")
        #expect(it.pane[0] == "a | b")
    }
}
