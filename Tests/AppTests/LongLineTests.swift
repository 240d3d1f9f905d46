import App
import Bodies
import Documents
import Screen
import TestSupport
import Testing

/// Lines of more than a piece: nothing of the pieces is seen.
@Suite struct LongLineTests {
    /// A line of 12,000 words of ten columns, numbered, then two short ones.
    private static let words = (0..<12_000).map { "w" + String(100_000 + $0) + "..." }

    private func page(rows: Int, columns: Int) throws -> Scenario {
        let it = Scenario(rows: rows, columns: columns)
        it.head()
        try it.grew(Self.words.joined() + "\nsecond\nthird\n")
        it.finished()
        return it
    }

    @Test(arguments: [(24, 80), (10, 40)]) func `wrapping shows no break that is not in the data`(rows: Int, columns: Int) throws {
        let it = try page(rows: rows, columns: columns)
        var seen = ""
        for _ in 0..<(120_000 / columns / (rows - 1)) {
            #expect(it.pane.allSatisfy { $0.count == columns })
            seen += it.pane.joined()
            it.keys(" ")
        }
        #expect(Self.words.joined().hasPrefix(seen) && seen.count > 100_000)
    }

    @Test(arguments: [(24, 80), (10, 40)]) func `the bar counts the lines of the body`(rows: Int, columns: Int) throws {
        let it = try page(rows: rows, columns: columns)
        #expect(it.bar.contains("L1-1/3"))
        it.keys("G")
        #expect(it.pane.suffix(2) == ["second", "third"])
        #expect(it.bar.contains("L1-3/3"))
        it.keys("3g")
        #expect(it.pane.last == "third")
        it.keys("1g")
        #expect(it.pane[0].hasPrefix(Self.words[0]))
    }

    @Test func `up and down a long line are the same rows, however far`() throws {
        let it = try page(rows: 10, columns: 40)
        it.keys("2000j")
        #expect(it.pane[0] == Self.words[8000..<8004].joined())
        it.keys("1999k")
        #expect(it.pane[0] == Self.words[4..<8].joined())
        it.keys("G5k")
        #expect(it.pane[0] == Self.words[11_952..<11_956].joined())
        it.keys("50%")
        #expect(it.pane[0] == Self.words[6000..<6004].joined())
    }

    @Test func `the place in a long line outlives a change of the width and of the wrap`() throws {
        let it = try page(rows: 10, columns: 40)
        it.keys("1000j")
        #expect(it.pane[0].hasPrefix(Self.words[4000]))
        it.resize(rows: 10, columns: 100)
        #expect(it.pane[0].hasPrefix(Self.words[4000]))
        it.keys("w")
        #expect(it.pane[0].hasPrefix(Self.words[4000]))
        it.keys("w")
        #expect(it.pane[0].hasPrefix(Self.words[4000]))
    }

    @Test func `without wrap it is one row of any width`() throws {
        let it = try page(rows: 10, columns: 40)
        it.keys("-S")
        #expect(it.pane[0] == Self.words[0..<4].joined().dropLast() + ">")
        #expect(it.pane[1] == "second")
        it.keys("70000<Right>")
        #expect(it.pane[0] == Self.words[7000..<7004].joined().dropLast() + ">")
        it.resize(rows: 10, columns: 80)
        #expect(it.bar.contains("col 70,001"))
        it.resize(rows: 10, columns: 40)
        let end = try #require(Tables.standard.commands.first { $0.name == "line-end" })
        #expect(end.keys.contains(KeySequence([.meta("}")])))
        it.send(.key(.meta("}")))
        #expect(it.pane[0] == Self.words.suffix(4).joined())
        it.send(.key(.meta("{")))
        #expect(it.pane[0].hasPrefix(Self.words[0]))
    }

    @Test func `a match is found and shown wherever it is`() throws {
        let it = try page(rows: 10, columns: 40)
        it.keys("/w10765<CR>")
        #expect(it.pane.contains { $0.contains("w107650") })
        #expect(it.bar.contains("1/10"))
        let row = try #require(it.pane.firstIndex { $0.contains("w107650") })
        #expect(it.grid[row: row].filter { $0.role == .currentMatch }.count == 6)
        it.keys("w")
        it.keys("n")
        #expect(it.pane[0].contains("w107651"))
        it.keys("g/^w.*third|^second$<CR>")
        #expect(it.bar.contains("1/1"))
        it.keys("/^w.*[.]$<CR>")
        #expect(it.bar.contains("1/1"))
    }

    @Test func `a line that grows is followed in its last row`() throws {
        let it = Scenario(rows: 5, columns: 40)
        it.head("HTTP/1.1 200 OK", ["Content-Type: text/event-stream"])
        for part in 0..<60 {
            try it.grew(String(repeating: "abcdefghij", count: 100))
            let columns = (part + 1) * 1000
            #expect(it.pane.last?.count == (columns - 1) % 40 + 1)
            #expect(it.state.document?.lineCount == 1)
        }
        it.keys("k")
        let before = it.pane
        try it.grew("abcdefghij")
        #expect(it.pane == before)
    }

    @Test func `line numbers stand in a gutter`() throws {
        let it = Scenario(rows: 6, columns: 20)
        it.head()
        try it.grew("one\n0123456789abcdefghij\nthree\n")
        it.finished()
        it.keys("-N")
        #expect(it.pane == ["   1 one", "   2 0123456789abcde", "     fghij", "   3 three", ""])
        it.keys("w")
        #expect(it.pane[1] == "   2 0123456789abcd>")
        it.keys("-N")
        #expect(it.pane[0] == "one")
        it.keys(":set line-numbers on<CR>")
        #expect(it.pane[0] == "   1 one")
        it.resize(rows: 6, columns: 9)
        #expect(it.pane[0] == "one")
    }

    /// Rows are found by arithmetic, and they are those that one gets to by walking.
    @Test(arguments: 0..<6) func `the rows of long lines are the same from wherever they are looked at`(seed: Int) throws {
        DisplayWidth.useUTF8()
        var generator = SeededGenerator(seed: seed)
        let characters = seed % 2 == 0 ? ["a", "b", "\t", "é"] : ["a", "語", "e\u{301}", "\t", "\u{1B}"]
        let long = (0..<30_000).map { _ in characters.randomElement(using: &generator) ?? "" }.joined()
        let bytes = Array("first\n\(long)\nlast\n".utf8)
        let store = try body(bytes)
        var document = Document(view: .text, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .text, charset: Charset(label: nil))
        indexer.extend(to: store.snapshot)
        while let delta = indexer.step() { document.apply(delta) }
        let size = Size(rows: 9, columns: 20 + 13 * seed)
        var viewport = Viewport(anchor: .top)
        let all = viewport.page(of: document, size: Size(rows: 100_000, columns: size.columns)).rows
        // Every cell is in a row, in order, and no row before the last of a line could have held two more columns.
        let cells = all.flatMap { $0.line.cells[$0.cells] }
        let expected = (0..<3).flatMap { document.part(of: LineNumber($0), columns: 0..<(.max))?.cells ?? [] }
        #expect(cells == expected)
        for (row, next) in zip(all, all.dropFirst()) where row.number == next.number {
            let width = row.line.cells[row.cells].reduce(0) { $0 + Int($1.width) }
            #expect(width <= size.columns && width >= size.columns - 2)
        }
        var place = 0
        for _ in 0..<30 {
            let step = Int.random(in: -600...600, using: &generator)
            viewport.scroll(by: step, over: document, size: size)
            place = min(max(place + step, 0), all.count - size.rows)
            let page = viewport.page(of: document, size: size)
            #expect(page.rows.map(\.anchor) == all[place..<place + size.rows].map(\.anchor))
            #expect(page.rows.map(\.rowOfLine) == all[place..<place + size.rows].map(\.rowOfLine))
        }
    }
}
