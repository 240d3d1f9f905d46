import HTTP
import Plan
import TestSupport
import Testing

@testable import Transfer

/// What servers should not do. Each case is put to the installed curl too: same exit status, same words,
/// same bytes.
@Suite struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var script: ScriptedServer.Script
        var arguments: [String] = []
        var change: @Sendable (inout Request) -> Void = { _ in }
        var testDescription: String { name }

        init(_ name: String, answer: String) {
            self.init(name, bytes: Array(answer.utf8))
        }

        init(_ name: String, bytes: [UInt8]) {
            self.init(name) { connection in
                try connection.readRequest()
                try connection.send(bytes: bytes)
            }
        }

        init(_ name: String, _ script: @escaping ScriptedServer.Script) {
            self.name = name
            self.script = script
        }

        func with(_ arguments: String..., change: @escaping @Sendable (inout Request) -> Void) -> Case {
            var copy = self
            copy.arguments = arguments
            copy.change = change
            return copy
        }
    }

    static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    static let redirectForEver: ScriptedServer.Script = { connection in
        while true {
            try connection.readRequest()
            try connection.send("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 3\r\n\r\nabc")
        }
    }

    static let cases: [Case] = [
        // The table of what Foundation's own loader dies of or loses.
        Case("trailer field", answer: chunked + "3\r\nabc\r\n0\r\nChecksum: 9\r\n\r\n"),
        Case("302 without Location", answer: "HTTP/1.1 302 Found\r\nContent-Length: 3\r\n\r\nabc"),
        Case("302 without Location, followed", answer: "HTTP/1.1 302 Found\r\nContent-Length: 3\r\n\r\nabc")
            .with("-L") { $0.followsRedirects = true },
        Case("bare LF", answer: "HTTP/1.1 200 OK\nContent-Length: 3\nX: y\n\nabc"),
        Case("Latin-1 field", bytes: Array("HTTP/1.1 200 OK\r\nX: ".utf8) + [0xE9] + Array("\r\nContent-Length: 3\r\n\r\nabc".utf8)),
        Case("non-ASCII reason", answer: "HTTP/1.1 200 Très bien\r\nContent-Length: 3\r\n\r\nabc"),
        Case("status line without its last blank", answer: "HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nabc"),
        Case("401 Basic", answer: "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 3\r\n\r\nabc"),
        Case("401 of an unknown scheme", answer: "HTTP/1.1 401 No\r\nWWW-Authenticate: Fancy\r\nContent-Length: 3\r\n\r\nabc"),
        Case("407", answer: "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 3\r\n\r\nabc"),
        Case("closed inside the head", answer: "HTTP/1.1 200 OK\r\nContent-Le"),
        Case("closed inside the status line", answer: "HTTP/1.1 20"),
        Case("404 under -f", answer: "HTTP/1.1 404 No\r\nContent-Length: 3\r\n\r\nabc")
            .with("-f") { $0.refusesErrorBody = true },
        // Not HTTP, and nothing.
        Case("nothing at all", answer: ""),
        Case("garbage", bytes: (0..<2000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }),
        Case("HTTP/0.9", answer: "<p>hello</p>"),
        Case("SSH", answer: "SSH-2.0-OpenSSH_9.2\r\n"),
        Case("unknown version", answer: "HTTP/7.3 200 OK\r\n\r\nabc"),
        Case("version word alone", answer: "HTTP/1.1\r\n\r\nabc"),
        Case("status of two digits", answer: "HTTP/1.1 20 OK\r\n\r\nabc"),
        Case("status of four digits", answer: "HTTP/1.1 2000 OK\r\n\r\nabc"),
        Case("status 000", answer: "HTTP/1.1 000 Zero\r\nContent-Length: 3\r\n\r\nabc"),
        Case("status 999", answer: "HTTP/1.1 999 Much\r\nContent-Length: 3\r\n\r\nabc"),
        Case("field without a colon", answer: "HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 3\r\n\r\nabc"),
        Case("NUL in a field", bytes: Array("HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 3\r\n\r\nabc".utf8)),
        Case("folded field", answer: "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 3\r\n\r\nabc"),
        Case("101 unasked", answer: "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\nabc"),
        Case("204 with a body", answer: "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc"),
        // Bodies.
        Case("short Content-Length", answer: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef"),
        Case("long Content-Length", answer: "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nabc"),
        Case("negative Content-Length", answer: "HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\nabc"),
        Case("huge Content-Length", answer: "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nabc"),
        Case("Content-Length past 64 bits", answer: "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\nabc"),
        Case("Content-Length of words", answer: "HTTP/1.1 200 OK\r\nContent-Length: three\r\n\r\nabc"),
        Case("two Content-Lengths", answer: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 6\r\n\r\nabcdef"),
        Case("cut chunk", answer: chunked + "10\r\nabc"),
        Case("cut chunk size", answer: chunked + "3\r\nabc\r\n1"),
        Case("no last chunk", answer: chunked + "3\r\nabc\r\n"),
        Case("malformed chunk size", answer: chunked + "3\r\nabc\r\nxyz\r\nabc\r\n0\r\n\r\n"),
        Case("chunk size past 64 bits", answer: chunked + "fffffffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
        Case("chunk without its line end", answer: chunked + "3\r\nabcdef\r\n0\r\n\r\n"),
        Case("chunk extension", answer: chunked + "3;x=y\r\nabc\r\n0\r\n\r\n"),
        Case("long trailer line", answer: chunked + "3\r\nabc\r\n0\r\nX: " + String(repeating: "y", count: 100_000) + "\r\n\r\n"),
        Case("cut trailer", answer: chunked + "3\r\nabc\r\n0\r\nX: y"),
        Case("one-byte chunks") { connection in
            try connection.readRequest()
            try connection.send(chunked)
            for index in 0..<3000 { try connection.sendChunk([UInt8(truncatingIfNeeded: index)]) }
            try connection.endChunks()
        },
        Case("reset in mid-body") { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n")
            try connection.reset()
        },
        Case("reset before the head") { connection in
            try connection.readRequest()
            try connection.reset()
        },
        Case("100,000 NULs", bytes: Array("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".utf8) + Array(repeating: 0, count: 100_000)),
        // Codings.
        Case("wrong gzip, not asked for", answer: "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"),
        Case("wrong gzip", answer: "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")
            .with("--compressed") { $0.decodesContent = true },
        Case(
            "wrong deflate",
            answer: "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 30\r\n\r\n" + String(repeating: "abc", count: 10)
        )
        .with("--compressed") { $0.decodesContent = true },
        Case("wrong br", answer: "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc")
            .with("--compressed") { $0.decodesContent = true },
        Case(
            "cut gzip",
            bytes: Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n".utf8) + [
                0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3,
            ]
        )
        .with("--compressed") { $0.decodesContent = true },
        Case("unknown coding", answer: "HTTP/1.1 200 OK\r\nContent-Encoding: fancy\r\nContent-Length: 3\r\n\r\nabc")
            .with("--compressed") { $0.decodesContent = true },
        Case(
            "ten codings",
            answer:
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip\r\nContent-Length: 3\r\n\r\nabc"
        )
        .with("--compressed") { $0.decodesContent = true },
        // Sizes.
        Case(
            "header line of 100 KB",
            answer: "HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 100_000) + "\r\nContent-Length: 3\r\n\r\nabc"),
        Case(
            "header line of 250 KB",
            answer: "HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 250_000) + "\r\nContent-Length: 3\r\n\r\nabc"),
        Case(
            "4,000 headers", answer: "HTTP/1.1 200 OK\r\n" + (0..<4000).map { "X-\($0): y\r\n" }.joined() + "Content-Length: 3\r\n\r\nabc"),
        Case(
            "400,000 headers",
            answer: "HTTP/1.1 200 OK\r\n" + (0..<400_000).map { "X-\($0): y\r\n" }.joined() + "Content-Length: 3\r\n\r\nabc"),
        Case(
            "50 interim heads",
            answer: String(repeating: "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", count: 50)
                + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"),
        Case("40,000 trailers", answer: chunked + "3\r\nabc\r\n0\r\n" + (0..<40_000).map { "X-\($0): y\r\n" }.joined() + "\r\n"),
        // Redirects.
        Case("redirect loop", redirectForEver)
            .with("-L") { $0.followsRedirects = true },
        Case("redirect limit", redirectForEver)
            .with("-L", "--max-redirs", "3") {
                $0.followsRedirects = true
                $0.maximumRedirects = 3
            },
        Case("redirect to another protocol", answer: "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 3\r\n\r\nabc")
            .with("-L") { $0.followsRedirects = true },
        Case("redirect to garbage", answer: "HTTP/1.1 302 Found\r\nLocation: http://[::bad\r\nContent-Length: 3\r\n\r\nabc")
            .with("-L") { $0.followsRedirects = true },
        // Hanging, with a limit.
        Case("hangs before the head") { try $0.waitForClose() }
            .with("-m", "1.5") { $0.maximumTime = 1500 },
        Case("hangs inside the head") { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nX:")
            try connection.waitForClose()
        }.with("-m", "1.5") { $0.maximumTime = 1500 },
        Case("hangs inside the body") { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nabc")
            try connection.waitForClose()
        }.with("-m", "1.5") { $0.maximumTime = 1500 },
    ]

    @Test(.timeLimit(.minutes(2)), arguments: cases)
    func asCurlDoes(_ bad: Case) async {
        let server = ScriptedServer(bad.script)
        let ours = await fetch(server.url(), bad.change)
        let theirs = await curl([server.url()] + bad.arguments)
        #expect(ours.exitStatus == theirs.status, "\(ours.outcome)")
        #expect(ours.body == theirs.output)
        #expect(withoutNumbers(ours.message) == withoutNumbers(inOurWords(theirs.message)))
        if theirs.status != 0 { #expect(!ours.message.isEmpty) }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "", " ", "http://", "http:///x", "http://[::bad/", "http://a b/", "://x", "ftp://127.0.0.1/", "gopher://x",
            "http://127.0.0.1:99999/",
            "https://nowhere.invalid/", "http://user@:80/", "file:///etc/passwd", "http://127.0.0.1:\(refusedPort())/", "http://%zz/",
            "x://y",
        ])
    func urls(_ url: String) async {
        // Names in http URLs go to the proxy of the test environment, which knows them all.
        let ours = await fetch(url) { $0.connectTimeout = 5000 }
        let theirs = await curl(["-g", "--proto", "=http,https", "--connect-timeout", "5", url])
        #expect(ours.exitStatus == theirs.status, "\(ours.outcome) \(String(decoding: theirs.errors, as: UTF8.self))")
        #expect(withoutNumbers(ours.message) == withoutNumbers(inOurWords(theirs.message)))
    }

    /// What libcurl says of a protocol that curl has and that it was told not to use.
    private func inOurWords(_ message: String) -> String {
        ["file", "ftp", "gopher"].reduce(message) { message, scheme in
            message == "Protocol \"\(scheme)\" not supported or disabled in libcurl"
                ? "curlew does HTTP and HTTPS; use curl for \(scheme)" : message
        }
    }
}
