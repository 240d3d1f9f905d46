import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// The keys of arrival times and filters, in a terminal.
    @Suite struct FilterKeysTests {
        private func server(_ first: String, _ more: Latch, _ second: String) -> ScriptedServer {
            ScriptedServer { connection in
                try connection.readRequest()
                try connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + first)
                try connection.pause(until: more)
                try connection.send(second)
            }
        }

        private func lines(_ range: ClosedRange<Int>) -> String {
            range.map { "line \($0) \($0 % 10 == 0 ? "error" : "info")\n" }.joined()
        }

        private func enter(_ command: String, in session: TmuxSession) throws {
            try session.type(command)
            try session.press("Enter")
        }

        @Test func timesAndStalls() throws {
            let more = Latch()
            let server = server(lines(1...30), more, lines(31...60))
            let session = try TmuxSession()
            try session.view("--stall 0.2 \(server.url())")
            try session.wait(for: "line 1 info")
            usleep(300_000)
            more.release()
            try session.wait(for: "done")
            try session.press("T")
            try session.wait("the time of day") { $0.contains { $0.prefixMatch(of: /\d\d:\d\d:\d\d\.\d{3} line/) != nil } }
            try session.press("T")
            try session.wait("seconds") { $0.contains { $0.prefixMatch(of: #/ +0\.\d{3} line 1 /#) != nil } }
            try session.type(")")
            try session.wait(for: "line 31 info", "without a byte")
            try session.press("G")
            try session.wait(for: "line 60 error")
            try session.type("(")
            try session.wait(for: "line 31 info")
            try session.press("T", "T", "T")
            try session.wait("no times") { $0.first?.hasPrefix("line 31") == true }
        }

        @Test func filters() throws {
            let more = Latch()
            let server = server(lines(1...100), more, lines(101...200))
            let session = try TmuxSession()
            try session.view(server.url())
            try session.wait(for: "line 1 info")
            try enter("&error", in: session)
            try session.wait("the lines that match") { $0[0] == "line 10 error" && $0[9] == "line 100 error" }
            // It goes on as bytes come.
            more.release()
            try session.wait(for: "20 of 200")
            try session.press("g")
            try session.wait("the top") { $0[0] == "line 10 error" }
            try session.type("+")
            try session.wait(for: "line 11 info", "line 19 info")
            try enter("&!0 e", in: session)
            try session.wait(for: "&error &!0 e")
            try enter(":filters", in: session)
            try session.wait(for: "on   &error", "20 of 200", "on   &!0 e")
            try session.press("j", "d", "q")
            try session.wait(for: "&error", "20 of 200")
            try enter("&", in: session)
            try session.wait(for: "all lines")
            try session.press("3")
            try enter("&line 50 ", in: session)
            try session.wait("three lines around") { $0[0] == "line 47 info" && $0[3] == "line 50 error" && $0[6] == "line 53 info" }
        }

        @Test func highlightsAndLevels() throws {
            let more = Latch()
            let server = server("DEBUG one\nINFO two\nERROR three\nFATAL four\n", more, "")
            let session = try TmuxSession()
            try session.view(server.url())
            try session.wait(for: "FATAL four")
            try enter(":highlight one|two", in: session)
            try enter(":filters", in: session)
            try session.wait(for: "highlight", "2 matches")
            try session.press("q")
            try enter(":level error", in: session)
            try session.wait("the level's lines") { $0[0] == "ERROR three" && $0[1] == "FATAL four" }
            try enter(":level all", in: session)
            try session.wait(for: "DEBUG one")
            more.release()
        }
    }
}
