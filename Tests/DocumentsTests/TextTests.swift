import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// What a body reads like as text.
@Suite struct TextTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    @Test func linesEndAtNewlines() throws {
        let document = Document(try body("one\ntwo\r\n\nlast".utf8))
        #expect(document.text == ["one", "two", "", "last"])
        #expect(document.lineCount == 4)
        #expect(document.allLines.map(\.isFinished) == [true, true, true, false])
        #expect(document.allLines.map(\.range) == [0..<4, 4..<9, 9..<10, 10..<14].map { ByteOffset($0.lowerBound)..<ByteOffset($0.upperBound) })
    }

    @Test func theLastLineShowsBeforeItEnds() throws {
        let store = try body("a\nb".utf8, growing: true)
        var indexer = Indexer(charset: Charset(label: nil))
        var document = Document(snapshot: store.snapshot, charset: Charset(label: nil))
        #expect(document.lineCount == 0)
        #expect(document.allLines.isEmpty)
        document.take(store, &indexer)
        #expect(document.text == ["a", "b"])
        #expect(document.allLines.last?.end == .starved)
        try store.append("c\n".utf8)
        document.take(store, &indexer)
        #expect(document.text == ["a", "bc"])
        store.finish()
        document.take(store, &indexer)
        #expect(document.lineCount == 2)
        #expect(document.snapshot.isComplete)
    }
}
