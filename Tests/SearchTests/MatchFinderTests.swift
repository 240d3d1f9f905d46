import Bodies
import Documents
import Search
import Testing

@Suite struct MatchFinderTests {
    @Test func findsForwardAndBackwardAndWrapsRound() throws {
        let text = try searchable("one two\nTwo three\ntwo\n")
        let two = try Pattern("two"), four = try Pattern("four")
        #expect(text.find(two, from: 0, .forward) == .found(Range(bytes: 4..<7), wrapped: false))
        #expect(text.find(two, from: 4, .forward) == .found(Range(bytes: 4..<7), wrapped: false))
        #expect(text.find(two, from: 5, .forward) == .found(Range(bytes: 8..<11), wrapped: false))
        #expect(text.find(two, from: 19, .forward) == .found(Range(bytes: 4..<7), wrapped: true))
        #expect(text.find(two, from: 18, .backward) == .found(Range(bytes: 8..<11), wrapped: false))
        #expect(text.find(two, from: 4, .backward) == .found(Range(bytes: 18..<21), wrapped: true))
        #expect(text.find(four, from: 3, .forward) == .notFound)
        #expect(text.find(four, from: 3, .backward) == .notFound)
    }

    @Test func theOnlyMatchIsFoundAgainFromItself() throws {
        let text = try searchable("a b c")
        #expect(text.find(try Pattern("b"), from: 3, .forward) == .found(Range(bytes: 2..<3), wrapped: true))
        #expect(text.find(try Pattern("b"), from: 2, .backward) == .found(Range(bytes: 2..<3), wrapped: true))
    }

    @Test func anEmptyDocumentHasNoMatch() throws {
        let text = try searchable("")
        #expect(text.find(try Pattern("a|^$"), from: 0, .forward) == .notFound)
        #expect(text.find(try Pattern("a|^$"), from: 9, .backward) == .notFound)
        #expect(text.count(try Pattern("a|^$")).total == 0)
    }

    @Test func aFinishedSearchKeepsItsAnswer() throws {
        var job = MatchFinder(pattern: try Pattern("b"), in: try searchable("abc"), from: .zero, direction: .forward)
        #expect(job.finish() == .found(Range(bytes: 1..<2), wrapped: false))
        #expect(job.step() == .found(Range(bytes: 1..<2), wrapped: false))
    }
}
