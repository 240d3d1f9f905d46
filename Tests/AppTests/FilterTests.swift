import App
import Documents
import Screen
import Testing

/// `&`: only lines that match are shown, and everything that works on lines works on those.
@Suite struct FilterTests {
    private func lines(rows: Int = 6, columns: Int = 90, count: Int = 300, ended: Bool = true) throws -> Scenario {
        let it = Scenario(rows: rows, columns: columns)
        it.head()
        try it.grew(numbers(1...count))
        if ended { it.finished() }
        return it
    }

    @Test func `only lines that match are shown, counted in the bar`() throws {
        let it = try lines()
        it.keys("&7$<CR>")
        #expect(it.pane == ["7", "17", "27", "37", "47"])
        #expect(it.bar.contains("&7$"))
        #expect(it.bar.contains("1-5/30 of 300 16%"))
    }

    @Test func `moving goes over what is shown`() throws {
        let it = try lines()
        it.keys("&7$<CR>jj")
        #expect(it.pane == ["27", "37", "47", "57", "67"])
        it.keys("G")
        #expect(it.pane == ["257", "267", "277", "287", "297"])
        #expect(it.bar.contains("26-30/30 of 300 100%"))
        it.keys("b")
        #expect(it.pane == ["207", "217", "227", "237", "247"])
        it.keys("g")
        #expect(it.pane.first == "7")
        it.keys("50%")
        #expect(it.pane.first == "157")
        it.keys("100g")
        #expect(it.pane.first == "107")
    }

    /// With a line to point at, and that near the end, where a page of what passes begins above it.
    @Test func `the line that is pointed at is on the screen`() throws {
        let it = Scenario(rows: 5, columns: 80)
        it.head()
        try it.grew((1...60).map { "{\"n\":\($0)}\n" }.joined())
        it.finished()
        it.keys(":view records<CR>G&.n~7$<CR>")
        #expect(it.pane == [27, 37, 47, 57].map { "{\"n\": \($0)}" })
        it.keys("k")
        #expect(it.bar.contains("record 47/60"))
        #expect(it.pane == [27, 37, 47, 57].map { "{\"n\": \($0)}" })
        it.keys("kkk")
        #expect(it.pane == [17, 27, 37, 47].map { "{\"n\": \($0)}" })
    }

    @Test func `the filter goes on as bytes come, the unfinished line included`() throws {
        let it = Scenario(rows: 5, columns: 80)
        it.head()
        try it.grew("one error\ntwo\n")
        it.keys("&error<CR>")
        #expect(it.pane == ["one error", "", "", ""])
        try it.grew("three err")
        #expect(it.pane == ["one error", "", "", ""])
        try it.grew("or")
        #expect(it.pane == ["one error", "three error", "", ""])
        try it.grew(" ends\nfour\n")
        #expect(it.pane == ["one error", "three error ends", "", ""])
        try it.grew("five error\n")
        #expect(it.pane == ["one error", "three error ends", "five error", ""])
    }

    @Test func `an inverted filter shows the others, and filters stack`() throws {
        let it = try lines(count: 30)
        it.keys("&!1<CR>")
        #expect(it.pane == ["2", "3", "4", "5", "6"])
        it.keys("&[35]<CR>")
        #expect(it.pane == ["3", "5", "23", "25", "30"])
        #expect(it.bar.contains("&!1 &[35]"))
    }

    @Test func `leaving keeps the line in its row, and an empty pattern goes back and forth`() throws {
        let it = try lines()
        it.keys("&7$<CR>jj&<CR>")
        #expect(it.pane == ["27", "28", "29", "30", "31"])
        it.keys("&<CR>")
        #expect(it.pane == ["27", "37", "47", "57", "67"])
        it.keys("<ESC>")
        #expect(it.pane == ["27", "28", "29", "30", "31"])
    }

    @Test func `the match of a search stays in its row when the filter is left`() throws {
        let it = try lines()
        it.keys("&7$<CR>/47<CR>")
        #expect(it.pane == ["7", "17", "27", "37", "47"])
        it.keys("&<CR>")
        #expect(it.pane == ["43", "44", "45", "46", "47"])
    }

    @Test func `lines of context stand around, dimmed`() throws {
        let it = try lines()
        it.keys("1&00$<CR>")
        #expect(it.pane == ["99", "100", "101", "199", "200"])
        #expect(it.grid[row: 0].first?.role == .dim)
        #expect(it.grid[row: 1].first?.role == .text)
        it.keys("+")
        #expect(it.pane == ["99", "100", "101", "102", "198"])
        it.keys(":context 0<CR>")
        #expect(it.pane == ["100", "200", "300", "", ""])
        it.keys("2+k")
        #expect(it.pane.contains("100"))
    }

    @Test func `a search finds only in lines that are shown`() throws {
        let it = try lines()
        it.keys("&7$<CR>/2<CR>")
        #expect(it.pane.contains("27"))
        it.keys("n")
        #expect(it.grid.text.joined().contains("127"))
        it.keys("nnN")
        #expect(it.pane.contains("207"))
    }

    @Test func `Enter shows the line among all lines and ESC comes back`() throws {
        let it = try lines()
        it.keys("&7$<CR>jj<CR>")
        #expect(it.pane == ["27", "28", "29", "30", "31"])
        #expect(it.grid[row: 0].first?.role == .selection)
        it.keys("<ESC>")
        #expect(it.pane == ["27", "37", "47", "57", "67"])
        #expect(it.grid[row: 0].first?.role == .text)
    }

    @Test func `marks hold, and numbers are those of all lines`() throws {
        let it = try lines()
        it.keys("&7$<CR>jjma-Ng")
        #expect(it.pane.first == "   7 7")
        it.keys("G'a")
        #expect(it.pane.first == "  27 27")
    }

    @Test func `a filter that nothing passes says so`() throws {
        let it = try lines()
        it.keys("&x<CR>")
        #expect(it.pane == ["", "", "", "", ""])
        #expect(it.bar.contains("no line of 300"))
        it.keys("jkGgn&<CR>")
        #expect(it.pane.contains { !$0.isEmpty })
    }

    @Test func `a bad pattern is said and changes nothing`() throws {
        let it = try lines()
        it.keys("&(<CR>")
        #expect(it.bar.contains("bad pattern"))
        #expect(it.pane.first == "1")
    }

    @Test func `another view is filtered by its own lines`() throws {
        let it = Scenario(rows: 6, columns: 80)
        it.head("HTTP/1.1 200 OK", ["Content-Type: application/json"])
        try it.grew(#"{"a": 1, "b": [2, 3], "c": "b"}"#)
        it.finished()
        it.keys("&b<CR>")
        #expect(it.pane.first == #"{"a": 1, "b": [2, 3], "c": "b"}"#)
        it.keys(":view json<CR>")
        #expect(it.pane == [#"  "b": ["#, #"  "c": "b""#, "", "", ""])
        it.keys("&<CR>")
        #expect(it.pane[1] == "    2,")
    }

    @Test func `records are filtered by a member`() throws {
        let it = Scenario(rows: 4, columns: 80)
        it.head("HTTP/1.1 200 OK", ["Content-Type: application/x-ndjson"])
        try it.grew((1...20).map { "{\"n\": \($0), \"level\": \"\($0 % 5 == 0 ? "error" : "info")\"}\n" }.joined())
        it.finished()
        it.keys(":view records<CR>&.n>=18<CR>")
        #expect(it.pane.map { $0.contains("18") || $0.contains("19") || $0.contains("20") } == [true, true, true])
        it.keys("&.level=error<CR>")
        #expect(it.pane.filter { !$0.isEmpty }.count == 1)
        it.keys("&<CR>:view text<CR>&.level=error<CR>")
        #expect(it.pane.first?.contains("\"n\": 5") == false)
    }

    @Test func `a refetch keeps the filter`() throws {
        let it = try lines()
        it.keys("&7$<CR>R")
        #expect(it.fetched == [0, 0])
        it.head()
        try it.grew(numbers(1...30))
        it.finished()
        it.keys("g")
        #expect(it.pane == ["7", "17", "27", "", ""])
    }

    // MARK: The list

    @Test func `the list counts, switches, edits and drops filters`() throws {
        let it = try lines()
        it.keys("&7$<CR>&!1<CR>:filters<CR>")
        #expect(it.pane[0].hasPrefix("on   &7$"))
        #expect(it.pane[0].contains("pattern    30 of 300"))
        #expect(it.pane[1].contains("&!1"))
        #expect(it.pane[1].contains("162 of 300"))
        #expect(it.bar.contains("Enter on/off, e edits, d drops"))
        it.keys("j<CR>")
        #expect(it.pane[1].hasPrefix("off  &!1"))
        it.keys("<ESC>")
        #expect(it.pane.first == "7")
        #expect(it.pane[1] == "17")
        it.keys(":filters<CR>e2$<CR>")
        #expect(it.pane[0].contains("&2$"))
        it.keys("q")
        #expect(it.pane.contains("12"))
        it.keys(":filters<CR>dd<ESC>")
        #expect(it.pane[1] != "12")
        it.keys(":filters<CR>")
        #expect(it.pane[0].hasPrefix("no filters"))
    }

    @Test func `highlights are marked in colours and counted`() throws {
        let it = try lines()
        it.keys(":highlight 7<CR>:highlight 1<CR>g")
        #expect(it.grid[row: 0].first?.role == .mark2)
        it.keys("7g")
        #expect(it.grid[row: 0].first?.role == .mark1)
        it.keys(":filters<CR>")
        #expect(it.pane[0].contains("highlight  60 matches"))
        it.keys("d<ESC>")
        #expect(it.grid[row: 0].first?.role == .text)
        it.keys(":highlight 1<CR>g")
        #expect(it.grid[row: 0].first?.role == .text)
    }

    @Test func `levels colour lines and are filtered by the least one`() throws {
        let it = Scenario(rows: 7, columns: 80)
        it.head()
        try it.grew("INFO a\nERROR b\n  at c\nlevel=warn d\nDEBUG e\n[fatal] f\n")
        it.finished()
        it.keys("g")
        #expect((0..<6).map { it.grid[row: $0].first?.role } == [.text, .levelError, .text, .levelWarning, .levelDebug, .levelFatal])
        it.keys(":level error<CR>")
        #expect(it.pane == ["ERROR b", "  at c", "[fatal] f", "", "", ""])
        #expect(it.bar.contains("level>=error"))
        it.keys(":level 4<CR>")
        #expect(it.pane.contains("level=warn d"))
        it.keys(":level 0<CR>")
        #expect(it.pane.contains("DEBUG e"))
        it.keys(":level<CR>")
        #expect(it.bar.contains("0 all, 1 trace"))
    }

    @Test func `lines are filtered by when they came`() throws {
        let it = Scenario(rows: 6, columns: 90)
        it.head()
        for text in ["one", "two", "three", "four"] {
            try it.grew(text + "\n")
            it.wait(.seconds(20))
        }
        it.keys("&@last 25s<CR>")
        #expect(it.pane == ["three", "four", "", "", ""])
        try it.grew("five\n")
        #expect(it.pane == ["four", "five", "", "", ""])
        it.keys("&<CR>&@12:00:10-12:01<CR>")
        #expect(it.pane == ["two", "three", "", "", ""])
        it.keys(":filters<CR>")
        #expect(it.pane[0].contains("arrival"))
        it.keys("q&<CR>&@last<CR>")
        #expect(it.bar.contains("no line"))
    }

    @Test func `events are filtered by their type, and only there`() throws {
        let it = Scenario(rows: 5, columns: 80)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/event-stream"])
        try it.grew("event: ping\ndata: 1\n\ndata: ping\n\nevent: ping\ndata: 2\n\n")
        it.finished()
        it.keys(":view events<CR>&event:ping<CR>")
        #expect(it.pane.map { String($0.suffix(1)) } == ["1", "2", "", ""])
        it.keys(":view text<CR>")
        #expect(it.bar.contains("no line"))
        it.keys(":view events<CR>")
        #expect(it.pane.filter { !$0.isEmpty }.count == 2)
    }

    @Test func `it fits a small screen`() throws {
        let it = try lines(rows: 10, columns: 40)
        it.keys("2&50$<CR>")
        #expect(it.pane == ["48", "49", "50", "51", "52", "148", "149", "150", "151"])
        #expect(it.bar.contains("&50$"))
    }

    // MARK: What heeds a filter

    @Test func `what is saved of the view is what the filter shows`() throws {
        let it = try lines(count: 30)
        it.excuse(.save)
        it.keys("&5<CR>Sout<CR>")
        let rows = try #require(it.savedRows.last.flatMap { $0 })
        #expect((0..<30).filter { rows.shows(LineNumber($0)) } == [4, 14, 24])
        it.keys("&<CR>Sall<CR>")
        #expect(it.savedRows.last.map { $0 == nil } == true)
    }

    @Test func `what is copied from a mark is what the filter shows`() throws {
        let it = try lines()
        it.keys("&5$<CR>gmajjc'a")
        #expect(it.copied == ["5\n15\n25"])
    }

    @Test func `matches are counted by the lines that are shown`() throws {
        let it = try lines()
        it.keys("/1<CR>")
        #expect(it.bar.contains("match 1/"))
        it.keys("&7$<CR>g/1<CR>")
        // 17, 107, 117 to 197, 217.
        #expect(it.bar.contains("match line 1/12"))
        it.keys("n")
        #expect(it.bar.contains("match line 2/12"))
        it.keys("&2<CR>")
        #expect(it.bar.contains("line 1/2") || it.bar.contains("2 lines match"))
        it.keys("&<CR>")
        #expect(it.bar.contains("match") && !it.bar.contains("line 2/12"))
    }

    @Test func `a highlight is counted, and Enter in the list switches it off and on`() throws {
        let it = try lines(count: 30)
        it.keys(":highlight 7<CR>")
        #expect(it.grid[row: 1].allSatisfy { $0.role != .mark1 })
        it.keys("2j")
        #expect(it.grid.rows { $0.role == .mark1 } == ["7"])
        it.keys(":filters<CR>")
        #expect(it.pane[0].hasPrefix("on ") && it.pane[0].hasSuffix("3 matches"))
        it.keys("<CR>")
        #expect(it.pane[0].hasPrefix("off "))
        it.keys("q")
        #expect(it.grid.rows { $0.role == .mark1 } == [])
    }
}

extension Grid {
    /// Of each row that has such cells their text.
    fileprivate func rows(_ isWanted: (Cell) -> Bool) -> [String] {
        (0..<size.rows).compactMap { row in
            let text = String(String.UnicodeScalarView(self[row: row].filter(isWanted).map(\.scalar)))
            return text.isEmpty ? nil : text
        }
    }
}
