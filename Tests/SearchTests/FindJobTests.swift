import Bodies
import Documents
import Search
import Testing

@Suite struct FindJobTests {
    @Test func findsForwardAndBackwardAndWrapsRound() throws {
        let document = try document("one two\nTwo three\ntwo\n")
        let pattern = try Pattern("two")
        #expect(find(pattern, document, from: 0, .forward) == .found(range(4..<7), wrapped: false))
        #expect(find(pattern, document, from: 5, .forward) == .found(range(8..<11), wrapped: false))
        #expect(find(pattern, document, from: 19, .forward) == .found(range(4..<7), wrapped: true))
        #expect(find(pattern, document, from: 18, .backward) == .found(range(8..<11), wrapped: false))
        #expect(find(pattern, document, from: 4, .backward) == .found(range(18..<21), wrapped: true))
        #expect(find(try Pattern("four"), document, from: 3, .forward) == .notFound)
        #expect(find(try Pattern("four"), document, from: 3, .backward) == .notFound)
    }

    @Test func anEmptyDocumentHasNoMatch() throws {
        let document = try document("")
        #expect(find(try Pattern("a|^$"), document, from: 0, .forward) == .notFound)
        #expect(find(try Pattern("a|^$"), document, from: 9, .backward) == .notFound)
    }

    private func find(_ pattern: Pattern, _ document: Document, from: Int, _ direction: Direction) -> FindProgress {
        var job = FindJob(pattern: pattern, document: document, from: ByteOffset(from), direction: direction)
        return job.finish()
    }

    private func range(_ bytes: Range<Int>) -> Range<ByteOffset> {
        ByteOffset(bytes.lowerBound)..<ByteOffset(bytes.upperBound)
    }
}
