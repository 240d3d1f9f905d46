import Bodies
import Documents
import Screen
import TestSupport
import Testing

@Suite struct LayoutTests {
    private func rows(_ text: String, _ width: Int) -> [Range<Int>] {
        Layout.rows(of: text.unicodeScalars.map { Cell($0, width: $0.value > 0x2E80 ? 2 : 1) }, width: width)
    }

    @Test func anEmptyLineHasARow() {
        #expect(rows("", 10) == [0..<0])
    }

    @Test func rowsAreFull() {
        #expect(rows("abcdef", 3) == [0..<3, 3..<6])
        #expect(rows("abcdefg", 3) == [0..<3, 3..<6, 6..<7])
    }

    @Test func aWideCharacterIsNeverSplit() {
        #expect(rows("ab語c", 3) == [0..<2, 2..<4])
        #expect(rows("語語", 1) == [0..<1, 1..<2])
        #expect(rows("ab", 0) == [0..<1, 1..<2])
    }

    /// By arithmetic, a long line falls into rows of which each fits, and every character is in one.
    @Test(arguments: [1, 2, 3, 10, 79, 80]) func theRowsOfALongLine(width: Int) {
        var generator = SeededGenerator(seed: width)
        for firstWide in [0, 5, 160, 977] {
            var starts: [(column: Int, width: Int)] = []
            var column = 0
            while column < 2_000 {
                let cell = column < firstWide ? 1 : column == firstWide ? 2 : Int.random(in: 1...2, using: &generator)
                starts.append((column, cell))
                column += cell
            }
            let grid = RowGrid(width: width, firstWide: firstWide)
            let extent = LineExtent(range: .zero..<(.zero), columns: column, lastWidth: starts.last?.width ?? 1, firstWide: firstWide)
            for (row, cells) in Dictionary(grouping: starts, by: { grid.row(of: $0.column) }) {
                #expect(cells.reduce(0) { $0 + $1.width } <= max(width, 2))
                #expect(cells.allSatisfy { $0.column >= grid.start(of: row) && $0.column < grid.start(of: row + 1) })
                #expect(row < grid.rowCount(extent))
            }
            #expect(grid.row(of: starts.last?.column ?? 0) == grid.rowCount(extent) - 1)
        }
        let plain = RowGrid(width: width, firstWide: nil)
        #expect(plain.start(of: 12_345_678) == 12_345_678 * width)
        #expect(plain.row(of: 12_345_678) == 12_345_678 / width)
    }
}
