import Plan
import Screen
import Testing

@testable import CommandLine

@Suite struct ViewerOptionTests {
    @Test func `every setting is an option`() throws {
        let run = try plans(["--view", "hex", "--wrap", "off", "u"]).run
        #expect(run.viewer.view == "hex" && run.viewer.isViewChosen && !run.viewer.wraps)
        let untouched = try plans(["u"]).run
        #expect(untouched.viewer == ViewerSettings())
        #expect(failure(["--wrap=maybe", "u"])?.message.hasPrefix("option --wrap: expected on|off") == true)
        #expect(failure(["--wrap=maybe", "u"])?.exitStatus == 2)
    }

    @Test func `what is on or off is on when it stands alone`() throws {
        let run = try plans(["--linear", "u"])
        #expect(run.run.viewer.isLinear && run[0].request.url == "u")
        #expect(try !plans(["--linear", "off", "u"]).run.viewer.isLinear)
        #expect(try plans(["--wrap", "off", "--cursor", "--mouse", "on", "u"]).run.viewer.pointsAtLine)
        #expect(try plans(["u", "--linear"]).run.viewer.isLinear)
    }

    @Test func `an abbreviation means curl's option first`() throws {
        // --write-out, and not --wrap; --verbose, and not --view: as without the settings, it stays ambiguous with --version.
        #expect(try plan("--wr fmt u").output.writeOut == Array("fmt".utf8))
        #expect(try plans(["--vie", "hex", "u"]).run.viewer.view == "hex")
    }

    @Test func `a word with a plus is keys, before two dashes`() throws {
        let run = try plans(["+G", "u", "--", "+v"])
        #expect(run.run.viewer.initialKeys == InitialKeys("G") && run.map(\.request.url) == ["u", "+v"])
        #expect(try plans(["u", "++/word"]).run.viewer.initialKeys?.isForEach == true)
        #expect(try plans(["-d", "+x", "--url", "+y"]).map(\.request.url) == ["+y"])
        #expect(try plans(["--number", "u"]).run.viewer.numbersLines)
    }

    @Test func `in a config file a setting takes the rest of the line, and alone it is switched on`() throws {
        let file = """
            cursor
            wrap = off
            theme: dark
            role.key = bold #ff8700
            role string 208
            role.header-name = "underline"
            """
        let run = try plans(["-K", "c", "--role.number", "red", "u"], files: ["c": file]).run
        #expect(run.viewer.pointsAtLine && !run.viewer.wraps && run.viewer.themeName == "dark")
        #expect(
            run.viewer.appearances == [
                .key: Appearance(.bold, .init(number: 208)), .string: Appearance([], .init(number: 208)),
                .headerName: Appearance(.underline), .number: Appearance([], .red),
            ])
        #expect(run.viewer.origins["wrap"] == "c:2" && run.viewer.origins["role"] == "command line" && run.viewer.origins["view"] == nil)
        #expect(run.viewer.theme[.key] == Appearance(.bold, .init(number: 208)))
    }

    @Test(arguments: [
        ("role.key = beautiful", "c:1: option --role.key: expected ROLE APPEARANCE"),
        ("role.nothing = bold", "c:1: option --role.nothing: expected ROLE APPEARANCE"),
        ("theme = solarized", "c:1: option --theme: expected ansi|mono|dark|light"),
        ("wrap = on # always", "c:1: option --wrap: expected on|off|word"),
    ])
    func `a line that makes no sense is said with its place, and does not stop the start`(line: String, warning: String) throws {
        let plans = try plans(["-K", "c", "u"], files: ["c": line + "\ncursor = on"])
        #expect(plans.warnings == [warning])
        #expect(plans.run.viewer.pointsAtLine)
    }

    @Test(
        arguments: [
            ([:], nil, "ansi"), (["NO_COLOR": "1"], nil, "mono"), (["NO_COLOR": ""], nil, "ansi"),
            (["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], nil, "ansi"), (["NO_COLOR": "1", "CLICOLOR_FORCE": "0"], nil, "mono"),
            // What was asked for goes before what everything is told.
            (["NO_COLOR": "1"], "dark", "dark"),
        ] as [([String: String], String?, String)])
    func `the environment can take the colours away`(variables: [String: String], asked: String?, name: String) throws {
        var settings = try plans((asked.map { ["--theme", $0] } ?? []) + ["u"]).run.viewer
        settings.heed(environment: variables)
        #expect(settings.themeName == name)
    }
}
