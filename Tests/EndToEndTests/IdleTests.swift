import TestSupport
import Testing

extension EndToEnd {
    /// For who hears the screen or feels it: nothing is written while nothing changes, and the cursor stands where one is.
    @Suite struct IdleTests {
        private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
        /// In milliseconds; a clock would have moved.
        private static let silence: Int32 = 2500

        @Test func `not a byte is written when all has come`() throws {
            let server = ScriptedServer(answer: Self.head + "zz-first\n")
            let viewer = try RawViewer([server.url()])
            _ = try viewer.terminal.output(until: "done")
            // The first start's word about keys, and figures that settle, have their time.
            while !viewer.terminal.available(within: 1000).isEmpty {}
            #expect(viewer.terminal.available(within: Self.silence) == [])
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        @Test func `nor while a server is silent, with a quiet bar`() throws {
            let end = Latch()
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send(Self.head + "zz-first\n")
                try connection.pause(until: end)
            }
            let viewer = try RawViewer(["--bar", "quiet", server.url()])
            _ = try viewer.terminal.output(until: "zz-first")
            _ = try viewer.terminal.output(until: "stalled")
            while !viewer.terminal.available(within: 500).isEmpty {}
            #expect(viewer.terminal.available(within: Self.silence) == [])
            end.release()
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        @Test(arguments: ["xterm-256color", "screen", "linux", "vt100"])
        func `the cursor stands on the line that is pointed at, and on the selected one of a list`(_ type: String) throws {
            let session = try TmuxSession(variables: ["TERM": type, "TMUX": ""])
            try session.enter("seq 100 > body; clear")
            try session.waitForShell()
            try session.view("-q --cursor on - < body")
            try session.wait(for: "done")
            func wait(forRow row: Int, after keys: String...) throws {
                if !keys.isEmpty { try session.press(keys) }
                try session.wait("cursor in row \(row) after \(keys), but in \(String(describing: session.cursor()))") { _ in
                    (try? session.cursor())?.row == row
                }
            }
            try wait(forRow: 0, after: "g")
            try wait(forRow: 3, after: "3", "j")
            try wait(forRow: 10, after: "2", "0", "j")
            #expect(try session.rows()[10] == "24")
            try wait(forRow: 9, after: "k")
            // In a prompt it is where one types.
            try wait(forRow: 11, after: "/", "9")
            try wait(forRow: 9, after: "Escape")
            try wait(forRow: 0, after: ":", "e", "Enter")
            #expect(try session.rows()[0].hasPrefix("> 1"))
            try session.press("Escape")
            try wait(forRow: 9)
            try session.press("q")
            try session.waitForShell()
        }
    }
}
