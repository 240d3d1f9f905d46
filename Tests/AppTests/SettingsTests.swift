import Plan
import Screen
import Testing

@testable import App

@Suite struct SettingsTests {
    @Test func `settings are listed with their values, and where those come from`() throws {
        var settings = ViewerSettings()
        let isSet = settings.set(try #require(ViewerSetting.named("wrap")).setting, "off", from: "/home/me/.config/curlew/config:3")
        #expect(isSet)
        let it = Scenario(urls: [Request(url: "http://h/")], rows: 60, columns: 80, settings: settings)
        it.keys(":set theme mono<CR>:set<CR>")
        #expect(it.themes == [.mono])
        #expect(it.pane.contains { $0.hasPrefix("wrap = off ") && $0.contains(" /home/me/.config/curlew/config:3") })
        #expect(it.pane.contains { $0.hasPrefix("theme = mono ") && $0.contains(" :set") })
        #expect(it.pane.contains("cursor = off"))
        it.keys("q")
        #expect(it.state.panel == .body)
    }

    @Test func `a setting may have two names`() {
        let it = Scenario(columns: 80)
        it.keys(":set number on<CR>:set line-numbers<CR>")
        #expect(it.bar.contains("line-numbers = on"))
    }

    @Test func `so much is copied at most`() throws {
        let it = Scenario(columns: 80)
        it.head()
        try it.grew("twelve bytes\n")
        it.keys(":set clip-max 11<CR>cl")
        #expect(it.copied.isEmpty && it.bar.contains("too long for the clipboard"))
        it.keys(":set clip-max 1K<CR>cl")
        #expect(it.copied == ["twelve bytes"])
        it.keys(":set clip-max<CR>")
        #expect(it.bar.contains("clip-max = 1K"))
    }

    @Test func `a role is given another look`() {
        let it = Scenario(columns: 80)
        it.keys(":set role.key bold 208<CR>:set role string red<CR>:set role.key lovely<CR>")
        #expect(it.bar.contains("role.key takes ROLE APPEARANCE"))
        let key = Appearance(.bold, .init(number: 208))
        #expect(it.themes.map { $0[.key] } == [key, key])
        #expect(it.themes.last?[.string] == Appearance([], .red))
        it.keys(":set role<CR>")
        #expect(it.bar.contains("role = key bold 208, string red"))
    }

    @Test func `the bar says why a body does not go on, until it does`() {
        let it = Scenario(columns: 100)
        it.head()
        it.send(.held(.spoolIsFull(at: 12 << 30), it.fetch))
        #expect(it.bar.contains("spool full at 12.0G: ^C stops, :set max-spool 20G goes on"))
        it.keys(":set max-spool 20G<CR>")
        #expect(it.spoolLimits == [20 << 30])
        it.send(.held(nil, it.fetch))
        #expect(!it.bar.contains("spool"))
        it.keys(":set max-spool<CR>")
        #expect(it.bar.contains("max-spool = 20G"))
        it.keys(":set max-spool 1X<CR>")
        #expect(it.bar.contains("max-spool takes SIZE|auto"))
        it.send(.notKept(reason: "no space", it.fetch))
        it.keys("<CR>")
        #expect(it.bar.contains("no space: shown up to there"))
    }
}
