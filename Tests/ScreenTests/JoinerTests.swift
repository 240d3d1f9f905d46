import Screen
import TestSupport
import Testing

/// Joiners and soft hyphens are shown if they hide something, and belong to the text if the text needs them.
@Suite struct JoinerTests {
    init() {
        DisplayWidth.useUTF8()
    }

    private func shown(_ text: String) -> String {
        VisibleText.cells(text).reduce(into: "") { $1.write(to: &$0) }
    }

    @Test(arguments: [
        // Persian: "I want", "books", with a vowel sign before the joiner.
        ("\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}", 7), ("\u{6A9}\u{62A}\u{627}\u{628}\u{200C}\u{647}\u{627}", 6),
        ("\u{645}\u{6CC}\u{64E}\u{200C}\u{62E}", 3), ("\u{647}\u{200D}\u{647}", 2),
        // Malayalam: a chillu inside a word and at its end.
        ("\u{D28}\u{D4D}\u{200D}\u{D31}\u{D46}", 3), ("\u{D05}\u{D35}\u{D28}\u{D4D}\u{200D} x", 5), ("\u{D28}\u{D4D}\u{200D}", 1),
        // Bengali ya-phalaa, Devanagari half form and explicit virama, Sinhala.
        ("\u{9B0}\u{200D}\u{9CD}\u{9AF}", 2), ("\u{915}\u{94D}\u{200D}\u{937}", 2), ("\u{915}\u{94D}\u{200C}\u{937}", 2),
        ("\u{DC1}\u{DCA}\u{200D}\u{DBB}\u{DD3}", 2),
    ])
    func `between letters of a joining script a joiner belongs to the cell before`(_ text: String, _ cells: Int) {
        #expect(shown(text) == text)
        #expect(VisibleText.cells(text).count == cells)
        #expect(VisibleText.cells(text).allSatisfy { $0.role == .text })
    }

    @Test(arguments: [
        ("\u{1F469}\u{200D}\u{1F4BB}", "\u{1F469}\u{1F4BB}", [2, 2]),
        ("\u{2764}\u{FE0F}\u{200D}\u{1F525}!", "\u{2764}\u{1F525}!", [1, 2, 1]),
        ("\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{1F468}\u{1F469}\u{1F467}", [2, 2, 2]),
        ("\u{1F9D1}\u{1F3FD}\u{200D}\u{1F680}", "\u{1F9D1}\u{1F3FD}\u{1F680}", [2, 2, 2]),
        ("\u{1F3F4}\u{200D}\u{2620}\u{FE0F}|", "\u{1F3F4}\u{2620}|", [2, 1, 1]),
        ("Donau\u{AD}dampf\u{AD}schiff", "Donaudampfschiff", Array(repeating: 1, count: 16)),
        ("e\u{301}\u{AD}b", "e\u{301}b", [1, 1]), ("ж\u{AD}é", "жé", [1, 1]),
    ])
    func `between emoji, and a soft hyphen in a word, it takes no column`(_ text: String, _ expected: String, _ widths: [Int]) {
        #expect(shown(text) == expected)
        #expect(VisibleText.cells(text).map { Int($0.width) } == widths)
    }

    @Test(arguments: [
        ("a\u{200D}b", "a<U+200D>b"), ("a\u{200C}b", "a<U+200C>b"), ("\u{200D}", "<U+200D>"), ("\u{645}\u{200C}", "\u{645}<U+200C>"),
        ("\u{645}\u{200C} \u{62E}", "\u{645}<U+200C> \u{62E}"), ("\u{200C}\u{645}", "<U+200C>\u{645}"),
        ("\u{645}\u{200C}\u{200C}\u{62E}", "\u{645}<U+200C><U+200C>\u{62E}"), ("\u{645}\u{200C}\u{915}", "\u{645}<U+200C>\u{915}"),
        ("\u{915}\u{200D}\u{D28}", "\u{915}<U+200D>\u{D28}"), ("a\u{200C}\u{645}", "a<U+200C>\u{645}"),
        ("\u{660}\u{200C}\u{661}", "\u{660}<U+200C>\u{661}"),
        ("1\u{200D}2", "1<U+200D>2"), ("\u{1F469}\u{200D}a", "\u{1F469}<U+200D>a"), ("\u{1F469}\u{200D}", "\u{1F469}<U+200D>"),
        ("\u{1F469}\u{200C}\u{1F4BB}", "\u{1F469}<U+200C>\u{1F4BB}"), ("\u{1F1E9}\u{200D}\u{1F1EA}", "\u{1F1E9}<U+200D>\u{1F1EA}"),
        ("a\u{AD}", "a<U+00AD>"), ("\u{AD}a", "<U+00AD>a"), ("a\u{AD}\u{AD}b", "a<U+00AD><U+00AD>b"), ("a \u{AD}b", "a <U+00AD>b"),
        ("a\u{AD} b", "a<U+00AD> b"), ("1\u{AD}2", "1<U+00AD>2"), ("a\u{AD}\u{1B}", "a<U+00AD>^["),
        ("a\u{AD}\u{301}b", "a<U+00AD><U+0301>b"),
        // What turns the direction is shown among letters of any script.
        ("\u{645}\u{200F}\u{62E}", "\u{645}<U+200F>\u{62E}"), ("\u{645}\u{202B}\u{62E}", "\u{645}<U+202B>\u{62E}"),
        ("\u{645}\u{2067}\u{62E}", "\u{645}<U+2067>\u{62E}"), ("\u{1F469}\u{200E}\u{1F4BB}", "\u{1F469}<U+200E>\u{1F4BB}"),
    ])
    func `anywhere else it is a token`(_ text: String, _ expected: String) {
        #expect(shown(text) == expected)
    }

    @Test func `a byte that is no character after a joiner leaves it a token`() {
        let cells = VisibleText.cells(utf8: Array("\u{645}\u{200C}".utf8) + [0xFF])
        #expect(cells.reduce(into: "") { $1.write(to: &$0) } == "\u{645}<U+200C><FF>")
    }

    @Test func `if a cell holds no more marks the joiner is a token`() {
        let marks = "\u{64B}\u{64C}\u{64D}\u{64E}"
        #expect(shown("\u{645}\(marks)\u{200C}\u{62E}") == "\u{645}\(marks)<U+200C>\u{62E}")
    }

    @Test func `sources pass over what has no cell`() {
        var text = VisibleText()
        text.append("a\u{AD}b\u{645}\u{200C}\u{62E}\u{1F469}\u{200D}\u{1F4BB}\u{200D}")
        #expect(text.sources == [0, 3, 4, 9, 11, 18] + Array(repeating: 22, count: 8))
    }

    @Test func `a line with a column limit is the beginning of the line without`() {
        let pieces = [
            "a", "b", " ", "\u{AD}", "\u{200C}", "\u{200D}", "\u{645}", "\u{62E}", "\u{D28}", "\u{D4D}", "\u{1F469}", "\u{301}", "\u{FE0F}",
        ]
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            let scalars = (0..<Int.random(in: 1...12, using: &random)).flatMap { _ in
                Array((pieces.randomElement(using: &random) ?? "a").unicodeScalars)
            }
            var whole = VisibleText()
            for scalar in scalars { whole.append(scalar) }
            for limit in 0...20 {
                var text = VisibleText(columnLimit: limit)
                for scalar in scalars where !text.isFull { text.append(scalar) }
                #expect(text.columns == text.cells.reduce(0) { $0 + Int($1.width) } && text.columns <= limit)
                let beginning = whole.cells.prefix(text.cells.count)
                // The marks of the last cell may be those that came before the line was full.
                #expect(text.cells.dropLast() == Array(beginning.dropLast()), "\(scalars) limit \(limit)")
                #expect(text.cells.last?.scalar == beginning.last?.scalar)
                if !text.isFull { #expect(text.cells == whole.cells || whole.columns > limit) }
            }
        }
    }
}
