import Bodies
import Documents
import Search
import Testing

@Suite struct FindJobTests {
    @Test func findsForwardAndBackwardAndWrapsRound() throws {
        let document = try document("one two\nTwo three\ntwo\n")
        let two = try Pattern("two"), four = try Pattern("four")
        #expect(document.find(two, from: 0, .forward) == .found(Range(bytes: 4..<7), wrapped: false))
        #expect(document.find(two, from: 4, .forward) == .found(Range(bytes: 4..<7), wrapped: false))
        #expect(document.find(two, from: 5, .forward) == .found(Range(bytes: 8..<11), wrapped: false))
        #expect(document.find(two, from: 19, .forward) == .found(Range(bytes: 4..<7), wrapped: true))
        #expect(document.find(two, from: 18, .backward) == .found(Range(bytes: 8..<11), wrapped: false))
        #expect(document.find(two, from: 4, .backward) == .found(Range(bytes: 18..<21), wrapped: true))
        #expect(document.find(four, from: 3, .forward) == .notFound)
        #expect(document.find(four, from: 3, .backward) == .notFound)
    }

    @Test func theOnlyMatchIsFoundAgainFromItself() throws {
        let document = try document("a b c")
        #expect(document.find(try Pattern("b"), from: 3, .forward) == .found(Range(bytes: 2..<3), wrapped: true))
        #expect(document.find(try Pattern("b"), from: 2, .backward) == .found(Range(bytes: 2..<3), wrapped: true))
    }

    @Test func anEmptyDocumentHasNoMatch() throws {
        let document = try document("")
        #expect(document.find(try Pattern("a|^$"), from: 0, .forward) == .notFound)
        #expect(document.find(try Pattern("a|^$"), from: 9, .backward) == .notFound)
        #expect(document.count(try Pattern("a|^$")).total == 0)
    }

    @Test func aFinishedSearchKeepsItsAnswer() throws {
        var job = FindJob(pattern: try Pattern("b"), document: try document("abc"), from: .zero, direction: .forward)
        #expect(job.finish() == .found(Range(bytes: 1..<2), wrapped: false))
        #expect(job.step() == .found(Range(bytes: 1..<2), wrapped: false))
    }
}
