import TestSupport
import Testing

extension EndToEnd {
    @Suite struct ViewerTests {
        private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"

        /// A server that sends `pieces` one after the other, each when its latch is released.
        private func server(_ first: String, then pieces: [(Latch, String)]) -> ScriptedServer {
            ScriptedServer { connection in
                try connection.readRequest()
                try connection.send(Self.head + first)
                for (latch, piece) in pieces {
                    try connection.pause(until: latch)
                    try connection.send(piece)
                }
            }
        }

        private func lines(_ range: ClosedRange<Int>) -> String {
            range.map { "line \($0)\n" }.joined()
        }

        @Test func bytesShowAsTheyComeAndTheEndIsFollowed() throws {
            let more = Latch(), rest = Latch()
            let server = server("line 1\npart of li", then: [(more, "ne 2\n"), (rest, lines(3...50))])
            let session = try TmuxSession()
            try session.view(server.url())
            try session.wait(for: "line 1", "part of li", "receiving", "following")
            more.release()
            try session.wait(for: "part of line 2")
            try session.press("G")
            rest.release()
            let rows = try session.wait(for: "line 50", "done")
            #expect(!rows.contains { $0.contains("line 39") })
            try session.press("q")
            try session.waitForShell()
        }

        @Test func scrollingHoldsThePlaceAndSaysWhatIsBelow() throws {
            let more = Latch(), last = Latch()
            let server = server(lines(1...100), then: [(more, lines(101...314)), (last, "the end\n")])
            let session = try TmuxSession()
            try session.view(server.url())
            try session.wait(for: "line 1", "+89 lines")
            try session.press("G")
            try session.wait(for: "line 100", "following")
            try session.press("k")
            try session.wait(for: "+1 line")
            more.release()
            let rows = try session.wait(for: "+215 lines")
            #expect(rows.contains { $0 == "line 99" } && !rows.contains { $0 == "line 100" })
            try session.press("G")
            try session.wait(for: "line 314", "following")
            last.release()
            try session.wait(for: "the end", "done")
        }

        @Test func aNewSizeIsTakenUp() throws {
            let end = Latch()
            let server = server(String(repeating: "0123456789", count: 6) + "\nsecond\n", then: [(end, "")])
            let session = try TmuxSession(rows: 12, columns: 80)
            try session.view(server.url())
            try session.wait(for: "second", "following")
            try session.resize(rows: 9, columns: 40)
            try session.wait("wrapped line") {
                $0.contains(String(repeating: "0123456789", count: 4)) && $0.contains("01234567890123456789") && $0.contains("second")
            }
            try session.wait("bar on the last row") { $0.count > 8 && $0[8].contains("receiving") }
            try session.resize(rows: 20, columns: 100)
            try session.wait("line unwrapped") { $0.contains(String(repeating: "0123456789", count: 6)) }
            try session.wait("bar on the last row") { $0.count > 19 && $0[19].contains("receiving") }
        }

        @Test func stopsAndComesBackAsJobsDo() throws {
            let more = Latch()
            let server = server(lines(1...3), then: [(more, "after the stop\n")])
            let session = try TmuxSession()
            try session.enter("stty -a > before")
            try session.view(server.url())
            try session.wait(for: "line 3", "following")
            try session.press("C-z")
            try session.wait(for: "Stopped")
            try session.waitForShell()
            try session.enter("stty -a > after; cmp before after && echo same modes")
            try session.wait("same modes") { $0.contains("same modes") }
            more.release()
            try session.enter("fg")
            try session.wait(for: "line 3", "after the stop", "done")
            try session.press("C-z")
            try session.waitForShell()
            try session.enter("fg")
            try session.wait(for: "line 3", "after the stop", "done")
            try session.press("q")
            try session.waitForShell()
        }

        @Test func theTerminalIsGivenBackAsItWas() throws {
            let server = ScriptedServer(answer: Self.head + lines(1...30))
            let session = try TmuxSession()
            try session.enter("clear; echo what stood here; stty -a > before")
            try session.wait("cleared screen") { $0.first == "what stood here" }
            try session.view(server.url())
            try session.wait(for: "line 11", "done")
            try session.press("q")
            let rows = try session.waitForShell()
            #expect(rows.first == "what stood here")
            #expect(!rows.contains { $0.contains("line 11") })
            try session.enter("stty -a > after; cmp before after && echo same modes")
            try session.wait("same modes") { $0.contains("same modes") }
        }

        @Test(arguments: [("TERM", 143), ("HUP", 129)])
        func isGivenBackWhenTheProgramIsEnded(_ signal: String, _ status: Int) throws {
            let end = Latch()
            let server = server(lines(1...3), then: [(end, "")])
            let session = try TmuxSession()
            try session.enter("stty -a > before")
            try session.view("\(server.url()) & echo $! > pid; fg; echo \"[$?]\"")
            try session.wait(for: "line 3", "following")
            let killed = run(["sh", "-c", "kill -\(signal) $(cat \(session.path("pid")))"])
            #expect(killed.status == 0)
            let rows = try session.waitForShell()
            #expect(!rows.contains { $0.contains("line 3") })
            #expect(rows.contains("[\(status)]"))
            try session.enter("stty -a > after; cmp before after && echo same modes")
            try session.wait("same modes") { $0.contains("same modes") }
        }

        /// SIGSTOP leaves no time to give the terminal back, and the shell takes it all the same.
        @Test func isTakenAgainAfterAStopThatCannotBeCaught() throws {
            let more = Latch()
            let server = server(lines(1...3), then: [(more, "after the stop\n")])
            let session = try TmuxSession()
            try session.view("\(server.url()) & echo $! > pid; fg")
            try session.wait(for: "line 3", "following")
            #expect(run(["sh", "-c", "kill -STOP $(cat \(session.path("pid")))"]).status == 0)
            try session.wait(for: "Stopped")
            try session.enter("clear; fg")
            try session.wait(for: "line 3", "receiving", "following")
            more.release()
            try session.wait(for: "after the stop", "done")
            try session.press("q")
            try session.waitForShell()
        }

        @Test func wideCharactersAndMarksKeepTheirColumns() throws {
            let rows = ["日本語|x", "e\u{301}e\u{301}|x", "😀😀|x", "日e\u{301}😀a|", "tab\t|x", "한국어|", "a\u{300}\u{301}\u{302}|"]
            let server = ScriptedServer(answer: Self.head + rows.map { $0 + "\n" }.joined() + lines(1...30))
            let session = try TmuxSession(rows: 12, columns: 40)
            try session.view(server.url())
            try session.wait(for: "done")
            try session.press("G")
            try session.wait(for: "line 30")
            try session.press("g")
            try session.wait("the first rows") { Array($0.prefix(7)) == rows.map { $0.replacing("\t", with: "     ") } }
            // Scrolling by lines redraws parts of rows; nothing may be left over or shifted.
            for _ in 0..<3 { try session.press("j") }
            try session.wait("the fourth row first") {
                Array($0.prefix(4)) == rows.dropFirst(3).map { $0.replacing("\t", with: "     ") }
            }
            for _ in 0..<3 { try session.press("k") }
            try session.wait("all as before") { Array($0.prefix(7)) == rows.map { $0.replacing("\t", with: "     ") } }
        }

        /// As tmux has them: without the joiner that would draw the next letter into the same cell.
        @Test func `joiners and soft hyphens keep their columns`() throws {
            let rows = [
                ("\u{D28}\u{D4D}\u{200D}\u{D31}|x", "\u{D28}\u{D4D}\u{D31}|x"),
                ("\u{645}\u{6CC}\u{200C}\u{62E}|x", "\u{645}\u{6CC}\u{200C}\u{62E}|x"),
                ("\u{1F469}\u{200D}\u{1F4BB}|x", "\u{1F469}\u{1F4BB}|x"), ("so\u{AD}ft|x", "soft|x"), ("a\u{200D}b|x", "a<U+200D>b|x"),
            ]
            let server = ScriptedServer(answer: Self.head + rows.map { $0.0 + "\n" }.joined() + lines(1...30))
            let session = try TmuxSession(rows: 12, columns: 40)
            try session.view(server.url())
            try session.wait(for: "done")
            try session.wait("the rows") { Array($0.prefix(5)) == rows.map(\.1) }
            for _ in 0..<3 { try session.press("j") }
            try session.wait("the fourth row first") { Array($0.prefix(2)) == rows.suffix(2).map(\.1) }
            for _ in 0..<3 { try session.press("k") }
            try session.wait("all as before") { Array($0.prefix(5)) == rows.map(\.1) }
        }

        @Test func aSearchGoesOnWhileBytesCome() throws {
            let more = Latch()
            let server = server(lines(1...50) + "needle one\n" + lines(51...60), then: [(more, lines(61...90) + "needle two\n")])
            let session = try TmuxSession()
            try session.view(server.url())
            try session.wait(for: "line 1", "receiving")
            try session.type("/needle")
            try session.press("Enter")
            try session.wait(for: "needle one", "1/1")
            more.release()
            try session.wait(for: "needle one", "1/2")
            try session.press("n")
            try session.wait(for: "needle two", "2/2")
            try session.press("/")
            try session.type("(")
            try session.press("Enter")
            try session.wait(for: "needle two")
            try session.press("N")
            try session.wait(for: "needle one", "1/2")
        }

        @Test func controlCLeavesFollowingThenStopsAndNeverQuits() throws {
            let never = Latch()
            let server = server(lines(1...30), then: [(never, "never sent")])
            let session = try TmuxSession()
            try session.view(server.url())
            try session.wait(for: "line 1")
            try session.press("G")
            try session.wait(for: "line 30", "following")
            try session.press("C-c")
            try session.wait(for: "no longer following", "receiving")
            try session.press("C-c")
            try session.wait(for: "stopped", "line 30")
            try session.press("C-c")
            try session.wait(for: "q quits", "line 30")
            try session.press("Escape")
            try session.wait("message taken away") { !$0.contains { $0.contains("q quits") } }
            try session.press("g")
            try session.wait("the first line") { $0.first == "line 1" }
            try session.press("q")
            try session.waitForShell()
        }

        @Test func quitsAtOnceFromASilentServer() throws {
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.waitForClose()
            }
            let session = try TmuxSession()
            try session.view(server.url())
            try session.wait(for: "waiting")
            try session.press("q")
            try session.waitForShell()
            try session.enter("echo status $?")
            try session.wait(for: "status 0")
        }

        @Test func keysComeFromTheTerminalWhenInputIsAPipe() throws {
            let server = ScriptedServer { connection in
                let request = try connection.readRequest()
                let body = request.suffix(7)
                try connection.send(bytes: Array((Self.head + "got: ").utf8) + body + [0x0A])
            }
            let session = try TmuxSession()
            try session.enter("printf payload | \(EndToEnd.program) -d @- \(server.url())")
            try session.wait(for: "got: payload", "done")
            try session.press("h")
            try session.wait(for: "Moving")
            try session.press("q")
            try session.wait(for: "got: payload")
            try session.press("q")
            try session.waitForShell()
        }

        @Test func savesWhatCameAndAsksBeforeReplacing() throws {
            let server = ScriptedServer(answer: Self.head + "exact\r\n\u{1B}bytes\u{0}")
            let session = try TmuxSession()
            try session.view(server.url())
            try session.wait(for: "done")
            try session.press("s")
            try session.wait(for: "save to:")
            try session.type("saved")
            try session.press("Enter")
            try session.wait(for: "saved 14 bytes")
            let written = run(["cat", session.path("saved")])
            #expect(written.output == Array("exact\r\n\u{1B}bytes\u{0}".utf8))

            _ = run(["sh", "-c", "echo mine > \(session.path("saved"))"])
            try session.press("s")
            try session.wait(for: "save to:")
            try session.type("saved")
            try session.press("Enter")
            try session.wait(for: "Replace it?")
            try session.press("n")
            try session.wait("no question") { !$0.contains { $0.contains("Replace it?") } }
            #expect(run(["cat", session.path("saved")]).output == Array("mine\n".utf8))
        }
    }
}
