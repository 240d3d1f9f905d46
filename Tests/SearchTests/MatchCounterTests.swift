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
}
