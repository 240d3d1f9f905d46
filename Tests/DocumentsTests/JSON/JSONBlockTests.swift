import Bodies
import Documents
import Glibc
import TestSupport
import Testing

/// Lines are found in two ways, over blocks of 64 bytes when they are counted and byte by byte when they are made: both find the
/// same ones.
@Suite struct JSONBlockTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    private static let pieces = [
        "{\"a\":1}", "{\"a\": [1, 2,\n 3]}", "[]", "{}", "[ ]", "\"x\"", "\"\\\\\"", "\"\\\"\"", "\"\\\\\\\"{[,\"", "\"\\u00e9\\n\"",
        "null",
        "-1.5e7", "true", "[[[[1]]]]", "{\"\":{\"\":{}}}", "\"é😀\"", "[1,\"a\\\\\",{\"b\":\"]\"}]", "\"a, b: {c}\"", "12",
    ]
    private static let odd = [
        "/* c */", "// c\n", "'x'", "}", ":", ",", "\\", "\u{1E}", "NaN", "\"\n", "\"open", "x\"y\"",
        // Entries that are not of the kind of their container, a key too many, commas before the end.
        "{\"a\"}", "{\"a\",\"b\":1}", "[\"a\":1]", "[1, \"a\" : 2]", "{\"a\":1, 2}", "{\"a\":\"b\":1}", "{1:2}", "{[]}", "{\"a\":1,{}}",
        "[1,]", "{\"a\":[2 , ] ,}", "[,]", "{\"a\":}", "[1 2]", "[\"a\"\"b\"]", "[1}", "{\"a\":1]",
    ]

    private func value(_ generator: inout SeededGenerator, oddity: Int) -> String {
        if oddity > 0, Int.random(in: 0..<oddity, using: &generator) == 0 { return Self.odd.randomElement(using: &generator)! }
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return "\"" + String(repeating: "\\", count: 2 * Int.random(in: 0...40, using: &generator)) + "\""
        case 1: return "\"" + String(repeating: "ab ", count: Int.random(in: 0...60, using: &generator)) + "\""
        case 2: return "[" + String(repeating: " ", count: Int.random(in: 0...80, using: &generator)) + "1]"
        default: return Self.pieces.randomElement(using: &generator)!
        }
    }

    /// Records on lines of their own, or side by side; an array over several lines; one line.
    private func text(_ generator: inout SeededGenerator, oddity: Int) -> String {
        let separator = ["\n", "", " \r\n", ",\n  ", ","].randomElement(using: &generator)!
        var values: [String] = []
        for _ in 0..<Int.random(in: 1...400, using: &generator) { values.append(value(&generator, oddity: oddity)) }
        let body = values.joined(separator: separator)
        return separator.contains(",") ? "[" + body + "]" : body
    }

    @Test(arguments: [0, 200, 20]) func `both ways find the same lines`(oddity: Int) throws {
        for seed in 0..<40 {
            var generator = SeededGenerator(seed: seed)
            let bytes = Array(text(&generator, oddity: oddity).utf8)
            for view in [ViewKind.json, .records] {
                let document = Document(try body(bytes), view: view)
                let made = document.lines(from: .first, count: .max)
                #expect(document.lineCount == made.count, "seed \(seed)")
                for _ in 0..<20 {
                    let index = Int.random(in: 0..<max(1, made.count), using: &generator)
                    guard made.indices.contains(index) else { continue }
                    #expect(document.start(of: LineNumber(index)) == made[index].range.lowerBound, "seed \(seed), line \(index)")
                    #expect(document.lines(from: LineNumber(index), count: 1).first == made[index], "seed \(seed), line \(index)")
                }
            }
        }
    }
}
