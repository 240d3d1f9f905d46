import Bodies
import Documents
import Glibc
import Search
import TestSupport
import Testing

/// The lines that a filter finds are those whose text matches, whatever the view, the charset and the way the body comes.
@Suite struct RowFinderTests {
    static let patterns = ["a", "ab", "Ab", "é", "b.*c", "^a", "c$", "[0-9]{2}", "^$", "a|d1", #"\bab"#, "x\u{301}?y", "語"]
    static let cases: [(ViewKind, String?)] = [
        (.text, nil), (.text, "utf-16"), (.text, "iso-8859-15"), (.text, "shift_jis"), (.text, "iso-2022-jp"), (.hex, nil), (.json, nil),
        (.records, nil), (.events, nil), (.transcript, nil),
    ]

    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    @Test(arguments: cases) func `rows are the lines whose text matches`(view: ViewKind, label: String?) throws {
        let charset = Charset(label: label)
        for (seed, text) in Self.patterns.enumerated() {
            var generator = SeededGenerator(seed: seed)
            let pattern = try Pattern(text)
            let bytes = Self.randomText(&generator, of: view)
            let store = try body([], growing: true)
            var indexer = Indexer(view: view, charset: charset)
            var document = Document(view: view, snapshot: store.snapshot, charset: charset)
            var finder = RowFinder(.pattern(pattern), in: document)
            var place = 0
            while place < bytes.count {
                let count = min(
                    bytes.count - place, Int.random(in: 1...[3, 300, 20_000].randomElement(using: &generator)!, using: &generator))
                try store.append(bytes[place..<place + count])
                place += count
                if place == bytes.count { store.finish() }
                indexer.extend(to: store.snapshot)
                while let delta = indexer.step() { document.apply(delta) }
                finder.extend(to: document)
                if Int.random(in: 0..<4, using: &generator) > 0 || place == bytes.count {
                    while finder.step() {}
                    #expect(finder.rows.rowCount >= document.lineCount - 1)
                    #expect(finder.rows.rowCount + (finder.last == nil ? 0 : 1) == document.lineCount, "\(text) \(view.name) at \(place)")
                }
            }
            let expected = Self.rows(of: document, pattern)
            #expect(finder.rows.members.prefixDifference(expected) == nil, "\(text) in \(view.name) \(label ?? "")")
            #expect(finder.rows.rowCount == document.lineCount)
        }
    }

    @Test func `the line that is not finished is told as far as it has come`() throws {
        let store = try body("one\ntw".utf8, growing: true)
        var indexer = Indexer(charset: Charset(label: nil))
        var document = Document(snapshot: store.snapshot, charset: Charset(label: nil))
        var finder = RowFinder(.pattern(try Pattern("two|one")), in: document)
        func grow(_ text: String) throws -> Bool? {
            try store.append(text.utf8)
            indexer.extend(to: store.snapshot)
            while let delta = indexer.step() { document.apply(delta) }
            finder.extend(to: document)
            while finder.step() {}
            return finder.last
        }
        #expect(try grow("") == false)
        #expect(finder.rows.members == [0])
        #expect(try grow("o") == true)
        #expect(finder.rows.members == [0])
        #expect(try grow("\n") == nil)
        #expect(finder.rows.members == [0, 1])
        #expect(try grow("x") == false)
    }

    @Test func `a word in a line of many pieces is found once`() throws {
        var bytes = Array("first\n".utf8)
        for index in 0..<300_000 { bytes += Array("filler \(index) ".utf8) }
        bytes += Array("needle and needle\nlast needle\nnothing".utf8)
        let document = try indexed(bytes, .text)
        for text in ["needle", "nee.le", "FILLER 299999|needle"] {
            var finder = RowFinder(.pattern(try Pattern(text)), in: document)
            while finder.step() {}
            #expect(finder.rows.members == [1, 2])
            #expect(finder.rows.rowCount == 4)
        }
    }

    @Test func `records and events are told by what is in them`() throws {
        let records = try indexed(
            Array(#"{"a":{"b":[1,{"c":"x\ny"}]},"n":5}"#.utf8) + [0x0A] + Array(#"{"a":{"b":"[\"},"},"n":"10"}"#.utf8) + [0x0A]
                + Array(#"{"n":-1.5e1,"level":"WARN"}"#.utf8) + [0x0A], .records)
        for (text, rows) in [
            (".n=5", [0]), (".n>5", [1]), (".n<0", [2]), (".n>=5", [0, 1]), (".a.b[1].c~y$", [0]), (".a.b~\\{|\\}", [0, 1]),
            (".level=WARN", [2]),
            (".level!=WARN", [0, 1]), (".x=1", []), (".a.b[5]=1", []),
        ] as [(String, [Int])] {
            var finder = RowFinder(.test(.field(try #require(FieldTest(text)))), in: records)
            while finder.step() {}
            #expect(finder.rows.members == rows, "\(text)")
        }
        for text in ["", ".", "a=1", ".a", ".a=", ".~x", ".a b=1", ".a~("] { #expect(FieldTest(text) == nil, "\(text)") }
        let events = try indexed(
            Array("event: ping\ndata: 1\n\ndata: 2\n\nevent: ping\n\n: event: ping\n\nevent: a\nevent: ping\ndata: 3\n\n".utf8), .events)
        var finder = RowFinder(.test(.event("ping")), in: events)
        while finder.step() {}
        #expect(finder.rows.members == [0, 4])
    }

    @Test func `a line without a level belongs to the one above`() throws {
        let log = try indexed(
            Array(
                "starting\n2026 ERROR x\n  at y\nINFO z\nlevel=warn a\n{\"level\":50}\n{\"level\":30}\n[debug] b\nan error, INFORMALLY\n"
                    .utf8), .text)
        var finder = RowFinder(.test(.level(.warning)), in: log)
        while finder.step() {}
        #expect(finder.rows.members == [0, 1, 2, 4, 5])
    }

    /// Each line by itself, as a text of one line.
    private static func rows(of document: Document, _ pattern: Pattern) -> [Int] {
        var rows: [Int] = []
        var text: [UInt8] = []
        var row = 0
        func end() {
            if let snapshot = SearchableBody(BodySnapshot(text + [0x0A]), charset: Charset(label: nil)) {
                let ends = ByteOffset(text.count + 1)
                if !pattern.matches(in: .zero..<ends, of: snapshot, within: .seconds(60)).isEmpty { rows.append(row) }
            }
            text = []
            row += 1
        }
        let pieces = document.decodedPieces(from: .zero, before: document.snapshot.end)
        for piece in pieces {
            text += piece.utf8
            // A last line without a character has no place for a match.
            if piece.end == .newline || piece.end != .cut && !text.isEmpty { end() }
        }
        if pieces.last?.end == .cut { end() }
        return rows
    }

    private static func randomText(_ generator: inout SeededGenerator, of view: ViewKind) -> [UInt8] {
        let words = ["a", "ab", "Ab", "b", "c", "d12", " ", "é", "語", "xy", "x\u{301}y", "\r", "\u{AD}", "\u{FF}"]
        var bytes: [UInt8] = []
        while bytes.count < 20_000 {
            let line = generator.text(of: words, count: Int.random(in: 0...12, using: &generator))
            switch view {
            case .json, .records: bytes += Array("{\"k\": \"\(line.filter { $0 != "\r" })\", \"n\": [1, 23]}".utf8)
            case .events: bytes += Array("data: \(line)\n".utf8)
            default: bytes += Int.random(in: 0..<20, using: &generator) == 0 ? [0xFF, 0x80] + Array(line.utf8) : Array(line.utf8)
            }
            if Int.random(in: 0..<200, using: &generator) == 0 { bytes += Array(repeating: UInt8(ascii: "b"), count: 20_000) }
            bytes += Int.random(in: 0..<10, using: &generator) == 0 ? [0x0D, 0x0A] : [0x0A]
        }
        return bytes
    }

    private func indexed(_ bytes: [UInt8], _ view: ViewKind) throws -> Document {
        let store = try body(bytes)
        var indexer = Indexer(view: view, charset: Charset(label: nil))
        var document = Document(view: view, snapshot: store.snapshot, charset: Charset(label: nil))
        indexer.extend(to: store.snapshot)
        while let delta = indexer.step() { document.apply(delta) }
        return document
    }
}

extension RowSet {
    fileprivate var members: [Int] {
        var members: [Int] = []
        while let row = next(from: (members.last ?? -1) + 1) { members.append(row) }
        return members
    }
}

extension [Int] {
    /// The first place at which they differ, which is shorter to read than all of both.
    fileprivate func prefixDifference(_ other: [Int]) -> String? {
        if self == other { return nil }
        let index = zip(self, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? Swift.min(count, other.count)
        return "\(self[index...].prefix(3)) and not \(other[index...].prefix(3)), \(count) and not \(other.count)"
    }
}
