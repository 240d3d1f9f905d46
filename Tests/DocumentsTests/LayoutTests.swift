import Documents
import Screen
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
}
