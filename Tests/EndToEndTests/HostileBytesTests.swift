import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Nothing a server sends reaches the terminal as anything but text.
    @Suite struct HostileBytesTests {
        private static let attacks: [String] = [
            "\u{1B}]0;title\u{7}", "\u{1B}]52;c;cGFzdGU=\u{1B}\\", "\u{1B}P+q544e\u{1B}\\", "\u{1B}_app\u{1B}\\", "\u{1B}^pm\u{1B}\\",
            "\u{1B}[2J\u{1B}[?1049l\u{1B}[6n\u{1B}c", "\u{9B}31m", "\u{9D}0;title\u{9C}", "\u{202E}reversed\u{202C}",
            "a\u{200B}b\u{FEFF}c\u{AD}d",
        ]

        /// Every byte, alone and in front of a letter; then every C1 control as UTF-8 has it; then what attackers send.
        private static let everything: [UInt8] =
            (UInt8(0)...255).map { $0 } + (UInt8(0)...255).flatMap { [$0, 0x78, 0x0A] }
            + (UInt8(0x80)...0x9F).flatMap { [0xC2, $0] } + Array(attacks.joined(separator: "|").utf8)

        private static let inHead = everything.filter { ![0, 0x0A, 0x0D].contains($0) }

        private func view(
            _ server: ScriptedServer, _ options: [String] = [], from first: String = "zz-end", then steps: [(type: String, wait: String)]
        ) throws -> String {
            let viewer = try RawViewer(options + [server.url()])
            var stream = try viewer.terminal.output(until: first)
            for step in steps {
                viewer.terminal.type(step.type)
                stream += try viewer.terminal.output(until: step.wait)
            }
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
            return stream + (try viewer.terminal.output())
        }

        @Test func theOffencesAreSeen() {
            for attack in Self.attacks {
                #expect(!TerminalStream.offences(in: "text\u{1B}[1m" + attack).isEmpty, "\(attack.debugDescription)")
            }
            #expect(
                TerminalStream.offences(in: "\u{1B}[?1049h\u{1B}[22;0;0t\u{1B}[1;23r\u{1B}(B\u{1B}[m\u{1B}[39;49mtéxt 日本\r\n\u{8}").isEmpty)
        }

        @Test func inTheBody() throws {
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send(bytes: Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + Self.everything + Array("\nzz-end\n".utf8))
            }
            let stream = try view(
                server, from: "done",
                then: [("G", "zz-end"), ("g", "^@^A"), ("/[\u{E9}x]\r", "/"), (" ", "^"), (" ", "^"), ("\t", "HTTP"), ("\t", "first byte")])
            #expect(TerminalStream.offences(in: stream) == [])
        }

        @Test func inHeadsAndTrailers() throws {
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send(bytes: Array("HTTP/1.1 200 ".utf8) + Self.inHead.prefix(253) + Array("\r\nX-All: ".utf8) + Self.inHead)
                try connection.send(
                    bytes: [0x0D, 0x0A] + Array("X-Bad".utf8) + Self.inHead.filter { $0 != 0x3A && $0 > 0x20 } + Array(": name\r\n".utf8))
                try connection.send(
                    "Content-Type: text/\u{1B}]0;x\u{7}; charset=\u{1B}[2J\u{9B}31m\r\nTransfer-Encoding: chunked\r\nX-Last: zz-head-end\r\n\r\n"
                )
                try connection.sendChunk("zz-end\n")
                try connection.endChunks(trailers: ["X-Trailer: \u{1B}]0;x\u{7}\u{85}zz-trailer-end"])
            }
            let stream = try view(
                server,
                then: [("\t", "X-All"), (" ", "^"), ("G", "zz-trailer-end"), ("\t", "first byte"), ("=", "charset"), ("q", "timing")])
            #expect(TerminalStream.offences(in: stream) == [])
        }

        @Test func inARedirectAndItsURL() throws {
            let server = ScriptedServer { connection in
                let request = String(decoding: try connection.readRequest(), as: UTF8.self)
                if request.contains("GET / ") {
                    try connection.send(
                        "HTTP/1.1 302 \u{1B}]0;x\u{7}\r\nLocation: /to\u{1B}]0;x\u{7}\u{9B}\u{202E}here\r\nContent-Length: 0\r\n\r\n")
                } else {
                    try connection.send("HTTP/1.1 200 OK\r\n\r\nzz-end\n")
                }
            }
            let viewer = try RawViewer(["-L", server.url()])
            var stream = try viewer.terminal.output(until: "q")
            viewer.terminal.type("\t==q")
            viewer.waitForEnd()
            stream += try viewer.terminal.output()
            #expect(TerminalStream.offences(in: stream) == [])
        }

        @Test(arguments: [
            "\u{1B}]0;x\u{7}\u{1B}[2J garbage\r\n\r\n", "HTTP/1.1 abc \u{1B}[2J\r\n\r\n", "HTTP/9.9 200 \u{9B}2J\r\n\r\n\u{1B}c",
        ])
        func insteadOfHTTP(_ answer: String) throws {
            let server = ScriptedServer(answer: answer)
            let viewer = try RawViewer([server.url()])
            var stream = try viewer.terminal.output(until: "failed")
            viewer.terminal.type("\t=q")
            viewer.terminal.type("q")
            _ = viewer.waitForEnd()
            stream += try viewer.terminal.output()
            #expect(TerminalStream.offences(in: stream) == [])
        }

        @Test(arguments: [SIGTERM, SIGHUP])
        func aSignalRestoresTheTerminal(_ signal: Int32) throws {
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send("HTTP/1.1 200 OK\r\n\r\nzz-end\n")
                try connection.waitForClose()
            }
            let viewer = try RawViewer([server.url()])
            _ = try viewer.terminal.output(until: "zz-end")
            viewer.send(signal: signal)
            _ = viewer.waitForEnd()
            #expect(try viewer.terminal.output().contains("\u{1B}[?1049l"))
        }
    }
}
