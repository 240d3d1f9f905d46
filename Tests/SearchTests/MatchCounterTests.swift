import Bodies
import Documents
import Search
import Testing

@Suite struct MatchCounterTests {
    @Test func countsAMatchInTheUnfinishedLineOnce() throws {
        let pattern = try Pattern("ab")
        var growing = try GrowingDocument()
        try growing.append("ab ab".utf8)
        var job = MatchCounter(pattern: pattern, in: growing.text)
        #expect(job.finish()?.total == 2)
        #expect(job.step() == nil)
        try growing.append(" ab\nab".utf8)
        growing.finish()
        job.extend(to: growing.text)
        let counted = job.finish()
        let map = try #require(counted)
        #expect(map.total == 4)
        #expect(map.scanned == 11)
        #expect(map.ordinal(of: ByteOffset(6), pattern: pattern, in: growing.text) == 3)
        #expect(map.ordinal(of: ByteOffset(11), pattern: pattern, in: growing.text) == nil)
    }

    @Test func aMatchThatGrowsAwayIsNotCounted() throws {
        var growing = try GrowingDocument()
        try growing.append("foo".utf8)
        var job = MatchCounter(pattern: try Pattern("foo$"), in: growing.text)
        #expect(job.finish()?.total == 1)
        try growing.append("t\n".utf8)
        job.extend(to: growing.text)
        #expect(job.finish()?.total == 0)
    }

    @Test(arguments: ["e", "E", "k", "S", "@", "`", "-", " ", "]", "9", "ee", "eee", "sk", "KK", "-]9-]", "k k", "e@`e"])
    func `a literal is counted as by PCRE2, band by band, while the text grows`(_ literal: String) throws {
        let plain = try Pattern(literal), group = try Pattern("(?:\(literal))")
        var generator = SystemRandomNumberGenerator()
        var growing = try GrowingDocument()
        var counter = MatchCounter(pattern: plain, in: growing.text), other = MatchCounter(pattern: group, in: growing.text)
        for isLong in [false, true, false] {
            // Both cases, what folds to them (the Kelvin sign, the long s), letters' neighbours in ASCII, bytes that are no UTF-8.
            let pieces = [
                "e", "E", "k K\u{212A}", "sS\u{17F}", "sKKk", "@`", "-]9", isLong ? " " : "\r\n", isLong ? "x" : "\n", "\u{65}\u{301}",
            ]
            var bytes: [UInt8] = []
            while bytes.count < 700_000 {
                bytes += pieces[Int.random(in: 0..<pieces.count, using: &generator)].utf8
                if Int.random(in: 0..<50, using: &generator) == 0 {
                    bytes.append([0xC5, 0xFF, 0x00][Int.random(in: 0..<3, using: &generator)])
                }
            }
            try growing.append(bytes)
            counter.extend(to: growing.text)
            other.extend(to: growing.text)
            let counted = counter.finish()
            #expect(counted == other.finish())
            #expect(counted?.total ?? 0 > 100)
        }
    }
}
