import Plan
import TestSupport
import Testing

@testable import CommandLine
@testable import Export

@Suite struct CurlCommandTests {
    @Test func aCommandIsPlainWhereItCanBe() {
        #expect(command(Request(url: "http://h/p?a=1"), showingSecrets: false) == "curl 'http://h/p?a=1'")
        #expect(command(Request(url: "h:80/p"), showingSecrets: false) == "curl h:80/p")
        #expect(command(Request(url: "-x"), showingSecrets: false) == "curl --url -x")
        #expect(command(Request(url: "h/[1]"), showingSecrets: false) == "curl --globoff 'h/[1]'")
    }

    @Test func secretsAreHiddenUnlessAskedFor() {
        var request = Request(url: "http://me:pw@x@h/a@b?c@d")
        request.headerLines = ["Authorization: Bearer s", "cookie:s", "Cookie:", "A: b"]
        request.credentials = "me:p:w"
        #expect(
            command(request, showingSecrets: false)
                == "curl 'http://***@h/a@b?c@d' -H 'Authorization: ***' -H 'cookie: ***' -H Cookie: -H 'A: b' -u 'me:***'")
        let shown = command(request, showingSecrets: true)
        #expect(shown.contains("me:pw@x@h") && shown.contains("Bearer s") && shown.contains("cookie:s") && shown.contains("me:p:w"))
    }

    @Test func aBodyThatIsNoTextComesByAPipe() {
        var request = Request(url: "h")
        request.body = [0x61, 0, 0xFF]
        #expect(command(request, showingSecrets: true) == "printf %b '\\0141\\0000\\0377' | curl h --data-binary @-")
    }

    @Test func `files of a body are named as typed`() throws {
        for options in [
            "-d @a.txt", "--data-binary @a.txt", "--data-raw a=1 -d @a.txt --data-raw b=2", "--data-raw a=1 --data-binary @a.txt -d @b.txt",
            "--data-urlencode @a.txt", "--data-raw a=1 --data-urlencode n@a.txt --data-raw c", "--data-urlencode n@a.txt",
            "-H 'Content-Type: x' -H Accept: --data-raw '{' --json @a.txt --json '}'", "-d @a.txt --data-binary @b.txt --data-urlencode @c",
        ] {
            let command = "curl h \(options)"
            let words = try #require(try Paste(command, environment: [:]).commands.map(\.arguments).first)
            let text = curlCommand(try plan(words).request)
            #expect(text == command)
            #expect(
                try plan(try #require(try Paste(text, environment: [:]).commands.map(\.arguments).first)).request == plan(words).request)
        }
        #expect(curlCommand(try plan(["-T", "a b.txt", "h/x"]).request) == "curl h/x -T 'a b.txt'")
    }

    private func curlCommand(_ request: Request) -> String { command(request, showingSecrets: true) }

    /// Out and in again gives the same request, whatever it holds.
    @Test func theRoundTripChangesNothing() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2_000 {
            let request = anyRequest(&generator)
            let command = command(request, showingSecrets: true)
            let words = try #require(try Paste(command, environment: [:]).commands.map(\.arguments).first)
            #expect(try plan(words).request == request, "\(command)")
        }
    }

    private func anyRequest(_ generator: inout SeededGenerator) -> Request {
        func text(_ generator: inout SeededGenerator) -> String {
            let pieces = [
                "a", "'", "\"", "\\", " ", "$x", "`", "\n", "é", "😀", "!", "^", "%", "&", "[", "{", "-", "@", "\t", ";", "#", "***",
            ]
            return (0..<Int.random(in: 0..<8, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        }
        func maybe<Value>(_ generator: inout SeededGenerator, _ value: Value) -> Value? {
            Bool.random(using: &generator) ? value : nil
        }
        var request = Request(url: "h/" + text(&generator))
        request.method = maybe(&generator, text(&generator))
        request.headerLines = (0..<Int.random(in: 0..<3, using: &generator)).map { _ in "X" + text(&generator) }
        request.userAgent = maybe(&generator, text(&generator))
        request.referer = maybe(&generator, "r" + text(&generator))
        request.credentials = maybe(&generator, text(&generator) + ":" + text(&generator))
        request.followsRedirects = Bool.random(using: &generator)
        request.verifiesPeer = Bool.random(using: &generator)
        request.decodesContent = Bool.random(using: &generator)
        request.maximumRedirects = Int.random(in: -1..<60, using: &generator)
        request.maximumTime = maybe(&generator, Int.random(in: 1..<100_000, using: &generator))
        request.connectTimeout = maybe(&generator, Int.random(in: 1..<100_000, using: &generator))
        request.body = maybe(&generator, RequestBody(text(&generator).utf8))
        if request.body == nil {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: request.form = anyForm(&generator) { text(&$0) }
            case 1: request.upload = .file(path: "f" + text(&generator))
            case 2: request.upload = .standardInput
            default: break
            }
            // After a slash the name of the file would be appended.
            if request.upload != nil { request.url = "h/x" + request.url.dropFirst(2) }
        }
        request.cookies.literal = maybe(&generator, "c=" + text(&generator))
        request.cookies.files = (0..<Int.random(in: 0..<3, using: &generator)).map { _ in "f=" + text(&generator) }
        request.cookies.jar = maybe(&generator, text(&generator))
        request.cookies.dropsSessionCookies = Bool.random(using: &generator)
        request.range = maybe(&generator, "-" + text(&generator))
        // curl does not go on with a body.
        let mostKept = request.body == nil ? 1_000_000_000_000 : 1
        request.resumeFrom = maybe(&generator, Int.random(in: 0..<mostKept, using: &generator))
        request.target = maybe(&generator, text(&generator))
        request.convertsLineEnds = Bool.random(using: &generator)
        request.serverMemory.alternativeServices = maybe(&generator, text(&generator))
        request.serverMemory.strictTransport = maybe(&generator, text(&generator))
        request.fetchesHeadOnly = request.body == nil && request.form == nil && request.upload == nil && Bool.random(using: &generator)
        return request
    }

    private func anyForm(
        _ generator: inout SeededGenerator, depth: Int = 0, _ text: (inout SeededGenerator) -> String
    ) -> MultipartForm {
        var form = MultipartForm()
        form.escapesWithBackslash = Bool.random(using: &generator)
        form.parts = (0..<Int.random(in: 1..<4, using: &generator)).map { _ in
            // A line end in the middle of a type is cut off there by curl as well; blanks around names are not.
            var part = FormPart(content: .bytes(Array(text(&generator).utf8)))
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: part.content = .file(path: "p" + text(&generator), isUpload: Bool.random(using: &generator))
            case 1 where depth < 3: part.content = .parts(anyForm(&generator, depth: depth + 1, text).parts)
            default: break
            }
            if Bool.random(using: &generator) { part.name = "n" + text(&generator) }
            if Bool.random(using: &generator) { part.type = "text/plain; charset=x" }
            part.headerLines = (0..<Int.random(in: 0..<3, using: &generator)).map { _ in "X" + text(&generator) }
            if case .parts = part.content { return part }
            if Bool.random(using: &generator) { part.encoder = "base64" }
            if case .file(_, isUpload: false) = part.content { return part }
            if Bool.random(using: &generator) { part.fileName = text(&generator) }
            return part
        }
        return form
    }

    @Test(arguments: [
        (784_111_777, "19941106 08:49:37"), (0, "19700101 00:00:00"), (-1, "19691231 23:59:59"),
        (951_782_400, "20000229 00:00:00"), (4_107_542_399, "21000228 23:59:59"), (4_107_542_400, "21000301 00:00:00"),
    ])
    func aConditionIsPrintedAsADate(_ time: Int, _ date: String) {
        var request = Request(url: "h")
        request.timeCondition = TimeCondition(kind: .unmodifiedSince, time: time)
        #expect(command(request, showingSecrets: false) == "curl h -z '-\(date) GMT'")
    }

    @Test func valuesOfCookiesAreHidden() {
        var request = Request(url: "h")
        request.cookies.literal = "a=secret; b=secret=2;c"
        #expect(command(request, showingSecrets: false) == "curl h -b 'a=***; b=***;c=***'")
    }

    @Test(arguments: [
        ("token", "abc", "curl h --form-string 'token=***'"), ("access_token", "abc", "curl h --form-string 'access_token=***'"),
        ("apiKey", "abc", "curl h --form-string 'apiKey=***'"), ("key", "abc", "curl h --form-string 'key=***'"),
        ("password", "", "curl h --form-string password="), ("max_tokens", "9", "curl h --form-string max_tokens=9"),
        ("page_token", "9", "curl h --form-string page_token=9"), ("note", "token", "curl h --form-string note=token"),
    ])
    func `the text of a form's part is masked by its name`(_ name: String, _ value: String, _ masked: String) {
        var request = Request(url: "h"), form = MultipartForm()
        form.parts = [FormPart(name: name, content: .bytes(Array(value.utf8)))]
        request.form = form
        #expect(command(request, showingSecrets: false) == masked)
        #expect(command(request, showingSecrets: true) == "curl h --form-string \(name)=\(value)")
    }

    @Test func `parts of a secret part and fields of a part are masked, names of files are not`() {
        var typed = FormPart(name: "session", content: .bytes(Array("s\"x".utf8)))
        typed.type = "text/plain"
        typed.headerLines = ["Authorization: Bearer x", "A: b"]
        var request = Request(url: "h"), form = MultipartForm()
        form.parts = [
            typed, FormPart(name: "secret", content: .file(path: "f", isUpload: true)),
            FormPart(name: "credentials", content: .parts([FormPart(name: "a", content: .bytes([0x62]))])),
            FormPart(name: "credential", content: .parts([FormPart(name: "a", content: .bytes([0x62]))])),
        ]
        request.form = form
        #expect(
            command(request, showingSecrets: false)
                == "curl h -F 'session=\"***\";type=text/plain;headers=\"Authorization: ***\";headers=\"A: b\"' -F 'secret=@\"f\"'"
                + " -F 'credentials=(' --form-string a=b -F '=)' -F 'credential=(' --form-string 'a=***' -F '=)'")
    }
}

private func command(_ request: Request, showingSecrets: Bool) -> String {
    CurlCommand(Plan(request: request)).text(showingSecrets: showingSecrets)
}

/// What a command line means.
private func plan(_ arguments: [String]) throws -> Plan {
    guard case .view(let plans) = try Action(arguments, environment: [:], files: NoFiles()), plans.count == 1 else {
        throw CommandLineError("not one exchange")
    }
    return plans[0]
}

private struct NoFiles: FileReader {
    func contents(of path: String) throws -> [UInt8] { throw UnreadableFile(reason: "No such file or directory") }
    func isLasting(_ path: String) throws -> Bool { path != "-" }
    func time(of text: String) -> Int? { Int(text) }
    func demo(named name: String?) throws -> Recording { throw CommandLineError("there are no demos") }
}
