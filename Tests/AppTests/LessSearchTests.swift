import Plan
import Screen
import Testing

@testable import App

/// Searches do what they do in less.
@Suite struct LessSearchTests {
    private func page(_ text: String, settings: ViewerSettings = ViewerSettings(), ends: Bool = true) throws -> Scenario {
        let it = Scenario(urls: [Request(url: "http://h/")], rows: 4, columns: 80, settings: settings)
        it.head()
        try it.grew(text)
        if ends { it.finished() }
        return it
    }

    private func fruit() throws -> Scenario { try page("apple\nbanana\ncherry\nApple.pie\nfig\nbanana split\nend\n") }

    @Test func `lines that do not match`() throws {
        let it = try fruit()
        it.keys("/!a<CR>")
        #expect(it.pane.contains("cherry") && it.bar.contains("1/3"))
        it.keys("n")
        #expect(it.bar.contains("2/3") && it.pane.contains("fig"))
        #expect((0..<3).allSatisfy { row in it.grid[row: row].allSatisfy { $0.role != .match } })
        it.keys("/")
        it.send(.key(.control("N")))
        #expect(it.bar.hasPrefix("not matching: /"))
        it.keys("<BS>")
        #expect(it.bar == "/")
    }

    @Test func `literally, without moving, from the first line`() throws {
        let it = try fruit()
        it.keys("/")
        it.send(.key(.control("R")))
        it.keys("e.p<CR>")
        #expect(it.bar.contains("1/1") && it.pane.contains("Apple.pie"))
        it.keys("g/")
        it.send(.key(.control("K")))
        it.keys("split<CR>")
        #expect(it.pane.first == "apple" && it.bar.contains("1 match"))
        it.keys("n")
        #expect(it.pane.contains("banana split"))
        it.keys("G/@banana<CR>")
        #expect(it.bar.contains("1/2"))
        it.keys("g?")
        it.send(.key(.control("F")))
        it.keys("banana<CR>")
        #expect(it.bar.contains("2/2"))
    }

    @Test func `in all exchanges, forward and back, and round`() throws {
        let it = Scenario(urls: ["a", "b", "c"].map { Request(url: "http://\($0)/") }, isParallel: true, rows: 4, columns: 90)
        for (index, text) in ["one\nfish\n", "two\n", "three\nfish\nfish soup\n"].enumerated() {
            let id = try #require(it.state.panes[index].fetch)
            it.head(of: id)
            try it.grew(text, of: id)
            it.finished(of: id)
        }
        it.keys("/*fish<CR>")
        #expect(it.state.shown == 0 && it.pane.contains("fish"))
        it.keys("n")
        #expect(it.state.shown == 2 && it.bar.contains("in exchange 3"))
        it.keys("n")
        #expect(it.state.shown == 2 && it.bar.contains("2/2"))
        it.keys("N")
        it.keys("N")
        #expect(it.state.shown == 0)
        it.keys("/three<CR>")
        #expect(it.state.shown == 0 && it.bar.contains("not found"))
        it.send(.key(.meta("n")))
        #expect(it.state.shown == 2 && it.pane.contains("three"))
        it.keys("/*nowhere<CR>")
        #expect(it.state.shown == 2 && it.bar.contains("not found: all exchanges: nowhere"))
    }

    @Test func `following ends at the first match that comes`() throws {
        let it = try page("start error\n1\n2\n3\n4\n", ends: false)
        it.send(.key(.meta("F")))
        #expect(it.bar.contains("no search yet"))
        it.keys("/error<CR>")
        it.send(.key(.meta("F")))
        #expect(it.pane == ["2", "3", "4"])
        try it.grew("5\n")
        #expect(it.pane == ["3", "4", "5"])
        try it.grew("an error\n6\n7\n8\n")
        #expect(it.pane.contains("an error"))
        #expect(it.bar.contains("error has come"))
        let before = it.pane
        try it.grew("9\n10\n11\n")
        #expect(it.pane == before)
    }

    @Test func `a capital counts as the setting has it`() throws {
        let it = try fruit()
        it.keys("-I/APPLE<CR>")
        #expect(it.bar.contains("1/2"))
        it.keys("-I/apple<CR>")
        #expect(it.bar.contains("1/1"))
        it.keys("-i_i")
        #expect(it.bar.contains("-i: search-case = smart"))
    }

    @Test func `brackets of any two characters`() throws {
        let it = try page("f(a,\n(b\n)\n,c\n)\nend\nmore\nlast\n")
        it.send(.key(.metaControl("F")))
        it.keys("()")
        #expect(it.pane == [",c", ")", "end"] || it.pane.last == ")")
        it.send(.key(.metaControl("B")))
        it.keys("()")
        #expect(it.pane.first == "f(a,")
        it.keys("G")
        it.send(.key(.metaControl("B")))
        it.keys("()")
        #expect(it.bar.contains("no ) in the bottom line"))
    }

    @Test func `options by letter and by name, their values and back again`() throws {
        let it = try fruit()
        it.keys("-j1<CR>")
        #expect(it.bar.contains("jump-target = 1"))
        it.keys("_j")
        #expect(it.bar.contains("-j: jump-target = 1"))
        it.keys("-+j_j")
        #expect(it.bar.contains("jump-target = auto"))
        it.keys("--chop<CR>")
        #expect(it.bar.contains("run on to the right"))
        it.keys("__chop-long-lines<CR>")
        #expect(it.bar.contains("-S: wrap = off"))
        it.keys("--shift=7<CR><Right>")
        #expect(it.bar.contains("col 8"))
        it.keys("-r")
        #expect(it.bar.contains("-r: nothing that was received acts on the terminal"))
        it.keys("-Y")
        #expect(it.bar.contains("less has no option -Y"))
        it.keys("-!S")
        #expect(it.bar.contains("wrap = off"))
        it.keys("-!S-+S")
        #expect(it.bar.contains("wrap = on") || it.bar.contains("long lines wrap"))
        it.keys("-!j")
        #expect(it.bar.contains("-j has no opposite"))
        it.keys("--!chop<CR>")
        #expect(it.bar.contains("run on to the right"))
        it.keys("-!-wordwrap<CR>")
        #expect(it.bar.contains("between words"))
        it.keys("--+chop<CR>")
        #expect(it.bar.contains("wrap = on"))
        it.keys("-j<CR>")
        #expect(it.bar.contains("-j: jump-target = auto"))
        // Without a word.
        it.keys("-")
        it.send(.key(.control("P")))
        it.keys("S")
        #expect(!it.bar.contains("long lines") && it.state.settings.wraps == false)
        it.keys("<Left>-N")
        #expect(it.pane.first == "   1 apple")
        it.keys("-N")
        #expect(it.pane.first == "apple")
    }

    @Test func `what LESS says counts where nothing else is said`() throws {
        var settings = ViewerSettings()
        let isSet = settings.set(try #require(ViewerSetting.named("wrap")).setting, "on", from: "config:1")
        #expect(isSet)
        settings.heed(environment: ["LESS": "-iSR -j4 -#8 --jump-target=5 -Pprompt$N --nonsense -z-4 +/fig"])
        #expect(settings.wraps && settings.numbersLines && settings.searchCase == .smart && settings.jumpTarget == .fromTop(4))
        #expect(settings.sidewaysStep == 8 && settings.window == -4 && settings.initialKeys == InitialKeys("/fig"))
        #expect(settings.origins["line-numbers"] == "LESS" && settings.origins["wrap"] == "config:1")
    }

    @Test(arguments: [("+G", "end"), ("-p split", "banana split"), ("+3g", "cherry"), ("FRX", "apple")])
    func `keys of LESS are typed once there is something to look at`(less: String, line: String) throws {
        var settings = ViewerSettings()
        settings.heed(environment: ["LESS": less])
        let it = try page("apple\nbanana\ncherry\nApple.pie\nfig\nbanana split\nend\n", settings: settings)
        #expect(it.pane.contains(line))
        it.keys("g")
        #expect(it.pane.first == "apple")
    }

    @Test(arguments: [("40", false, "140"), ("+5g", true, "105"), ("50.5%", false, "151"), ("+62.5p", true, "163")])
    func `keys of the command line come first, and after two signs in each exchange`(keys: String, isForEach: Bool, line: String) throws {
        var settings = ViewerSettings()
        settings.initialKeys = InitialKeys(keys)
        settings.heed(environment: ["LESS": "+G"])
        let it = Scenario(urls: [Request(url: "http://h/1"), Request(url: "http://h/2")], rows: 5, columns: 60, settings: settings)
        it.excuse(.fetch)
        let text = (101...200).map { "\($0)\n" }.joined()
        // The end may be known before the lines are.
        it.isWorkHeld = true
        it.head()
        try it.grew(text)
        it.finished()
        it.isWorkHeld = false
        #expect(it.pane.first == line)
        it.send(.key(.character(":")))
        it.keys("n")
        it.head()
        try it.grew(text)
        it.finished()
        #expect(it.pane.first == (isForEach ? line : "101"))
    }

    @Test func `a number may have a point`() throws {
        let it = try fruit()
        it.keys("0.5")
        #expect(it.bar.contains(":0.5"))
        it.keys("<ESC>G0g")
        #expect(it.pane.first == "apple")
        it.keys("12.")
        #expect(it.bar.contains(":12."))
        it.keys("5")
        #expect(it.bar.contains(":12.5"))
        it.keys(".")
        #expect(it.bar.contains(". has no meaning here"))
    }

    @Test func `a word after a colon that is none ends in no fetch`() throws {
        let it = try fruit()
        it.keys(":nohl<CR>")
        #expect(it.opened.isEmpty && it.state.panel == .body)
        #expect(it.bar.contains("no such command"))
        it.keys(":export x<CR>")
        #expect(it.bar.contains("no command :export x"))
        it.wait(.seconds(2))
        it.keys("o")
        #expect(it.bar.hasPrefix("curl command or URL:"))
        it.keys("<ESC>:e http://there/<CR>")
        #expect(it.opened == ["http://there/"])
    }

    @Test func `the editor is opened at the line`() throws {
        let it = try fruit()
        it.keys("3gv")
        #expect(it.edited == [3])
    }

    @Test func `prompts are edited as in less`() throws {
        let it = try fruit()
        it.keys(":one two three")
        for key: Key in [.meta("b"), .meta("b"), .meta("X")] { it.send(.key(key)) }
        #expect(it.bar == ":one three")
        it.send(.key(.meta("0")))
        it.send(.key(.meta("x")))
        #expect(it.bar == ":ne three")
        it.send(.key(.controlRight))
        it.keys("X")
        #expect(it.bar == ":ne Xthree")
    }
}
