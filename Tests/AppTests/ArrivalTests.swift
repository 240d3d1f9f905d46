import App
import Bodies
import Plan
import Screen
import Testing

/// When the lines came, as `T`, `)` and `:pieces` show it.
@Suite struct ArrivalTests {
    /// Six lines: two at once, then one each 100 ms, then one after two seconds, and one more.
    private func stream(rows: Int = 7, columns: Int = 80, settings: ViewerSettings = ViewerSettings()) throws -> Scenario {
        let it = Scenario(urls: [Request(url: "http://example.test/")], rows: rows, columns: columns, settings: settings)
        it.head()
        it.wait(.milliseconds(50))
        try it.grew("one\ntwo\n")
        for text in ["three\n", "four\n"] {
            it.wait(.milliseconds(100))
            try it.grew(text)
        }
        it.wait(.milliseconds(2_005))
        try it.grew("five\n")
        it.wait(.milliseconds(100))
        try it.grew("six\n")
        return it
    }

    @Test func `T puts times before the lines, of three kinds, and takes them away`() throws {
        let it = try stream()
        it.keys("T")
        #expect(it.pane[0] == "12:00:00.050 one")
        #expect(it.pane[4] == "12:00:02.255 five")
        it.keys("T")
        #expect(
            it.pane == [
                "    0.050 one", "    0.050 two", "    0.150 three", "    0.250 four", "    2.255 five", "    2.355 six",
            ])
        it.keys("T")
        #expect(it.pane == ["          one", "   +0.000 two", "   +0.100 three", "   +0.100 four", "   +2.005 five", "   +0.100 six"])
        it.keys("j")
        #expect(it.bar.contains("END") || it.bar.contains("following"))
        it.keys("-N")
        #expect(it.pane[1] == "   +0.000    2 two")
        it.keys("T")
        #expect(it.pane[1] == "    0.050  +0.000    2 two")
        it.keys("T")
        #expect(it.pane[0] == "   1 one")
    }

    @Test func `the time since the line before is that of the line above the screen too`() throws {
        let it = try stream(rows: 3)
        it.keys("GTTT")
        #expect(it.pane == ["   +2.005 five", "   +0.100 six"])
        it.keys("&o<CR>g")
        #expect(it.pane == ["          one", "   +0.000 two"])
        it.keys("G")
        #expect(it.pane == ["   +0.000 two", "   +0.200 four"])
    }

    /// The bytes of a transcript's line begin with those of a record that show nothing, and may have come long before.
    @Test func `a line of a transcript came when its text did`() throws {
        let it = Scenario(urls: [Request(url: "http://example.test/")], rows: 8, columns: 60)
        it.head()
        it.wait(.milliseconds(20))
        try it.grew(": ping\n\n")
        for text in ["one\\n", "\\n", "two"] {
            it.wait(.milliseconds(1_000))
            try it.grew(#"data: {"choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"# + "\n\n")
        }
        it.wait(.milliseconds(500))
        try it.grew(#"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\n")
        it.finished()
        it.keys(":view transcript<CR>TT")
        #expect(it.pane.prefix(4) == ["    1.020 one", "    2.020", "    3.020 two", "    3.520 [finish] stop"])
        it.resize(rows: 3, columns: 60)
        it.keys("GT")
        #expect(it.pane == ["   +1.000 two", "   +0.500 [finish] stop"])
    }

    @Test func `on a narrow screen the text has the greater part`() throws {
        let it = try stream(columns: 24)
        it.keys("T")
        #expect(it.pane[0] == "one")
        it.keys("T")
        #expect(it.pane[0] == "    0.050 one")
        it.keys("-N")
        #expect(it.pane[0] == "    0.050 one")
    }

    @Test func `brackets go from stall to stall`() throws {
        let it = try stream(rows: 3)
        it.keys("g)")
        #expect(it.pane.contains("five"))
        #expect(it.bar.contains("after 2.0s without a byte"))
        it.keys(")")
        #expect(it.bar.contains("no later stall (over 500ms)"))
        it.keys("G")
        try it.grew((7...20).map { "\($0)\n" }.joined())
        it.keys("(")
        #expect(it.pane.first == "five")
    }

    @Test func `a stall is what the setting says`() throws {
        var settings = ViewerSettings()
        settings.stall = .milliseconds(90)
        let it = try stream(rows: 3, settings: settings)
        it.keys("g)")
        #expect(it.pane.first == "three")
        it.keys(":set stall 3<CR>g)")
        #expect(it.bar.contains("no later stall (over 3.0s)"))
        it.keys(":set stall<CR>")
        #expect(it.bar.contains("stall = 3"))
    }

    @Test func `pieces have a line each, and Enter goes to one`() throws {
        let it = try stream(rows: 8)
        it.keys(":view pieces<CR>")
        #expect(
            it.pane == [
                "     0.050                        8", "     0.150     +0.100             6", "     0.250     +0.100             5",
                "     2.255     +2.005             5  stall", "     2.355     +0.100             4", "", "",
            ])
        it.keys("kkk<CR>")
        #expect(it.pane.contains("three"))
        #expect(!it.bar.contains("pieces"))
    }

    @Test func `a setting opens the pieces at the start`() throws {
        var settings = ViewerSettings()
        settings.view = "pieces"
        let it = try stream(rows: 8, settings: settings)
        #expect(it.pane[1] == "     0.150     +0.100             6")
        it.keys("q")
        #expect(it.pane.contains("three"))
    }

    @Test func `the pieces are followed as the body is`() throws {
        var settings = ViewerSettings()
        settings.view = "pieces"
        let it = try stream(rows: 4, settings: settings)
        #expect(it.pane.last == "     2.355     +0.100             4")
        #expect(it.bar.contains("following"))
        it.wait(.milliseconds(100))
        try it.grew("seven\n")
        #expect(it.pane.last == "     2.455     +0.100             6")
        it.keys("k")
        it.wait(.milliseconds(100))
        try it.grew("eight\n")
        #expect(it.pane.last == "     2.455     +0.100             6")
        #expect(!it.bar.contains("following"))
        it.keys("G")
        it.wait(.milliseconds(100))
        try it.grew("nine\n")
        #expect(it.pane.last == "     2.655     +0.100             5")
        it.finished()
        #expect(it.bar.contains("END"))
    }

    @Test func `what is pieces is found in the table of panels`() throws {
        let it = try stream(rows: 8, columns: 200)
        it.keys(":view nothing<CR>")
        #expect(it.bar.contains("pieces"))
    }

    @Test func `times of the other form of a body say nothing of the one that is shown`() throws {
        let it = try stream()
        var log = ArrivalLog()
        log.note(9, at: .seconds(7))
        it.send(.arrived(log, decoded: true, it.fetch))
        it.keys("T")
        #expect(it.bar.contains("when this came is not known"))
    }

    @Test func `the timing panel says the gaps, and is the same as long as nothing comes`() throws {
        let it = try stream(rows: 30)
        it.keys("<Tab><Tab>")
        #expect(it.pane.contains { $0.contains("median gap") && $0.contains("100") })
        it.finished()
        let text = it.pane
        it.wait(.seconds(5))
        #expect(it.pane == text)
    }

    @Test func `nothing is known of a body that has not come`() {
        let it = Scenario(rows: 4, columns: 60)
        it.keys("T")
        #expect(it.bar.contains("when this came is not known"))
        it.keys(")")
        #expect(it.bar.contains("when this came is not known"))
    }
}
