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
            try session.press("T", "T")
            try session.wait("no times") { $0.first?.hasPrefix("line 31") == true }
        }

        @Test func filters() throws {
            let more = Latch()
            let server = server(lines(1...100), more, lines(101...200))
            let session = try TmuxSession()
            try session.view(server.url())
            try session.wait(for: "line 1 info")
            try session.type("&error")
            try session.press("Enter")
            try session.wait("the lines that match") { $0[0] == "line 10 error" && $0[9] == "line 100 error" }
            // It goes on as bytes come.
            more.release()
            try session.wait(for: "20 of 200")
            try session.type("+")
            try session.wait(for: "line 9 info", "line 11 info")
            try session.type("&!0 e")
            try session.press("Enter")
            try session.wait(for: "&error &!0 e")
            try session.type(":filters")
            try session.press("Enter")
            try session.wait(for: "on   &error", "20 of 200", "on   &!0 e")
            try session.press("j", "d", "q")
            try session.wait(for: "&error", "20 of 200")
            try session.type("&")
            try session.press("Enter")
            try session.wait(for: "all lines")
            try session.type("3&line 50 ")
            try session.press("Enter")
            try session.wait("three lines around") { $0[0] == "line 47 info" && $0[3] == "line 50 error" && $0[6] == "line 53 info" }
        }

        @Test func highlightsAndLevels() throws {
            let more = Latch()
            let server = server("debug: one\ninfo: two\nerror: three\nfatal: four\n", more, "")
            let session = try TmuxSession()
            try session.view(server.url())
            try session.wait(for: "fatal: four")
            try session.type(":highlight o")
            try session.press("Enter")
            try session.type(":filters")
            try session.press("Enter")
            try session.wait(for: "highlight", "5 matches")
            try session.press("q")
            try session.type(":level error")
            try session.press("Enter")
            try session.wait("the level's lines") { $0[0] == "error: three" && $0[1] == "fatal: four" }
            try session.type(":level all")
            try session.press("Enter")
            try session.wait(for: "debug: one")
            more.release()
        }
    }
}
