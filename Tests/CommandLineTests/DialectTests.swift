import CommandLine
import Plan
import Testing

/// Whole clipboards, as the browsers' "Copy as cURL" write them.
@Suite struct DialectTests {
    private func pasted(_ clipboard: String) throws -> [Request] {
        try plans(["--paste"], files: ["-": clipboard]).map(\.request)
    }

    @Test func chromeForAPosixShell() throws {
        let all = try pasted(
            #"""
            curl 'https://example.com/api/v1/items?filter=\[a\]&q=%F0%9F' \
              -X 'PUT' \
              -H 'accept: application/json, text/plain, */*' \
              -H 'content-type: application/json' \
              -b 'session=abc; theme=dark' \
              -H 'x-empty;' \
              --data-raw $'{"it\'s":"\u0021 \ud83d\ude00\\n","two":\n2}' \
              --compressed \
              --insecure ;
            curl 'https://example.com/' -H 'cookie: a=1' --compressed
            """#)
        #expect(all.count == 2)
        #expect(all[0].url == "https://example.com/api/v1/items?filter=[a]&q=%F0%9F")
        #expect(all[0].method == "PUT")
        #expect(all[0].headerLines == ["accept: application/json, text/plain, */*", "content-type: application/json", "x-empty;"])
        #expect(all[0].cookies.literal == "session=abc; theme=dark")
        #expect(all[0].body == RequestBody("{\"it's\":\"! 😀\\n\",\"two\":\n2}".utf8))
        #expect(all[0].decodesContent && !all[0].verifiesPeer)
        #expect(all[1].headerLines == ["cookie: a=1"])
        #expect(all[1].method == nil && all[1].verifiesPeer)
    }

    @Test func chromeForTheWindowsPrompt() throws {
        let all = try pasted(
            "curl ^\"https://example.com/a?b=1^&c=2^\" ^\r\n  -H ^\"accept: */*^\" ^\r\n  --data-raw ^\"^{^\\^\"k^\\^\":^\\^\"v^\\^\"^}^\" &\r\n"
                + "curl ^\"https://example.com/two^\"")
        #expect(all.map(\.url) == ["https://example.com/a?b=1&c=2", "https://example.com/two"])
        #expect(all[0].headerLines == ["accept: */*"])
        #expect(all[0].body == RequestBody("{\"k\":\"v\"}".utf8))
    }

    @Test func firefox() throws {
        let all = try pasted(
            #"""
            curl --globoff 'https://example.com/[x]' -X POST -H 'User-Agent: Mozilla/5.0' -H 'Cookie: a=b' --data-binary $'--x\r\nContent-Disposition: form-data; name="\xe9"\r\n\r\nit\041\r\n--x--\r\n'
            curl 'https://example.com/head' -I -H 'Accept: */*'
            """#)
        #expect(all.map(\.url) == ["https://example.com/[x]", "https://example.com/head"])
        #expect(all[0].method == "POST")
        #expect(all[0].headerLines == ["User-Agent: Mozilla/5.0", "Cookie: a=b"])
        #expect(all[0].body?.bytes?.starts(with: Array("--x\r\nContent-Disposition: form-data; name=\"".utf8)) == true)
        #expect(all[0].body?.bytes?.suffix(14) == Array("\r\nit!\r\n--x--\r\n".utf8).suffix(14))
        #expect(all[1].fetchesHeadOnly)
    }

    @Test func safari() throws {
        let all = try pasted(
            #"""
            curl 'https://example.com/search?tag=\[\]' \
            -X 'POST' \
            -H 'Content-Type: application/x-www-form-urlencoded' \
            -H 'Accept: text/html' \
            --data 'a=1&b=2'
            """#)
        #expect(all[0].url == "https://example.com/search?tag=[]")
        #expect(all[0].method == "POST")
        #expect(all[0].headerLines == ["Content-Type: application/x-www-form-urlencoded", "Accept: text/html"])
        #expect(all[0].body == RequestBody("a=1&b=2".utf8))
    }

    @Test func whatCannotBeTakenIsMarked() {
        let error = failure(["--paste"], files: ["-": "curl 'http://x/' \\\n -H 'open"])
        #expect(error?.message.contains("line 2") == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("^") == true)
    }
}
