import TestSupport
import Testing

extension EndToEnd {
    /// The program and the terminal it is on.
    @Suite struct TerminalTests {
        private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"

        @Test func `what the terminal answers stops nothing, opens nothing and quits nothing`() throws {
            let more = Latch()
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send(Self.head + "zz-first\n")
                try connection.pause(until: more)
                try connection.send("zz-second\n")
            }
            let viewer = try RawViewer([server.url()])
            _ = try viewer.terminal.output(until: "zz-first")
            for answer in [
                "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\", "\u{1B}P>|tmux 3.3a x\u{1B}\\", "\u{1B}]52;c;cQpxCnEK\u{7}",
                "\u{1B}_Gi=1;q\u{1B}\\",
                "\u{1B}^x\u{1B}\\", "\u{1B}Xq\u{1B}\\", "\u{1B}[Mqqq", "\u{1B}[<0;1;1M",
            ] {
                viewer.terminal.type(answer)
            }
            more.release()
            let stream = try viewer.terminal.output(until: "zz-second")
            #expect(!stream.contains("stopped") && !stream.contains("save to") && !stream.contains("curl command"))
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        @Test func `a paste that is not marked as one only opens the prompt`() throws {
            let server = ScriptedServer(answer: Self.head + "zz-first\n")
            let viewer = try RawViewer([server.url()], type: "linux")
            _ = try viewer.terminal.output(until: "done")
            viewer.terminal.type("qx quit: and more\rq")
            _ = try viewer.terminal.output(until: "curl command or URL: qx quit: and more")
            viewer.terminal.type("\u{1B}")
            _ = try viewer.terminal.output(until: "done")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        @Test func `from a terminal that marks pastes, what a script types in one go is keys`() throws {
            let server = ScriptedServer(answer: Self.head + "zz-first\n")
            let viewer = try RawViewer([server.url()])
            _ = try viewer.terminal.output(until: "done")
            viewer.terminal.type(":set hint off\r:set hint\r")
            _ = try viewer.terminal.output(until: "hint = off")
            viewer.terminal.type("\u{1B}[200~q one: two\u{1B}[201~")
            _ = try viewer.terminal.output(until: "curl command or URL: q one: two")
            viewer.terminal.type("\u{1B}")
            _ = try viewer.terminal.output(until: "done")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        @Test(arguments: ["xterm-ghostty", "st-256color", "foot", "tmux-direct"])
        func `a terminal that terminfo does not know is driven as one it knows`(_ type: String) throws {
            let server = ScriptedServer(answer: Self.head + "zz-first\n")
            let viewer = try RawViewer([server.url()], type: type)
            #expect(try viewer.terminal.output(until: "done").contains("\u{1B}[?1049h"))
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        /// The bytes of a server act on no terminal, with or without a screen.
        @Test(arguments: [nil, "dumb", "no-such-terminal", "network"] as [String?])
        func `without a screen the terminal is told as text`(_ type: String?) throws {
            let server = ScriptedServer(
                answer: "HTTP/1.1 200 \u{1B}]0;r\u{7}\r\nX-Evil: \u{1B}[2J\r\n\r\n\u{1B}]52;c;cQ==\u{7}\u{9B}31m\ttab\u{202E}\r\nzz\u{E9}")
            for options in [[], ["-i"], ["-D", "-"], ["-v"], ["-o", "/dev/stdout"], ["-w", "%header{x-evil}\n"]] {
                let viewer = try RawViewer(["-s"] + options + [server.url()], type: type)
                #expect(viewer.waitForEnd() == 0)
                let stream = try viewer.terminal.output()
                #expect(stream.contains("^[]52;c;cQ==^G<U+009B>31m\ttab<U+202E>\r\nzz\u{E9}"), "\(stream.debugDescription)")
                #expect(!stream.contains("\u{1B}") && !stream.contains("\u{7}") && !stream.contains("\u{9B}"), "\(stream.debugDescription)")
                #expect(stream.contains("^[[2J") == ["-i", "-D", "-v", "-w"].contains(options.first))
            }
        }

        @Test func `what a body ends in the middle of is told too`() throws {
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send(bytes: Array(Self.head.utf8) + [0x7A, 0x7A, 0xE6, 0x97])
            }
            let viewer = try RawViewer(["-s", server.url()], type: "dumb")
            #expect(viewer.waitForEnd() == 0)
            #expect(try viewer.terminal.output() == "zz<E6><97>")
        }

        @Test func `only a terminal of unknown type is worth a word`() throws {
            let server = ScriptedServer(answer: Self.head + "zz-first\n")
            for (type, word) in [(nil, "TERM is not set"), ("no-such-terminal", "'no-such-terminal'"), ("dumb", nil)]
                as [(String?, String?)]
            {
                let viewer = try RawViewer([server.url()], type: type)
                #expect(viewer.waitForEnd() == 0)
                let lines = try viewer.terminal.output().split(separator: "\r\n")
                #expect(lines.last == "zz-first")
                #expect(lines.count == (word == nil ? 1 : 2) && lines[0].contains(word ?? ""), "\(lines)")
            }
            #expect(run(EndToEnd.undisturbed(["env", "-u", "TERM", EndToEnd.program, server.url()])).errors == [])
        }

        @Test func `keys come from the terminal that is written to if none is the session's`() throws {
            let server = ScriptedServer(answer: Self.head + "zz-first\n")
            let viewer = try RawViewer([server.url()], controls: false)
            _ = try viewer.terminal.output(until: "done")
            viewer.terminal.type("h")
            _ = try viewer.terminal.output(until: "Moving")
            viewer.terminal.type("q")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }
    }
}
