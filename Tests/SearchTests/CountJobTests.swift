import Bodies
import Documents
import Search
import TestSupport
import Testing

@Suite struct CountJobTests {
    @Test func countsAMatchInTheUnfinishedLineOnce() throws {
        let store = try body("ab ab".utf8, growing: true)
        let pattern = try Pattern("ab")
        var job = CountJob(pattern: pattern, document: document(of: store))
        #expect(job.finish()?.total == 2)
        #expect(job.step() == nil)
        try store.append(" ab\nab".utf8)
        store.finish()
        job.extend(to: document(of: store))
        let map = job.finish()
        #expect(map?.total == 4)
        #expect(map?.scanned == 11)
        #expect(map?.ordinal(of: ByteOffset(6), pattern: pattern, in: document(of: store)) == 3)
        #expect(map?.ordinal(of: ByteOffset(11), pattern: pattern, in: document(of: store)) == nil)
    }
}
