import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// What is folded away, and the way to a line, beside a second computation from the lines themselves.
@Suite struct FoldTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    /// By what the lines begin and end with.
    private struct Outline {
        let lines: [String]
        private(set) var paths: [String] = []
        /// The line that ends the container that a line begins, and how many members it has; nil where it is not closed.
        private(set) var ends: [Int: Int] = [:]
        private(set) var counts: [Int: Int] = [:]
        private(set) var depths: [Int: Int] = [:]

        init(_ lines: [String]) {
            self.lines = lines
            var open: [(line: Int, path: String)] = []
            for (index, line) in lines.enumerated() {
                let text = String(line.drop { $0 == " " })
                if text.hasPrefix("}") || text.hasPrefix("]") {
                    let last = open.removeLast()
                    ends[last.line] = index
                    paths.append(last.path)
                    continue
                }
                var path = "$"
                if let around = open.last {
                    let place = counts[around.line, default: 0]
                    counts[around.line] = place + 1
                    let isObject = lines[around.line].hasSuffix("{")
                    path = around.path + (isObject ? Outline.step(text) : "[\(place)]")
                }
                paths.append(path)
                if text.hasSuffix("{") || text.hasSuffix("[") {
                    open.append((index, path))
                    depths[index] = open.count
                    counts[index] = 0
                }
            }
        }

        private static func step(_ text: String) -> String {
            var isEscaped = false
            let key = text.dropFirst().prefix { character in
                defer { isEscaped = !isEscaped && character == "\\" }
                return character != "\"" || isEscaped
            }
            let isWord =
                key.first.map { !$0.isNumber } == true
                && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
            return isWord ? ".\(key)" : "[\"\(key)\"]"
        }

        func shown(_ isClosed: (Int) -> Bool) -> [String] {
            var result: [String] = []
            var index = 0
            while index < lines.count {
                if depths[index] != nil, isClosed(index) {
                    let end = ends[index]
                    let closing = end.map { String(lines[$0].drop { $0 == " " }) } ?? ""
                    result.append(lines[index] + "… \(counts[index] ?? 0)" + (end == nil ? "+" : closing))
                    index = (end ?? lines.count) + 1
                } else {
                    result.append(lines[index])
                    index += 1
                }
            }
            return result
        }
    }

    private func text(_ lines: [NumberedLine]) -> [String] { lines.map(\.line.text) }

    /// Keys and strings without what would be shown otherwise.
    private func json(_ generator: inout SeededGenerator, atLeast length: Int) -> String {
        func value(_ depth: Int) -> String {
            switch Int.random(in: 0..<(depth > 6 ? 3 : 6), using: &generator) {
            case 0: return "\(Int.random(in: -99...99, using: &generator))"
            case 1: return "null"
            case 2: return "\"" + ["a", "{", "]", "x,y", "\\\"", ":"].randomElement(using: &generator)! + "\""
            case 3, 4:
                let keys = ["a", "b1", "c d", "_e", "0", "", "ä"]
                let members = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                    "\"\(keys.randomElement(using: &generator)!)\":\(value(depth + 1))"
                }
                return "{" + members.joined(separator: ", ") + "}"
            default:
                return "[" + (0..<Int.random(in: 0...5, using: &generator)).map { _ in value(depth + 1) }.joined(separator: ",") + "]"
            }
        }
        var elements: [String] = []
        var size = 0
        while size < length {
            elements.append(value(0))
            size += elements.last!.utf8.count
        }
        return "[" + elements.joined(separator: ",\n") + "]"
    }

    @Test(arguments: [300, 200_000]) func `what is folded away is what a second look at the lines says`(length: Int) throws {
        for seed in 0..<(length < 1000 ? 20 : 2) {
            var generator = SeededGenerator(seed: seed)
            let whole = Array(json(&generator, atLeast: length).utf8)
            let bytes = seed % 3 == 1 ? Array(whole.prefix(whole.count * 2 / 3)) : whole
            var document = Document(try body(bytes, growing: seed % 3 == 1), view: .json)
            let outline = Outline(document.text)
            let containers = outline.depths.keys.sorted()
            let depth = Int.random(in: 1...4, using: &generator)
            var toggled: Set<Int> = []
            document.folds = Folds(deeperThan: depth)
            for _ in 0..<5 {
                let expected = outline.shown {
                    outline.depths[$0]! > depth && !toggled.contains($0) || outline.depths[$0]! <= depth && toggled.contains($0)
                }
                let shown = document.shownLines(from: .first, count: .max, columnLimit: .max)
                #expect(text(shown) == expected, "seed \(seed)")
                // From anywhere on, and up from there.
                let place = Int.random(in: 0..<shown.count, using: &generator)
                #expect(
                    text(document.shownLines(from: shown[place].number, count: 7, columnLimit: .max))
                        == Array(expected.dropFirst(place).prefix(7)))
                #expect(
                    text(document.shownLines(before: shown[place].number, count: 7, columnLimit: .max))
                        == Array(expected.prefix(place).suffix(7)))
                let hidden = LineNumber(Int.random(in: 0..<document.lineCount, using: &generator))
                #expect(document.shownLine(for: hidden) == shown.last { $0.number <= hidden }?.number)
                let container = containers.randomElement(using: &generator)!
                let opened = try #require(document.container(at: LineNumber(container)))
                #expect(opened.start == document.start(of: LineNumber(container)))
                document.folds.toggle(opened)
                toggled.formSymmetricDifference([container])
            }
            document.folds = Folds()
            #expect(text(document.shownLines(from: .first, count: .max, columnLimit: .max)) == outline.lines)
        }
    }

    @Test(arguments: [300, 200_000]) func `the path of a line is what a second look at the lines says`(length: Int) throws {
        for seed in 0..<(length < 1000 ? 20 : 1) {
            var generator = SeededGenerator(seed: 50 + seed)
            let document = Document(try body(json(&generator, atLeast: length).utf8), view: .json)
            let outline = Outline(document.text)
            for _ in 0..<100 {
                let index = Int.random(in: 0..<outline.lines.count, using: &generator)
                #expect(document.jsonPath(of: LineNumber(index)) == outline.paths[index], "seed \(seed), line \(index)")
            }
        }
    }

    @Test func `what hides a place is unfolded, and nothing else`() throws {
        var document = Document(try body(#"{"a":{"b":[1,2]},"c":[3]}"#.utf8), view: .json)
        document.folds = Folds(deeperThan: 1)
        #expect(text(document.shownLines(from: .first, count: .max, columnLimit: .max)) == ["{", #"  "a": {… 1},"#, #"  "c": [… 1]"#, "}"])
        document.unfold(around: document.start(of: LineNumber(3)))
        #expect(
            text(document.shownLines(from: .first, count: .max, columnLimit: .max))
                == ["{", #"  "a": {"#, #"    "b": ["#, "      1,", "      2", "    ]", "  },", #"  "c": [… 1]"#, "}"])
    }

    @Test func `values are found as they were sent`() throws {
        let text = #"{ "a" : { "b":[1, 2 ] } , "c" : "x" , "d":[ ] }"#
        let document = Document(try body(text.utf8), view: .json)
        func value(_ index: Int) -> String? {
            document.jsonValue(at: LineNumber(index)).map {
                String(decoding: document.utf8(in: $0, ofLine: LineNumber(index)), as: UTF8.self)
            }
        }
        #expect(value(0) == text)
        #expect(value(1) == #"{ "b":[1, 2 ] }"#)
        #expect(value(2) == "[1, 2 ]")
        #expect(value(3) == "1")
        #expect(value(5) == nil)
        #expect(value(7) == #""x""#)
        #expect(value(8) == "[ ]")
    }

    @Test func `siblings and records are gone to in both directions`() throws {
        let document = Document(try body(#"{"a":{"b":[1,2]},"c":[3],"d":4}"#.utf8), view: .json)
        func next(_ index: Int) -> Int? { document.nextSibling(of: LineNumber(index))?.index }
        func previous(_ index: Int) -> Int? { document.previousSibling(of: LineNumber(index))?.index }
        // 0 {, 1 a, 2 b, 3 1, 4 2, 5 ], 6 }, 7 c, 8 3, 9 ], 10 d, 11 }
        #expect([1, 7, 10].map(next) == [7, 10, nil])
        #expect([1, 7, 10].map(previous) == [nil, 1, 7])
        #expect([3, 4, 6, 0].map(next) == [4, nil, 7, nil])
        let records = Document(try body("{\"a\":1}\n{\"a\":\n{}}\n3\n[1]\n".utf8), view: .json)
        #expect(records.recordCount == 4)
        // 0 {, 1 a, 2 }, 3 {, 4 a, 5 }, 6 3, 7 [, 8 1, 9 ]
        #expect([0, 1, 2, 3, 6, 7].map { records.nextSibling(of: LineNumber($0))?.index } == [3, 3, 3, 6, 7, nil])
        #expect([0, 1, 3, 4, 6, 7, 9].map { records.previousSibling(of: LineNumber($0))?.index } == [nil, 0, 0, 3, 3, 6, 7])
        #expect([0, 1, 2, 3, 5, 6, 9].map { records.record(at: LineNumber($0)) } == [1, 1, 1, 2, 2, 3, 4])
    }
}
