import HTTP
import Plan
import TestSupport
import Testing

@testable import Transfer

/// What goes on the wire, compared with what the installed curl sends for the same options.
@Suite struct RequestTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var path = "/"
        var change: @Sendable (inout Request) -> Void
        var testDescription: String { (arguments + [path]).joined(separator: " ") }

        init(_ arguments: String..., path: String = "/", change: @escaping @Sendable (inout Request) -> Void = { _ in }) {
            self.arguments = arguments
            self.path = path
            self.change = change
        }
    }

    static let cases: [Case] = [
        Case(),
        Case("-g", path: "/a[1]{2}%zz/../ü?q=ä|#part"),
        Case("-g", path: "/A/./b//c?d=e&f=%2f"),
        Case("-X", "PUT") { $0.method = "PUT" },
        Case("-X", "odd-Method") { $0.method = "odd-Method" },
        Case("-H", "X-B: 1", "-H", "x-b: 2", "-H", "A:3") { $0.headerLines = ["X-B: 1", "x-b: 2", "A:3"] },
        Case("-H", "Accept:", "-H", "User-Agent:") { $0.headerLines = ["Accept:", "User-Agent:"] },
        Case("-H", "Empty;") { $0.headerLines = ["Empty;"] },
        Case("-H", "Host: elsewhere") { $0.headerLines = ["Host: elsewhere"] },
        Case("-H", "Accept: é") { $0.headerLines = ["Accept: é"] },
        Case("-d", "a=b&c=d") { $0.body = RequestBody(Array("a=b&c=d".utf8)) },
        Case("-d", "") { $0.body = [] },
        Case("-d", "x", "-X", "DELETE") {
            $0.body = [0x78]
            $0.method = "DELETE"
        },
        Case("-d", "{}", "-H", "Content-Type: application/json") {
            $0.body = RequestBody(Array("{}".utf8))
            $0.headerLines = ["Content-Type: application/json"]
        },
        Case("-d", "x", "-X", "GET") {
            $0.body = [0x78]
            $0.method = "GET"
        },
        Case("--data-raw", String(repeating: "long ", count: 20_000)) {
            $0.body = RequestBody(Array(String(repeating: "long ", count: 20_000).utf8))
        },
        Case("-I") { $0.fetchesHeadOnly = true },
        Case("-A", "") { $0.userAgent = "" },
        Case("-A", "me/1") { $0.userAgent = "me/1" },
        Case("-e", "http://from/") { $0.referer = "http://from/" },
        Case("-e", "http://from/;auto") { $0.referer = "http://from/;auto" },
        Case("-e", ";auto") { $0.referer = ";auto" },
        Case("-u", "user:pass word") { $0.credentials = "user:pass word" },
        Case("-u", "user:") { $0.credentials = "user:" },
        Case("--compressed") { $0.decodesContent = true },
    ]

    @Test(arguments: cases) func asCurlSends(_ sample: Case) async {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        let ours = await fetch(server.url(sample.path), sample.change)
        let theirs = await curl(sample.arguments + [server.url(sample.path)])
        #expect(ours.exitStatus == theirs.status)
        let requests = server.requests.map { String(decoding: $0, as: UTF8.self) }
        guard requests.count == 2 else {
            Issue.record("\(requests.count) requests")
            return
        }
        #expect(withoutVersion(requests[0]) == withoutVersion(requests[1]))
        // What is shown is what was sent, body left out.
        #expect(ours.requestHeads.count == 1)
        #expect(ours.requestHeads.first.map(requests[0].hasPrefix) == true)
    }

    private func withoutVersion(_ request: String) -> String {
        request.split(separator: "\r\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("User-Agent: curl") ? "User-Agent: curl" : String($0) }.joined(separator: "\n")
    }

    @Test func userAgentNamesUs() async {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        _ = await fetch(server.url())
        let request = String(decoding: server.requests.first ?? [], as: UTF8.self)
        #expect(request.contains("\r\nUser-Agent: curlew/\(Version.number) (curl/8 compatible)\r\nAccept: */*\r\n"))
    }

    @Test func schemeIsGuessed() async {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        let fetched = await fetch("127.0.0.1:\(server.port)")
        #expect(fetched.body == Array("ok".utf8))
        #expect(fetched.report.effectiveURL == server.url())
    }

    /// curl(1), --location: the name and password go to the first host only.
    @Test func credentialsStayWithTheFirstHost() async {
        let second = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let first = ScriptedServer(answer: "HTTP/1.1 302 Found\r\nLocation: http://localhost:\(second.port)/\r\nContent-Length: 0\r\n\r\n")
        let fetched = await fetch(first.url()) {
            $0.credentials = "user:secret"
            $0.followsRedirects = true
        }
        #expect(fetched.outcome == .complete)
        #expect(first.requests.first.map { String(decoding: $0, as: UTF8.self).contains("Authorization: Basic") } == true)
        #expect(second.requests.first.map { String(decoding: $0, as: UTF8.self).contains("Authorization") } == false)
    }

    @Test(arguments: [301, 302, 303, 307, 308]) func methodsOverRedirects(_ status: Int) async {
        let script: ScriptedServer.Script = { connection in
            while true {
                let request = String(decoding: try connection.readRequest(), as: UTF8.self)
                let redirect = "HTTP/1.1 \(status) x\r\nLocation: /end\r\nContent-Length: 0\r\n\r\n"
                try connection.send(request.contains(" /end ") ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" : redirect)
            }
        }
        let (ours, theirs) = (ScriptedServer(script), ScriptedServer(script))
        _ = await fetch(ours.url()) {
            $0.body = [0x78]
            $0.followsRedirects = true
        }
        _ = await curl(["-L", "-d", "x", theirs.url()])
        let words = { (server: ScriptedServer) in server.requests.map { String(decoding: $0, as: UTF8.self).prefix { $0 != " " } } }
        #expect(words(ours).count == 2)
        #expect(words(ours) == words(theirs))
    }

    @Test func proxyFromTheEnvironment() async {
        let fetched = await fetch("http://somewhere.invalid/path")
        #expect(fetched.outcome == .complete)
        let request = String(decoding: fetched.body, as: UTF8.self)
        #expect(request.hasPrefix("GET http://somewhere.invalid/path HTTP/1.1\r\nHost: somewhere.invalid\r\n"))
    }

    @Test func largeBodyIsSentWhole() async {
        let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let server = ScriptedServer { connection in
            let request = try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            precondition(request.suffix(body.count).elementsEqual(body))
        }
        let fetched = await fetch(server.url()) {
            $0.body = RequestBody(body)
            $0.headerLines = ["Expect:"]
        }
        #expect(fetched.outcome == .complete)
        #expect(fetched.requestHeads.count == 1)
        #expect(fetched.requestHeads.first?.hasSuffix("\r\n\r\n") == true)
    }

    @Test func expectContinue() async {
        let body = [UInt8](repeating: 0x61, count: 2_000_000)
        let server = ScriptedServer { connection in
            try connection.readHead()
            try connection.send("HTTP/1.1 100 Continue\r\n\r\n")
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        let fetched = await fetch(server.url()) { $0.body = RequestBody(body) }
        #expect(fetched.heads.map(\.status) == [100, 200])
        #expect(fetched.requestHeads.first?.contains("Expect: 100-continue\r\n") == true)
        #expect(server.requests.first.map { $0.count > body.count } == true)
    }

    @Test func timeoutsAreCurls() async {
        let port = UnreachablePort()
        let url = "http://127.0.0.1:\(port.port)/"
        let ours = await fetch(url) { $0.connectTimeout = 200 }
        let theirs = await curl(["--connect-timeout", "0.2", url])
        // In other words each time: libcurl has two timers for this, and either may be first.
        #expect(ours.exitStatus == 28)
        #expect(theirs.status == 28)
    }

    @Test func ipv6Literal() async {
        let ours = await fetch("http://[::1]:1/")
        #expect(ours.exitStatus == 7)
    }

    @Test func `the body that was sent is told, and counted`() async {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let short = await fetch(server.url()) { $0.body = RequestBody("a=1".utf8) }
        #expect(short.sentBodies == [SentBody(bytes: Array("a=1".utf8), length: 3)])
        #expect(short.report.counts.sentBytes == 3)
        #expect(short.report.counts.expectedSentBytes == 3)
        let chunked = await fetch(server.url()) {
            $0.body = RequestBody("0123456789abcdef0123456789".utf8)
            $0.headerLines = ["Transfer-Encoding: chunked", "Expect:"]
        }
        #expect(chunked.sentBodies == [SentBody(bytes: Array("0123456789abcdef0123456789".utf8), length: 26)])
        let long = [UInt8](repeating: 0x78, count: 3 << 20)
        let large = await fetch(server.url()) {
            $0.body = RequestBody(long)
            $0.headerLines = ["Expect:"]
        }
        #expect(large.sentBodies == [SentBody(bytes: Array(long.prefix(1 << 20)), length: 3 << 20)])
        #expect(large.report.counts.sentBytes == 3 << 20)
        let none = await fetch(server.url())
        #expect(none.sentBodies == [])
        #expect(none.report.counts.expectedSentBytes == nil)
    }
}
