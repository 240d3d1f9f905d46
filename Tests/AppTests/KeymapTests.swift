import Plan
import Screen
import Testing

@testable import App

@Suite struct KeymapTests {
    private func page(_ lines: String...) throws -> Scenario {
        let it = Scenario(urls: [Request(url: "http://h/")], rows: 5, columns: 70, settings: settings(lines))
        it.head()
        try it.grew(numbers(1...100))
        return it
    }

    /// As lines of a config file say it.
    private func settings(_ lines: [String]) -> ViewerSettings {
        var settings = ViewerSettings()
        for (index, line) in lines.enumerated() {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard let setting = ViewerSetting.named(words[0])?.setting, settings.set(setting, words[1], from: "config:\(index + 1)") else {
                Issue.record("no setting: \(line)")
                continue
            }
        }
        return settings
    }

    private func complaints(_ lines: String...) -> [String] { Keymap(Tables.standard.commands, settings(lines)).complaints }

    @Test func `keys are given other meanings, with arguments, and lose theirs`() throws {
        let it = try page("bind K line-down", "bind X set wrap off", "unbind j", "bind ,, bottom", "bind B search-forward 42")
        it.keys("3K")
        #expect(it.pane.first == "4")
        it.keys("j")
        #expect(it.pane.first == "4")
        #expect(it.bar.contains("j has no meaning here; h for help"))
        it.keys("X")
        #expect(it.bar.contains("long lines run on to the right"))
        it.keys("B")
        #expect(it.pane.contains("42") && it.bar.contains("1/1"))
        it.keys(",")
        #expect(it.bar.contains(","))
        it.keys(",")
        #expect(it.pane.last == "100")
        it.keys(",x")
        #expect(it.bar.contains(",x has no meaning"))
    }

    @Test func `a key that means nothing says so, and the next one is what it always is`() throws {
        let it = try page()
        it.keys("~j")
        #expect(it.pane.first == "2")
        it.send(.key(.metaControl("O")))
        it.keys("j")
        #expect(it.pane.first == "3")
    }

    @Test func `the help shows what is in force`() throws {
        let it = try page("bind K line-down", "unbind j", "bind W view json")
        it.resize(rows: 200, columns: 100)
        it.keys("h")
        #expect(it.pane.contains { $0.hasPrefix("Down Enter e ^E ^N") && $0.contains(" K ") })
        #expect(it.pane.contains { $0.hasPrefix("W ") && $0.hasSuffix("view json") })
    }

    @Test func `what cannot be is said with its place, conflicts with both names`() {
        #expect(complaints("bind K line-down", "bind z line-up", "unbind j").isEmpty)
        #expect(complaints("bind K nothing") == ["config:1: bind K: no command nothing"])
        #expect(complaints("bind K line-down", "bind K line-up") == ["config:2: K line-up takes K from line-down (config:1)"])
        #expect(complaints("bind zt line-to-top") == ["config:1: zt line-to-top takes z from toggle-fold"])
        #expect(complaints("unbind ~") == ["config:1: unbind ~: it has no meaning"])
    }

    @Test func `keys of vi where they differ`() throws {
        let it = try page("keys vi")
        it.keys("50ggzb")
        #expect(it.pane == ["47", "48", "49", "50"])
        it.keys("60Gzz")
        #expect(it.pane.contains("60") && it.pane[2] == "60")
        it.keys("90zt")
        #expect(it.pane.first == "90")
        it.keys("gg")
        #expect(it.pane.first == "1")
        it.keys("-Sl")
        #expect(it.bar.contains("col 36"))
        it.keys("h")
        #expect(!it.bar.contains("col"))
        it.keys("H")
        #expect(it.state.panel == .help)
        it.keys("q:set keys less<CR>h")
        #expect(it.state.panel == .help)
    }

    @Test func `names of keys are read as they are written`() {
        for keys in Tables.standard.commands.flatMap(\.keys) { #expect(KeySequence(keys.name) == keys, "\(keys.name)") }
        #expect(KeySequence("<Space>a")?.keys == [.character(" "), .character("a")])
        #expect(KeySequence("^x^V")?.keys == [.control("X"), .control("V")])
        #expect(KeySequence("ESC-^F")?.keys == [.metaControl("F")])
        #expect(KeySequence("pgdn")?.keys == [.pageDown])
        #expect(KeySequence("")?.keys == nil)
    }
}
