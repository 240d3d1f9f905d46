import App
import Documents
import Screen
import TestSupport
import Testing

/// Folds, paths, records and copying in the JSON views.
@Suite struct FoldingTests {
    private func json(_ text: String, rows: Int = 10, columns: Int = 100, view: String = "json", isWhole: Bool = true) throws -> Scenario {
        let it = Scenario(rows: rows, columns: columns)
        it.head("HTTP/1.1 200 OK", ["Content-Type: application/json"])
        try it.grew(text)
        if isWhole { it.finished() }
        it.keys(":view \(view)<CR>")
        return it
    }

    private let small = #"{"items":[{"id":1,"tags":["a","b"]},{"id":2}],"next":null}"#

    @Test func `z folds and unfolds the container at the current line`() throws {
        let it = try json(small, rows: 6)
        // The current match is the current line.
        it.keys("/items<CR>z")
        #expect(it.pane.prefix(4) == ["{", #"  "items": [… 2],"#, #"  "next": null"#, "}"])
        it.keys("z")
        #expect(it.pane.contains(#"  "items": ["#))
        // In a container that is not opened here, that one.
        it.keys("/null<CR>z")
        #expect(it.pane[0] == "{… 2}")
    }

    @Test func `a number folds all that lies deeper, and ESC-z unfolds all`() throws {
        let it = try json(small)
        it.keys("2z")
        #expect(it.pane.prefix(7) == ["{", #"  "items": ["#, "    {… 2},", "    {… 1}", "  ],", #"  "next": null"#, "}"])
        it.keys("1z")
        #expect(it.pane.prefix(4) == ["{", #"  "items": [… 2],"#, #"  "next": null"#, "}"])
        it.send(.key(.meta("z")))
        #expect(it.pane[2] == "    {")
    }

    @Test func `a fold of what is still coming says so and goes on counting`() throws {
        let it = try json(#"{"items":[1,2"#, rows: 5, isWhole: false)
        it.keys("/items<CR>z")
        #expect(it.pane[1] == #"  "items": [… 2+"#)
        try it.grew(",3],\"x\":4}")
        it.finished()
        #expect(it.pane.prefix(4) == ["{", #"  "items": [… 3],"#, #"  "x": 4"#, "}"])
    }

    @Test func `a search hit within a fold opens it, and folds outlive a change of view`() throws {
        let it = try json(small, rows: 20)
        it.keys("1z")
        it.keys("PP")
        #expect(it.pane[1] == #"  "items": [… 2],"#)
        it.keys("/\"b\"<CR>")
        #expect(it.pane.contains(#"        "b""#))
        #expect(it.pane.contains("    {… 1}"))
    }

    @Test func `events show their JSON below them, z folds it, and braces step`() throws {
        let it = Scenario(rows: 9, columns: 60)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/event-stream"])
        try it.grew("event: a\ndata: {\"n\":1}\n\n: hello\n\ndata: {\"n\":2}\n\ndata: plain\n\n")
        it.finished()
        it.keys(":view events<CR>Tg")
        #expect(it.pane == ["a", "  {", "    \"n\": 1", "  }", ": hello", "message", "  {", "    \"n\": 2"])
        it.keys("z")
        #expect(it.pane.prefix(3) == ["a         {\"n\":1}", ": hello", "message"])
        it.resize(rows: 4, columns: 60)
        it.keys("}")
        #expect(it.pane == ["message", "  {", "    \"n\": 2"])
        it.keys("{")
        #expect(it.pane[0] == "a         {\"n\":1}")
        it.resize(rows: 9, columns: 60)
        it.keys("1z")
        #expect(it.pane.prefix(4) == ["a         {\"n\":1}", ": hello", "message   {\"n\":2}", "message   plain"])
        it.keys("1z")
        #expect(it.pane.contains("    \"n\": 1"))
    }

    @Test func `events say when they came and what was passed over`() throws {
        let it = Scenario(rows: 9, columns: 100)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/event-stream"])
        it.keys(":view events<CR>")
        it.wait(.milliseconds(1_250))
        try it.grew(": hello\n\n")
        it.wait(.milliseconds(40))
        try it.grew("event: a\nfoo: 1\ndata: one\n\n")
        #expect(it.pane.prefix(2) == ["    1.250         : hello", "    1.290  +0.040 a         foo: 1  one"])
        #expect(it.bar.contains("1 event, 1 comment, 1 ignored line"))
        it.keys("=")
        #expect(it.state.focus.lines.lineCount > 0)
        it.keys("/no field<CR>")
        #expect(it.pane.contains { $0.hasPrefix("1 line is no field of an event") })
        it.keys("q:view text<CR>")
        #expect(it.pane[0] == ": hello")
    }

    @Test func `elsewhere z is a page down`() throws {
        let it = Scenario(rows: 4, columns: 40)
        it.head()
        try it.grew(numbers(1...20))
        it.finished()
        it.keys("gz")
        #expect(it.pane[0] == "4")
    }

    @Test func `the bar says the path and the record`() throws {
        let it = try json(small, rows: 5)
        it.keys("5g")
        #expect(it.bar.contains("$.items[0].tags"))
        let records = try json("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n{\"a\":[1,2,3,4]}\n", rows: 5)
        records.keys("4g")
        #expect(records.bar.contains("record 2/4"))
        records.keys("}")
        #expect(records.bar.contains("record 3/4"))
    }

    @Test func `folds are passed over up and down`() throws {
        let it = try json("[" + (0..<50).map { "[\($0),{}]" }.joined(separator: ",") + "]", rows: 6)
        it.keys("1z")
        #expect(it.pane == ["[", "  [… 2],", "  [… 2],", "  [… 2],", "  [… 2],"])
        it.keys("G")
        #expect(it.pane.last == "]")
        #expect(it.pane[3] == "  [… 2]")
        it.keys("k")
        #expect(it.pane.last == "  [… 2]")
        it.keys("g")
        #expect(it.pane[0] == "[")
    }

    @Test func `records are offered first for a body that is made of them`() throws {
        let it = Scenario(rows: 5, columns: 100)
        it.head("HTTP/1.1 200 OK", ["Content-Type: application/x-ndjson"])
        try it.grew("{\"a\":1}\n{\"a\":2}\n")
        it.finished()
        #expect(it.bar.contains("P records"))
        let concatenated = Scenario(rows: 5, columns: 100)
        concatenated.head()
        try concatenated.grew("{\"a\":1}{\"a\":2}")
        concatenated.finished()
        #expect(concatenated.bar.contains("P records"))
    }

    @Test func `c copies value, key, path, JSON, line and body`() throws {
        let it = try json(#"{"a b": "x\n\u00e9", "list" : [1, 2 ]}"#, rows: 20)
        it.keys("/x<CR>cc")
        #expect(it.copied == ["x\né"])
        #expect(it.bar.contains("copied the value, 4 bytes"))
        it.keys("ckcpcjcl")
        #expect(it.copied.suffix(4) == ["a b", #"$["a b"]"#, #""x\n\u00e9""#, #"  "a b": "x\n\u00e9","#])
        it.keys("/list<CR>cccjcb")
        #expect(it.copied.suffix(3) == ["[1, 2 ]", "[1, 2 ]", #"{"a b": "x\n\u00e9", "list" : [1, 2 ]}"#])
        it.keys("cx")
        #expect(it.bar.contains("c and one of c k p j l b ' copy"))
    }

    @Test func `what is too long for the clipboard says so`() throws {
        let it = try json("{\"a\":\"" + String(repeating: "x", count: 100_000) + "\"}", rows: 5)
        it.keys("/\"a<CR>cc")
        #expect(it.bar.contains("too long for the clipboard (100 kB); s saves it"))
        it.keys("Pcl")
        #expect(it.bar.contains("too long"))
    }

    @Test func `of a string counts what it stands for`() throws {
        let it = try json("{\"a\":\"" + String(repeating: "\\u00e9", count: 37_497) + "\"}", rows: 5)
        it.keys("/\"a<CR>cc")
        #expect(it.copied == [String(repeating: "é", count: 37_497)])
        it.keys("cj")
        #expect(it.bar.contains("too long for the clipboard (225 kB)"))
    }

    @Test func `lines of text are copied unbroken, and from a mark`() throws {
        let it = Scenario(rows: 5, columns: 20)
        it.head()
        try it.grew(String(repeating: "word ", count: 20) + "\n" + numbers(1...20))
        it.finished()
        it.keys("gcl")
        #expect(it.copied == [String(repeating: "word ", count: 20)])
        it.keys("3gma5gc'a")
        #expect(it.copied.last == "2\n3\n4")
        it.keys("ck")
        #expect(it.bar.contains("no key"))
    }

    @Test func `a search that is given up leaves the cursor where it was`() throws {
        let it = Scenario(rows: 6, columns: 40)
        it.head()
        try it.grew(numbers(1...30))
        it.finished()
        it.send(.key(.control("X")))
        it.keys("g3j/20")
        #expect(it.pane.contains("20"))
        it.keys("<ESC>")
        #expect(it.state.draw().cursor == Position(row: 3, column: 0) && it.pane.first == "1")
    }

    @Test func `the cursor mode points at a line, and moves it`() throws {
        let it = try json(small, rows: 20)
        it.send(.key(.control("X")))
        #expect(it.state.draw().cursor == Position(row: 0, column: 0))
        it.keys("jj")
        #expect(it.state.draw().cursor == Position(row: 2, column: 0))
        #expect(it.grid[row: 2].allSatisfy { $0.role == .selection })
        #expect(it.bar.contains("$.items[0]"))
        it.keys("z")
        #expect(it.pane[2] == "    {… 2},")
        it.keys("j")
        #expect(it.bar.contains("$.items[1]"))
        it.keys("k<CR>")
        #expect(it.pane[2] == "    {")
        it.send(.key(.control("X")))
        #expect(it.state.draw().cursor == nil)
    }

    @Test func `Enter shows what a string holds below it`() throws {
        let it = try json(#"{"text":"one\ntwo\n","inner":"{\"a\":[1,\"x\\ny\"]}","n":1}"#, rows: 20)
        it.send(.key(.control("X")))
        it.keys("j<CR>")
        #expect(it.pane.prefix(5) == ["{", #"  "text": "one\ntwo\n","#, "    one", "    two", #"  "inner": "{\"a\":[1,\"x\\ny\"]}","#])
        it.keys("<CR>j<CR>")
        #expect(
            it.pane.prefix(11) == [
                "{", #"  "text": "one\ntwo\n","#, #"  "inner": "{\"a\":[1,\"x\\ny\"]}","#, "    {", #"      "a": ["#, "        1,",
                #"        "x\ny""#, "          x", "          y", "      ]", "    }",
            ])
        it.keys("j<CR>")
        #expect(it.bar.contains("$ ") || it.bar.contains("$.n") || it.bar.contains("END"))
    }

    @Test func `a string that is opened in the last row is seen`() throws {
        let it = try json(#"{"a":1,"b":2,"text":"one\ntwo\nthree","z":[1,2,3,4,5,6]}"#, rows: 6)
        it.send(.key(.control("X")))
        it.keys("gjj")
        it.keys("j<CR>")
        #expect(it.pane == [#"  "b": 2,"#, #"  "text": "one\ntwo\nthree","#, "    one", "    two", "    three"])
        // More than there is room for: from its first row on.
        let many = try json(#"{"a":1,"text":"\#(String(repeating: #"x\n"#, count: 50))"}"#, rows: 4, columns: 300)
        many.send(.key(.control("X")))
        many.keys("gjj<CR>")
        #expect(many.pane[0].hasPrefix(#"  "text""#) && many.pane[1] == "    x" && many.pane[2] == "    x")
    }

    @Test func `a search finds what escape sequences stand for, and the sent spelling`() throws {
        let it = try json(#"{"a":"Zw\u00f6lf","b":"Zwölf","c":"\u005a","d":"x\/y \ud83d\ude00"}"#, rows: 12)
        it.keys("/Zwölf<CR>")
        #expect(it.bar.contains("match 1/2"))
        #expect(it.grid[row: 1].filter { $0.role == .currentMatch }.count == 10)
        it.keys("n")
        #expect(it.bar.contains("match 2/2"))
        it.keys("N")
        #expect(it.bar.contains("match 1/2"))
        it.keys("/u00f6lf<CR>")
        #expect(it.bar.contains("match 1/1"))
        it.keys("/x.y 😀<CR>")
        #expect(it.bar.contains("match 1/1"))
        it.keys("/Z<CR>")
        #expect(it.bar.contains("/3"))
        // As text it is what was sent.
        it.keys("P")
        #expect(it.bar.contains("/2") || it.bar.contains("2 matches"))
        it.keys("/Zwölf<CR>")
        #expect(it.bar.contains("match 1/1"))
        it.keys("P")
        #expect(it.bar.contains("/2") || it.bar.contains("2 matches"))
    }

    @Test func `in the view flat a search looks at the lines`() throws {
        let it = try json(#"{"items":[{"name":"x"},{"name":"\u00fc"}],"z":{}}"#, rows: 6, view: "flat")
        #expect(it.pane.prefix(3) == [#"json.items[0].name = "x";"#, #"json.items[1].name = "\u00fc";"#, "json.z = {};"])
        it.keys("/items.1..name<CR>")
        #expect(it.bar.contains("match 1/1"))
        it.keys("/name = \"ü<CR>")
        #expect(it.bar.contains("match 1/1"))
        it.keys("/m<CR>")
        #expect(it.bar.contains("/2") || it.bar.contains("/4"))
        it.keys("&name<CR>")
        #expect(it.pane.prefix(2) == [#"json.items[0].name = "x";"#, #"json.items[1].name = "\u00fc";"#])
    }

    @Test func `Enter opens a record`() throws {
        let it = try json("{\"a\":1,\"b\":[2]}\n{\"a\":2}\n", rows: 12, view: "records")
        #expect(it.pane.prefix(2) == [#"{"a": 1, "b": [2]}"#, #"{"a": 2}"#])
        it.keys("g<CR>")
        #expect(
            it.pane.prefix(8) == [
                #"{"a": 1, "b": [2]}"#, "  {", #"    "a": 1,"#, #"    "b": ["#, "      2", "    ]", "  }", #"{"a": 2}"#,
            ])
        it.keys("<CR>")
        #expect(it.pane[1] == #"{"a": 2}"#)
    }

    @Test func `a record that is taller than the screen is seen whole, and its line when it is gone back to`() throws {
        let members = (1...30).map { "\"m\($0)\":\($0)" }.joined(separator: ",")
        let it = try json("{\(members)}\n{\"b\":2}\n{\"c\":3}\n", rows: 10, view: "records")
        it.keys("g<CR>jjjj")
        #expect(it.bar.contains("record 1/3"))
        #expect(it.pane[0] == #"    "m3": 3,"#)
        it.keys("   ")
        #expect(it.pane.first == #"    "m23": 23,"# && it.pane.last == "  }")
        it.keys("k")
        #expect(it.pane[0] == #"    "m22": 22,"#)
        it.keys("jj")
        #expect(it.bar.contains("record 2/3"))
        // The line of the record, and not only the end of it.
        it.keys("{")
        #expect(it.bar.contains("record 1/3"))
        #expect(it.pane[0].hasPrefix(#"{"m1": 1"#))
        it.keys("z")
        #expect(it.pane[1] == #"{"b": 2}"#)
        #expect(it.bar.contains("record 1/3"))
        it.keys("z")
        #expect(it.pane[1] == "  {")
    }

    @Test func `braces go from record to record where each has a line`() throws {
        let it = try json((1...20).map { "{\"a\":\($0)}\n" }.joined(), rows: 6, view: "records")
        it.keys("g}}")
        #expect(it.bar.contains("record 3/20"))
        it.keys("5}{")
        #expect(it.bar.contains("record 7/20"))
        it.keys("g{")
        #expect(it.bar.contains("nothing of its kind comes before"))
    }

    @Test func `of a long string the beginning is shown below it, and how much is left`() throws {
        let it = try json("{\"a\":\"one\\n" + String(repeating: "x", count: 100_000) + "\"}", rows: 6, columns: 60)
        it.send(.key(.control("X")))
        it.keys(":set wrap off<CR>gj<CR>")
        #expect(it.pane.contains("    one"))
        #expect(it.pane.contains { $0.contains("bytes more") })
    }

    @Test func `a Kubernetes watch says what each event is about, and records end at the edge`() throws {
        let pod = #"{"type":"ADDED","object":{"kind":"Pod","metadata":{"labels":{"name":"x"},"name":"web-1","namespace":"default"},"#
        let it = try json(
            pod + #""status":{"phase":"Running"}}}"# + "\n" + #"{"type":"BOOKMARK","object":{"kind":"Pod"}}"#, columns: 40, view: "records")
        #expect(it.pane[0] == #"ADDED  Pod  default/web-1  Running  {"t>"#)
        #expect(it.pane[1] == #"BOOKMARK  Pod  {"type": "BOOKMARK", "ob>"#)
        // What is shown below is not indented by the columns.
        it.keys("g<CR>")
        #expect(it.pane[1] == "  {")
        it.keys("z")
        it.keys(":view text<CR>")
        #expect(it.pane[0].hasPrefix(#"{"type":"ADDED","object":{"kind":"Pod""#) && !it.pane[0].hasSuffix(">"))
    }
}
