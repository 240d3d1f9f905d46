import Bodies
import Documents
import Search
import TestSupport
import Testing

/// Every way to search a body finds the same matches, and they are those of each line by itself.
@Suite struct AgreementTests {
    /// Patterns that Swift's own regular expressions read alike.
    static let patterns = [
        "ab", "aB", "a+b", "[ab]+", "^a", "b$", "a.c", #"\s+"#, #"a\s*b"#, "[^b]+", "é", "a|é+", #"\bab\b"#, "(?:ab)+c", "c?a",
        #"\s+$"#, "a(?=b)", #"a\s++b"#, "a.*bc", "AB[^x]*C", "éa?.ab",
    ]

    @Test(arguments: 0..<180)
    func eachLineByItself(seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["a", "b", "c", "A", "B", " ", "\t", "\n", "\r\n", "é", "É", "日", ".", "ab", "abc"]
        let text = generator.text(of: pieces, count: .random(in: 0...300, using: &generator))
        let pattern = AgreementTests.patterns[seed % AgreementTests.patterns.count]
        try expectAgreement(try searchable(text), try Pattern(pattern), try naive(pattern, text), &generator)
    }

    /// Matches at and across the borders of stretches, bands and cuts, in short lines and in very long ones.
    @Test(arguments: 0..<12)
    func borders(seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        var bytes: [UInt8] = []
        let length = 1_300_000
        while bytes.count < length {
            let line = [20, 100, 3_000, 70_000, 400_000].randomElement(using: &generator) ?? 1
            bytes += [UInt8](repeating: UInt8(ascii: "."), count: .random(in: 0...line, using: &generator))
            bytes.append(UInt8(ascii: "\n"))
        }
        var places: [Int] = []
        let borders = stride(from: 64 << 10, to: length, by: 64 << 10).map { $0 }
        for border in borders { places.append(border - .random(in: 0...8, using: &generator)) }
        for _ in 0..<50 { places.append(.random(in: 0..<length - 8, using: &generator)) }
        for place in places { bytes.replaceSubrange(place..<place + 6, with: "needle".utf8) }
        try expectAgreement(try searchable(bytes), try Pattern("needle"), literal("needle", bytes), &generator)
    }

    /// A match may be as long as a line of 1 MiB, and `^` and `$` are the line's, not those of a part of it.
    @Test(arguments: [nil, "iso-8859-1"] as [String?])
    func `a long line is one line`(charset: String?) throws {
        let long = String(repeating: "x", count: 900_000)
        let text = "short\na\(long)b\n\n\(long)\(long)\(long)end\n"
        let body = try searchable(text.utf8, charset: charset)
        #expect(body.everyMatch(try Pattern("^a.*b$")) == [6..<900_008])
        #expect(body.everyMatch(try Pattern("^a.*b$"), .backward) == [6..<900_008])
        #expect(body.everyMatch(try Pattern("^x")) == [900_010..<900_011])
        #expect(body.everyMatch(try Pattern("end$")) == [3_600_010..<3_600_013])
        #expect(body.everyMatch(try Pattern("bx*end")) == [])
    }

    @Test func `it is said when a line is too long for a pattern`() throws {
        let long = try searchable(String(repeating: "x", count: 3_000_000) + "\nyes")
        #expect(long.count(try Pattern("^.*$")).isPartial)
        #expect(!long.count(try Pattern("yes")).isPartial)
        #expect(!long.count(try Pattern("xx")).isPartial)
        let short = try searchable(String(repeating: "x", count: 900_000) + "\nyes")
        #expect(!short.count(try Pattern("^.*$")).isPartial)
        #expect(short.count(try Pattern("^.*$")).total == 2)
    }

    /// A panel's text is searched as a body of the same bytes would be, and what is seen is what is found.
    @Test(arguments: 0..<20)
    func `a panel is searched like a body`(seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        var panel = TextLines()
        for _ in 0..<Int.random(in: 0...30, using: &generator) {
            let filler = Int.random(in: 0..<8, using: &generator) == 0 ? Int.random(in: 60_000..<150_000, using: &generator) : 0
            let pieces = ["a", "b", "é", "\u{1B}", "\t", "\u{202E}", "日", " "]
            let ends = (0..<2).map { _ in generator.text(of: pieces, count: .random(in: 0...6, using: &generator)) }
            panel.add(ends[0] + String(repeating: "x", count: filler) + ends[1])
        }
        for pattern in ["a.", "^.", #"\^\["#, "<U.202E>", "日a?", "b$", "^$"] {
            let pattern = try Pattern(pattern)
            try expectAgreement(panel, pattern, try searchable(panel.utf8).everyMatch(pattern), &generator)
        }
    }

    /// However the body comes, the count ends the same.
    @Test(arguments: 0..<24)
    func growth(seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let isLong = seed % 3 == 0
        let pieces = isLong ? [String(repeating: "x", count: 9_000), "ab", "ab\n", "a", "b"] : ["ab", "a", "b", "\n", "\r\n", "é"]
        let bytes = Array(generator.text(of: pieces, count: isLong ? 100 : 200).utf8)
        let pattern = try Pattern(["ab", "b$", "a.?b"][seed % 3])
        let whole = try searchable(bytes).count(pattern)

        var growing = try GrowingDocument()
        var job = MatchCounter(pattern: pattern, in: growing.text)
        var last: MatchMap?
        var sent = 0
        while sent < bytes.count {
            let end = min(bytes.count, sent + Int.random(in: 1...(isLong ? 50_000 : 40), using: &generator))
            try growing.append(bytes[sent..<end])
            sent = end
            job.extend(to: growing.text)
            if Bool.random(using: &generator) { last = job.step() ?? last } else { last = job.finish() ?? last }
            #expect(growing.text.count(pattern) == (job.finish() ?? last))
        }
        growing.finish()
        job.extend(to: growing.text)
        last = job.finish() ?? last
        #expect(last == whole)
    }

    private func expectAgreement(
        _ text: some Searchable, _ pattern: Pattern, _ expected: [Range<Int>], _ generator: inout SeededGenerator
    ) throws {
        let forward = text.everyMatch(pattern)
        #expect(forward == expected)
        #expect(text.everyMatch(pattern, .backward) == forward)
        let map = text.count(pattern)
        #expect(map.total == forward.count)
        #expect(map.scanned == text.end.bytes)
        for _ in 0..<10 {
            guard let index = forward.indices.randomElement(using: &generator) else { break }
            #expect(map.ordinal(of: ByteOffset(forward[index].lowerBound), pattern: pattern, in: text) == index + 1)
        }
        for _ in 0..<10 {
            let lower = Int.random(in: 0...text.end.bytes, using: &generator)
            let part = lower..<lower + .random(in: 0...5_000, using: &generator)
            let visible = pattern.matches(in: Range(bytes: part), of: text, within: .seconds(60)).map(\.bytes)
            #expect(visible == forward.filter { $0.lowerBound < part.upperBound && $0.upperBound > part.lowerBound })
        }
    }

    /// Line by line with Swift's own matcher.
    private func naive(_ pattern: String, _ text: String) throws -> [Range<Int>] {
        let ignoresCase = !pattern.contains { $0.isUppercase }
        let regex = try Regex(pattern).matchingSemantics(.unicodeScalar).wordBoundaryKind(.simple).ignoresCase(ignoresCase)
        var found: [Range<Int>] = []
        var start = 0
        for bytes in Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false) {
            let isFinished = start + bytes.count < text.utf8.count
            let content = isFinished && bytes.last == 0x0D ? bytes.dropLast() : bytes
            let line = String(decoding: content, as: UTF8.self)
            for match in line.matches(of: regex) {
                let lower = start + line.utf8.distance(from: line.startIndex, to: match.range.lowerBound)
                found.append(lower..<start + line.utf8.distance(from: line.startIndex, to: match.range.upperBound))
            }
            start += bytes.count + 1
        }
        return found
    }

    private func literal(_ word: String, _ bytes: [UInt8]) -> [Range<Int>] {
        let word = Array(word.utf8)
        var found: [Range<Int>] = []
        var index = 0
        while index + word.count <= bytes.count {
            if bytes[index] == word[0] && bytes[index..<index + word.count].elementsEqual(word) {
                found.append(index..<index + word.count)
                index += word.count
            } else {
                index += 1
            }
        }
        return found
    }
}
