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
        #expect(document.allLines.map(\.range.lowerBound.bytes) == [0, 4, 9, 10])
        #expect(document.allLines.map(\.range.upperBound.bytes) == [4, 9, 10, 14])
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

// Characters
extension TextTests {
    @Test func bytesThatAreNoCharacterShow() throws {
        // Table 3-8 of the Unicode Standard: what is wrong is never taken together with what is right.
        let bytes: [UInt8] = [0x61, 0xF1, 0x80, 0x80, 0xE1, 0x80, 0xC2, 0x62, 0x80, 0x63, 0x80, 0xBF, 0x64]
        #expect(Document(try body(bytes)).text == ["a<F1><80><80><E1><80><C2>b<80>c<80><BF>d"])
        let overlong: [UInt8] = [0xC0, 0xAF, 0xE0, 0x9F, 0x80, 0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80, 0xFE]
        #expect(Document(try body(overlong)).text == ["<C0><AF><E0><9F><80><ED><A0><80><F4><90><80><80><FE>"])
    }

    @Test func aCharacterCutByWhatHasComeWaits() throws {
        let store = try body([0x61, 0xF0, 0x9F, 0x98], growing: true)
        var indexer = Indexer(charset: Charset(label: nil))
        var document = Document(snapshot: store.snapshot, charset: Charset(label: nil))
        document.take(store, &indexer)
        #expect(document.text == ["a"])
        var whole = document
        try store.append([0x80])
        whole.take(store, &indexer)
        #expect(whole.text == ["a😀"])
        #expect(document.text == ["a"])
    }

    @Test func aCharacterCutByTheEndShowsItsBytes() throws {
        #expect(Document(try body([0x61, 0xF0, 0x9F, 0x98])).text == ["a<F0><9F><98>"])
        #expect(Document(try body([0x61, 0xF0, 0x9F, 0x0A, 0x62])).text == ["a<F0><9F>", "b"])
    }

    @Test func aCarriageReturnShowsUnlessItEndsALine() throws {
        #expect(Document(try body("a\rb\r\r\nc\r".utf8)).text == ["a^Mb^M", "c^M"])
        #expect(Document(try body("a\r".utf8, growing: true)).text == ["a"])
    }

    @Test func aByteOrderMarkIsNoPartOfTheText() throws {
        #expect(Document(try body("\u{FEFF}a".utf8)).text == ["a"])
    }

    @Test func sourcesAreBytesFromTheLineStart() throws {
        let line = try #require(Document(try body("x\né\t語\u{1B}".utf8)).allLines.last)
        #expect(line.text == "é       語^[")
        #expect(line.sources == [0, 2, 2, 2, 2, 2, 2, 2, 3, 6, 6])
    }
}

// Long lines
extension TextTests {
    static let longest = TextFormatter.longestPiece

    @Test(arguments: ["\n", "\r\n"]) func aLineOfExactlyTheMostIsOfOnePiece(lineEnd: String) throws {
        let bytes = Array(repeating: UInt8(ascii: "x"), count: Self.longest) + Array(lineEnd.utf8) + Array("y".utf8)
        let document = Document(try body(bytes))
        let lines = document.lines(from: .first, count: 9)
        #expect(lines.map(\.end) == [.newline, .atEnd])
        #expect(lines[0].cells.count == Self.longest)
        #expect(document.extent(of: .first) == nil)
    }

    @Test func aLongerLineIsOneLineAllTheSame() throws {
        let document = Document(try body(Array(repeating: UInt8(ascii: "x"), count: 5 * Self.longest + 1) + Array("\nnext".utf8)))
        #expect(document.lineCount == 2)
        #expect(document.lines(from: .first, count: 9).map(\.isLong) == [true, false])
        #expect(document.text[1] == "next")
        #expect(document.extent(of: .first)?.columns == 5 * Self.longest + 1)
        #expect(document.start(of: LineNumber(1)) == ByteOffset(5 * Self.longest + 2))
        #expect(document.line(at: ByteOffset(5 * Self.longest)) == .first)
        #expect(document.column(at: ByteOffset(3 * Self.longest + 7)) == 3 * Self.longest + 7)
    }

    @Test func anUnfinishedLineIsLongAsSoonAsItIs() throws {
        let store = try body(Array(repeating: UInt8(ascii: "x"), count: Self.longest), growing: true)
        var indexer = Indexer(charset: Charset(label: nil))
        var document = Document(snapshot: store.snapshot, charset: Charset(label: nil))
        document.take(store, &indexer)
        #expect(document.lineCount == 1)
        for _ in 0..<20 {
            try store.append(Array(repeating: UInt8(ascii: "y"), count: 10_000))
            document.take(store, &indexer)
            #expect(document.lineCount == 1)
            #expect(document.extent(of: .first)?.range == .zero..<document.snapshot.end)
            #expect(document.columns(of: .first) == document.snapshot.length)
        }
        try store.append("\n".utf8)
        document.take(store, &indexer)
        #expect(document.lineCount == 1)
        try store.append("z".utf8)
        document.take(store, &indexer)
        #expect(document.text[1] == "z")
    }

    @Test(arguments: 0..<4) func noCharacterIsSplit(shift: Int) throws {
        let bytes = Array(repeating: UInt8(ascii: "x"), count: shift) + Array(String(repeating: "😀", count: 10_000).utf8)
        let document = Document(try body(bytes))
        #expect(document.lineCount == 1)
        #expect(document.allLines.flatMap(\.cells).allSatisfy { $0.role == .text })
        #expect(document.text.joined().unicodeScalars.count == shift + 10_000)
        #expect(document.extent(of: .first)?.firstWide == shift)
    }

    /// The accent goes on its letter, and the tab to the stop of its line, wherever a piece ends.
    @Test(arguments: ["e\u{301}", "a\t", "\u{645}\u{200C}\u{645}", "語"])
    func nothingOfThePiecesIsSeen(text: String) throws {
        for lead in 0..<8 {
            let count = 100_000 / text.utf8.count
            let whole = String(repeating: "x", count: lead) + String(repeating: text, count: count)
            let document = Document(try body(whole.utf8))
            let cells = VisibleText.cells(whole)
            #expect(document.allLines.map(\.cells) == [cells])
            #expect(document.columns(of: .first) == cells.reduce(0) { $0 + Int($1.width) })
        }
    }

    @Test func aHundredThousandNULs() throws {
        let document = Document(try body(Array(repeating: 0, count: 100_000)))
        #expect(document.lineCount == 1)
        #expect(document.extent(of: .first)?.columns == 200_000)
        #expect(document.part(of: .first, columns: 150_000..<150_010).map(\.text) == "^@^@^@^@^@")
        #expect(document.part(of: .first, columns: 150_000..<150_010)?.range == ByteOffset(75_000)..<ByteOffset(75_005))
    }

    @Test func stepsOfABodyLongerThanOne() throws {
        let line = Array("0123456789abcdefghijklmnopqrstuvwxyz\n".utf8)
        let block = Array(repeating: line, count: 30_000).flatMap { $0 }
        let store = try body(block, growing: true)
        for _ in 0..<19 { try store.append(block) }
        store.finish()
        var indexer = Indexer(charset: Charset(label: nil))
        indexer.extend(to: store.snapshot)
        var document = Document(snapshot: store.snapshot, charset: Charset(label: nil))
        let step = indexer.step()
        let first = try #require(step)
        #expect(!first.snapshot.isComplete)
        document.apply(first)
        #expect(document.snapshot.length == first.snapshot.length)
        #expect(document.lineCount == first.snapshot.length / line.count + 1)
        document.take(store, &indexer)
        #expect(document.lineCount == 600_000)
        let more = indexer.step() != nil
        #expect(!more)
        #expect(document.start(of: LineNumber(599_999)) == ByteOffset(599_999 * line.count))
        #expect(document.line(at: ByteOffset(12_345_678)) == LineNumber(12_345_678 / line.count))
    }
}

// Places outside
extension TextTests {
    @Test func `a place that is not there is the nearest that is`() throws {
        let document = Document(try body("a\nb\n".utf8))
        #expect(document.start(of: LineNumber(2)) == ByteOffset(4))
        #expect(document.start(of: LineNumber(.max)) == ByteOffset(4))
        #expect(document.start(of: LineNumber(-1)) == .zero)
        #expect(document.line(at: ByteOffset(4)) == LineNumber(1))
        #expect(document.line(at: ByteOffset(.max)) == LineNumber(1))
        #expect(document.line(at: ByteOffset(-1)) == .first)
        let empty = Document(try body([]))
        #expect(empty.line(at: ByteOffset(1)) == .first)
        #expect(empty.start(of: LineNumber(1)) == .zero)
        let unfinished = Document(try body("a\nb".utf8))
        #expect(unfinished.line(at: ByteOffset(9)) == LineNumber(1))
        #expect(unfinished.start(of: LineNumber(2)) == ByteOffset(3))
        #expect(document.lines(from: LineNumber(1), count: .max).map(\.text) == ["b"])
        #expect(document.lines(from: LineNumber(2), count: 1).isEmpty)
        #expect(document.lines(from: LineNumber(0), count: -1).isEmpty)
        #expect(Document(try body([])).lineCount == 0)
    }
}
