import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// How JSON lies on the screen.
@Suite struct JSONLayoutTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    private func lines(_ text: String) throws -> [String] {
        try Document(body(Array(text.utf8)), view: .json).text
    }

    /// What has come so far of a body that goes on.
    private func growing(_ text: String) throws -> [String] {
        let store = try body([], growing: true)
        try store.append(Array(text.utf8))
        return Document(store, view: .json).text
    }

    private func roles(_ text: String, line: Int = 0) throws -> [Role: String] {
        let lines = try Document(body(Array(text.utf8)), view: .json).allLines
        return Dictionary(lines[line].cells.map { ($0.role, String(Character($0.scalar))) }, uniquingKeysWith: +)
    }

    @Test func `a line for each member and element`() throws {
        #expect(
            try lines(#"{"a":1,"b":[true,null,"x"],"c":{},"d":[ ],"e":{"f":[[]]}}"#) == [
                "{", #"  "a": 1,"#, #"  "b": ["#, "    true,", "    null,", #"    "x""#, "  ],", #"  "c": {},"#, #"  "d": [],"#,
                #"  "e": {"#,
                #"    "f": ["#, "      []", "    ]", "  }", "}",
            ])
        #expect(try lines(" \n[ 1 ,\t2 ]\n\n") == ["[", "  1,", "  2", "]"])
        #expect(try lines("17") == ["17"])
        #expect(try lines("") == [])
    }

    @Test func `spelling, order and duplicates are those that were sent`() throws {
        #expect(
            try lines(#"{"z":1.10,"a":1E400,"a":-0,"n":12345678901234567890,"s":"\u00e9\/\ud800"}"#) == [
                "{", #"  "z": 1.10,"#, #"  "a": 1E400,"#, #"  "a": -0,"#, #"  "n": 12345678901234567890,"#, #"  "s": "\u00e9\/\ud800""#,
                "}",
            ])
    }

    @Test func `what a token is has a role`() throws {
        #expect(try roles(#"{"k":"v"}"#, line: 1) == [.gutter: "   ", .key: #""k""#, .punctuation: ":", .string: #""v""#])
        #expect(try roles("[-1.5e+3]", line: 1) == [.gutter: "  ", .number: "-1.5e+3"])
        #expect(try roles("[null,1]", line: 1) == [.gutter: "  ", .literal: "null", .punctuation: ","])
        #expect(try roles("[1 /* one */,2]", line: 1) == [.gutter: "    ", .number: "1", .comment: "/* one */", .punctuation: ","])
    }

    @Test(arguments: ["NaN", "+1", "01", "'x'", "1.", ".5", "1e", "-", "tru", "truee", "undefined", "0x1F", "'a,b'", "'it\\'s'"])
    func `a wrong word is marked, and the layout goes on`(word: String) throws {
        #expect(try lines("[\(word),2]") == ["[", "  \(word),", "  2", "]"])
        #expect(try roles("[\(word),2]", line: 1)[.error] == word)
    }

    @Test func `wrong escapes and control characters are marked`() throws {
        #expect(try roles(#"["a\xb\u12g\n"]"#, line: 1)[.error] == #"\x\u12"#)
        #expect(try lines("[\"a\u{1}b\"]") == ["[", "  \"a^Ab\"", "]"])
        #expect(try Document(body([0x5B, 0x22, 0xE9, 0x22, 0x5D]), view: .json).text == ["[", #"  "<E9>""#, "]"])
    }

    @Test func `keys without quotes, trailing commas and comments are marked, and the layout goes on`() throws {
        #expect(try lines("{a:1,}") == ["{", "  a: 1,", "}"])
        #expect(try roles("{a:1,}", line: 1) == [.gutter: "   ", .error: "a,", .punctuation: ":", .number: "1"])
        #expect(try lines("[1, // one\n2]") == ["[", "  1, // one", "  2", "]"])
        #expect(try lines("[\n// none\n]") == ["[", "  // none", "]"])
        #expect(try lines("{\n  // name\n  \"a\": 1 /* x */\n}") == ["{", "  // name", #"  "a": 1 /* x */"#, "}"])
        #expect(try lines("{\"a\": // why\n1}") == ["{", #"  "a": // why"#, "  1", "}"])
        #expect(try lines("/* a */ [1]") == ["/* a */", "[", "  1", "]"])
    }

    @Test(arguments: [
        ("[1 2]", ["[", "  1", "expected , or ] at byte 3: 2]"]),
        ("{\"a\" 1}", ["{", #"  "a""#, "expected : at byte 5: 1}"]),
        ("{\"a\":}", ["{", #"  "a":"#, "expected a value at byte 5: }"]),
        ("{\"a\":1]\nx", ["{", #"  "a": 1"#, "expected , or } at byte 6: ]", "x"]),
        ("[1,,2]", ["[", "  1,", "expected a value at byte 3: ,2]"]),
        ("[,1]", ["[", "expected a value or ] at byte 1: ,1]"]),
        ("{,}", ["{", "expected a key or } at byte 1: ,}"]),
        ("{[", ["{", "expected a key or } at byte 1: ["]),
        ("}", ["expected a value at byte 0: }"]),
        ("[]]\r\n<p>", ["[]", "expected the end at byte 2: ]", "<p>"]),
        ("<html>\n{\n</html>\n", ["expected a value at byte 0: <html>", "{", "</html>"]),
        ("1 hello", ["1", "expected the end at byte 2: hello"]),
    ])
    func `after a fault of structure the text is shown as it came`(text: String, shown: [String]) throws {
        #expect(try lines(text) == shown)
    }

    @Test func `records follow one another`() throws {
        #expect(try lines("{\"a\":1}\n\n{\"b\":2}\r\n3\n") == ["{", #"  "a": 1"#, "}", "{", #"  "b": 2"#, "}", "3"])
        #expect(try lines("[1][2]") == ["[", "  1", "]", "[", "  2", "]"])
    }

    @Test func `a broken record does not break the next one`() throws {
        #expect(
            try lines("{\"a\":1}\n{\"b\" 2}\n[3]\n") == [
                "{", #"  "a": 1"#, "}", "{", #"  "b""#, "expected : at byte 13: 2}", "[", "  3", "]",
            ])
        #expect(try lines("{\"a\" 1}\n[3]\n") == ["{", #"  "a""#, "expected : at byte 5: 1}", "[", "  3", "]"])
        // Cut off in a string.
        #expect(
            try lines("{}\n{\"b\":\"x\n[3]\n") == ["{}", "{", #"  "b": "x"#, "expected \" at byte 10: ", "[", "  3", "]"])
        // In a text of many lines nothing says where the next one begins.
        #expect(try lines("[\n1 2\n]\n[3]\n") == ["[", "  1", "expected , or ] at byte 4: 2", "]", "[3]"])
    }

    @Test func `a sequence is read by its separators`() throws {
        #expect(
            try lines("\u{1E}{\"a\":1}\n\u{1E}[2\n\u{1E}\"x\u{1E}3\n") == [
                "^^{", #"  "a": 1"#, "}", "^^[", "  2", "expected the end of the record before at byte 13: ^^\"x",
                "expected the end of the record before at byte 16: ^^3",
            ])
    }

    @Test func `what is no text of a sequence is a record too, and a number without a blank after it may be cut off`() throws {
        let bytes = Array("\u{1E}1\n\u{1E}oops\n\u{1E}23\u{1E}[4]\u{1E}tru\n\u{1E}56".utf8)
        let document = Document(try body(bytes), view: .json)
        #expect(document.recordCount == 6)
        let shown = document.allLines.flatMap(\.cells).filter { $0.role == .error }.map { String($0.scalar) }.joined()
        #expect(shown == "23tru56")
        let growing = Document(try body(Array("\u{1E}56".utf8), growing: true), view: .json)
        #expect(!growing.allLines.flatMap(\.cells).contains { $0.role == .error })
    }

    @Test(
        arguments: [
            (nil, #"{"a":1}"#, "json"), ("text/plain", " [\n", "json"), ("text/plain", "[1,2", "json"), (nil, "[tru", "json"),
            (nil, "{}\n{\"a\" 1}\n{}\n", "json"), (nil, "[NaN,1]", "json"), ("text/html", #"{"error":"x"}"#, "json"),
            ("text/html", "text <b>", "xml"),
            ("application/json", "<html>\n<p>", "xml"), ("application/json", "oops", "json"),
            ("text/plain", ")]}',\n[1]", "json"), ("text/javascript", #"cb({"a":1});"#, "json"), (nil, "// x\n{\"a\":1}", "json"),
            ("text/plain", "[2026-11-27 10:00:00] INFO x\n", nil), ("text/plain", "[notice] start\n", nil), (nil, "[404] Not found", nil),
            (nil, "{{ x }}", nil), (nil, "{a:1}", nil), (nil, "{'a':1}", nil), (nil, "f(x)", nil), (nil, "[1] [main] INFO\n", nil),
            ("text/javascript", "define([\"a\"], function() {})", nil), ("text/plain", "[x]\n", nil),
        ] as [(String?, String, String?)])
    func `is offered by type and by the first bytes`(type: String?, text: String, name: String?) {
        #expect(ViewKind.fitting(ViewKind.all, type: type, beginning: Array(text.utf8)).first?.name == name)
    }

    @Test func `what keeps a text from being run stands in a line of its own`() throws {
        #expect(try lines(")]}',\n{\"a\":1}") == [")]}',", "{", #"  "a": 1"#, "}"])
        #expect(try lines("while(1);[1]") == ["while(1);", "[", "  1", "]"])
        #expect(try lines("/**/cb.x({\"a\":1});\n") == ["/**/cb.x(", "{", #"  "a": 1"#, "}", ");"])
        #expect(try roles(")]}'\n1")[.error] == ")]}'")
    }

    @Test func `a byte order mark is no part of the text`() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        for view in [ViewKind.json, .records, .flat] {
            let text = Array(#"{"a":[1,"x"]}"#.utf8)
            #expect(try Document(body(mark + text), view: view).text == Document(body(text), view: view).text)
            #expect(view.fits(nil, mark + text) > 0)
        }
        #expect(try lines("\u{FEFF})]}'\n[1]") == [")]}'", "[", "  1", "]"])
        #expect(try lines("\u{FEFF}") == [""])
    }

    @Test func `what has come so far is shown, and nothing is closed`() throws {
        #expect(try growing(#"{"a":[1,{"b":"x"#) == ["{", #"  "a": ["#, "    1,", "    {", #"      "b": "x"#])
        #expect(try growing("[tru") == ["[", "  tru"])
        #expect(try growing(")]}") == [")]}"])
        #expect(try lines(#"[1,"#) == ["[", "  1,"])
    }

    @Test(arguments: ["utf-16", "utf-16be", "utf-32le"]) func `wide characters are laid out too`(label: String) throws {
        let text = #"{"k":["ü",1]}"#
        var bytes: [UInt8] = []
        for unit in text.utf16 {
            let low = UInt8(unit & 0xFF), high = UInt8(unit >> 8)
            bytes += label == "utf-16" ? [low, high] : label == "utf-16be" ? [high, low] : [low, high, 0, 0]
        }
        let document = Document(try body(bytes), charset: Charset(label: label), view: .json)
        #expect(document.text == ["{", #"  "k": ["#, #"    "ü","#, "    1", "  ]", "}"])
    }

    @Test func `a million levels are only deep`() throws {
        let count = 1_000_000
        let text = String(repeating: "[", count: count)
        let document = Document(try body(Array(text.utf8)), view: .json)
        #expect(document.lineCount == count)
        #expect(
            document.lines(from: LineNumber(20), count: 2).map(\.text) == [
                String(repeating: " ", count: 40) + "[", "+1" + String(repeating: " ", count: 38) + "[",
            ])
        #expect(document.lines(from: LineNumber(count - 1), count: 1)[0].text == "+999979" + String(repeating: " ", count: 33) + "[")
        let closed = Document(try body(Array(text.utf8) + Array(repeating: UInt8(ascii: "]"), count: count)), view: .json)
        #expect(closed.lineCount == 2 * count - 1)
        #expect(closed.lines(from: LineNumber(2 * count - 2), count: 1)[0].text == "]")
        let objects = Document(try body(Array(String(repeating: "[{\"\":", count: 100_000).utf8)), view: .json)
        #expect(objects.lineCount == 200_001)
    }

    @Test func `as records, each has a line`() throws {
        func records(_ text: String) throws -> [String] { try Document(body(Array(text.utf8)), view: .records).text }
        #expect(
            try records("{\"a\":1,\"b\":[ 1,\n2 ]}\n\n{}\r\n[]3 \"x\"") == [#"{"a": 1, "b": [1, 2]}"#, "{}", "[]", "3", #""x""#])
        #expect(try records("{\"a\" 1}\n{\"b\":2}\n") == [#"{"a""#, "expected : at byte 5: 1}", #"{"b": 2}"#])
        #expect(try records("[1, // one\n2]") == ["[1, // one", "2]"])
    }
}
