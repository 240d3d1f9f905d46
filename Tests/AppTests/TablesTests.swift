import App
import Documents
import Screen
import Testing

/// One value in a table is all that a view, a panel, a command or a prompt takes.
@Suite struct TablesTests {
    private func scenario(_ tables: Tables) throws -> Scenario {
        let it = Scenario(rows: 500, columns: 130, tables: tables)
        it.head()
        try it.grew("the body\n")
        return it
    }

    private func help(_ it: Scenario) -> [String] {
        it.keys("h")
        defer { it.keys("q") }
        return it.pane
    }

    @Test func `a command`() throws {
        let fake = Command("sing", .program, [.function(9)], colon: "sing", argument: "SONG", "sing it") { state, arguments in
            [.copy("\(arguments.count ?? 1) \(arguments.text)")]
        }
        let it = try scenario(Tables(commands: Command.all + [fake]))
        #expect(help(it).contains { $0.hasPrefix("F9 :sing SONG ") && $0.hasSuffix("sing it") })
        it.keys("3")
        it.send(.key(.function(9)))
        it.keys(":sing  a song<CR>")
        #expect(it.copied == ["3 ", "1 a song"])
    }

    @Test func `a panel`() throws {
        let fake = PanelKind("almanac", .overlay, keys: [.function(9)], summary: "an almanac", hint: { _ in "it rains" }) { _ in
            var text = TextLines()
            text.add("rain tomorrow")
            return text
        }
        let it = try scenario(Tables(panels: PanelKind.all + [fake]))
        #expect(help(it).contains { $0.hasPrefix("F9 ") && $0.hasSuffix("an almanac") })
        it.send(.key(.function(9)))
        #expect(it.pane[0] == "rain tomorrow")
        #expect(it.bar.contains("almanac") && it.bar.contains("it rains"))
        it.keys("/rain<CR>")
        #expect(it.bar.contains("1/1"))
        it.keys("q")
        #expect(it.pane[0] == "the body")
    }

    @Test func `a panel that Tab comes to`() throws {
        let fake = PanelKind("almanac", .cycle(9)) { _ in
            var text = TextLines()
            text.add("rain tomorrow")
            return text
        }
        let it = try scenario(Tables(panels: PanelKind.all + [fake]))
        it.keys("<Tab><Tab><Tab>")
        #expect(it.pane[0] == "rain tomorrow")
        it.keys("<Tab>")
        #expect(it.pane[0] == "the body")
    }

    @Test func `a view`() throws {
        let fake = ViewKind(name: "twin", summary: "as hex, under another name", fits: { type, _ in type == "text/twin" ? 5 : 0 }) {
            ViewKind.hex.formatter($0)
        }
        let it = Scenario(rows: 500, columns: 130, tables: Tables(views: ViewKind.all + [fake]))
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/twin"])
        try it.grew("the body\n")
        #expect(help(it).contains { $0.hasPrefix("twin ") && $0.hasSuffix("as hex, under another name") })
        #expect(it.bar.contains("P twin"))
        it.keys("P")
        #expect(it.pane[0].hasPrefix("00000000  74 68 65"))
        #expect(it.bar.contains("twin"))
        it.keys("P:view twin<CR>")
        #expect(it.pane[0].hasPrefix("00000000  74 68 65"))
    }

    @Test func `a prompt`() throws {
        let fake = Prompt("wish", label: "wish for: ", keys: [.function(9)], summary: "wish for something") { _, line in
            [.copy(line.string)]
        }
        let it = try scenario(Tables(prompts: Prompt.all + [fake]))
        #expect(help(it).contains { $0.hasPrefix("F9 ") && $0.hasSuffix("wish for something") })
        it.send(.key(.function(9)))
        #expect(it.bar == "wish for:")
        it.keys("rain<CR>")
        #expect(it.copied == ["rain"])
        it.send(.key(.function(9)))
        it.keys("<Up><CR>")
        #expect(it.copied == ["rain", "rain"])
    }
}
