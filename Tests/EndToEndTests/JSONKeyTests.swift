import TestSupport
import Testing

extension EndToEnd {
    /// Every key of the views of JSON, as somebody presses them.
    @Suite struct JSONKeyTests {
        private static let body =
            #"{"items":[{"id":1,"tags":["a","b"]},{"id":2,"text":"one\ntwo"}],"next":"Zw\u00f6lf","last":{"x":{}}}"#

        private func session(_ body: String = body, _ type: String = "application/json", rows: Int = 24, columns: Int = 80) throws
            -> (TmuxSession, ScriptedServer)
        {
            let server = ScriptedServer(
                answer: "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            let session = try TmuxSession(rows: rows, columns: columns)
            try session.view("-q \(server.url())")
            // Only once the lines are known, which is later on a busy machine, is it known what else the body can be shown as.
            let last = try #require(body.split(separator: "\n").last?.prefix(10))
            try session.wait("all of it") { rows in rows.contains { $0.hasPrefix(last) } && rows.contains { $0.contains("done") } }
            return (session, server)
        }

        /// Opens a prompt, types into it as slowly as it can be seen, and accepts it: what comes all at once is a paste.
        private func type(_ text: String, into prompt: String, keys: String? = nil, _ session: TmuxSession) throws {
            try session.type(keys ?? prompt)
            try session.wait("the prompt \(prompt)") { $0.last { !$0.isEmpty } == prompt }
            try session.type(text)
            try session.wait("\(text) in the prompt") { $0.last { !$0.isEmpty } == prompt + text }
            try session.press("Enter")
        }

        private func copied(_ session: TmuxSession, _ keys: String, _ name: String) throws -> String {
            try session.type(keys)
            try session.wait(for: "copied the \(name)")
            return try session.clipboard()
        }

        @Test func `P shows it pretty and goes back, a number takes another view that fits`() throws {
            let (session, server) = try session()
            try session.wait(for: "P shows it pretty")
            try session.type("P")
            let rows = try session.wait(for: #"  "items": ["#, "  json  ")
            #expect(rows[0] == "{" && rows[4] == #"      "tags": ["#)
            try session.type("P")
            try session.wait("the text again") { $0[0].hasPrefix(#"{"items":[{"id":1"#) }
            try session.type("2P")
            try session.wait(for: #"{"items": [{"id": 1, "tags""#, "records")
            try session.type("3P")
            try session.wait(for: "json.items[0].id = 1;", #"json.items[1].text = "one\ntwo";"#, "json.last.x = {};")
            withExtendedLifetime(server) {}
        }

        @Test func `folds, siblings, the cursor and the path`() throws {
            let (session, server) = try session()
            try session.type("P")
            try session.wait(for: #"  "items": ["#)
            try session.type("1z")
            try session.wait(for: #"  "items": [… 2],"#, #"  "last": {… 1}"#)
            try session.press("Escape", "z")
            try session.wait(for: #"      "id": 1,"#)
            try session.press("C-x")
            try session.wait(for: "pointing at a line")
            try session.type("jj")
            try session.wait(for: "  $.items[0]  ")
            try session.type("z")
            try session.wait(for: "    {… 2},")
            try session.type("}")
            try session.wait(for: "  $.items[1]  ")
            try session.type("{")
            try session.wait(for: "  $.items[0]  ")
            // Enter unfolds as well.
            try session.press("Enter")
            try session.wait(for: #"        "b""#)
            try session.press("Down", "Down", "Down")
            try session.wait(for: "  $.items[0].tags[0]  ")
            try session.press("C-x")
            try session.wait(for: "no longer pointing")
            withExtendedLifetime(server) {}
        }

        @Test func `a string is opened in place, a search hit opens a fold and finds what is meant`() throws {
            let (session, server) = try session()
            try session.type("P")
            try session.wait(for: #"  "items": ["#)
            try session.type("1z")
            try session.wait(for: "[… 2]")
            try session.type("/text")
            try session.press("Enter")
            try session.wait(for: #"      "text": "one\ntwo""#, "match 1/1")
            try session.press("Enter")
            try session.wait("the string below") { rows in rows.contains("        one") && rows.contains("        two") }
            try session.press("Enter")
            try session.wait("the string closed") { rows in !rows.contains("        one") }
            try session.type("/Zwölf")
            try session.press("Enter")
            try session.wait(for: "match 1/1", "$.next")
            try session.type("/u00f6lf")
            try session.press("Enter")
            try session.wait(for: "match 1/1", "$.next")
            withExtendedLifetime(server) {}
        }

        @Test func `c copies value, key, path, JSON, line and body`() throws {
            let (session, server) = try session()
            try session.type("P")
            try session.wait(for: #"  "items": ["#)
            try session.type("/text")
            try session.press("Enter")
            try session.wait(for: "match 1/1")
            #expect(try copied(session, "cc", "value") == "one\ntwo")
            #expect(try copied(session, "ck", "key") == "text")
            #expect(try copied(session, "cp", "path") == "$.items[1].text")
            #expect(try copied(session, "cj", "JSON") == #""one\ntwo""#)
            #expect(try copied(session, "cl", "line") == #"      "text": "one\ntwo""#)
            #expect(try copied(session, "cb", "body") == Self.body)
            try session.type("P")
            try session.wait("the text again") { $0[0].hasPrefix(#"{"items":[{"id":1"#) }
            #expect(try copied(session, "cl", "line") == Self.body)
            try type("view flat", into: ":", session)
            try session.wait(for: "json.items[0].id = 1;")
            try session.type("/two")
            try session.press("Enter")
            try session.wait(for: "match 1/1")
            #expect(try copied(session, "cp", "path") == "$.items[1].text")
            #expect(try copied(session, "cc", "value") == "one\ntwo")
            withExtendedLifetime(server) {}
        }

        @Test func `records are a line each, and Enter opens one`() throws {
            let records = (1...40).map { #"{"n":\#($0),"tags":["x"]}"# + "\n" }.joined()
            let (session, server) = try session(records, "application/x-ndjson", rows: 12)
            try session.wait(for: "P records")
            try session.type("P")
            try session.wait(for: "record 40/40")
            try session.type("g")
            try session.wait(for: #"{"n": 1, "tags": ["x"]}"#, "record 1/40")
            try session.press("Enter")
            try session.wait("the record opened") { $0[1] == "  {" && $0[2] == #"    "n": 1,"# }
            try session.press("Enter")
            try session.wait("the record closed") { $0[1] == #"{"n": 2, "tags": ["x"]}"# }
            try type("view json", into: ":", session)
            try session.wait(for: #"  "n": 1,"#)
            try session.type("}}")
            try session.wait(for: "record 3/40")
            try session.type("{")
            try session.wait(for: "record 2/40")
            withExtendedLifetime(server) {}
        }

        @Test func `a shell command reads the body, a part of it, or the view's text`() throws {
            let (session, server) = try session("one\ntwo\nthree\n", "text/plain")
            func command(_ command: String, by keys: String = "|", into prompt: String = "|", shows text: String) throws {
                try type(command, into: prompt, keys: keys, session)
                try session.wait(for: text, "done", "q goes back")
                try session.type("q")
                try session.wait(for: "one", "two", "three")
            }
            try command("wc -c", shows: "14")
            try command("cat; echo end", by: "2|", shows: "end")
            try session.press("C-x")
            try session.type("gmajj")
            try command("'atr a-z A-Z", shows: "THREE")
            try command("|sed s/t/T/", shows: "Two")
            try command("echo hello", by: "!", into: "!", shows: "hello")
            try type("sleep 100", into: "|", session)
            try session.wait(for: "running")
            try session.press("C-c")
            try session.wait(for: "stopped")
            withExtendedLifetime(server) {}
        }

        @Test func `forty columns and ten rows are enough`() throws {
            let (session, server) = try session(rows: 10, columns: 40)
            try session.type("P")
            try session.wait(for: #"  "items": ["#)
            try session.press("C-x")
            try session.type("jjj")
            let rows = try session.wait("the path") { $0.count > 9 && $0[9].contains("items[0].id") }
            #expect(rows.allSatisfy { $0.count <= 40 })
            withExtendedLifetime(server) {}
        }
    }
}
