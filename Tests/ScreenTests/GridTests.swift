@testable import Screen
import TestSupport
import Testing

@Suite struct GridTests {
    init() {
        DisplayWidth.useUTF8()
    }

    func grid(_ rows: String..., columns: Int) -> Grid {
        var grid = Grid(Size(rows: rows.count, columns: columns))
        for (row, text) in rows.enumerated() {
            grid.put(VisibleText.cells(text), at: Position(row: row, column: 0))
        }
        return grid
    }

    @Test func aLineIsCutAtTheRightEdge() {
        var grid = Grid(Size(rows: 2, columns: 5))
        #expect(grid.put(VisibleText.cells("abcdefgh"), at: Position(row: 0, column: 2)) == 5)
        #expect(grid.put(VisibleText.cells("日本語"), at: Position(row: 1, column: 0)) == 5)
        #expect(grid.text == ["  abc", "日本"])
        #expect(isWellFormed(grid))
    }

    @Test func overwritingOneHalfOfAWideCharacterBlanksTheOther() {
        var first = grid("日本", columns: 5)
        first.put(VisibleText.cells("x"), at: Position(row: 0, column: 1))
        #expect(first.text == [" x本"])
        var second = grid("日本", columns: 5)
        second.put(VisibleText.cells("x"), at: Position(row: 0, column: 2))
        #expect(second.text == ["日x"])
        var both = grid("日本", columns: 5)
        both.put(VisibleText.cells("語"), at: Position(row: 0, column: 1))
        #expect(both.text == [" 語"])
        #expect([first, second, both].allSatisfy(isWellFormed))
    }

    @Test func fillingReachesTheEdge() {
        var bar = grid("ab日", columns: 6)
        bar.fill(.bar, from: Position(row: 0, column: 3))
        #expect(bar.text == ["ab"])
        #expect(bar[row: 0].map(\.role) == [.text, .text, .text, .bar, .bar, .bar])
        #expect(isWellFormed(bar))
    }

    @Test func nothingIsPutOutsideTheScreen() {
        var grid = Grid(Size(rows: 1, columns: 3))
        for position in [
            Position(row: 1, column: 0), Position(row: -1, column: 0), Position(row: 0, column: 3), Position(row: 0, column: -1),
        ] {
            grid.put(VisibleText.cells("x"), at: position)
            grid.fill(.bar, from: position)
        }
        #expect(grid == Grid(Size(rows: 1, columns: 3)))
    }

    @Test func onlyWhatDiffersIsAChange() {
        let old = grid("same", "one two", "日本語", columns: 8)
        let new = grid("same", "one TWO", "日木語", columns: 8)
        let changes = new.changes(from: old)
        #expect(changes.map(\.start) == [Position(row: 1, column: 4), Position(row: 2, column: 2)])
        #expect(changes.map(\.cells.count) == [3, 2])
        #expect(new.changes(from: new).isEmpty)
    }

    @Test func anotherSizeIsDrawnWhole() {
        let new = grid("ab", "cd", columns: 4)
        #expect(new.changes(from: Grid(Size(rows: 2, columns: 5))).count == 2)
    }

    /// The law: the changes put onto the old screen give the new one; no row is wider than the screen.
    @Test func changesPutOntoTheOldScreenGiveTheNewOne() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<3_000 {
            let size = Size(rows: .random(in: 1...4, using: &random), columns: .random(in: 1...12, using: &random))
            let old = randomGrid(size, &random)
            let new = Bool.random(using: &random) ? randomGrid(size, &random) : scribbled(old, &random)
            #expect(isWellFormed(old) && isWellFormed(new))

            let changes = new.changes(from: old)
            var screen = old
            screen.apply(changes)
            #expect(screen == new)
            for run in changes {
                #expect(run.start.column + run.cells.count <= size.columns)
                #expect(run.cells.first?.width != 0 && run.cells.last?.width != 2)
                #expect(!run.cells.isEmpty)
            }
        }
    }

    @Test func `what has only moved is found, and what came free is a change`() {
        let rows = (0..<24).map { "row \($0)" }
        func screen(_ first: Int, _ bar: String) -> Grid {
            var grid = Grid(Size(rows: 9, columns: 10))
            for row in 0..<8 { grid.put(VisibleText.cells(rows[first + row]), at: Position(row: row, column: 0)) }
            grid.put(VisibleText.cells(bar), at: Position(row: 8, column: 0))
            return grid
        }
        for (rise, isFound) in [(1, true), (3, true), (-1, true), (-3, true), (0, false), (5, false), (-7, false)] {
            let old = screen(8, "bar"), new = screen(8 + rise, "rab")
            #expect(new.rise(from: old) == (isFound ? rise : 0))
            var known = old
            known.scroll(up: new.rise(from: old))
            let changes = new.changes(from: known)
            if isFound { #expect(changes.count == abs(rise) + 2, "\(changes)") }
            known = old
            known.scroll(up: new.rise(from: old))
            for row in known.rows.indices where known.rows[row].columns == 0 { known.rows[row] = GridRow(columns: 10) }
            known.apply(changes)
            #expect(known == new)
        }
        #expect(Grid(Size(rows: 9, columns: 10)).rise(from: Grid(Size(rows: 9, columns: 10))) == 0)
        #expect(screen(0, "").rise(from: Grid(Size(rows: 5, columns: 10))) == 0)
        var firstLine = Grid(Size(rows: 9, columns: 10))
        firstLine.put(VisibleText.cells("one"), at: Position(row: 0, column: 0))
        #expect(firstLine.rise(from: Grid(Size(rows: 9, columns: 10))) == 0)
    }

    private func randomGrid(_ size: Size, _ random: inout SeededGenerator) -> Grid {
        (0..<size.rows * 2).reduce(Grid(size)) { grid, _ in scribbled(grid, &random) }
    }

    private func scribbled(_ grid: Grid, _ random: inout SeededGenerator) -> Grid {
        var grid = grid
        let place = Position(
            row: .random(in: 0..<grid.size.rows, using: &random), column: .random(in: 0..<grid.size.columns, using: &random))
        let pieces = ["a", "b", "日", "本", "e\u{301}", "\u{1B}", " "]
        let text = (0..<Int.random(in: 1...8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        let role = Bool.random(using: &random) ? Role.text : Role.match
        if Int.random(in: 0..<6, using: &random) == 0 {
            grid.fill(role, from: place)
        } else {
            grid.put(VisibleText.cells(text, role: role), at: place)
        }
        return grid
    }

    private func isWellFormed(_ grid: Grid) -> Bool {
        (0..<grid.size.rows).allSatisfy { row in
            let widths = grid[row: row].map(\.width)
            return zip(widths, widths.dropFirst()).allSatisfy { ($0 == 2) == ($1 == 0) } && widths.first != 0 && widths.last != 2
        }
    }
}
