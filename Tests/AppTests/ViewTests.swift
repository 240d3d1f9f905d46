import App
import Documents
import Plan
import Screen
import Testing

/// Another view of the same body: the place, the marks and the search are those of the bytes.
@Suite struct ViewTests {
    private func page(rows: Int = 6, columns: Int = 100, count: Int = 400) throws -> Scenario {
        let it = Scenario(rows: rows, columns: columns)
        it.head()
        try it.grew(numbers(1...count))
        it.finished()
        return it
    }

    @Test func `a body that was on the screen whole is read from its top in another view`() throws {
        let it = Scenario(rows: 5, columns: 40)
        it.head("HTTP/1.1 200 OK", ["Content-Type: application/json"])
        try it.grew("{\"a\": [1, 2, 3, 4, 5, 6]}")
        it.finished()
        it.keys("P")
        #expect(it.pane.first == "{")
        it.keys("GP")
        #expect(it.pane.first == "{\"a\": [1, 2, 3, 4, 5, 6]}")
    }

    @Test func `hex shows offsets, bytes and text, and P goes back and forth`() throws {
        let it = try page()
        it.keys(":view hex<CR>")
        #expect(it.pane[0] == "00000000  31 0a 32 0a 33 0a 34 0a  35 0a 36 0a 37 0a 38 0a  |1.2.3.4.5.6.7.8.|")
        #expect(it.bar.contains("hex"))
        it.keys("P")
        #expect(it.pane[0] == "1")
        it.keys("P")
        #expect(it.pane[0].hasPrefix("00000000"))
        it.keys(":view text<CR>")
        #expect(it.pane[0] == "1")
    }

    @Test func `the place is kept by its byte`() throws {
        let it = try page()
        it.keys("200g")
        #expect(it.pane[0] == "200")
        it.keys(":view hex<CR>")
        // Line 200 begins at byte 9 * 2 + 90 * 3 + 100 * 4 = 688.
        #expect(it.pane[0].hasPrefix("000002b0  32 30 30 0a"))
        it.keys("P")
        #expect(it.pane[0] == "200")
    }

    @Test func `marks and the search are kept too`() throws {
        let it = try page()
        it.keys("200gma/300<CR>")
        #expect(it.bar.contains("1/1"))
        it.keys(":view hex<CR>")
        #expect(it.bar.contains("1/1"))
        it.keys("n")
        let row = try #require(it.pane.firstIndex { $0.contains("33 30 30") && $0.contains("300") })
        let lit = it.grid[row: row].filter { $0.role == .currentMatch }
        // Two digits a byte, perhaps the blanks between them, and the text.
        #expect(lit.count >= 9)
        it.keys("'a")
        #expect(it.pane[0].hasPrefix("000002b0"))
        it.keys("P")
        #expect(it.pane[0] == "200")
    }

    @Test func `a match lights bytes, and not what stands beside them`() throws {
        let it = Scenario(rows: 4, columns: 100)
        it.head()
        try it.grew("first\nwords")
        it.finished()
        it.keys("/first<CR>:view hex<CR>n")
        let lit = it.grid[row: 0].indices.filter { it.grid[row: 0][$0].role == .currentMatch }
        // `00000000  66 69 72 73 74 0a`: the digits with the blanks after them, and the text after the bar.
        #expect(lit == Array(10..<25) + Array(61..<66))
    }

    @Test func `the end is followed in the other view as well`() throws {
        let it = Scenario(rows: 4, columns: 100)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/event-stream"])
        try it.grew(numbers(1...40))
        it.keys(":view hex<CR>")
        it.keys("G")
        #expect(it.bar.contains("following"))
        try it.grew("tail")
        #expect(it.pane.last?.hasSuffix("|ail|") == true)
    }

    @Test func `an unknown view names those there are`() throws {
        let it = try page()
        it.keys(":view hexagon<CR>")
        #expect(it.bar.contains("no view hexagon; there are text, hex, json, records"))
        #expect(it.pane[0] == "1")
    }

    @Test func `a view chosen before the body comes is the one it opens in`() throws {
        let it = Scenario(rows: 4, columns: 100)
        it.keys(":view hex<CR>")
        it.head()
        try it.grew("abc")
        #expect(it.pane[0].hasPrefix("00000000  61 62 63"))
        it.keys("R")
        #expect(it.fetched == [0, 0] && it.hasStopped)
        it.head()
        try it.grew("xyz")
        #expect(it.pane[0].hasPrefix("00000000  78 79 7a"))
    }

    @Test func `the settings are changed inside`() throws {
        let it = try page()
        it.keys(":set wrap<CR>")
        #expect(it.bar.contains("wrap = on"))
        it.keys(":set wrap off<CR>")
        #expect(it.bar.contains("run on to the right"))
        it.keys(":set wrap<CR>")
        #expect(it.bar.contains("wrap = off"))
        it.keys(":set wrap maybe<CR>")
        #expect(it.bar.contains("wrap takes on|off"))
        it.keys(":set view hex<CR>")
        #expect(it.pane[0].hasPrefix("00000000"))
        it.keys(":set nothing<CR>")
        #expect(it.bar.contains("no setting nothing"))
    }

    @Test func `a setting of the command line holds from the start`() throws {
        var settings = ViewerSettings()
        settings.view = "hex"
        settings.wraps = false
        let it = Scenario(urls: [Request(url: "http://a.test/")], rows: 4, columns: 30, settings: settings)
        it.head()
        try it.grew("abc")
        #expect(it.pane[0] == "00000000  61 62 63           >")
        #expect(it.pane[1].isEmpty)
    }

    private func json(_ text: String, isWhole: Bool = true, settings: ViewerSettings = ViewerSettings()) throws -> Scenario {
        let it = Scenario(urls: [Request(url: "http://a.test/")], rows: 8, columns: 100, settings: settings)
        it.head("HTTP/1.1 200 OK", ["Content-Type: application/json"])
        try it.grew(text)
        if isWhole { it.finished() }
        return it
    }

    @Test func `JSON is offered, and P goes there and back`() throws {
        let it = try json(#"{"a":[1,2]}"#)
        #expect(it.bar.contains("P shows it pretty"))
        it.keys("P")
        #expect(it.pane.prefix(6) == ["{", #"  "a": ["#, "    1,", "    2", "  ]", "}"])
        #expect(it.bar.contains("json"))
        #expect(!it.bar.contains("deep"))
        it.keys("P")
        #expect(it.pane[0] == #"{"a":[1,2]}"#)
        #expect(it.bar.contains("P json"))
        it.keys("2P")
        #expect(it.pane[0] == #"{"a": [1, 2]}"#)
        it.keys("4P")
        #expect(it.bar.contains("views that fit: json, records, flat"))
    }

    @Test func `the bar says at once what is offered, which view has come, and that all is there`() throws {
        let it = Scenario(rows: 8, columns: 90)
        it.drawsFirst = true
        it.head("HTTP/1.1 200 OK", ["Content-Type: application/json"])
        try it.grew(#"{"a":[1,2]"#)
        #expect(it.drawnBar.contains("P shows it pretty"))
        it.keys("P")
        #expect(it.drawnBar.contains("json  open 1 deep  $  L1-5/5"))
        try it.grew("}")
        it.finished()
        #expect(it.drawnBar.contains("L1-6/6"))
        it.keys("P")
        #expect(it.drawnBar.contains("L1-1/1") && it.drawnBar.contains("P json"))
    }

    @Test func `the first start of all says what is offered, and how to get help and out`() throws {
        let it = try json(#"{"a":1}"#)
        it.isNew()
        #expect(it.bar.hasSuffix("  h help, q quits  P shows it pretty"))
        it.resize(rows: 10, columns: 40)
        #expect(it.bar == " done  200  7  END  h help, q quits")
        it.keys("P")
        #expect(!it.bar.contains("quits"))
    }

    @Test func `JSON that is still coming says how deep it is open`() throws {
        let it = try json(#"{"a":[1,{"b":"#, isWhole: false)
        it.keys("P")
        #expect(it.bar.contains("open 3 deep"))
        #expect(it.pane[4] == #"      "b":"#)
        try it.grew("2}]")
        #expect(it.pane[4] == #"      "b": 2"#)
        #expect(it.bar.contains("open 1 deep"))
    }

    @Test func `the place and the search go with the bytes into JSON and back`() throws {
        let it = try json("[" + (0..<500).map { "{\"n\":\($0)}" }.joined(separator: ",") + "]")
        it.keys("P/:250<CR>")
        #expect(it.bar.contains("1/1"))
        let row = try #require(it.pane.firstIndex { $0.contains("250") })
        #expect(it.pane[row] == #"    "n": 250"#)
        #expect(it.grid[row: row].filter { $0.role == .currentMatch }.count >= 4)
        it.keys("100g")
        let top = it.pane[0]
        it.keys("PP")
        #expect(it.pane[0] == top)
    }

    @Test func `a body opens in the view that fits it if asked to`() throws {
        var settings = ViewerSettings()
        settings.view = "auto"
        let it = try json(#"{"a":1}"#, settings: settings)
        #expect(it.pane.prefix(3) == ["{", #"  "a": 1"#, "}"])
        it.keys("P")
        #expect(it.pane[0] == #"{"a":1}"#)
        it.keys("P:set view auto<CR>")
        #expect(it.pane[0] == "{")
    }
}
