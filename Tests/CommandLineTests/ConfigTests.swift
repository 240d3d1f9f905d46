import Plan
import Testing

@testable import CommandLine

/// `-K` and the config files read without being asked for; values are those curl 7.88.1 took.
@Suite struct ConfigTests {
    @Test(
        arguments: [
            ("# comment", nil),
            ("   # indented", nil),
            ("/* c", nil),
            ("* c", nil),
            ("", nil),
            ("\r", nil),
            ("silent", ("silent", nil)),
            ("url = x", ("url", "x")),
            ("url=x\r", ("url", "x")),
            ("url:x", ("url", "x")),
            ("\trequest  :=  PUT", ("request", "PUT")),
            ("-d=x", ("-d=x", nil)),
            ("-d =x", ("-d", "=x")),
            ("--data a=b", ("--data", "a=b")),
            ("referer = \"a b\" # c", ("referer", "a b")),
            ("-H \"X: a\\tb\\\"c\\\\d\\qe\"", ("-H", "X: a\tb\"c\\dqe")),
            ("data = ", ("data", nil)),
            ("data = \"\"", ("data", "")),
            ("-d\"x\"", ("-d\"x\"", nil)),
            ("user-agent=me # c", ("user-agent", "me")),
        ] as [(String, (String, String?)?)])
    func aLineSays(_ text: String, _ expected: (String, String?)?) {
        let line = ConfigLine.lines(of: Array(text.utf8)).first
        #expect(line?.option == expected?.0)
        #expect(line?.value == expected?.1)
        #expect(line?.hasTrailingText != true)
    }

    @Test func linesAreCountedFromOneAndTextBehindABareValueIsSeen() {
        let lines = ConfigLine.lines(of: Array("# c\n\ndata = a b\n-s".utf8))
        #expect(
            lines == [
                ConfigLine(number: 3, option: "data", value: "a", rest: "a b", hasTrailingText: true),
                ConfigLine(number: 4, option: "-s", value: nil),
            ])
    }

    @Test func aFileStandsWhereItIsNamed() throws {
        let files = ["c": "-X B\nurl = u\nsS\n-sL", "-": "data x"]
        let plan = try plan("-X A -K c -K - -A me", files: files)
        #expect(plan.request.method == "B")
        #expect(plan.request.url == "u")
        #expect(plan.request.followsRedirects)
        #expect(plan.request.body == RequestBody("x".utf8))
        #expect(plan.request.userAgent == "me")
    }

    @Test(arguments: [
        ("bogus", "c:1: option --bogus: is unknown"),
        ("max-time = x", "c:1: option --max-time: expected a proper numerical parameter"),
        ("silent = 1", "c:1: option silent: had unsupported trailing garbage"),
        ("data", "c:1: option --data: requires parameter"),
        ("-o", "c:1: option -o: requires parameter"),
        ("data = a b", "c:1: 'data' uses unquoted whitespace in the line that may cause side-effects"),
    ])
    func aLineThatMakesNoSenseIsWarnedOf(_ text: String, _ warning: String) throws {
        let all = try plans(["-K", "c", "u"], files: ["c": text + "\nrequest = PUT"])
        #expect(all.warnings == [warning])
        #expect(all.first?.request.method == "PUT")
    }

    @Test func whatCannotBeCarriedOutStopsEverything() {
        #expect(failure(["-K", "no", "u"])?.message.hasPrefix("option -K: cannot read no: No such") == true)
        #expect(failure(["-K", "no", "u"])?.exitStatus == 26)
        #expect(failure(["-K", "c", "u"], files: ["c": "data = @no"])?.message.hasPrefix("c:1: option --data: cannot read no") == true)
        let refused = failure(["-K", "c", "u"], files: ["c": "\ndns-servers = x"])
        #expect(refused == CommandLineError("c:2: option --dns-servers: the libcurl here is built without c-ares\nuse: curl -K c u"))
    }

    @Test(arguments: ["data = \"unterminated", "data = \"cut\\", "data = \"quoted\\\"", "-d \""])
    func anOpenQuoteStopsEverything(_ text: String) {
        let option = text.hasPrefix("-") ? "-d" : "data"
        let error = CommandLineError("c:2: the quote after '\(option)' is not closed", exitStatus: 3)
        #expect(failure(["-K", "c", "u"], files: ["c": "# c\n\(text)\n"]) == error)
        #expect(failure(["u"], files: [:]) == nil)
    }

    @Test func aFileThatNamesItselfIsAnError() {
        let error = failure(["-K", "c", "u"], files: ["c": "config = c"])
        #expect(error?.exitStatus == 26)
        #expect(error?.message.hasPrefix("c:1: option --config: config files name each other without end") == true)
    }

    @Test(arguments: [
        (
            ["CURL_HOME": "/c", "HOME": "/h", "XDG_CONFIG_HOME": "/x"],
            "/c/.curlrc /x/curlrc /x/.curlrc /h/.curlrc /c/.config/curlrc /h/.config/curlrc"
        ),
        (["HOME": "/h"], "/h/.curlrc /h/.config/curlrc"),
        (["HOME": "", "CURL_HOME": ""], ""),
    ])
    func curlsConfigIsTheFirstThereIs(_ environment: [String: String], _ places: String) {
        #expect(ConfigPlaces.curl(environment).joined(separator: " ") == places)
    }

    @Test func bothConfigsAreReadAndTheArgumentsComeLast() throws {
        let files = FakeFiles(texts: [
            "/h/.curlrc": "user-agent = a\nreferer = r\nrequest = M", "/h/.config/curlrc": "max-redirs = 9",
            "/h/.config/curlew/config": "user-agent = b\nrequest = N",
        ])
        let environment = ["HOME": "/h"]
        guard case .view(let read) = try Action(["-X", "O", "u"], environment: environment, files: files),
            case .view(let unread) = try Action(["-qs", "u"], environment: environment, files: files)
        else { return }
        let request = try #require(read.first).request
        #expect(request.userAgent == "b" && request.referer == "r" && request.method == "O")
        #expect(request.maximumRedirects == 50)
        #expect(unread.first?.request == Request(url: "u"))
    }
}
