import Plan
import Testing

@testable import CommandLine

/// How words become options, values and URLs; each row was checked with curl 7.88.1.
@Suite struct GrammarTests {
    @Test(arguments: [
        "-X PUT u", "-XPUT u", "--request PUT u", "--request=PUT u", "u -X PUT",
        "-X POST u -X PUT", "-sSLXPUT u", "-sX PUT u", "-X PUT -- u", "--url u -XPUT",
    ])
    func theMethodIsPutHoweverItIsTyped(_ line: String) throws {
        let request = try plan(line).request
        #expect(request.method == "PUT")
        #expect(request.url == "u")
    }

    @Test func aLongNameMayBeCutWhereNoOtherBeginsLikeIt() throws {
        #expect(try plan("--user-a me u").request.userAgent == "me")
        #expect(try plan("--inc u").includesHead)
        #expect(try plan("--max-ti 1 -L u").request.followsRedirects)
    }

    @Test func aNameThatIsWholeIsNotAmbiguous() throws {
        #expect(try plan("--data x u").request.body == RequestBody("x".utf8))
        #expect(try plan("--head u").request.fetchesHeadOnly)
        #expect(try plan("--url u").request.url == "u")
    }

    @Test func theLastOfAFlagAndItsOppositeWins() throws {
        #expect(try !plan("-L --no-location u").request.followsRedirects)
        #expect(try plan("--no-location -L u").request.followsRedirects)
        #expect(try plan("-k --no-insecure u").request.verifiesPeer)
        #expect(try plan("-f --no-fail u").errorStatus == .isAnAnswer)
        #expect(try plan("-N --no-buffer --buffer u").request.url == "u")
    }

    @Test func behindTwoDashesEverythingIsAURL() throws {
        #expect(try plan("-s -- -x").request.url == "-x")
        #expect(try plan("u --").request.url == "u")
    }

    @Test func aValueMayLookLikeAnOption() throws {
        #expect(try plan("-d -L u").request.body == RequestBody("-L".utf8))
        #expect(try plan(["--data=--x", "u"]).request.body == RequestBody("--x".utf8))
        #expect(try plan(["--data=", "u"]).request.body == [])
        #expect(try plan(["-d", "", "u"]).request.body == [])
        #expect(try plan(["--data=a=b", "u"]).request.body == RequestBody("a=b".utf8))
    }

    @Test func aValueKeepsCharactersThatJoinTheLetterBeforeIt() throws {
        #expect(try plan(["-d\u{301}x", "u"]).request.body == RequestBody("\u{301}x".utf8))
        #expect(try plan(["-XA\r\n", "u"]).request.method == "A\r\n")
    }

    @Test(arguments: [
        (["--foo", "u"], "option --foo: is unknown"),
        (["-j9", "u"], "option -j9: is unknown"),
        (["--=x", "u"], "option --: is unknown"),
        (["-é", "u"], "option -é: is unknown"),
        (["-d"], "option -d: requires parameter"),
        (["-sSX"], "option -sSX: requires parameter"),
        (["--data"], "option --data: requires parameter"),
        (["--max", "1", "u"], "option --max: is ambiguous"),
        (["--reques", "PUT", "u"], "option --reques: is ambiguous"),
        (["--no-request", "u"], "option --no-request: used '--no-' for option that isn't a boolean"),
        (["--no-foo", "u"], "option --no-foo: is unknown"),
        (["--no-no-buffer", "u"], "option --no-no-buffer: is unknown"),
        (["--no-bu", "u"], "option --no-bu: is unknown"),
        (["--silent=3", "u"], "option --silent: takes no value, and one follows the '='"),
        (["-m", "x", "u"], "option -m: expected a proper numerical parameter"),
        (["-m", "", "u"], "option -m: expected a proper numerical parameter"),
        (["-m1.5abc", "u"], "option -m1.5abc: expected a proper numerical parameter"),
        (["-m", "nan", "u"], "option -m: expected a proper numerical parameter"),
        (["-m", "-1", "u"], "option -m: expected a positive numerical parameter"),
        (["--connect-timeout", "1e400", "u"], "option --connect-timeout: too large number"),
        (["--max-redirs", "-2", "u"], "option --max-redirs: expected a proper numerical parameter"),
        (["-o", "", "u"], "option -o: expected the name of a file"),
        (["--speed", "0", "u"], "option --speed: expected a number above 0, or max"),
        (["-s"], "no URL specified!"),
    ])
    func whatMakesNoSenseIsNamed(_ arguments: [String], _ message: String) {
        let error = failure(arguments)
        #expect(error?.exitStatus == 2)
        #expect(error?.message == "\(message)\ncurlew: try 'curlew --help' for more information")
    }

    @Test(arguments: [
        ("--compresed", "--compressed"), ("--haeder", "--header"), ("--insecur3", "--insecure"), ("--locatoin", "--location"),
        ("--no-bufer", "--no-buffer"), ("--max-tme", "--max-time"), ("--data-row", "--data-raw"), ("--user-agnt", "--user-agent"),
        ("--fails-with-body", "--fail-with-body"), ("--sped", "--speed"), ("--pasta", "--paste"),
    ])
    func `a misspelt option names the nearest`(_ typed: String, _ meant: String) {
        #expect(
            failure([typed, "u"])?.message
                == "option \(typed): is unknown\ndid you mean \(meant)?\ncurlew: try 'curlew --help' for more information")
    }

    @Test func `of several that are as near all are named`() {
        #expect(failure(["--proxy-past", "u"])?.message.contains("did you mean --proxy-pass?") == true)
        #expect(failure(["--form-strings", "u"])?.message.contains("did you mean --form-string?") == true)
        #expect(failure(["--frobnicate", "u"])?.message.contains("did you mean") == false)
        #expect(failure(["--xy", "u"])?.message.contains("did you mean") == false)
    }

    @Test func `only what is played has a speed`() throws {
        let words = "option --speed: only recordings have a speed: --replay, --demo"
        #expect(failure(["--speed", "2", "u"])?.message.hasPrefix(words) == true)
        #expect(failure(["--speed", "2", "u"])?.exitStatus == 2)
        #expect(failure(["--speed", "2", "u", "--next", "v"])?.message.hasPrefix(words) == true)
        #expect(try plan(["--speed", "2", "--replay", "f"]).source == .recording(.file(path: "f"), .times(2)))
        #expect(try plan(["-K", "c", "u"], files: ["c": "speed = 2"]).source == .network)
    }

    @Test func `a dash alone is standard input`() throws {
        #expect(try plan(["-"]).source == .standardInput)
        #expect(try plan(["-s", "-"]).source == .standardInput)
        #expect(try plan(["--", "-"]).source == .standardInput)
        #expect(try plans(["h", "-"]).map(\.source) == [.network, .standardInput])
        #expect(try plan(["-T", "-", "h"]).source == .network)
    }

    @Test func `who lacks a URL is told from other errors`() {
        #expect(failure([])?.lacksURL == true && failure(["-s"])?.lacksURL == true && failure(["--foo"])?.lacksURL == false)
    }

    @Test func nothingAtAllGetsTheUsage() {
        #expect(
            failure([])
                == CommandLineError(lackingURL: "Usage: curlew [options...] <url>"))
        #expect(
            failure([])?.message
                == "no URL specified!\nUsage: curlew [options...] <url>\ncurlew: try 'curlew --help' for more information")
    }

    @Test func helpAndVersionAnswerAtOnceAndWhatIsBehindThemIsNotRead() throws {
        for arguments in [["--help"], ["-h"], ["-sh"], ["--hel"], ["-s", "-h"]] {
            guard case .help(let help) = try Action(arguments, environment: [:], files: FakeFiles()) else {
                Issue.record("\(arguments) is no help")
                continue
            }
            #expect(help.text(guide).hasPrefix("Usage: curlew [options...] <url>\n"))
        }
        guard case .version = try Action(["-V", "--foo"], environment: [:], files: FakeFiles()) else {
            Issue.record("no version")
            return
        }
        #expect(failure(["--foo", "-h"])?.message.hasPrefix("option --foo: is unknown") == true)
    }
}

@Suite struct OptionCaseTests {
    @Test func `a long name in another case is meant if no other fits`() throws {
        let plan = try Action(["--GET", "-d", "a=b", "--HEADER", "x: y", "http://x/"], environment: [:], files: FakeFiles())
        guard case .view(let plans) = plan else {
            Issue.record("no plan")
            return
        }
        #expect(plans[0].request.url == "http://x/?a=b")
        #expect(plans[0].request.headerLines == ["x: y"])
    }
}
