import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// JSON with a line for each leaf.
@Suite struct FlatTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    private func lines(_ text: String) throws -> [String] {
        try Document(body(Array(text.utf8)), view: .flat).text
    }

    private func growing(_ text: String) throws -> [String] {
        let store = try body([], growing: true)
        try store.append(Array(text.utf8))
        return Document(store, view: .flat).text
    }

    @Test func `a line for each leaf, with the path to it`() throws {
        #expect(
            try lines(#"{"items":[{"name":"x","n":1.10},{"name":"\u00e9"}],"a b":null,"e":{},"f":[ ],"g":[[[2]]]}"#) == [
                #"json.items[0].name = "x";"#, "json.items[0].n = 1.10;", #"json.items[1].name = "\u00e9";"#, #"json["a b"] = null;"#,
                "json.e = {};", "json.f = [];", "json.g[0][0][0] = 2;",
            ])
        #expect(try lines("17") == ["json = 17;"])
        #expect(try lines("[]") == ["json = [];"])
        #expect(try lines("") == [])
        #expect(
            try lines(#"{"":0,"1a":1,"$_":2,"ü":3,"a":4,"a":5}"#) == [
                #"json[""] = 0;"#, #"json["1a"] = 1;"#, "json.$_ = 2;", #"json["ü"] = 3;"#, "json.a = 4;", "json.a = 5;",
            ])
    }

    @Test func `each record has a name of its own`() throws {
        #expect(try lines("{\"a\":1}\n{\"a\":2}\n[3]\n4") == ["json.a = 1;", "json2.a = 2;", "json3[0] = 3;", "json4 = 4;"])
        #expect(try lines("\u{1E}{\"a\":1}\n\u{1E}[2]\n") == ["^^json.a = 1;", "^^json2[0] = 2;"])
    }

    @Test func `what is no JSON stands as it came`() throws {
        #expect(try lines("[1,[2 3]]\nx") == ["json[0] = 1;", "json[1][0] = 2;", "expected , or ] at byte 6: 3]]", "x"])
        #expect(try lines("{\"a\" 1}\n{\"b\":2}\n") == ["json.a", "expected : at byte 5: 1}", "json2.b = 2;"])
        #expect(try lines("{\"a\":}") == ["json.a =", "expected a value at byte 5: }"])
        #expect(try lines(")]}'\n{\"a\":[1]}") == [")]}'", "json.a[0] = 1;"])
        #expect(try lines("cb({\"a\":1});") == ["cb(", "json.a = 1;", ");"])
        #expect(try lines("[1, // one\n2,]") == ["json[0] = 1; // one", "json[1] = 2;,"])
        #expect(try lines("[NaN,'x',01]") == ["json[0] = NaN;", "json[1] = 'x';", "json[2] = 01;"])
    }

    @Test func `what has come so far is shown`() throws {
        #expect(try growing(#"{"a":{"b":[1,"x"#) == ["json.a.b[0] = 1;", #"json.a.b[1] = "x"#])
        #expect(try growing(#"{"a":1,"b":"#) == ["json.a = 1;", "json.b ="])
        #expect(try growing("[{\"k\":[") == [""])
        #expect(try lines("[tru") == ["json[0] = tru;"])
    }

    @Test func `the leaves are those that a simple parser finds`() throws {
        for seed in 0..<20 {
            var generator = SeededGenerator(seed: 6000 + seed)
            let text = randomJSON(&generator, atLeast: seed == 0 ? 150_000 : 1_000)
            let expected = NaiveJSON(text).places.filter(\.isLeaf).map { "json\($0.path) = \($0.text);" }
            let document = Document(try body(text), view: .flat)
            let lines = document.allLines
            #expect(lines.map(\.text) == expected, "seed \(seed)")
            for _ in 0..<30 {
                let index = Int.random(in: 0..<lines.count, using: &generator)
                #expect(document.lines(from: LineNumber(index), count: 1) == [lines[index]])
            }
            var written = ViewText(view: .flat, charset: Charset(label: nil))
            written.extend(to: try body(text).snapshot)
            var output: [UInt8] = []
            while let piece = written.next() { output += piece }
            #expect(String(decoding: output, as: UTF8.self) == expected.map { $0 + "\n" }.joined())
        }
    }

    @Test func `lines do not depend on how the text comes`() throws {
        for seed in 0..<12 {
            var generator = SeededGenerator(seed: 7000 + seed)
            var text = randomJSON(&generator, atLeast: 800)
            if seed % 2 == 1 { damage(&text, &generator) }
            let lines = Document(try body(text), view: .flat).allLines
            let store = try body([], growing: true)
            var indexer = Indexer(view: .flat, charset: Charset(label: nil))
            var document = Document(view: .flat, snapshot: store.snapshot, charset: Charset(label: nil))
            var place = 0
            while place < text.count {
                let count = min(text.count - place, Int.random(in: 1...30, using: &generator))
                try store.append(text[place..<place + count])
                place += count
                document.take(store, &indexer)
                let finished = document.allLines.filter(\.isFinished)
                #expect(Array(lines.prefix(finished.count)) == finished, "seed \(seed)")
            }
            store.finish()
            document.take(store, &indexer)
            #expect(document.allLines == lines, "seed \(seed)")
        }
    }

    @Test func `a leaf far inside has a path that ends`() throws {
        let count = 100_000
        let deep = String(repeating: "[", count: count) + "1" + String(repeating: "]", count: count)
        let document = Document(try body(Array(deep.utf8)), view: .flat)
        #expect(document.lineCount == 1)
        var written = ViewText(view: .flat, charset: Charset(label: nil))
        written.extend(to: try body(Array(deep.utf8)).snapshot)
        let piece = written.next()
        let text = String(decoding: try #require(piece), as: UTF8.self)
        #expect(text.hasPrefix("json[0][0]") && text.hasSuffix("… = 1;\n") && text.utf8.count < 10_000)
    }
}
