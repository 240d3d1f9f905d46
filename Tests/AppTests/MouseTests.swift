import Plan
import Screen
import Testing

@testable import App

@Suite struct MouseTests {
    private func viewer(_ text: String, columns: Int = 40, mouse: Bool = true) throws -> Scenario {
        var settings = ViewerSettings()
        settings.takesMouse = mouse
        let viewer = Scenario(urls: [Request(url: "http://example.test/")], rows: 6, columns: columns, settings: settings)
        viewer.head()
        try viewer.grew(text)
        viewer.finished()
        return viewer
    }

    /// Where a text stands in a row of one-column characters.
    private func column(of text: String, in row: String) -> Int? {
        row.indices.first { row[$0...].hasPrefix(text) }.map { row.distance(from: row.startIndex, to: $0) }
    }

    private var lines: String { (1...100).map { "line \($0)\n" }.joined() }

    @Test func `the wheel scrolls`() throws {
        let viewer = try viewer(lines)
        viewer.keys("g")
        viewer.mouse(.wheelDown, 2, 2)
        #expect(viewer.pane.first == "line 4")
        viewer.mouse(.wheelDown, 2, 2)
        viewer.mouse(.wheelUp, 0, 0)
        #expect(viewer.pane.first == "line 4")
    }

    @Test func `until it is taken the mouse means nothing`() throws {
        let viewer = try viewer(lines, mouse: false)
        viewer.keys("g")
        viewer.mouse(.wheelDown, 2, 2)
        viewer.mouse(.press, 4, 39)
        #expect(viewer.pane.first == "line 1")
        #expect(viewer.mouse == [])
        viewer.keys(":mouse<CR>")
        #expect(viewer.mouse == [true])
        viewer.mouse(.wheelDown, 2, 2)
        #expect(viewer.pane.first == "line 4")
        viewer.keys(":set mouse off<CR>")
        #expect(viewer.mouse == [true, false])
    }

    @Test func `the last column tells the place, and is dragged`() throws {
        let viewer = try viewer(lines)
        viewer.keys("g")
        #expect((0..<5).map { viewer.grid[row: $0][39].role == .selection } == [true, false, false, false, false])
        viewer.mouse(.press, 2, 39)
        #expect(viewer.pane.first == "line 51" || viewer.pane.first == "line 52")
        #expect(viewer.grid[row: 2][39].role == .selection)
        // The pointer may leave the column, and the screen.
        viewer.mouse(.drag, 9, 50)
        #expect(viewer.pane.last == "line 100")
        viewer.mouse(.drag, 0, 3)
        #expect(viewer.pane.first == "line 1")
        viewer.mouse(.release, 0, 3)
        viewer.mouse(.drag, 9, 3)
        #expect(viewer.pane.first == "line 1")
    }

    @Test func `a click folds and unfolds`() throws {
        let viewer = try viewer("{\"a\":{\"b\":1},\"c\":2}", columns: 60)
        viewer.keys("P")
        #expect(viewer.pane[1] == "  \"a\": {")
        viewer.mouse(.press, 1, 5)
        #expect(viewer.pane[1].contains("… 1"))
        viewer.mouse(.press, 1, 5)
        #expect(viewer.pane[1] == "  \"a\": {")
    }

    @Test func `a click in a list points, another opens`() throws {
        var settings = ViewerSettings()
        settings.takesMouse = true
        let viewer = Scenario(
            urls: (1...3).map { Request(url: "http://example.test/\($0)") }, rows: 8, columns: 80, settings: settings)
        viewer.excuse(.fetch)
        viewer.keys(":e<CR>")
        let row = try #require(viewer.pane.firstIndex { $0.contains("test/3") })
        viewer.mouse(.press, row, 4)
        #expect(viewer.state.panel == .exchanges)
        viewer.mouse(.release, row, 4)
        viewer.mouse(.press, row, 4)
        #expect(viewer.state.panel == .body)
        #expect(viewer.bar.contains("exchange 3 of 3"))
        // The number in the bar leads back to the list.
        viewer.mouse(.press, 7, try #require(column(of: "exchange", in: viewer.bar)))
        #expect(viewer.state.panel == .exchanges)
    }

    @Test func `parts of the bar do what their keys do`() throws {
        let viewer = try viewer(lines, columns: 80)
        viewer.keys("g")
        func click(_ text: String) throws {
            viewer.mouse(.press, 5, try #require(column(of: text, in: viewer.bar)))
        }
        try click("+95 lines")
        #expect(viewer.pane.last == "line 100")
        try click("200")
        #expect(viewer.state.panel == .headers)
        try click("headers")
        #expect(viewer.state.panel == .timing)
        viewer.keys("<Tab>/line<CR>")
        try click("match")
        #expect(viewer.bar.contains("match 97/100"))
        // What is being typed stays.
        viewer.keys("/ab")
        viewer.mouse(.press, 5, 1)
        #expect(viewer.bar.contains("/ab"))
    }
}
