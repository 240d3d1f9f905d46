@testable import App
import HTTP
import Plan
import Screen
import Testing

@Suite struct PanelTests {
    @Test func theHeadersAreThereBeforeTheBody() {
        let it = Scenario(rows: 24, columns: 60)
        it.keys("<Tab>")
        #expect(it.pane.contains("(not sent yet)"))
        it.send(.transfer(.requestSent(Array("GET / HTTP/1.1\r\nX-A: 1\r\n\r\n".utf8)), it.fetch))
        it.send(.transfer(.head(ResponseHead(statusLine: Array("HTTP/1.1 103 Early Hints".utf8))), it.fetch))
        it.head("HTTP/1.1 404 Nicht da", ["b: 2", "A: 1", "b: 3"])
        #expect(it.pane.filter { !$0.isEmpty && $0 != "Response" }.suffix(4) == ["HTTP/1.1 404 Nicht da", "b: 2", "A: 1", "b: 3"])
        it.keys("g")
        #expect(it.pane.contains("HTTP/1.1 103 Early Hints"))
        #expect(it.pane.contains("X-A: 1"))
    }

    @Test func `the body that was sent stands after its head, with what is left out of it`() {
        var request = Request(url: "http://h/")
        request.body = RequestBody(BodyFile(path: "big.json", reading: .exact))
        let it = Scenario(plans: [Plan(request: request)], rows: 24, columns: 60)
        it.send(.transfer(.requestSent(Array("POST / HTTP/1.1\r\nX-A: 1\r\n\r\n".utf8)), it.fetch))
        it.send(.transfer(.bodySent(SentBody(bytes: Array("one\r\ntw\u{1B}o".utf8), length: 1009)), it.fetch))
        it.head()
        it.keys("<Tab>g")
        let rows = it.pane.filter { !$0.isEmpty }
        #expect(rows.contains(["X-A: 1", "Request body, 1,009 bytes", "one", "tw^[o", "… 1,000 bytes more of big.json"]))
    }

    private func sending(_ type: String, _ body: String) -> Scenario {
        let it = Scenario(rows: 40, columns: 60)
        it.send(.transfer(.requestSent(Array("POST / HTTP/1.1\r\nContent-Type: \(type)\r\n\r\n".utf8)), it.fetch))
        it.send(.transfer(.bodySent(SentBody(bytes: Array(body.utf8), length: body.utf8.count)), it.fetch))
        it.head()
        it.keys("<Tab>g")
        return it
    }

    @Test func `what was sent has the same views as a body`() {
        let it = sending("application/json", "{\"a\":[1]}")
        #expect(it.pane.contains("{\"a\":[1]}"))
        #expect(it.bar.contains("P json"))
        it.keys("P")
        #expect(it.pane.contains("  \"a\": ["))
        it.keys("P")
        #expect(it.pane.contains("{\"a\":[1]}"))
    }

    @Test func `forms that were sent are taken apart`() {
        let form = sending("application/x-www-form-urlencoded", "q=a+b&x=%C3%A9")
        #expect(form.pane.filter { !$0.isEmpty }.contains(["q=a+b&x=%C3%A9", "Form, decoded", "q = a b", "x = é"]))
        let body = [
            "--XX", "Content-Disposition: form-data; name=\"a\"", "", "one", "--XX",
            "Content-Disposition: form-data; name=\"f\"; filename=\"x.txt\"", "Content-Type: text/plain", "", "content", "--XX--", "",
        ].joined(separator: "\r\n")
        let parts = sending("multipart/form-data; boundary=XX", body)
        #expect(parts.pane.filter { !$0.isEmpty }.contains(["Form, 2 parts", "a = one", "f = x.txt, text/plain, 7 bytes"]))
    }

    @Test(arguments: [false, true]) func `the chain of certificates stands in the timing panel, also when it was refused`(isRefused: Bool) {
        func lines(_ name: String) -> [String] {
            [
                "Subject:CN = \(name)", "Issuer:CN = Root", "X509v3 Subject Alternative Name:DNS:\(name)",
                "Public Key Algorithm:rsaEncryption", "RSA Public Key:2048", "Start date:Nov 26 00:00:00 2026 GMT",
                "Expire date:Nov 28 00:00:00 2026 GMT", "Cert:-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n",
            ]
        }
        let it = Scenario(rows: 60, columns: 120)
        var figures = TransferFigures()
        let chain = [lines("h.test"), lines("Between\u{1B}")]
        if isRefused { figures.refusedCertificates = chain } else { figures.certificates = chain }
        if !isRefused { it.head() }
        it.finished(isRefused ? .failed(TransferFailure(exitStatus: 60, message: "no")) : .complete, figures)
        it.keys("<Tab><Tab>")
        let rows = it.pane.map { $0.split(separator: " ").joined(separator: " ") }
        let first = isRefused ? "Certificate, refused" : "Certificate"
        let start = rows.firstIndex(of: first) ?? rows.endIndex
        #expect(
            rows[start...].prefix(7).elementsEqual([
                first, "subject CN = h.test", "names DNS:h.test", "issuer CN = Root", "valid from Nov 26 00:00:00 2026 GMT",
                "valid until Nov 28 00:00:00 2026 GMT", "key rsaEncryption, 2048",
            ]), "\(rows)")
        #expect(rows.contains { $0.hasPrefix("SHA-256 BA:78:16:BF") })
        #expect(rows.contains("Certificate 2 of the chain") && rows.contains("subject CN = Between^["))
    }

    @Test func `what libcurl says stands where it was said`() {
        let it = Scenario(rows: 30, columns: 60)
        func note(_ text: String) { it.send(.transfer(.note(Array("\(text)\n".utf8)), it.fetch)) }
        note("Trying 127.0.0.1:80")
        note("Connected to \u{1B}[m")
        it.head()
        note("left intact")
        it.keys("<Tab>g")
        #expect(
            it.pane.filter { !$0.isEmpty } == [
                "libcurl says", "* Trying 127.0.0.1:80", "* Connected to ^[[m", "Request", "GET / HTTP/1.1", "Host: example.test",
                "Response", "HTTP/1.1 200 OK", "libcurl says", "* left intact",
            ])
    }

    @Test func nothingFromOutsideIsInterpreted() {
        let it = Scenario(rows: 24, columns: 60)
        it.head("HTTP/1.1 200 \u{1B}]0;title\u{7}", ["X: \u{9B}31m\u{202E}"])
        it.keys("<Tab>")
        #expect(it.pane.contains("HTTP/1.1 200 ^[]0;title^G"))
        #expect(it.pane.contains("X: <U+009B>31m<U+202E>"))
    }

    @Test func trailersComeLast() throws {
        let it = Scenario(rows: 14, columns: 60)
        it.head()
        try it.grew("x")
        it.send(.transfer(.trailers(HeaderFields([HeaderField(line: Array("Checksum: 9".utf8))])), it.fetch))
        it.keys("<Tab>")
        #expect(it.pane.filter { !$0.isEmpty }.suffix(2) == ["Trailers", "Checksum: 9"])
    }

    @Test func tabGoesRoundAndOverlaysClose() throws {
        let it = Scenario(rows: 90, columns: 80)
        it.head()
        try it.grew("the body\n")
        it.keys("<Tab>")
        #expect(it.bar.contains("headers"))
        it.keys("<Tab>")
        #expect(it.pane.contains { $0.hasPrefix("wire") })
        it.keys("<Tab>")
        #expect(it.pane.first == "the body")
        it.keys("h")
        #expect(it.pane.contains { $0.hasPrefix("Here: ") })
        it.keys("q")
        #expect(it.pane.first == "the body")
        #expect(!it.hasQuit)
        it.keys("=")
        #expect(it.pane.contains { $0.hasPrefix("URL") && $0.hasSuffix("http://example.test/") })
        it.keys("<ESC>q")
        #expect(it.hasQuit)
    }

    @Test func `the help names every command`() {
        let it = Scenario(rows: 500, columns: 400)
        it.keys("h")
        let help = it.pane.joined(separator: "\n")
        // Those that nothing is bound to are in the man page.
        for command in Tables.standard.commands where !command.keys.isEmpty || !command.colon.isEmpty {
            #expect(help.contains(command.summary), "\(command.name)")
        }
    }

    @Test func `every command has a key or a word, and no key or word has two`() {
        let commands = Tables.standard.commands
        let ofVi = Set(ViKey.all.map(\.command))
        for command in commands {
            #expect(!command.keys.isEmpty || !command.colon.isEmpty || ofVi.contains(command.name), "\(command.name)")
        }
        let keys = commands.flatMap(\.keys)
        #expect(keys.count == Set(keys).count)
        let words = commands.map(\.colon).filter { !$0.isEmpty }
        #expect(words.count == Set(words).count)
        #expect(commands.count == Set(commands.map(\.name)).count)
    }

    @Test func `a key that is no character ends the word of a letter that has acted at once`() throws {
        let it = Scenario(rows: 6, columns: 60)
        it.head()
        try it.grew("a\n")
        it.keys(":f<ESC>o")
        #expect(it.bar.hasPrefix("curl command or URL:"))
    }

    @Test func `no word begins with a letter that acts at once, but for one that opens a panel`() {
        let panels = Set(Tables.standard.panels.compactMap { $0.command?.colon })
        for word in Tables.standard.commands.map(\.colon) where word.count > 1 {
            let letter = String(word.prefix(1))
            #expect(!Command.immediateWords.contains(letter) || panels.contains(letter), ":\(word) can never be typed")
        }
    }

    @Test func `a letter that opens a panel closes it when it was the first of a longer word`() throws {
        let it = Scenario(rows: 12, columns: 60)
        it.head()
        try it.grew("one\n")
        it.keys(":f")
        #expect(it.bar.contains("details"))
        it.keys("i")
        #expect(it.bar == ":fi")
        it.keys("lters<CR>")
        #expect(it.state.panel == .filters)
        it.keys("q")
        #expect(it.state.panel == .body)
        // Later it is a key like any other.
        it.keys(":f")
        it.wait(.seconds(2))
        it.keys("i")
        #expect(it.bar.contains("i has no meaning here") && it.state.panel == .details)
    }

    @Test func `each request comes before its answers`() {
        let it = Scenario(rows: 30, columns: 60) { $0.url = "http://example.test/?q=a%20b" }
        for (path, status) in [("/one", "HTTP/1.1 302 Found"), ("/two", "HTTP/1.1 200 OK")] {
            it.send(.transfer(.requestSent(Array("GET \(path) HTTP/1.1\r\nCookie: id=7\r\n\r\n".utf8)), it.fetch))
            let field = HeaderField(line: Array("Set-Cookie: n=1; Path=/".utf8))
            it.send(.transfer(.head(ResponseHead(statusLine: Array(status.utf8), fields: HeaderFields([field]))), it.fetch))
        }
        it.keys("<Tab>")
        let lines = it.pane.filter { !$0.isEmpty }
        #expect(
            lines == [
                "Request 1", "GET /one HTTP/1.1", "Cookie: id=7", "Response, followed on", "HTTP/1.1 302 Found", "Set-Cookie: n=1; Path=/",
                "Request 2", "GET /two HTTP/1.1", "Cookie: id=7", "Response", "HTTP/1.1 200 OK", "Set-Cookie: n=1; Path=/",
                "Query, decoded", "q = a b", "Cookies sent", "id = 7", "Cookies set", "n = 1", "    Path=/", "n = 1", "    Path=/",
            ])
    }
}
