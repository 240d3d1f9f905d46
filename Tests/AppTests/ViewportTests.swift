@testable import App
import Bodies
import Documents
import Screen
import TestSupport
import Testing

/// What must hold wherever one looks, wrapped or not, in lines of every length.
@Suite struct ViewportTests {
    private func document(_ seed: Int) throws -> Document {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["a", "語", "e\u{301}", "\t", "\u{1B}", "word "]
        let lines = (0..<60).map { _ in
            (0..<Int.random(in: 0..<40, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }.joined()
        }
        let store = try body((lines.joined(separator: "\n") + "\nunfinished").utf8, growing: true)
        var document = Document(view: .text, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .text, charset: Charset(label: nil))
        indexer.extend(to: store.snapshot)
        while let delta = indexer.step() { document.apply(delta) }
        return document
    }

    /// Every row of the document, in order, as pages from the top show them.
    private func allRows(_ document: Document, _ size: Size, wraps: Bool) -> [Anchor] {
        var viewport = Viewport()
        viewport.wraps = wraps
        viewport.anchor = .top
        let page = viewport.page(of: document, size: Size(rows: 100_000, columns: size.columns))
        return page.rows.map(\.anchor)
    }

    @Test(arguments: 0..<8) func aPageIsARunOfTheRowsAndTheTailIsItsEnd(_ seed: Int) throws {
        DisplayWidth.useUTF8()
        let document = try document(seed)
        let size = Size(rows: 7, columns: 3 + seed * 5)
        for wraps in [true, false] {
            let rows = allRows(document, size, wraps: wraps)
            for start in rows.indices {
                var viewport = Viewport()
                viewport.wraps = wraps
                viewport.anchor = rows[start]
                let page = viewport.page(of: document, size: size)
                #expect(page.rows.map(\.anchor) == Array(rows[start...].prefix(size.rows)))
                #expect(page.reachesEnd == (start + size.rows >= rows.count))
            }
            var tail = Viewport()
            tail.wraps = wraps
            let page = tail.page(of: document, size: size)
            #expect(page.rows.map(\.anchor) == Array(rows.suffix(size.rows)))
        }
    }

    @Test(arguments: 0..<8) func scrollingGoesAlongTheRowsAndBack(_ seed: Int) throws {
        DisplayWidth.useUTF8()
        let document = try document(seed)
        let size = Size(rows: 5, columns: 4 + seed * 7)
        var generator = SeededGenerator(seed: 1000 + seed)
        for wraps in [true, false] {
            let rows = allRows(document, size, wraps: wraps)
            let last = max(0, rows.count - size.rows)
            var viewport = Viewport()
            viewport.wraps = wraps
            viewport.anchor = .top
            var place = 0
            for _ in 0..<100 {
                let step = Int.random(in: -30...30, using: &generator)
                viewport.scroll(by: step, over: document, size: size)
                place = min(max(place + step, 0), last)
                #expect(viewport.page(of: document, size: size).top == rows[place])
                // Downward, the end is where following begins; upward, nothing follows.
                if step > 0 { #expect((viewport.anchor == .tail) == (place == last)) }
                if step < 0 { #expect(viewport.anchor != .tail) }
            }
        }
    }

    @Test(arguments: 0..<4) func noRowIsWiderThanTheScreen(_ seed: Int) throws {
        DisplayWidth.useUTF8()
        let document = try document(seed)
        for columns in 1...30 {
            for (wraps, left) in [(true, 0), (false, 0), (false, 7)] {
                var viewport = Viewport()
                viewport.wraps = wraps
                viewport.leftColumn = left
                for row in viewport.page(of: document, size: Size(rows: 50, columns: columns)).rows {
                    let width = row.line.cells[row.cells].reduce(0) { $0 + Int($1.width) }
                    // A wide character alone may be wider than a screen of one column; the grid then leaves it out.
                    #expect(width <= max(columns, 2))
                }
            }
        }
    }
}
