import TestSupport
import Testing

extension EndToEnd {
    /// What servers should not do, put to the installed curl, to the program in a pipe and to the program on a terminal:
    /// the same words, the same bytes, the same exit status; and on the screen stands what came.
    @Suite struct BadInputTests {
        struct Row {
            var name: String
            var arguments: [String]
            /// If there is no server, the URL.
            var target: Target
            /// Stands on the screen, besides curl's words for the failure.
            var sees: [String]

            enum Target {
                case server(ScriptedServer.Script)
                case url(String)
            }

            init(_ name: String, _ arguments: String..., sees: String..., script: @escaping ScriptedServer.Script) {
                (self.name, self.arguments, self.sees, target) = (name, arguments, sees, .server(script))
            }

            init(_ name: String, _ arguments: String..., sees: String..., answer: String) {
                (self.name, self.arguments, self.sees) = (name, arguments, sees)
                target = .server { connection in
                    try connection.readRequest()
                    try connection.send(answer)
                }
            }

            init(_ name: String, url: String, sees: String...) {
                (self.name, arguments, self.sees, target) = (name, [], sees, .url(url))
            }
        }

        private static let ok = "HTTP/1.1 200 OK\r\n", three = "Content-Length: 3\r\n\r\nabc"
        private static let chunked = ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"

        private static func fields(_ count: Int) -> String {
            (0..<count).map { "X-\($0): y\r\n" }.joined()
        }

        /// Sends `text` and nothing more, and does not close.
        private static func hang(after text: String) -> ScriptedServer.Script {
            { connection in
                try connection.readRequest()
                try connection.send(text)
                try connection.waitForClose()
            }
        }

        private static var rows: [Row] {
            [
                Row("nothing at all", sees: "failed", answer: ""),
                Row("garbage", sees: "failed", answer: "garbage \u{1B}[2J\r\n\r\n"),
                Row("cut head", sees: "done", answer: "HTTP/1.1 200 OK\r\nContent-Le"),
                Row("cut chunk", sees: "abc", answer: chunked + "10\r\nab"),
                Row("malformed chunk", sees: "abc", answer: chunked + "xyz\r\nabc\r\n0\r\n\r\n"),
                Row("short Content-Length", sees: "abc", "done", answer: ok + three + "def"),
                Row("long Content-Length", sees: "abc", answer: ok + "Content-Length: 30\r\n\r\nabc"),
                Row("reset in mid-body", sees: "abc") { connection in
                    try connection.readRequest()
                    try connection.send(ok + "Content-Length: 30\r\n\r\nabc")
                    try connection.reset()
                },
                Row("wrong gzip", "--compressed", sees: "failed", answer: ok + "Content-Encoding: gzip\r\n" + three),
                Row("unknown coding", "--compressed", sees: "failed", answer: ok + "Content-Encoding: fancy\r\n" + three),
                Row("unknown coding, not asked for", sees: "abc", "done", answer: ok + "Content-Encoding: fancy\r\n" + three),
                Row("field of 100 KB", sees: "abc", "done", answer: ok + "X: " + String(repeating: "y", count: 100_000) + "\r\n" + three),
                Row("field of 250 KB", sees: "failed", answer: ok + "X: " + String(repeating: "y", count: 250_000) + "\r\n" + three),
                Row("4,000 fields", sees: "abc", "done", answer: ok + fields(4000) + three),
                Row("400,000 fields", sees: "failed", answer: ok + fields(400_000) + three),
                Row(
                    "50 interim heads", sees: "abc", "done", answer: String(repeating: "HTTP/1.1 103 Early\r\n\r\n", count: 50) + ok + three
                ),
                Row("redirect loop", "-L", sees: "failed", answer: "HTTP/1.1 302 Found\r\nLocation: /\r\nConnection: close\r\n" + three),
                Row(
                    "100,000 NULs", sees: "^@^@^@", "done",
                    answer: ok + "Content-Length: 100000\r\n\r\n" + String(repeating: "\0", count: 100_000)),
                Row("chunks of one byte", sees: "one byte at a time", "done") { connection in
                    try connection.readRequest()
                    try connection.send(ok + "Transfer-Encoding: chunked\r\n\r\n")
                    for byte in "one byte at a time".utf8 { try connection.sendChunk([byte]) }
                    try connection.endChunks()
                },
                Row("hangs before the head", "-m", "1", sees: "failed", script: hang(after: "")),
                Row("hangs inside the head", "-m", "1", sees: "failed", script: hang(after: "HTTP/1.1 200 OK\r\nX: y")),
                Row("hangs after the head", "-m", "1", sees: "failed  200", script: hang(after: ok + "\r\n")),
                Row("hangs inside a chunk", "-m", "1", sees: "abc", script: hang(after: chunked + "5\r\n")),
                Row("no URL", url: "http://a b/", sees: "failed"),
                // A label longer than any name may have: no resolver is asked, so none can be slow.
                Row("unknown host", url: "http://\(String(repeating: "x", count: 70)).invalid/", sees: "failed"),
                Row("unknown protocol", url: "gopher+x://127.0.0.1/", sees: "failed"),
                Row("refused port", url: "http://127.0.0.1:\(refusedPort())/", sees: "failed"),
            ]
        }

        /// curl's sentence without what is never twice the same: `Failed to connect to 127.0.0.1 port 9 after 0 ms: …`.
        private func words(_ errors: [UInt8]) -> [String] {
            let line = String(decoding: errors, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("curl: ") }
            guard let line else { return [] }
            return [line.dropFirst("curl: ".count).components(before: " after ")]
        }

        @Test func asCurlDoesInAPipeAndOnAScreen() throws {
            // Wide enough for the longest sentence.
            let session = try TmuxSession(rows: 8, columns: 150)
            for row in Self.rows {
                let server: ScriptedServer?
                let url: String
                switch row.target {
                case .server(let script):
                    let started = ScriptedServer(script)
                    (server, url) = (started, started.url())
                case .url(let text): (server, url) = (nil, text)
                }
                let theirs = run(EndToEnd.undisturbed(["curl", "-sS"] + row.arguments + [url]))
                let ours = run(EndToEnd.undisturbed([EndToEnd.program] + row.arguments + [url]))
                #expect(ours.status == theirs.status, "\(row.name)")
                #expect(String(decoding: ours.output, as: UTF8.self) == String(decoding: theirs.output, as: UTF8.self), "\(row.name)")

                try session.enter("clear; \(EndToEnd.program) \(row.arguments.joined(separator: " ")) '\(url)'; echo \"[$?]\"")
                for text in row.sees + words(theirs.errors) {
                    try session.wait("\(row.name): \(text)") { $0.contains { $0.contains(text) } }
                }
                try session.press("q")
                try session.wait("\(row.name): [\(theirs.status)]") { $0.contains("[\(theirs.status)]") }
                server?.stop()
            }
        }

        /// Without a limit they hang for ever; the person does not.
        @Test(arguments: [("", "waiting"), ("HTTP/1.1 200 OK\r\nX", "waiting"), (Self.ok + "\r\n", "receiving"), (Self.chunked, "abc")])
        func quitsWhileTheServerHangs(_ sent: String, _ sees: String) throws {
            let server = ScriptedServer(Self.hang(after: sent))
            let viewer = try RawViewer([server.url()])
            _ = try viewer.terminal.output(until: sees)
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        /// 2 GiB of zeros in 14 MB: eight matches of 258 bytes are 13 bytes of deflate with the fixed code (RFC 1951
        /// section 3.2.6), over and over.
        @Test func aBombOfZerosIsAPageLikeAnyOther() throws {
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send(Self.ok + "Content-Encoding: gzip\r\n\r\n")
                try connection.send(bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])
                try connection.send(bytes: [0x63])
                let eightMatches: [UInt8] = [0x18, 0x05, 0xA3, 0x60, 0x14, 0x8C, 0x82, 0x51, 0x30, 0x0A, 0x46, 0xC1, 0x28]
                let thousand = (0..<1000).flatMap { _ in eightMatches }
                for _ in 0..<1050 { try connection.send(bytes: thousand) }
                try connection.waitForClose()
            }
            let viewer = try RawViewer(["--compressed", server.url()], rows: 10, columns: 80)
            _ = try viewer.terminal.output(until: "^@^@^@")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        @Test(.enabled(if: Nginx.isInstalled)) func aCertificateOfNobodyIsRefusedUnlessAskedFor() throws {
            let nginx = try Nginx(files: ["hello.txt": Array("hello\n".utf8)])
            let session = try TmuxSession(rows: 20, columns: 150)
            try session.view(nginx.strangerURL("/hello.txt"))
            try session.wait(for: "failed", "(60) ")
            try session.press("q")
            try session.waitForShell()
            try session.enter("clear; echo [$?]")
            try session.view("-k \(nginx.strangerURL("/hello.txt"))")
            try session.wait(for: "hello", "done", "INSECURE")
            try session.press("Tab")
            try session.wait(for: "HTTP/2 200", "INSECURE")
        }

        /// With a closed standard output the number 1 must not become that of a socket.
        @Test(arguments: [">&-", "<&- >/dev/null", ">/dev/null 2>&-"]) func closedStreamsAreNoSockets(_ redirection: String) {
            let server = ScriptedServer(answer: Self.ok + Self.three)
            let status = { (program: String) in run(["sh", "-c", "\(program) -s \(server.url()) \(redirection)"]).status }
            #expect(status(EndToEnd.program) == status("curl"))
        }
    }
}

extension Substring {
    /// What stands before the first `separator`, or all.
    fileprivate func components(before separator: String) -> String {
        String(firstRange(of: separator).map { self[..<$0.lowerBound] } ?? self)
    }
}
