import HTTP
import Testing

@Suite struct HTTPTests {
    @Test func aFieldKeepsItsBytesAndReadsItsParts() {
        let field = HeaderField(line: Array("X-Two:  a: b \t".utf8))
        #expect(Array(field.name) == Array("X-Two".utf8))
        #expect(Array(field.value) == Array("a: b".utf8))
        #expect(Array(HeaderField(line: Array("no colon".utf8)).name) == Array("no colon".utf8))
    }

    @Test func theLastFieldOfANameDecidesWhateverItsCase() {
        let fields = HeaderFields(["A: 1", "a: 2", "B: 3"].map { HeaderField(line: Array($0.utf8)) })
        #expect(fields["A"] == "2")
        #expect(fields["c"] == nil)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK", 200, "1.1"), ("HTTP/2 404 ", 404, "2"), ("HTTP/1.0 200", 200, "1.0"),
        ("HTTP/1.1 nonsense", 0, "1.1"), ("", 0, ""), ("HTTP/:.1 100 Go", 0, ":.1"),
        ("hTTP/1.1 100 Go", 0, ""), ("HTTP/ 100 Go", 0, ""),
    ])
    func aStatusLineIsReadLeniently(_ line: String, _ status: Int, _ version: String) {
        let head = ResponseHead(statusLine: Array(line.utf8))
        #expect(head.status == status)
        #expect(head.version == version)
    }

    @Test(arguments: [
        ("text/html; charset=utf-8", "text/html", "utf-8"),
        ("Text/Plain;Charset=\"ISO-8859-1\" ; x=y", "text/plain", "ISO-8859-1"),
        ("a/b; x=\"q;charset=no\\\"\"; charset=yes", "a/b", "yes"),
    ])
    func aMediaTypeHasParameters(_ text: String, _ essence: String, _ charset: String) {
        #expect(MediaType(text).essence == essence)
        #expect(MediaType(text).charset == charset)
    }

    @Test func anInterimHeadIsNotTheAnswer() {
        var exchange = Exchange()
        exchange.apply(.requestSent(Array("GET / HTTP/1.1\r\n".utf8)))
        exchange.apply(.head(ResponseHead(statusLine: Array("HTTP/1.1 103 Early Hints".utf8))))
        #expect(exchange.phase == .waiting)
        exchange.apply(.head(ResponseHead(statusLine: Array("HTTP/1.1 200 OK".utf8))))
        #expect(exchange.phase == .receiving)
        #expect(exchange.finalHead?.status == 200)
        #expect(exchange.heads.count == 2)
    }
}

@Suite struct FieldsForReadingTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `a form's fields are decoded, and what is no escape stays`() {
        let fields = FormFields("a=1+2&b=%C3%BC&&c&d=5%&=x&e=%zz".utf8).fields.map { "\(text($0.name))|\(text($0.value))" }
        #expect(fields == ["a|1 2", "b|ü", "c|", "d|5%", "|x", "e|%zz"])
    }

    @Test func `a URL's query is its own`() {
        let queries = [
            "http://x/?a=b&c=d#e=f": ["a", "c"], "http://x/#?a=b": [], "http://x/": [], "http://x/?q=http://y/?z": ["q"],
        ]
        for (url, names) in queries { #expect(FormFields(query: url).fields.map { text($0.name) } == names) }
    }

    @Test func `cookies are taken apart`() {
        let head = Array("GET / HTTP/1.1\r\nHost: x\r\nCookie: a=1; b=2=3; c\r\n\r\n".utf8)
        #expect(Cookie.sent(in: RequestHead(head)).map { "\(text($0.name))|\(text($0.value))" } == ["a|1", "b|2=3", "|c"])
        let field = HeaderField(line: Array("set-cookie: id = 7 ; Path=/; HttpOnly ;".utf8))
        let cookie = Cookie(setBy: field)
        #expect(cookie.map { text($0.name) } == "id")
        #expect(cookie.map { text($0.value) } == "7")
        #expect(cookie?.attributes.map(text) == ["Path=/", "HttpOnly"])
        #expect(Cookie(setBy: HeaderField(line: Array("Cookie: a=b".utf8))) == nil)
    }
}

@Suite struct CertificateTests {
    @Test func `a certificate is read from libcurl's lines`() {
        let certificate = Certificate([
            "Subject:CN = localhost", "Issuer:CN = Somebody: else", "X509v3 Subject Alternative Name:DNS:localhost, IP Address:127.0.0.1",
            "Public Key Algorithm:rsaEncryption", "Start date:Nov 26 00:00:00 2026 GMT", "Expire date:Nov 28 00:00:00 2026 GMT",
            "RSA Public Key:2048", "Cert:-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----\n",
        ])
        #expect(certificate.subject == "CN = localhost")
        #expect(certificate.issuer == "CN = Somebody: else")
        #expect(certificate.alternativeNames == "DNS:localhost, IP Address:127.0.0.1")
        #expect(certificate.key == "rsaEncryption, 2048")
        #expect(certificate.notBefore == "Nov 26 00:00:00 2026 GMT")
        #expect(certificate.notAfter == "Nov 28 00:00:00 2026 GMT")
        #expect(certificate.fingerprint?.hasPrefix("BA:78:16:BF:8F:01") == true)
        #expect(Certificate(["Cert:no base64"]).fingerprint == nil)
    }
}
