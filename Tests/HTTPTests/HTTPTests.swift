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
        ("HTTP/1.1 nonsense", 0, "1.1"), ("", 0, ""),
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
