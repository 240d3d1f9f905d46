import HTTP
import Plan
import Screen
import Testing

@testable import App

/// Titles, bells, what is left on the terminal, directories, help.
@Suite struct DailyUseTests {
    private func page(_ settings: [String: String] = [:], rows: Int = 6, columns: Int = 80, _ text: String = "apple\nbanana\n") throws
        -> Scenario
    {
        var all = ViewerSettings()
        for (name, value) in settings {
            let setting = try #require(ViewerSetting.named(name)).setting
            let isSet = all.set(setting, value, from: "test")
            #expect(isSet, "\(name)")
        }
        let it = Scenario(urls: [Request(url: "http://h/a\u{7}b")], rows: rows, columns: columns, settings: all)
        it.head()
        try it.grew(text)
        return it
    }

    @Test func `the title says what comes, and nothing in it acts`() throws {
        let it = try page(["title": "on"])
        #expect(it.state.title == "200 receiving 13  h/a^Gb")
        it.finished()
        #expect(it.state.title == "200 done 13  h/a^Gb")
        it.keys(":set title off<CR>")
        #expect(it.state.title == nil)
    }

    @Test func `secrets of a URL stand only with what was sent`() throws {
        var settings = ViewerSettings()
        let setting = try #require(ViewerSetting.named("title")).setting
        let isSet = settings.set(setting, "on", from: "test")
        #expect(isSet)
        let it = Scenario(urls: [Request(url: "http://joe:zz-pass@h/?token=zz-word&x=1")], rows: 30, columns: 100, settings: settings)
        let shown = "***@h/?token=***&x=1"
        #expect(it.state.title?.hasSuffix("  " + shown) == true)
        for (keys, leave) in [("=", "q"), (":e<CR>", "q")] {
            it.keys(keys)
            #expect(it.pane.contains { $0.contains(shown) }, "\(keys)")
            #expect(!it.pane.contains { $0.contains("zz-") }, "\(keys)")
            it.keys(leave)
        }
        it.keys("<Tab>")
        #expect(!it.pane.contains { $0.contains("zz-pass") })
    }

    @Test func `the bell rings for what it was asked to`() throws {
        let quiet = try page()
        quiet.finished()
        #expect(quiet.rings == 0)
        let done = try page(["bell": "done,match"])
        done.keys("/cherry<CR>")
        done.send(.key(.meta("F")))
        try done.grew("cherry\n")
        #expect(done.rings == 1)
        done.finished()
        #expect(done.rings == 2)
        let failed = try page(["bell": "error"])
        failed.finished(.failed(TransferFailure(exitStatus: 56, message: "reset")))
        #expect(failed.rings == 1)
        #expect(ViewerSetting.named("bell")?.setting.value(ViewerSettings()) == "off")
    }

    @Test func `it ends by itself when all fits, and leaves it there`() throws {
        let it = try page(["quit-if-fits": "on"])
        #expect(!it.hasQuit)
        it.finished()
        #expect(it.hasQuit)
        #expect(it.state.lastScreen == ["apple", "banana"])
        let long = try page(["quit-if-fits": "on"], numbers(1...50))
        long.finished()
        #expect(!long.hasQuit && long.state.lastScreen.isEmpty)
        let typed = try page(["quit-if-fits": "on", "keep-screen": "on"])
        typed.keys("j")
        typed.finished()
        #expect(!typed.hasQuit && typed.state.lastScreen == ["apple", "banana"])
    }

    @Test func `writing after a colon: asked, over, added to`() throws {
        let it = try page()
        it.keys(":w a<CR>:w >> b<CR>:w! c<CR>:w<CR>")
        #expect(it.saved == ["a", "b", "c"])
        #expect(it.bar.hasPrefix("save to:"))
        it.keys("<ESC>:cd /tmp<CR>")
        #expect(it.directories == ["/tmp"])
        #expect(it.bar.contains("in /tmp"))
    }

    @Test func `lines wrap between words`() throws {
        let it = try page(["wrap": "word"], columns: 20, "the quickest brownie ever jumps over\nend\n")
        #expect(it.pane == ["the quickest brownie", "ever jumps over", "end", "", ""])
        it.keys("--wordwrap<CR>")
        #expect(it.pane[1] == " ever jumps over")
    }

    @Test func `lines of the beginning stay, and columns`() throws {
        let table = (0...50).map { "\($0 == 0 ? "name" : "row\($0)"),\(String(repeating: "x", count: 40)),end\n" }.joined()
        let it = try page(["keep-lines": "1,5"], columns: 30, table)
        it.finished()
        it.keys("-S20g")
        #expect(it.pane[0].hasPrefix("name,x") && it.pane[1].hasPrefix("row19,"))
        it.keys("<Right><Right>")
        #expect(it.pane[0].hasPrefix("name,") && it.pane[0].contains("end") && it.pane[1].hasPrefix("row19"))
        it.keys("g")
        #expect(it.pane[0].hasPrefix("name,") && it.pane[1].hasPrefix("row1,"))
        it.keys("G")
        #expect(it.pane[0].hasPrefix("name,") && it.pane[4].hasPrefix("row50"))
        it.keys("/row25<CR>")
        #expect(it.pane[1].hasPrefix("row25"))
    }

    @Test(arguments: [24, 40, 64, 80, 140]) func `help wraps between words at any width`(columns: Int) throws {
        let it = try page(rows: 900, columns: columns)
        it.keys("h")
        #expect(it.pane[1] == "Here: the body" || it.pane[0] == "Here: the body")
        #expect(it.pane.allSatisfy { $0.count <= columns })
        let words = it.pane.joined(separator: " ").split(separator: " ").joined(separator: " ")
        if columns == 24 { #expect(words.contains("to the end and follow it, or to line N")) }
        it.keys("/line N<CR>")
        #expect(columns < 80 || it.bar.contains("1/"))
    }

    @Test func `help begins with what applies`() throws {
        let it = try page(rows: 200)
        it.keys("h")
        let here = it.pane.drop { !$0.hasPrefix("Here") }.prefix { !$0.hasPrefix("Moving") }
        #expect(here.contains { $0.hasPrefix("x ") && $0.contains("stop the transfer") })
        #expect(!here.contains { $0.contains("unfold all") })
        it.keys("q:filters<CR>h")
        let panel = it.pane.drop { !$0.hasPrefix("Here") }.prefix { !$0.hasPrefix("Moving") }
        #expect(!panel.contains { $0.contains("2P the second") })
    }

    @Test func `the hint can be switched off`() throws {
        let it = try page()
        it.finished()
        #expect(it.bar.contains("h help"))
        it.keys(":set hint off<CR>")
        it.wait(.seconds(5))
        #expect(!it.bar.contains("h help"))
    }
}
