import TestSupport
import Testing

extension EndToEnd {
    /// `--view` if standard output is no terminal.
    @Suite struct ViewOptionTests {
        private func server(_ body: String, _ type: String = "text/plain") -> ScriptedServer {
            ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        }

        private func output(_ arguments: String...) -> (text: String, status: Int32, errors: String) {
            let result = run(EndToEnd.undisturbed([EndToEnd.program, "-q"] + arguments))
            return (
                String(decoding: result.output, as: UTF8.self), result.status, String(decoding: result.errors, as: UTF8.self)
            )
        }

        @Test func `the text of a view is written`() {
            let hex = output("--view", "hex", server("Hello, world!\n\u{1B}[m").url())
            #expect(
                hex.text
                    == "00000000  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 21 0a 1b 5b  |Hello, world!..[|\n00000010  6d                                                |m|\n"
            )
            #expect(hex.status == 0)
        }

        @Test func `what acts is a token, and a long line is one line`() {
            let long = String(repeating: "x", count: 40_000)
            #expect(output("--view", "text", server("\u{1B}[31m\(long)\nend").url()).text == "^[[31m\(long)\nend")
        }

        @Test func `the charset is the one chosen, or what the document says`() {
            let server = server("<meta charset=iso-8859-2><p>\u{1}", "text/html")
            #expect(output("--view", "text", "--charset", "utf-16be", self.server("\u{1}\n", "text/plain").url()).text == "\u{010A}")
            #expect(output("--view", "text", server.url()).text.contains("<p>^A"))
            #expect(output("--charset", "klingon", server.url()).text == "")
        }

        @Test func `the charset is that of the head`() {
            #expect(output("--view", "text", server("\u{1}\n", "text/plain; charset=utf-16be").url()).text == "\u{010A}")
        }

        @Test func `JSON is laid out as it comes, and auto takes the view that fits`() {
            let json = server(#"{"a":[1,"x"],"b":{}}"#, "application/json")
            #expect(output("--view", "json", json.url()).text == "{\n  \"a\": [\n    1,\n    \"x\"\n  ],\n  \"b\": {}\n}\n")
            #expect(output("--view", "flat", json.url()).text == "json.a[0] = 1;\njson.a[1] = \"x\";\njson.b = {};\n")
            let records = server("{\"a\":1}\n{\"a\":2,\"b\":[]}\n", "application/x-ndjson")
            #expect(output("--view", "auto", records.url()).text == "{\"a\": 1}\n{\"a\": 2, \"b\": []}\n")
            #expect(output("--view", "auto", json.url()).text.hasPrefix("{\n  \"a\": [\n"))
            // What nothing fits is what came.
            #expect(output("--view", "auto", server("\u{1B}[m\n").url()).text == "\u{1B}[m\n")
        }

        @Test func `without it the bytes are those that came`() {
            #expect(output(server("\u{1B}[31m").url()).text == "\u{1B}[31m")
        }

        @Test func `another format of answers is read by a path`() {
            let body = "data: {\"out\":{\"say\":\"A cur\"}}\n\ndata: {\"out\":{\"say\":\"lew\"}}\n\n"
            #expect(output("--view", "transcript", "--delta", ".out.say", server(body).url()).text == "A curlew")
        }

        @Test func `an error in a stream fails in the viewer, and the exit status is curl's`() throws {
            let session = try TmuxSession()
            try session.enter("\(EndToEnd.program) -q --demo overloaded --speed max; echo status $?")
            try session.wait(for: "failed  200", "Overloaded (overloaded_error)")
            try session.type("q")
            try session.wait(for: "status 0")
        }

        @Test func `an unknown view is 2, with the names of those there are`() {
            let refused = output("--view", "hexagon", "http://127.0.0.1:9/")
            #expect(refused.status == 2)
            #expect(refused.errors.contains("there is no view hexagon; there are text, hex"))
        }

        @Test func `a line is written as soon as it is finished`() throws {
            let seen = Latch()
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send("HTTP/1.1 200 OK\r\n\r\nfirst\nhalf")
                try connection.pause(until: seen)
                try connection.send(" second\n")
            }
            let session = try TmuxSession()
            try session.enter("\(EndToEnd.program) -q --view text \(server.url()) | cat")
            try session.wait("the first line, and no half one") { screen in
                screen.contains("first") && !screen.contains("half")
            }
            seen.release()
            try session.wait(for: "half second")
            try session.waitForShell()
        }
    }
}
