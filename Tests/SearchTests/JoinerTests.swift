import Bodies
import Search
import TestSupport
import Testing

/// Soft hyphens and joiners inside a word do not hide it.
@Suite struct JoinerTests {
    @Test(arguments: [nil, "utf-16le"] as [String?])
    func `a word is found with soft hyphens and joiners in it`(charset: String?) throws {
        let text = "x so\u{AD}ft\nsoft\nمی\u{200C}خواهم\n👩\u{200D}👧\u{AD}\n"
        let bytes = charset == nil ? Array(text.utf8) : text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let body = try searchable(bytes, charset: charset)
        for (pattern, count) in [
            ("soft", 2), ("^soft$", 1), ("so.t", 2), (#"so\x{AD}ft"#, 1), ("so\u{AD}ft", 1), ("میخواهم", 1),
            ("می\u{200C}خواهم", 1), ("👩👧$", 1), (#"\bsoft\b"#, 2), ("s", 2), ("\u{AD}", 2),
        ] {
            #expect(body.count(try Pattern(pattern)).total == count, "\(pattern)")
            #expect(body.everyMatch(try Pattern(pattern)).count == count, "\(pattern)")
            #expect(body.everyMatch(try Pattern(pattern), .backward) == body.everyMatch(try Pattern(pattern)), "\(pattern)")
        }
    }

    @Test func `the match is where its bytes are`() throws {
        let body = try searchable("é\u{AD}so\u{AD}ft.\nsoft\u{AD}")
        #expect(body.everyMatch(try Pattern("soft")) == [4..<10, 12..<18])
        #expect(body.everyMatch(try Pattern("ft.")) == [8..<11])
        #expect(try Pattern("soft").matches(in: Range(bytes: 0..<11), of: body).map(\.bytes) == [4..<10])
    }

    /// In text with and without them the same words are found, whatever is cut where.
    @Test(arguments: 0..<20)
    func `as in the text without them`(seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["a", "b", "ab", " ", "\n", "é", "\u{AD}", "\u{200D}", "\u{200C}", "\u{2019}", "Â"]
        var text = generator.text(of: pieces, count: .random(in: 0...300, using: &generator))
        if seed == 0 { text += String(repeating: "ab\u{AD}", count: 200_000) }
        let plain = String(String.UnicodeScalarView(text.unicodeScalars.filter { !["\u{AD}", "\u{200C}", "\u{200D}"].contains($0) }))
        for pattern in ["ab", "a+", "^a", "b$", "aé", "(?<=a)b+"] {
            let pattern = try Pattern(pattern)
            #expect(try searchable(text).count(pattern).total == searchable(plain).count(pattern).total, "\(pattern.text)")
        }
    }

    /// What is asked of every text, at every length and place.
    @Test func `one alone is seen wherever it is`() throws {
        for joiner in ["\u{AD}", "\u{200C}", "\u{200D}"] {
            for lead in 0..<20 {
                for tail in [0, 1, 2, 9] {
                    let rest = tail > 0 ? "b" + String(repeating: "y", count: tail - 1) : ""
                    let text = String(repeating: "x", count: lead) + "a\(joiner)" + rest
                    #expect(try searchable(text).count(try Pattern("ab")).total == (tail > 0 ? 1 : 0))
                    #expect(try searchable(text).count(try Pattern("a$")).total == (tail > 0 ? 0 : 1))
                }
            }
        }
    }
}
