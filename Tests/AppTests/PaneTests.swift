import App
import HTTP
import Plan
import Screen
import Testing

/// What works in the body works in every panel.
@Suite struct PaneTests {
    private func headers(rows: Int = 6, columns: Int = 60) throws -> Scenario {
        let it = Scenario(rows: rows, columns: columns)
        it.head("HTTP/1.1 200 OK", (1...30).map { "X-Field-\($0): value \($0)" } + ["X-Long: " + String(repeating: "long ", count: 30)])
        try it.grew("the body\n")
        it.keys("<Tab>")
        return it
    }

    @Test func `searching in the headers finds there and closes nothing`() throws {
        let it = try headers(columns: 100)
        it.keys("/value 2<CR>")
        #expect(it.bar.contains("headers") && it.bar.contains("1/11"))
        #expect(it.pane.contains("X-Field-2: value 2"))
        let row = try #require(it.pane.firstIndex(of: "X-Field-2: value 2"))
        #expect(it.grid[row: row].map(\.role).contains(.currentMatch))
        it.keys("n")
        #expect(it.pane.contains("X-Field-20: value 20") && it.bar.contains("2/11"))
        it.keys("N")
        #expect(it.bar.contains("1/11"))
        it.keys("?200 OK<CR>")
        #expect(it.bar.contains("1/1") && it.pane.contains("HTTP/1.1 200 OK"))
    }

    @Test func `searching in the help finds there and closes nothing`() {
        let it = Scenario(rows: 8, columns: 100)
        it.keys("h/fetch again<CR>")
        #expect(it.pane.contains { $0.hasSuffix("fetch again, keeping the place") })
        #expect(it.bar.contains("help"))
    }

    @Test func `n looks in another pane for what was searched for last`() throws {
        let it = try headers(columns: 100)
        it.keys("<Tab><Tab>/body<CR><Tab>")
        #expect(it.bar.contains("headers") && !it.bar.contains("1/1"))
        it.keys("n")
        #expect(it.bar.contains("not found: body"))
    }

    @Test func `marks and the way back`() throws {
        let it = try headers()
        it.keys("5gma")
        let marked = it.pane
        it.keys("G'a")
        #expect(it.pane == marked)
        it.keys("''")
        #expect(it.pane != marked)
    }

    @Test func `wrap, percent and sideways`() throws {
        let it = try headers(columns: 40)
        it.keys("G")
        #expect(it.pane.last?.hasPrefix("X-Long") == false)
        it.keys("w")
        #expect(it.pane.last?.hasPrefix("X-Long: long long") == true)
        it.keys("30<Right>")
        #expect(it.pane.last?.hasPrefix("X-Long") == false)
        it.keys("<Tab><Tab>")
        #expect(it.pane.first == "the body")
        it.resize(rows: 6, columns: 100)
        it.keys("<Tab>w50%")
        #expect(it.bar.contains("headers  L24-28/37 61%"))
    }

    @Test func `S saves the text of what is shown, s the body`() throws {
        let it = try headers()
        it.keys("Sheads<CR>")
        #expect(it.saved == ["heads"])
        #expect(it.savedTexts.first?.contains("X-Field-30: value 30\n") == true)
        it.keys("sbody<CR>")
        #expect(it.saved == ["heads", "body"])
        #expect(it.savedTexts.count == 1)
    }

    @Test func `the place and the marks stay on their lines when the text changes`() throws {
        let it = Scenario(rows: 6, columns: 60)
        it.head("HTTP/1.1 200 OK", (1...30).map { "A-\($0): 1" })
        it.keys("<Tab>20gmx")
        let before = it.pane
        it.finished(.failed(TransferFailure(exitStatus: 18, message: "cut")))
        it.keys("k")
        it.keys("'x")
        #expect(it.pane.first == before.first)
    }

    @Test func `the line that is pointed at in the list is always on the screen`() {
        let requests = (1...40).map { Request(url: "http://host-\($0).test/") }
        let it = Scenario(urls: requests, rows: 10, columns: 60)
        it.keys(":e<CR>")
        for number in 2...40 {
            it.keys("j")
            #expect(it.pane.contains { $0.hasPrefix("> \(number) ") })
        }
        for number in (1...39).reversed() {
            it.keys("k")
            #expect(it.pane.contains { $0.hasPrefix("> \(number) ") })
        }
        it.keys("G")
        #expect(it.pane.last?.hasPrefix("> 40 ") == true)
        it.resize(rows: 4, columns: 60)
        #expect(it.pane.contains { $0.hasPrefix("> 40 ") })
        it.keys("5g<CR>")
        #expect(it.bar.contains("5 of 40"))
    }

    @Test func `the list is searched, and Enter opens what was found`() {
        let requests = (1...40).map { Request(url: "http://host-\($0).test/") }
        let it = Scenario(urls: requests, rows: 10, columns: 80)
        it.keys(":e<CR>/host-33<CR>")
        #expect(it.pane.contains { $0.hasPrefix("> 33 ") })
        it.keys("<CR>")
        #expect(it.bar.contains("33 of 40"))
    }
}
