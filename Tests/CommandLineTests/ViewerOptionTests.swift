import Plan
import Testing

@testable import CommandLine

@Suite struct ViewerOptionTests {
    @Test func `every setting is an option`() throws {
        let run = try plans(["--view", "hex", "--wrap", "off", "u"]).run
        #expect(run.viewer.view == "hex" && run.viewer.isViewChosen && !run.viewer.wraps)
        let untouched = try plans(["u"]).run
        #expect(untouched.viewer == ViewerSettings())
        #expect(failure(["--wrap", "maybe", "u"])?.message.hasPrefix("option --wrap: expected on|off") == true)
        #expect(failure(["--wrap", "maybe", "u"])?.exitStatus == 2)
    }

    @Test func `an abbreviation means curl's option first`() throws {
        // --write-out, and not --wrap; --verbose, and not --view: as without the settings, it stays ambiguous with --version.
        #expect(try plan("--wr fmt u").output.writeOut == Array("fmt".utf8))
        #expect(try plans(["--vie", "hex", "u"]).run.viewer.view == "hex")
    }
}
