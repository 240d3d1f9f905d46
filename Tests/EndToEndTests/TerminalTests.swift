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
            let stream = try viewer.terminal.output(until: "done")
            #expect(stream.contains("zz-second"))
            #expect(!stream.contains("stopped") && !stream.contains("save to") && !stream.contains("curl command"))
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        @Test func `a paste that is not marked as one only opens the prompt`() throws {
            let server = ScriptedServer(answer: Self.head + "zz-first\n")
            let viewer = try RawViewer([server.url()])
            _ = try viewer.terminal.output(until: "done")
            viewer.terminal.type("qx quit: and more\rq")
            _ = try viewer.terminal.output(until: "curl command or URL: qx quit: and more")
            viewer.terminal.type("\u{1B}")
            _ = try viewer.terminal.output(until: "done")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }
    }
}
