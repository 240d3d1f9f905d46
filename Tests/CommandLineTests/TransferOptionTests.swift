import HTTP
import Plan
import Testing

@testable import CommandLine

/// Uploads, cookies, ranges and conditions; as curl 7.88.1 takes them.
@Suite struct TransferOptionTests {
    @Test(arguments: [
        ("d/f", "h/p/", "h/p/f"), ("f", "h", "h/f"), ("f", "http://h", "http://h/f"), ("f", "http://h?q", "http://h/f?q"),
        ("f", "h/p", "h/p"), ("f", "h/p/?q=/#x/", "h/p/f?q=/#x/"), ("a b+ü", "h/", "h/a%20b%2B%C3%BC"), ("d\\f", "h/", "h/f"),
        ("-", "h/", "h/"), (".", "h/", "h/"),
    ])
    func anUploadIsNamedAfterItsFile(_ file: String, _ url: String, _ sent: String) throws {
        let request = try plan(["-T", file, url]).request
        #expect(request.url == sent)
        #expect(request.upload == (["-", "."].contains(file) ? .standardInput : .file(path: file)))
    }

    @Test func uploadsGoToTheirURLs() throws {
        let pairs = { (arguments: [String]) in
            try plans(arguments).map { plan -> String in
                if case .file(let path)? = plan.request.upload { "\(path)>\(plan.request.url)" } else { plan.request.url }
            }
        }
        #expect(try pairs(["-T", "f", "a/x", "b/x"]) == ["f>a/x", "b/x"])
        #expect(try pairs(["-T", "", "a/x", "-T", "f", "b/x"]) == ["a/x", "f>b/x"])
        #expect(try pairs(["-T", "{f,g}", "{a,b}/", "c"]) == ["f>a/f", "f>b/f", "g>a/g", "g>b/g", "c"])
        #expect(try pairs(["-g", "-T", "{f,g}", "a/x"]) == ["{f,g}>a/x"])
        #expect(try plan(["-T", "[1-", "a/x"]).refusal?.exitStatus == 3)
    }

    @Test(arguments: [
        (["-T", "f", "-d", "x"], "POST (-d, --data) and PUT (-T, --upload-file)"),
        (["-T", "f", "-F", "x=1"], "multipart formpost (-F, --form) and PUT (-T, --upload-file)"),
        (["-T", "f", "-I"], "HEAD (-I, --head) and PUT (-T, --upload-file)"),
        (["-T", "f", "-G", "-d", "x"], "GET (-G, --get) and PUT (-T, --upload-file)"),
        (["-I", "-F", "x=1"], "multipart formpost (-F, --form) and HEAD (-I, --head)"),
        (["-d", "x", "--form-string", "x=1"], "multipart formpost (-F, --form) and POST (-d, --data)"),
    ])
    func oneMethodAtMost(_ options: [String], _ methods: String) {
        let error = failure(options + ["u"])
        #expect(error?.message == "only one request method can be: \(methods) were asked for")
        #expect(error?.exitStatus == 2)
    }

    @Test func getBesideAnUploadOrAFormIsNone() throws {
        #expect(try plan("-G -T f u/x").request.upload == .file(path: "f"))
        #expect(try plan("-G -F a=1 u").request.form != nil)
    }

    @Test func cookies() throws {
        let cookies = try plan(["-b", "a=1", "-b", "file", "-b", "b=2; c", "-b", "@x=y", "-c", "jar", "-j", "u"]).request.cookies
        #expect(cookies.literal == "a=1;b=2; c")
        #expect(cookies.files == ["file", "x=y"])
        #expect(cookies.jar == "jar" && cookies.dropsSessionCookies && cookies.areKept)
        #expect(try !plan("-b a=1 u").request.cookies.areKept)
        #expect(try plan(["-b", "", "u"]).request.cookies.areKept)
    }

    @Test func ranges() throws {
        #expect(try plan("-r 0-1,-5 u").request.range == "0-1,-5")
        #expect(try plans(["-r", "0-1,-5", "u"]).warnings.isEmpty)
        #expect(try plan("-r 5 u").request.range == "5-")
        #expect(try plan("-r 1-x u").request.range == "1-x")
        #expect(try plans(["-r", "5", "u"]).warnings.count == 1)
        #expect(try plans(["-r", "1-x", "u"]).warnings.count == 1)
    }

    @Test func resuming() throws {
        #expect(try plan("-C 5 u").request.resumeFrom == 5)
        let plan = try plan("-C - -o f u")
        #expect(plan.resumesOutput && plan.request.resumeFrom == nil)
        let upload = try CommandLineTests.plan("-C - -T f u/x")
        #expect(!upload.resumesOutput && upload.request.resumeFrom == -1)
        for number in ["x", "-1", "", "5x"] {
            #expect(failure(["-C", number, "u"])?.exitStatus == 2)
        }
    }

    @Test(arguments: [
        ("100", TimeCondition(kind: .modifiedSince, time: 100)), ("+100", TimeCondition(kind: .modifiedSince, time: 100)),
        ("-100", TimeCondition(kind: .unmodifiedSince, time: 100)), ("=100", TimeCondition(kind: .lastModified, time: 100)),
    ])
    func conditions(_ text: String, _ condition: TimeCondition) throws {
        #expect(try plan(["-z", text, "u"]).request.timeCondition == condition)
    }

    @Test func noDateIsNoCondition() throws {
        let all = try plans(["-z", "100", "-z", "never", "u"])
        #expect(all.first?.request.timeCondition == nil)
        #expect(all.warnings == ["-z never: neither a date nor a file; the condition is left out"])
    }

    @Test func entityTags() throws {
        let files = ["t": "\"abc\"\r\n", "empty": "\n"]
        let compared = { (name: String) in try plan(["--etag-compare", name, "-H", "A: 1", "u"], files: files).request.headerLines }
        #expect(try compared("t") == ["A: 1", "If-None-Match: \"abc\""])
        #expect(try compared("empty") == ["A: 1", "If-None-Match: \"\""])
        #expect(failure(["--etag-compare", "none", "u"])?.exitStatus == 26)
        let both = try plan("--etag-compare none --etag-save f u")
        #expect(both.request.headerLines == ["If-None-Match: \"\""])
        #expect(both.entityTagPath == "f")
    }

    @Test func theRest() throws {
        let plan = try plan("--crlf --request-target * --alt-svc a --hsts h --record f --record-secrets u")
        #expect(plan.request.convertsLineEnds && plan.request.target == "*")
        #expect(plan.request.serverMemory.alternativeServices == "a" && plan.request.serverMemory.strictTransport == "h")
        #expect(plan.recording?.keepsSecrets == true)
    }

    @Test(arguments: [
        ("--retry-delay 9223372036854776", "too large number"), ("--retry-max-time 9223372036854776", "too large number"),
        ("--retry 99999999999999999999", "too large number"), ("-C 99999999999999999999", "too large number"),
        ("--max-redirs -99999999999999999999", "too large number"), ("--retry-delay -1", "expected a positive numerical parameter"),
        ("-C -5", "expected a positive numerical parameter"), ("--max-redirs -2", "expected a proper numerical parameter"),
        ("--retry 1x", "expected a proper numerical parameter"), ("--retry +", "expected a proper numerical parameter"),
    ])
    func aNumberOutOfRangeIsNamed(_ line: String, _ problem: String) {
        let words = line.split(separator: " ").map(String.init)
        let error = failure(words + ["u"])
        #expect(error?.message.hasPrefix("option \(words[0]): \(problem)\n") == true && error?.exitStatus == 2)
    }

    @Test func theLargestNumbersAreTaken() throws {
        let retry = try plan("--retry 9223372036854775807 --retry-delay 9223372036854775 --max-redirs +5 u").retry
        #expect(retry.limit == Int(Int32.max) && retry.delay == Int(Int32.max))
    }

    @Test func dataGoesOnNowhere() throws {
        for line in ["-C 5 -d a u", "-d a -C 5 u", "--json {} -C 5 u"] {
            let error = failure(line.split(separator: " ").map(String.init))
            #expect(error == CommandLineError("cannot mix --continue-at and --data"))
        }
        for line in ["-C 0 -d a u", "-G -C 5 -d a u", "-F a=b -C 5 u", "-C - -d a u"] { #expect(try plan(line).request.url.first == "u") }
    }

    @Test func whatIsSaidOfACommandLineGoesWhereItSays() {
        #expect(failure(["--stderr", "f", "-m", "x", "u"])?.errorPath == "f")
        #expect(failure(["-m", "x", "--stderr", "f", "u"])?.errorPath == nil)
        #expect(failure(["--stderr", "f", "--trace-ids"])?.errorPath == "f")
    }

    @Test func moreURLsThanCanBeCountedAreRefusedInTheirTurn() throws {
        let all = try plans(["-s", "a", "[1-9000000000000000000]", "[1-9000000000000000000]", "b"])
        #expect(all.count == 9_000_000_000_000_000_002)
        #expect(all[all.count - 1].refusal == TransferFailure(exitStatus: 3, message: "more URLs than can be counted", wasNeverBegun: true))
        #expect(!all[all.count - 1].showsErrors)
    }
}
