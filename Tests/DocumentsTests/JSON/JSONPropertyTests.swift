import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// What must hold for every JSON text, right or wrong.
@Suite struct JSONPropertyTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    /// Texts by the grammar of RFC 8259 and past it: right, wrong, and not decided by it.
    static let corpus: [String] = [
        "", " ", "\n", "null", "true ", " false", "0", "-0", "-1.5E-7", "1e400", "\"\"", "\"\\u0000\\ud800\\n\\/\\\"\\\\\"", "[]", "{}",
        "[ ]",
        "{ }", "[[],{}]", "[1,2,3]", "{\"a\":{\"b\":[null,true,{}]}}", "{\"a\":1,\"a\":2}", "[\"a b\", \"c,d\", \"e:f\", \"{\", \"]\"]",
        "\t[\r\n1\r\n,\r\n2\r\n]\r\n", "[1,]", "[,1]", "[1,,2]", "[", "]", "{", "}", "[}", "{]", "[1", "[1,", "{\"a\"", "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,", "{\"a\" 1}", "{1:2}", "{a:1}", "{\"a\":1 \"b\":2}", "[1 2]", "[1]]", "[1]x", "[1]\n[2]", "1 2 3", "[1][2]{}", "nul",
        "[nul]",
        "[tru,fals]", "NaN", "[NaN,Infinity,-Infinity]", "[01,+1,.5,1.,1e,0x1]", "['a','b c']", "[\"a\nb\"]", "[\"\\x\"]", "\"", "\"\\",
        "[\"\\u12\"]",
        "[1,// c\n2]", "[/*c*/]", "[1 /* c", "/", "//", "/*", "[/]", "# c", ")]}'\n[1]", "while(1);{}", "cb({\"a\":[1]});", "cb(", "cb",
        "\u{FEFF}[1]",
        "\u{1E}[1]\n\u{1E}{}\n", "\u{1E}[\u{1E}2", "{\"a\":1}\n{\"b\" 2}\n{\"c\":3}\n", "{}\n{\"b\":\"x\n{}\n", "<html>\n", ":", ",", "{:",
        "{,",
        "{\"a\"::1}", "[[[[[[[[1]]]]]]]]", "{\"\":{\"\":{\"\":0}}}", "\"é€😀\"", "[\"\u{7F}\u{1}\"]", "\u{0}", "[\u{0}]",
    ]

    /// Short, and nothing in it that would act on a terminal.
    private static func isShownAsItIs(_ text: String) -> Bool {
        text.utf8.count < 1_000 && !text.unicodeScalars.contains { [0x2028, 0x2029, 0x10FFFF].contains($0.value) }
    }

    static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

    /// What is shown of the text itself, without what the view adds.
    private func shown(_ text: [UInt8], _ view: ViewKind = .json) throws -> [UInt8] {
        var bytes: [UInt8] = []
        for line in try Document(body(text), view: view).allLines {
            for cell in line.cells where cell.role != .gutter && cell.role != .failure { cell.write(to: &bytes) }
        }
        return bytes
    }

    /// Without the blanks between tokens; in a wrong text, without all.
    private func compact(_ text: [UInt8], isRight: Bool) -> [UInt8] {
        var isInString = false, isEscaped = false
        return text.filter { byte in
            defer {
                if isEscaped {
                    isEscaped = false
                } else if isInString && byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString.toggle()
                }
            }
            return isRight && isInString || !Self.blanks.contains(byte)
        }
    }

    @Test(arguments: corpus + JSONCorpus.invalid + JSONCorpus.incomplete + JSONCorpus.valid.filter(isShownAsItIs))
    func `nothing of a text is lost, changed or moved`(text: String) throws {
        // What would act on a terminal is shown as a token, and compared elsewhere.
        guard
            text.unicodeScalars.allSatisfy({
                $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0xFEFF || Self.blanks.contains(UInt8($0.value & 0xFF))
            })
        else { return }
        let bytes = Array(text.utf8)
        // In a string a newline shows as a token.
        let seen = String(decoding: try shown(bytes), as: UTF8.self).replacing("^J", with: "").replacing("^M", with: "")
        #expect(compact(Array(seen.utf8), isRight: false) == compact(bytes, isRight: false))
    }

    @Test func `nothing of a random text is lost, changed or moved`() throws {
        for seed in 0..<60 {
            var generator = SeededGenerator(seed: 1000 + seed)
            let text = randomJSON(&generator, atLeast: 400)
            #expect(try compact(shown(text), isRight: true) == compact(text, isRight: true), "seed \(seed)")
            #expect(try compact(shown(text, .records), isRight: true) == compact(text, isRight: true), "seed \(seed)")
        }
    }

    @Test func `nothing of a damaged text is lost, changed or moved`() throws {
        for seed in 0..<150 {
            var generator = SeededGenerator(seed: 2000 + seed)
            var text = randomJSON(&generator, atLeast: 200)
            for _ in 0..<Int.random(in: 1...3, using: &generator) { damage(&text, &generator) }
            let seen = String(decoding: try shown(text), as: UTF8.self).replacing("^J", with: "").replacing("^M", with: "")
            #expect(
                compact(Array(seen.utf8), isRight: false) == compact(text, isRight: false),
                "seed \(seed): \(String(decoding: text, as: UTF8.self))")
        }
    }

    /// The laws of all views, for texts that this one lays out.
    @Test(arguments: 0..<24) func `lines do not depend on how the text comes or where it is taken up`(seed: Int) throws {
        var generator = SeededGenerator(seed: 3000 + seed)
        var text =
            seed % 4 == 3
            ? Array(Self.corpus[seed * 3 % Self.corpus.count].utf8) : randomJSON(&generator, atLeast: seed == 0 ? 200_000 : 1_500)
        if seed % 2 == 1, !text.isEmpty { damage(&text, &generator) }
        let whole = Document(try body(text), view: .json)
        let lines = whole.allLines
        let store = try body([], growing: true)
        var indexer = Indexer(view: .json, charset: Charset(label: nil))
        var document = Document(view: .json, snapshot: store.snapshot, charset: Charset(label: nil))
        var place = 0
        while place < text.count {
            let count = min(text.count - place, Int.random(in: 1...(seed == 0 ? 20_000 : 30), using: &generator))
            try store.append(text[place..<place + count])
            place += count
            document.take(store, &indexer)
            let finished = document.allLines.filter(\.isFinished)
            #expect(finished.count >= document.lineCount - 1)
            #expect(Array(lines.prefix(finished.count)) == finished, "seed \(seed)")
        }
        store.finish()
        document.take(store, &indexer)
        #expect(document.allLines == lines)
        for _ in 0..<min(40, lines.count) {
            let index = Int.random(in: 0..<lines.count, using: &generator)
            #expect(whole.lines(from: LineNumber(index), count: 1) == [lines[index]])
            #expect(whole.line(at: lines[index].range.lowerBound) == LineNumber(index))
        }
    }

    @Test func `the layout is that of json.tool`() throws {
        for seed in 0..<6 {
            var generator = SeededGenerator(seed: 4000 + seed)
            // Without duplicates, which it drops, and in its spelling.
            let text = randomJSON(&generator, atLeast: 2_000, isPlain: true)
            let path = "/tmp/curlew-json-\(getpid())-\(seed).json"
            let file = try #require(fopen(path, "w"))
            fwrite(text, 1, text.count, file)
            fclose(file)
            defer { unlink(path) }
            let expected = run(["python3", "-m", "json.tool", "--indent", "2", "--no-ensure-ascii", path])
            try #require(expected.status == 0)
            var written = ViewText(view: .json, charset: Charset(label: nil))
            written.extend(to: try body(text).snapshot)
            var output: [UInt8] = []
            while let piece = written.next() { output += piece }
            #expect(String(decoding: output, as: UTF8.self) == String(decoding: expected.output, as: UTF8.self))
        }
    }

    @Test func `a string of many pieces is one line when it is written`() throws {
        let text =
            Array("{\"a\":\"".utf8) + Array(repeating: Array("é\\n\\u00e9 ".utf8), count: 20_000).joined() + Array("\",\"b\":2}".utf8)
        var written = ViewText(view: .json, charset: Charset(label: nil))
        written.extend(to: try body(text).snapshot)
        var output: [UInt8] = []
        while let piece = written.next() { output += piece }
        #expect(output.split(separator: 0x0A).count == 4)
        #expect(compact(output, isRight: true) == compact(text, isRight: true))
        // No escape sequence is cut, so none is wrong.
        let lines = Document(try body(text), view: .json).allLines
        #expect(lines.allSatisfy { line in line.cells.allSatisfy { $0.role != .error } })
    }
}

func randomJSON(_ generator: inout SeededGenerator, atLeast size: Int, isPlain: Bool = false) -> [UInt8] {
    var text: [UInt8] = []
    // The closing brackets that are still to come.
    var open: [UInt8] = []
    var isFirst = true
    var names = 0
    func blank() {
        if Int.random(in: 0..<4, using: &generator) == 0 {
            text += [[0x20], [0x0A], [0x09], [0x0D, 0x0A]].randomElement(using: &generator)!
        }
    }
    func string() {
        let parts =
            isPlain ? ["a", " ", "é", "\\n", "\\\"", "{", ","] : ["a", " ", "é", "\\n", "\\\"", "\\u00e9", "\\/", "[", "😀", "//", "'"]
        text += Array("\"".utf8)
        for _ in 0..<Int.random(in: 0..<8, using: &generator) { text += Array(parts.randomElement(using: &generator)!.utf8) }
        text += Array("\"".utf8)
    }
    repeat {
        if !open.isEmpty && Int.random(in: 0..<4, using: &generator) == 0 && (open.count > 1 || text.count > size) || open.count > 30 {
            text.append(open.removeLast())
            isFirst = false
            blank()
            continue
        }
        if !isFirst { text += Array(",".utf8) }
        blank()
        if open.last == UInt8(ascii: "}") {
            names += 1
            text += Array("\"k\(names)\"".utf8)
            blank()
            text += Array(":".utf8)
            blank()
        }
        isFirst = false
        switch open.isEmpty ? Int.random(in: 0..<2, using: &generator) : Int.random(in: 0..<9, using: &generator) {
        case 0:
            text += Array("{".utf8)
            open.append(UInt8(ascii: "}"))
            isFirst = true
        case 1:
            text += Array("[".utf8)
            open.append(UInt8(ascii: "]"))
            isFirst = true
        case 2, 3: string()
        case 4: text += Array(["true", "false", "null"].randomElement(using: &generator)!.utf8)
        default:
            text += Array(
                (isPlain ? ["0", "-17", "1.5"] : ["0", "-17", "1.50", "1E400", "-0", "12345678901234567890"]).randomElement(
                    using: &generator)!.utf8)
        }
        blank()
    } while !open.isEmpty
    return text
}

/// A byte more, less or another.
func damage(_ text: inout [UInt8], _ generator: inout SeededGenerator) {
    let place = Int.random(in: 0..<text.count, using: &generator)
    let byte = Array("{}[]:,\"'/*\\ \n1tx)".utf8).randomElement(using: &generator)!
    // No part of a character, which would show as bytes.
    if text[place] >= 0x80 || place + 1 < text.count && text[place + 1] >= 0x80 { return }
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: text.remove(at: place)
    case 1: text.insert(byte, at: place)
    default: text[place] = byte
    }
}
