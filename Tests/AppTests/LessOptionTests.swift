import Plan
import Screen
import Testing

@testable import App

/// Options of less, in `$LESS` and after `-`: what they do here.
@Suite struct LessOptionTests {
    private func page(less: String = "", rows: Int = 5, columns: Int = 40, _ text: String = numbers(1...100), ends: Bool = true) throws
        -> Scenario
    {
        var settings = ViewerSettings()
        settings.heed(environment: ["LESS": less])
        let it = Scenario(urls: [Request(url: "http://h/")], rows: rows, columns: columns, settings: settings)
        it.head()
        try it.grew(text)
        if ends { it.finished() }
        return it
    }

    @Test func `-x sets tab stops, at first and later`() throws {
        let it = try page(less: "-x4", "a\tb\tc\nab\tcde\tf\n")
        #expect(it.pane.prefix(2) == ["a   b   c", "ab  cde f"])
        it.keys("-x9,12<CR>")
        #expect(it.pane.prefix(2) == ["a        b  c", "ab       cde   f"])
        it.keys("-+x")
        #expect(it.pane.prefix(2) == ["a       b       c", "ab      cde     f"])
        it.keys("--tabs=2<CR>")
        #expect(it.pane.prefix(2) == ["a b c", "ab  cde f"])
        it.keys("-x0<CR>")
        #expect(it.bar.contains("tabs takes") && it.pane[0] == "a b c")
    }

    @Test func `a line that is longer than a piece has its tabs where they are`() throws {
        let it = try page(less: "-x3 -S", columns: 30, String(repeating: "x\t", count: 100_000) + "end\n")
        it.send(.key(.meta("}")))
        #expect(it.pane[0] == String(repeating: "x  ", count: 9) + "end")
        it.keys("-x5<CR>")
        it.send(.key(.meta("}")))
        #expect(it.pane[0].hasSuffix("x    x    end"))
    }

    @Test func `-J shows marks, and what matches`() throws {
        let it = try page(less: "-J")
        #expect(it.pane == ["  1", "  2", "  3", "  4"])
        it.keys("3gma1g/[24]<CR>")
        #expect(it.pane == ["  1", "* 2", "a 3", "* 4"])
        it.keys("-N")
        #expect(it.pane == ["     1 1", "*    2 2", "a    3 3", "*    4 4"])
        it.keys("-N-J")
        #expect(it.pane == ["1", "2", "3", "4"])
        // The end that is followed is a place too.
        it.keys("-JGmb")
        #expect(it.pane.last == "b 100")
    }

    @Test func `--rscroll is what marks a line that goes on`() throws {
        let text = String(repeating: "0123456789", count: 5)
        let it = try page(less: "-S --rscroll=*d#$ -i", columns: 40, text + "\n")
        #expect(it.pane[0] == text.prefix(39) + "#")
        it.keys("--rscroll=-<CR>")
        #expect(it.pane[0] == text.prefix(40))
        it.keys("--rscroll=xy<CR>")
        #expect(it.bar.contains("rscroll takes") && it.pane[0] == text.prefix(40))
    }

    @Test func `without --incsearch nothing moves before Enter`() throws {
        let it = try page()
        it.keys("--incsearch<CR>/50")
        #expect(it.pane.first == "1")
        it.keys("<CR>")
        #expect(it.pane.contains("50"))
        it.keys("g/60<ESC>")
        #expect(it.pane.first == "1" && it.bar.contains("match"))
    }

    @Test func `-e ends at the next key down, -E at the end, and neither while more may come`() throws {
        let second = try page(less: "-e", ends: false)
        second.keys("Gj")
        #expect(!second.hasQuit)
        second.finished()
        second.keys("kj")
        #expect(!second.hasQuit)
        second.keys(" ")
        #expect(second.hasQuit)
        let first = try page(less: "-E")
        #expect(!first.hasQuit)
        first.keys("G")
        #expect(first.hasQuit && first.state.lastScreen == [])
        let up = try page(less: "-e")
        up.keys("Gkkk")
        #expect(!up.hasQuit)
    }

    @Test func `-w lets the first new line stand out after a page, -W after any longer way`() throws {
        func standsOut(_ it: Scenario) -> [Int] {
            (0..<4).filter { row in it.grid[row: row].first?.role == .selection }
        }
        let page = try page(less: "-w")
        page.keys(" ")
        #expect(standsOut(page) == [0] && page.pane.first == "5")
        page.keys("3j")
        #expect(standsOut(page) == [])
        let any = try self.page(less: "-W")
        any.keys("2j")
        #expect(standsOut(any) == [2] && any.pane[2] == "5")
        any.keys("j")
        #expect(standsOut(any) == [])
    }

    @Test func `the wheel scrolls as many lines as it is told to`() throws {
        let it = try page(less: "--mouse --wheel-lines=2")
        it.keys("g")
        it.mouse(.wheelDown, 1, 1)
        #expect(it.pane.first == "3")
    }

    @Test func `after --use-backslash a text may have a dollar sign`() throws {
        let it = try page(less: #"--use-backslash -p1\$$ -N"#)
        #expect(it.bar.contains("match 1/10") && it.pane[0].hasSuffix(" 1"), "\(it.bar)")
    }
}
