import App
import Documents
import Screen
import Testing

/// Whole screens of the views of JSON, at the usual size and at a small one.
@Suite struct JSONGridTests {
    private static let body =
        #"{"items":[{"id":1,"tags":["a","b"]},{"id":2,"text":"one\ntwo"}],"next":"Zw\u00f6lf","a b":{"c":[1.50,-0]},"e":{}}"#

    private func screen(_ view: String, rows: Int, columns: Int, keys: String = "") throws -> [String] {
        let it = Scenario(rows: rows, columns: columns)
        it.head("HTTP/1.1 200 OK", ["Content-Type: application/json"])
        try it.grew(Self.body)
        it.finished()
        it.keys(":view \(view)<CR>g" + keys)
        return it.pane + [it.bar]
    }

    @Test func `json at 80 columns`() throws {
        #expect(
            try screen("json", rows: 24, columns: 80) == [
                "{", #"  "items": ["#, "    {", #"      "id": 1,"#, #"      "tags": ["#, #"        "a","#, #"        "b""#, "      ]",
                "    },",
                "    {", #"      "id": 2,"#, #"      "text": "one\ntwo""#, "    }", "  ],", #"  "next": "Zw\u00f6lf","#, #"  "a b": {"#,
                #"    "c": ["#, "      1.50,", "      -0", "    ]", "  },", #"  "e": {}"#, "}",
                " done  200 OK  HTTP/1.1  113  0ms  json  $  L1-23/23 100%  END  h help",
            ])
    }

    @Test func `json at 40 columns`() throws {
        #expect(
            try screen("json", rows: 10, columns: 40, keys: "4g") == [
                #"      "id": 1,"#, #"      "tags": ["#, #"        "a","#, #"        "b""#, "      ]", "    },", "    {",
                #"      "id": 2,"#,
                #"      "text": "one\ntwo""#, " done  200  113  …items[0].id  +11 lines",
            ])
        // Of a long path the end is what matters.
        #expect(try screen("json", rows: 10, columns: 40, keys: "7g").last?.contains("[0].tags[1]") == true)
    }

    @Test func `a key that comes twice in an object is marked, if both are on the screen`() throws {
        let it = Scenario(rows: 20, columns: 40)
        it.head("HTTP/1.1 200 OK", ["Content-Type: application/json"])
        try it.grew(#"{"a":1,"b":{"a":[{"c":1},{"c":2}],"Ä":3,"\u00c4":4},"b":{"a":5},"a":"a"}"#)
        it.finished()
        it.keys(":view json<CR>g")
        func marked() -> [String] {
            let grid = it.grid
            return grid.text.indices.compactMap { row in
                let text = grid[row: row].filter { $0.role == .error }.map { String($0.scalar) }.joined()
                return text.isEmpty ? nil : text
            }
        }
        #expect(marked() == [#""\u00c4""#, #""b""#, #""a""#])
        it.resize(rows: 16, columns: 40)
        it.keys("g")
        #expect(marked() == [#""\u00c4""#, #""b""#])
        it.keys("G")
        #expect(marked() == [#""\u00c4""#])
    }

    @Test func `records and flat at 80 columns`() throws {
        let blank = [String](repeating: "", count: 22)
        #expect(
            try screen("records", rows: 24, columns: 80) == [
                #"{"items": [{"id": 1, "tags": ["a", "b"]}, {"id": 2, "text": "one\ntwo"}], "next>"#
            ] + blank + [" done  200 OK  HTTP/1.1  113  0ms  records  L1-1/1 100%  END  h help"])
        let flat = [
            "json.items[0].id = 1;", #"json.items[0].tags[0] = "a";"#, #"json.items[0].tags[1] = "b";"#, "json.items[1].id = 2;",
            #"json.items[1].text = "one\ntwo";"#, #"json.next = "Zw\u00f6lf";"#, #"json["a b"].c[0] = 1.50;"#, #"json["a b"].c[1] = -0;"#,
            "json.e = {};",
        ]
        #expect(
            try screen("flat", rows: 24, columns: 80) == flat + blank.dropFirst(8) + [
                " done  200 OK  HTTP/1.1  113  0ms  flat  L1-9/9 100%  END  h help"
            ])
        #expect(try screen("flat", rows: 10, columns: 40) == flat + [" done  200  113  flat  L1-9/9 100%  END"])
    }
}
