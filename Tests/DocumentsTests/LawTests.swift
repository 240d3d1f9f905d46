import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// What must hold for every body in every charset.
@Suite struct LawTests {
    static let charsets: [String?] = [
        nil, "utf-16", "utf-16be", "utf-32le", "iso-8859-15", "shift_jis", "euc-jp", "gb18030", "iso-2022-jp",
    ]

    /// Every view. Those that show bytes and no characters are the same in all charsets; those that lay out what they read
    /// take longest by far and get one charset of each kind: of ASCII, of two bytes, with a state, with bytes of ASCII inside.
    static let cases: [(String?, ViewKind)] = ViewKind.all.flatMap { view in
        let chosen: [String?] =
            switch view {
            case .text: charsets
            case .json: [nil, "utf-16", "iso-2022-jp", "gb18030"]
            default: [nil, "utf-16"]
            }
        return chosen.map { ($0, view) }
    }

    /// Of a random body, in bytes. Views that lay out take long in a debug build, and none looks further than a piece.
    private func size(_ size: Int, _ view: ViewKind) -> Int { view == .text ? size : size / 2 }

    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    @Test(arguments: cases) func chunking(label: String?, view: ViewKind) throws {
        let charset = Charset(label: label)
        for seed in 0..<(view == .text || view == .frames ? 2 : 1) {
            var generator = SeededGenerator(seed: seed)
            let bytes = randomBody(&generator, atLeast: size(100_000, view), of: view, label)
            let whole = Document(try body(bytes), charset: charset, view: view)
            let grown = try grow(bytes, charset, view, &generator)
            let document = try #require(grown.last)
            #expect(document.lineCount == whole.lineCount)
            #expect(document.snapshot.isComplete)
            #expect(document.allLines == whole.allLines, "seed \(seed)")
        }
    }

    @Test(arguments: cases) func resume(label: String?, view: ViewKind) throws {
        let charset = Charset(label: label)
        for seed in 0..<(view == .text || view == .frames ? 2 : 1) {
            var generator = SeededGenerator(seed: 100 + seed)
            let bytes = randomBody(&generator, atLeast: size(200_000, view), of: view, label)
            let document = Document(try body(bytes), charset: charset, view: view)
            let scan = document.allLines
            #expect(scan.count == document.lineCount)
            for round in 0..<(view == .text ? 60 : 20) {
                let index = Int.random(in: 0..<scan.count, using: &generator)
                let line = LineNumber(index)
                let shown = try #require(document.lines(from: line, count: 1).first)
                if shown.isLong {
                    #expect(shown.cells == Array(scan[index].cells.prefix(shown.cells.count)), "seed \(seed)")
                } else {
                    #expect(shown == scan[index], "seed \(seed)")
                }
                #expect((document.extent(of: line) != nil) == shown.isLong)
                if round < (view == .text ? 10 : 5) { expectParts(of: line, scan[index], document, &generator) }
                #expect(document.start(of: line) == scan[index].range.lowerBound)
                let inside = Int.random(in: scan[index].range.lowerBound.bytes..<scan[index].range.upperBound.bytes, using: &generator)
                #expect(document.line(at: ByteOffset(inside)) == line)
            }
        }
    }

    /// What is known of a long line without making it is what it is when it is made.
    private func expectParts(of number: LineNumber, _ line: Line, _ document: Document, _ generator: inout SeededGenerator) {
        let widths = line.cells.map { Int($0.width) }
        var columns = 0
        let starts = widths.map { width in
            defer { columns += width }
            return columns
        }
        #expect(document.columns(of: number) == columns)
        if let extent = document.extent(of: number) {
            #expect(extent.range == line.range)
            #expect(extent.columns == columns)
            #expect(extent.lastWidth == widths.last ?? 1)
            #expect(extent.firstWide == widths.firstIndex(of: 2).map { starts[$0] })
        }
        // Around a place, and up to the end.
        let lower = Int.random(in: 0...columns, using: &generator)
        for part in [lower..<lower + Int.random(in: 0...200, using: &generator), max(0, columns - 50)..<columns + 50] {
            let expected = starts.indices.filter { part.contains(starts[$0]) }
            let made = document.part(of: number, columns: part)
            #expect(made?.cells == expected.map { line.cells[$0] })
            #expect(
                made.map { made in made.sources.map { made.range.lowerBound + Int($0) } }
                    == expected.map { line.range.lowerBound + Int(line.sources[$0]) })
            if let first = expected.first { #expect(made?.column == starts[first]) }
        }
    }

    @Test(arguments: cases) func prefix(label: String?, view: ViewKind) throws {
        let charset = Charset(label: label)
        var generator = SeededGenerator(seed: 200)
        let bytes = randomBody(&generator, atLeast: size(80_000, view), of: view, label)
        let whole = Document(try body(bytes), charset: charset, view: view).allLines
        for document in try grow(bytes, charset, view, &generator) {
            let finished = document.allLines.filter(\.isFinished)
            #expect(Array(whole.prefix(finished.count)) == finished)
            #expect(document.lineCount - finished.count <= 1)
        }
    }

    /// Every byte is in exactly one line and in one piece, no piece is too long, and no cell comes from outside its line.
    @Test(arguments: cases) func linesTileTheBody(label: String?, view: ViewKind) throws {
        let charset = Charset(label: label)
        var generator = SeededGenerator(seed: 300)
        let bytes = randomBody(&generator, atLeast: size(200_000, view), of: view, label)
        let document = Document(try body(bytes), charset: charset, view: view)
        var end = ByteOffset.zero
        for piece in document.decodedPieces(from: .zero, before: ByteOffset(bytes.count)) {
            #expect(piece.range.lowerBound == end)
            #expect(
                piece.range.upperBound - end <= (view == .transcript ? TranscriptFormatter.longestPiece : TextFormatter.longestPiece) + 8)
            end = piece.range.upperBound
        }
        #expect(end == ByteOffset(bytes.count))
        var place = ByteOffset.zero
        for line in document.allLines {
            #expect(line.range.lowerBound == place)
            #expect(line.cells.count == line.sources.count)
            #expect(line.sources.allSatisfy { Int($0) < line.range.upperBound - place })
            // A view may show a byte twice; the text shows each once.
            if view == .text { #expect(line.sources == line.sources.sorted()) }
            place = line.range.upperBound
        }
        #expect(place == ByteOffset(bytes.count))
    }

    @Test func aColumnLimitOnlyLeavesOut() throws {
        var generator = SeededGenerator(seed: 400)
        let document = Document(try body(DocumentsTests.randomBody(&generator, atLeast: 100_000)))
        for (whole, part) in zip(document.allLines, document.lines(from: .first, count: .max, columnLimit: 100)) {
            #expect(part.range == whole.range || part.isLong && part.range.lowerBound == whole.range.lowerBound)
            #expect(part.end == whole.end || part.isLong)
            #expect(part.cells == Array(whole.cells.prefix(part.cells.count)))
            #expect(part.cells.count == whole.cells.count || part.cells.reduce(0) { $0 + Int($1.width) } >= 99)
        }
    }

    /// Written out, a body is the same text however it comes.
    @Test(arguments: cases) func writing(label: String?, view: ViewKind) throws {
        let charset = Charset(label: label)
        var generator = SeededGenerator(seed: 500)
        let bytes = randomBody(&generator, atLeast: size(60_000, view), of: view, label)
        var whole = ViewText(view: view, charset: charset)
        whole.extend(to: try body(bytes).snapshot)
        var expected: [UInt8] = []
        while let piece = whole.next() { expected += piece }

        let store = try body([], growing: true)
        var text = ViewText(view: view, charset: charset)
        var written: [UInt8] = []
        var place = 0
        while place < bytes.count {
            let count = min(bytes.count - place, Int.random(in: 1...5_000, using: &generator))
            try store.append(bytes[place..<place + count])
            place += count
            text.extend(to: store.snapshot)
            while let piece = text.next() { written += piece }
            #expect(expected.starts(with: written))
        }
        store.finish()
        text.extend(to: store.snapshot)
        while let piece = text.next() { written += piece }
        #expect(written == expected)
    }

    /// The documents that are seen while `bytes` arrive in random pieces and are indexed in between.
    private func grow(_ bytes: [UInt8], _ charset: Charset, _ view: ViewKind, _ generator: inout SeededGenerator) throws -> [Document] {
        let store = try body([], growing: true)
        var indexer = Indexer(view: view, charset: charset)
        var document = Document(view: view, snapshot: store.snapshot, charset: charset)
        var seen: [Document] = []
        var place = 0
        while place < bytes.count {
            let most = [1, 5, 100, 10_000].randomElement(using: &generator)!
            let count = min(bytes.count - place, Int.random(in: 1...most, using: &generator))
            try store.append(bytes[place..<place + count])
            place += count
            if place == bytes.count && Bool.random(using: &generator) { store.finish() }
            if Int.random(in: 0..<3, using: &generator) == 0 {
                document.take(store, &indexer)
                if seen.count < 20 { seen.append(document) }
            }
        }
        store.finish()
        document.take(store, &indexer)
        return seen + [document]
    }
}
