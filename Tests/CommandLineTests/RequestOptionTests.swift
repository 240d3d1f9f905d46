import Plan
import Testing

@testable import CommandLine

/// What each option means; bodies, fields and URLs are those that curl 7.88.1 sent.
@Suite struct RequestOptionTests {
    @Test(arguments: [
        (["-d", "a", "-d", "b", "-d", "", "-d", "c"], "a&b&&c"),
        (["-d", "", "-d", "a"], "&a"),
        (["-d", "@f"], "abc"),
        (["-d", "@f", "--data-ascii", "@f"], "abc&abc"),
        (["-d", "@-"], "in"),
        (["--data-raw", "@f"], "@f"),
        (["--data-binary", "@f"], "a\r\nb\0c\n"),
        (["--data-binary", "x", "-d", "y"], "x&y"),
        (["--json", "{\"a\"", "--json", ":1}"], "{\"a\":1}"),
        (["--json", "x", "-d", "y"], "x&y"),
        (["-d", "y", "--json", "x"], "yx"),
        (["--json", "@f"], "a\r\nb\0c\n"),
        (["--data-urlencode", "a b&c"], "a+b%26c"),
        (["--data-urlencode", "=c=d"], "c%3Dd"),
        (["--data-urlencode", "n=x y/é~-._"], "n=x+y%2F%C3%A9~-._"),
        (["--data-urlencode", "n@f"], "n=a%0D%0Ab%00c%0A"),
        (["--data-urlencode", "@f"], "a%0D%0Ab%00c%0A"),
        (["--data-urlencode", ""], ""),
        (["-d", "a", "--no-get"], "a"),
    ])
    func theBodyIs(_ options: [String], _ body: String) throws {
        let files = ["f": "a\r\nb\0c\n", "-": "in"]
        let sent = try plan(options + ["u"], files: files).request.body?.bytes { Array(files[$0, default: "?"].utf8) }
        #expect(sent == Array(body.utf8))
    }

    @Test func `a file is named and read when it is sent; a pipe is read at once`() throws {
        let files = ["f": "a\r\nb", "-": "in\n"]
        func parts(_ options: String...) throws -> [RequestBody.Part]? { try plan(options + ["u"], files: files).request.body?.parts }
        func file(_ reading: BodyFile.Reading, isJoined: Bool = true) -> RequestBody.Part {
            RequestBody.Part(content: .file(BodyFile(path: "f", reading: reading)), isJoined: isJoined)
        }
        func bytes(_ text: String, isJoined: Bool = true) -> RequestBody.Part {
            RequestBody.Part(content: .bytes(Array(text.utf8)), isJoined: isJoined)
        }
        #expect(try parts("-d", "@f") == [file(.withoutLineEnds, isJoined: false)])
        #expect(try parts("-d", "@-") == [bytes("in", isJoined: false)])
        #expect(try parts("-d", "a", "--data-binary", "@f", "-d", "b") == [bytes("a", isJoined: false), file(.exact), bytes("b")])
        #expect(try parts("--json", "[", "--json", "@f") == [bytes("[", isJoined: false), file(.exact, isJoined: false)])
        #expect(
            try parts("-d", "a", "--data-urlencode", "n@f") == [bytes("a&n=", isJoined: false), file(.percentEncoded, isJoined: false)])
        #expect(try plan(["-G", "-d", "@f", "-d", "c", "h/"], files: files).request.url == "h/?ab&c")
        #expect(failure(["-d", "@missing", "u"])?.exitStatus == 26)
    }

    @Test(arguments: [
        (["-G", "-d", "a=1", "-d", "b", "h/p?q=1#f"], "h/p?q=1&a=1&b#f"),
        (["-G", "-d", "a", "h/p?"], "h/p?a"),
        (["-G", "-d", "a", "h/p?x&"], "h/p?x&a"),
        (["-G", "-d", "a", "h"], "h?a"),
        (["-G", "-d", "", "h/p"], "h/p"),
        (["-G", "-d", "", "h/p?a"], "h/p?a&"),
        (["-G", "-d", "a?b", "h#f?g"], "h?a?b#f?g"),
        (["-G", "h/p"], "h/p"),
        (["--url-query", "a=b c", "--url-query", "+x&y", "--url-query", "z", "h/p?q"], "h/p?q&a=b+c&x&y&z"),
        (["--url-query", "a=b", "-G", "-d", "c", "h/p"], "h/p?c"),
        (["--url-query", "a=b", "-G", "h/p"], "h/p?a=b"),
        (["-d", "c", "--url-query", "a=b", "h/p#f"], "h/p?a=b#f"),
        (["--url-query", "", "h/p"], "h/p"),
    ])
    func theURLIs(_ arguments: [String], _ url: String) throws {
        let request = try plan(arguments).request
        #expect(request.url == url)
        #expect((request.body == nil) == !arguments.starts(with: ["-d"]))
    }

    @Test func fieldsKeepTheirOrderAndComeFromFilesToo() throws {
        let file = "A: 1\r\n# comment\n\nB: 2\n  C: 3 \nD: 4"
        let lines = try plan(["-H", "X:", "-H", "@h", "-H", "Y;", "-H@-", "u"], files: ["h": file, "-": "Z: 1"])
            .request.headerLines
        #expect(lines == ["X:", "A: 1", "B: 2", "  C: 3 ", "D: 4", "Y;", "Z: 1"])
    }

    @Test(arguments: [
        ([], ["Content-Type: application/json", "Accept: application/json"]),
        (["content-type: a", "Accept;"], ["content-type: a", "Accept;"]),
        (["content-type:", "A: b"], ["content-type:", "A: b", "Accept: application/json"]),
        (["Content-Types: a"], ["Content-Types: a", "Content-Type: application/json", "Accept: application/json"]),
    ])
    func jsonAddsItsFieldsUnlessTheyAreSpokenOf(_ given: [String], _ sent: [String]) throws {
        let headers = given.flatMap { ["-H", $0] }
        #expect(try plan(["--json", "1"] + headers + ["u"]).request.headerLines == sent)
    }

    @Test func theRestOfARequest() throws {
        let line = "-sSkLf --compressed -A me -e http://r/ -u a:b -m 1.5 --connect-timeout .25 --max-redirs 3 -o f -i u"
        let plan = try plan(line)
        var expected = Request(url: "u")
        expected.verifiesPeer = false
        expected.followsRedirects = true
        expected.decodesContent = true
        expected.userAgent = "me"
        expected.referer = "http://r/"
        expected.credentials = "a:b"
        expected.maximumTime = 1500
        expected.connectTimeout = 250
        expected.maximumRedirects = 3
        #expect(plan.request == expected)
        #expect(plan.output.path == "f")
        #expect(plan.includesHead && plan.errorStatus == .failsWithoutBody)
        #expect(plan.isSilent && plan.showsErrors)
    }

    @Test func whatIsNotAskedForIsCurlsDefault() throws {
        let plan = try plan("example.org")
        #expect(plan.request == Request(url: "example.org"))
        #expect(plan.source == .network)
        #expect(!plan.isSilent && plan.showsErrors && !plan.needsPassword)
        #expect(try !CommandLineTests.plan("-s u").showsErrors)
    }

    @Test(arguments: [("0", nil), ("-0", nil), ("0.0001", nil), ("+1", 1000), (" 1", 1000), ("1e1", 10_000), ("0x10", 16_000)])
    func secondsAreReadAsCurlReadsThem(_ text: String, _ milliseconds: Int?) throws {
        #expect(try plan(["-m", text, "u"]).request.maximumTime == milliseconds)
    }

    @Test func aNameWithoutPasswordNeedsOne() throws {
        #expect(try plan("-u me u").needsPassword)
        #expect(try plan(["-u", "", "u"]).needsPassword)
        #expect(try !plan("-u me: u").needsPassword)
    }

    @Test func headIsAskedForAndShown() throws {
        let plan = try plan("-I u")
        #expect(plan.request.fetchesHeadOnly && plan.includesHead)
        #expect(failure(["-I", "-d", "x", "u"])?.message.contains("only one request method") == true)
        #expect(try CommandLineTests.plan("-I -G -d a u").request.url == "u?a")
    }

    @Test func aFileThatCannotBeReadIsNamedAndIs26() {
        for arguments in [["-d", "@no"], ["-H", "@no"], ["--data-urlencode", "n@no"], ["--json", "@no"]] {
            let error = failure(arguments + ["u"])
            #expect(error?.exitStatus == 26)
            #expect(error?.message.hasPrefix("option \(arguments[0]): cannot read no: No such file or directory\n") == true)
        }
    }

    @Test func recordings() throws {
        let nothing = Array("{}".utf8)
        #expect(try plan("--demo").source == .recording(.text(nothing, name: "first"), .times(1)))
        #expect(try plan("--demo hostile --speed 2").source == .recording(.text(nothing, name: "hostile"), .times(2)))
        #expect(try plan("--demo --speed max").source == .recording(.text(nothing, name: "first"), .unlimited))
        #expect(try plan("--replay f --speed .5").source == .recording(.file(path: "f"), .times(0.5)))
        #expect(try plan("--record f u").recording == RecordingSettings(path: "f"))
        #expect(try plan("--record f --record-secrets u").recording == RecordingSettings(path: "f", keepsSecrets: true))
        #expect(failure(["--demo", "a", "b"])?.message == "--demo plays one recording; b is one too many")
        #expect(failure(["--replay", "f", "u"])?.exitStatus == 2)
        #expect(failure(["--replay", "f", "--demo"])?.exitStatus == 2)
    }
}
