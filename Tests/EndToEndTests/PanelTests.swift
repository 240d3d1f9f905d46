import TestSupport
import Testing

extension EndToEnd {
    @Suite struct PanelTests {
        @Test func theHeadIsThereBeforeAnyBody() throws {
            let body = Latch()
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send("HTTP/1.1 418 Tea\r\nX-Twice: one\r\nx-twice: two\r\nTransfer-Encoding: chunked\r\n\r\n")
                try connection.pause(until: body)
                try connection.sendChunk("short\n")
                try connection.endChunks(trailers: ["X-Trailer: at last"])
            }
            let session = try TmuxSession(rows: 24)
            try session.view("-H 'X-Mine: yes' \(server.url("/path"))")
            try session.wait(for: "418")
            try session.press("Tab")
            let rows = try session.wait(
                for: "GET /path HTTP/1.1", "X-Mine: yes", "HTTP/1.1 418 Tea", "X-Twice: one", "x-twice: two", "Transfer-Encoding: chunked")
            #expect(!rows.contains { $0.contains("at last") })
            body.release()
            try session.wait(for: "X-Trailer: at last")
            try session.press("Tab")
            try session.wait(for: "connect", "first byte", "127.0.0.1")
            try session.press("Tab")
            try session.wait(for: "short", "done")
        }

        @Test func theHelpNamesTheKeys() throws {
            let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\n\r\nbody\n")
            let session = try TmuxSession(rows: 30)
            try session.view(server.url())
            try session.wait(for: "done")
            try session.press("h")
            try session.wait(for: "Moving", "PgDn")
            try session.press("q")
            try session.wait("the body again") { $0.first == "body" }
        }

        @Test func fetchesAgain() throws {
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send("HTTP/1.1 200 OK\r\n\r\nanswer \(connection.number + 1)\n")
            }
            let session = try TmuxSession()
            try session.view(server.url())
            try session.wait(for: "answer 1", "done")
            try session.press("R")
            try session.wait(for: "answer 2", "done")
            try session.press("F5")
            try session.wait(for: "answer 3", "done")
            #expect(server.requests.count == 3)
        }

        @Test func aFailureIsShownInWords() throws {
            let session = try TmuxSession()
            try session.view("http://127.0.0.1:\(refusedPort())/")
            try session.wait(for: "failed", "Failed to connect")
            try session.press("q")
            try session.waitForShell()
            try session.enter("echo status $?")
            try session.wait(for: "status 7")
        }

        @Test(arguments: [false, true])
        func coloursAreForThoseWhoWantThem(_ refusesColor: Bool) throws {
            let server = ScriptedServer(answer: "HTTP/1.1 404 Not Found\r\n\r\nnothing here\n")
            let session = try TmuxSession(variables: refusesColor ? ["NO_COLOR": "1"] : [:])
            try session.view(server.url())
            try session.wait(for: "404", "done")
            let bar = try #require(try session.rows(styled: true).first { $0.contains("404") })
            #expect(bar.contains("\u{1B}[7m") || bar.contains(";7"), "the bar is reverse")
            #expect(bar.contains("33m") || bar.contains("33;") ? !refusesColor : refusesColor, "\(bar.debugDescription)")
        }

        @Test func withoutUnicodeWhatIsNotASCIIShowsAsTokens() throws {
            let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\n\r\ncaf\u{E9}|\n")
            let session = try TmuxSession(variables: ["LC_ALL": "C"])
            try session.view(server.url())
            try session.wait(for: "caf<U+00E9>|")
        }
    }
}
