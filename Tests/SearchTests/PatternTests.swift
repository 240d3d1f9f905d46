import Bodies
import Documents
import Testing

@testable import Search

@Suite struct PatternTests {
    @Test(arguments: [
        ("quick.*cat", ["quick", "cat"]),
        (#"\d+ms"#, ["ms"]),
        ("foo(?=bar)", ["foo"]),
        ("abc+de", ["abc", "de"]),
        ("abc*de", ["ab", "de"]),
        ("xabc{2}de?fg", ["xab", "fg"]),
        (#"a\.b\[cd.*"#, ["a.b[cd"]),
        ("(?:no|yes)-maybe[so]*", ["-maybe"]),
        ("a+?bc", ["bc"]),
        ("[]x]yz", ["yz"]),
        ("a.b.c", []),
        ("needle", []),  // nothing is gained
        ("foo|bar", []),
        ("(foo)bar|x", []),
        ("(?i)Foo.*", []),
        ("(?x) f oo.*", []),
        (#"\x41bc.*"#, []),
        (#"\Qa|b\E.*"#, []),
        ("[[:alpha:]]xyz", []),
        ("(*LF)foo.*", []),
    ])
    func whatEveryMatchHasInIt(pattern: String, texts: [String]) throws {
        #expect(RequiredLiterals.texts(in: pattern) == texts)
        #expect(try Pattern(pattern).required.count == texts.count)
    }

    @Test(arguments: [
        ("abc", "ABC abc", [0..<3, 4..<7]),
        ("Abc", "ABC Abc", [4..<7]),
        (#"\Sb\W"#, "ABC AB ab;", [4..<7, 7..<10]),
        ("é", "É é", [0..<2, 3..<5]),
        ("É", "É é", [0..<2]),
    ])
    func smartCase(pattern: String, text: String, expected: [Range<Int>]) throws {
        #expect(try searchable(text).everyMatch(Pattern(pattern)) == expected)
    }

    @Test(arguments: [
        ("^b", "b\nab\nb", [0..<1, 5..<6]),
        ("b$", "ab\r\nba\nb", [1..<2, 7..<8]),
        ("a.c", "abc a\nc aéc", [0..<3, 8..<12]),
        (#"\s+"#, "a \r\n\t b\n\n", [1..<2, 4..<6]),
        (#"a\s*b"#, "a\nb ab a b", [4..<6, 7..<10]),
        ("[^x]+", "ax\nb\n", [0..<1, 3..<4]),
        (#"b\z"#, "ab\nb a\nb", [1..<2, 7..<8]),
        (#"\Ab"#, "ab\nb a\nb", [3..<4, 7..<8]),
        (#"a(?!b)"#, "ab\nac\na\nb", [3..<4, 6..<7]),
        (#"(?<!^)a"#, "aa\na", [1..<2]),
        (#"a\s++$"#, "a \n\nb", [0..<2]),
        ("a\n", "a\n", []),
        ("x*", "axx\nx", [1..<3, 4..<5]),
    ])
    func aMatchLiesWithinOneLine(pattern: String, text: String, expected: [Range<Int>]) throws {
        #expect(try searchable(text).everyMatch(Pattern(pattern)) == expected)
    }

    @Test func `a place is found with a character of its own`() throws {
        let text = try searchable("ab\n\ncé\r\n")
        #expect(text.everyMatch(try Pattern("^")) == [0..<1, 3..<4, 4..<5])
        #expect(text.everyMatch(try Pattern("$")) == [1..<2, 3..<4, 5..<7])
        #expect(text.everyMatch(try Pattern(#"\s*$"#)) == [1..<2, 3..<4, 5..<7])
        #expect(text.everyMatch(try Pattern("(?=b)")) == [1..<2])
        #expect(text.everyMatch(try Pattern(#"(a)?^\1"#)).isEmpty)
        #expect(text.count(try Pattern("^")).total == 3)
        #expect(text.everyMatch(try Pattern("(?x)^ # the start")) == [3..<4])
    }

    @Test func aPatternThatMatchesNothingFindsBlankLines() throws {
        let text = try searchable("a\n\n  \r\n\r\nb\n")
        #expect(text.everyMatch(try Pattern("^$")) == [2..<3, 7..<9])
        #expect(text.everyMatch(try Pattern(#"^\s*$"#)) == [2..<3, 3..<5, 7..<9])
        #expect(text.count(try Pattern(#"^\s*$"#)).total == 3)
    }

    @Test(arguments: [
        ("a(b", "missing closing parenthesis", 3),
        ("[a", "missing terminating ] for character class", 2),
        ("é*+*", "quantifier does not follow a repeatable item", 4),
        (#"a\"#, "\\ at end of pattern", 2),
    ])
    func whatIsRefusedIsSaidInPCRE2sWords(pattern: String, message: String, offset: Int) {
        #expect(throws: PatternError(message: message, offset: offset)) { try Pattern(pattern) }
    }

    /// Each of these would take years without a limit; the lines around them are searched all the same.
    @Test(arguments: ["(a+)+$", "(a|aa)+$", "(a*)*[bc]$", #"(\w+\s?)+$"#, "(x+x+)+y|^(a+)+$"])
    func aCatastrophicPatternEnds(pattern: String) throws {
        let line = String(repeating: "a", count: 60)
        let text = try searchable(String(repeating: line + "!\n", count: 20) + "ac\n" + line + "!\n")
        let pattern = try Pattern(pattern)
        var job = MatchCounter(pattern: pattern, in: text)
        var longest = Duration.zero
        while true {
            let start = ContinuousClock.now
            if job.step() == nil { break }
            longest = max(longest, ContinuousClock.now - start)
        }
        #expect(longest < .seconds(2))
        _ = pattern.matches(in: Range(bytes: 0..<text.end.bytes), of: text)
    }

    @Test func linesThatAreGivenUpOnHideNoOthers() throws {
        let line = String(repeating: "a", count: 60)
        let text = try searchable("aa\n" + String(repeating: line + "!\n", count: 20) + "aaa\n" + line + "!\n")
        #expect(text.everyMatch(try Pattern("^(a+)+$")) == [0..<2, 3 + 20 * 62..<6 + 20 * 62])
    }

    @Test func invalidBytesMatchNothingAndHideNothing() throws {
        let text = try searchable([0x61, 0xFF, 0x62, 0xC3, 0x0A, 0x00, 0xC3, 0xA9, 0x80, 0x61, 0x0A])
        #expect(text.everyMatch(try Pattern("é")) == [6..<8])
        #expect(text.everyMatch(try Pattern("a|b")) == [0..<1, 2..<3, 9..<10])
        #expect(text.everyMatch(try Pattern("a.b")) == [])
    }
}
