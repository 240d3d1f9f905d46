import Plan
import Screen
import Testing

@testable import App

/// Keys do what they do in less.
@Suite struct LessTests {
    private func page(rows: Int = 5, _ settings: [String: String] = [:], _ text: String = numbers(1...100)) throws -> Scenario {
        var all = ViewerSettings()
        for (name, value) in settings {
            let setting = try #require(ViewerSetting.named(name)).setting
            let isSet = all.set(setting, value, from: "test")
            #expect(isSet)
        }
        let it = Scenario(urls: [Request(url: "http://h/")], rows: rows, columns: 40, settings: all)
        it.head()
        try it.grew(text)
        it.finished()
        return it
    }

    @Test func `J goes past the end until the last line is the first, and K past the top`() throws {
        let it = try page()
        it.keys("99GJJ")
        #expect(it.pane == ["99", "100", "", ""])
        it.keys("j")
        #expect(it.pane == ["99", "100", "", ""])
        it.keys("JJJ")
        #expect(it.pane == ["100", "", "", ""])
        it.keys("k")
        #expect(it.pane == ["99", "100", "", ""])
        it.keys("g999999J")
        #expect(it.pane == ["100", "", "", ""])
        it.keys("g2K")
        #expect(it.pane == ["", "", "1", "2"])
        it.keys("j")
        #expect(it.pane == ["", "1", "2", "3"])
        it.keys("k")
        #expect(it.pane == ["", "1", "2", "3"])
        it.keys("2j")
        #expect(it.pane == ["2", "3", "4", "5"])
        it.keys("3Y")
        #expect(it.pane == ["", "", "1", "2"])
        it.keys("g")
        #expect(it.pane == ["1", "2", "3", "4"])
        it.keys("95G")
        it.send(.key(.meta(" ")))
        it.send(.key(.meta(" ")))
        #expect(it.pane == ["100", "", "", ""])
    }

    @Test func `with a target row a line is shown there, past the end too`() throws {
        let it = try page(["jump-target": "1"])
        it.keys("99G")
        #expect(it.pane == ["99", "100", "", ""])
        it.keys("g/3$<CR>")
        #expect(it.pane.first == "3")
        it.keys(":set jump-target -1<CR>50g")
        #expect(it.pane == ["47", "48", "49", "50"])
        it.keys(":set jump-target .5<CR>60g")
        #expect(it.pane[2] == "60")
        it.keys("/72<CR>")
        #expect(it.pane[2] == "72")
    }

    @Test func `a mark is shown in the row that it had`() throws {
        let it = try page()
        it.keys("50gMb80g'b")
        #expect(it.pane == ["50", "51", "52", "53"])
        it.keys("g'b")
        #expect(it.pane.last == "53")
        it.send(.key(.meta("m")))
        it.keys("b'b")
        #expect(it.bar.contains("no mark b"))
    }

    @Test func `sideways by a step that is kept, and back to wrapped lines`() throws {
        let it = try page(rows: 4, [:], String(repeating: "0123456789", count: 9) + "\nend\n")
        it.keys("30<Right>")
        #expect(it.pane[0].hasPrefix("0123") && it.bar.contains("col 31") && it.pane[1].isEmpty)
        it.keys("<Right><Left>")
        #expect(it.bar.contains("col 31"))
        it.keys("<Left>")
        #expect(it.pane[2] == "0123456789" && !it.bar.contains("col"))
        it.send(.key(.controlRight))
        #expect(it.bar.contains("col 51") && it.pane[0].hasSuffix("789"))
        it.send(.key(.controlLeft))
        #expect(it.pane[1].hasPrefix("0123"))
    }

    @Test func `pages of so many rows`() throws {
        let it = try page(["window": "-3"])
        it.keys(" ")
        #expect(it.pane.first == "3")
        it.keys("3zb")
        #expect(it.pane.first == "3")
        it.keys("10wf")
        #expect(it.pane.first == "11")
    }

    @Test func `matches stand out, or not`() throws {
        let it = try page()
        func marked() -> Bool { (0..<4).contains { row in it.grid[row: row].contains { $0.role == .match || $0.role == .currentMatch } } }
        it.keys("/2<CR>")
        #expect(marked())
        it.keys("<M-u>")
        #expect(!marked())
        it.keys("<M-u>")
        #expect(marked())
        it.send(.key(.meta("U")))
        it.keys("n")
        #expect(it.bar.contains("no search yet") && !marked())
        it.keys("/2<CR>n")
        #expect(it.bar.contains("match"))
    }

    @Test func `a search begins where it is told to`() throws {
        let it = try page()
        it.keys("-a/[1-9]<CR>")
        #expect(it.bar.contains("match 5/") && it.pane.first == "5")
        it.keys("n")
        #expect(it.pane.first == "9")
        it.keys("50g?.<CR>")
        #expect(it.bar.contains("match 49/") || it.pane.contains("49"))
        it.keys("-+a-Ag/[1-9]<CR>")
        #expect(it.bar.contains("match 2/") && it.pane.first == "1")
        it.keys("-A_a")
        #expect(it.bar.contains("search-start = screen"))
    }

    @Test(arguments: [("1", 0), ("5", 4), ("99", 9), ("-1", 9), ("-3", 7), (".5", 5), ("0", 0)])
    func `rows of the screen`(text: String, index: Int) {
        #expect(ScreenRow(text)?.index(in: 10) == index)
    }

    @Test(arguments: ["", ".", "x", "1x", ".x", "5.5"])
    func `what is no row`(text: String) {
        #expect(ScreenRow(text) == nil)
    }
}
