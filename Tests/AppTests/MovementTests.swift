import App
import Bodies
import Documents
import Screen
import System
import Testing

@Suite struct MovementTests {
    private func page(rows: Int = 5, _ text: String = numbers(1...100)) throws -> Scenario {
        let it = Scenario(rows: rows)
        it.head()
        try it.grew(text)
        it.finished()
        return it
    }

    @Test func `a number after 0x is a byte`() throws {
        let it = Scenario(rows: 4, columns: 40)
        it.head()
        try it.grew(numbers(1...300))
        it.finished()
        // 1 to 9 are 18 bytes, 10 to 99 are 270.
        it.keys(":0x120<CR>")
        #expect(it.pane.first == "100")
        it.keys(":0x0<CR>")
        #expect(it.pane.first == "1")
        it.keys(":0xFFFFFF<CR>")
        #expect(it.pane.last == "300")
    }

    @Test(arguments: [
        ("j", "2"), ("3j", "4"), ("jjk", "2"), (" ", "5"), ("f ", "9"), (" b", "1"), ("d", "4"), ("10du", "1"), ("10dd", "21"),
        ("3 b", "1"), ("5z ", "11"), ("5zg10G2w", "8"),
        ("G", "97"), ("Gg", "1"), ("50g", "50"), ("50G", "50"), ("99G", "97"), ("50%", "52"), ("100%", "97"), ("Gb", "93"),
        (":42<CR>", "42"), ("k", "1"), ("99999999999999999999j", "97"),
    ])
    func aKeyMovesTheTopLine(_ keys: String, _ top: String) throws {
        let it = try page()
        it.keys(keys)
        #expect(it.pane.first == top)
    }

    @Test func marksAndTheWayBack() throws {
        let it = try page()
        it.keys("10gma50g'a")
        #expect(it.pane.first == "10")
        it.keys("''")
        #expect(it.pane.first == "50")
        it.keys("'$")
        #expect(it.pane.first == "97")
        it.keys("'z")
        #expect(it.bar.contains("no mark z"))
    }

    @Test func longLinesWrapAndScrollByRows() throws {
        let it = Scenario(rows: 4, columns: 10)
        it.head()
        try it.grew("0123456789abcdefghijKLMNOPQRSTxyz\nend\n")
        it.finished()
        #expect(it.pane == ["0123456789", "abcdefghij", "KLMNOPQRST"])
        it.keys("j")
        #expect(it.pane == ["abcdefghij", "KLMNOPQRST", "xyz"])
        it.keys("j")
        #expect(it.pane == ["KLMNOPQRST", "xyz", "end"])
        it.keys("kk")
        #expect(it.pane == ["0123456789", "abcdefghij", "KLMNOPQRST"])
    }

    @Test func withoutWrapItScrollsSideways() throws {
        let it = Scenario(rows: 4, columns: 10)
        it.head()
        try it.grew("0123456789abcdefghij\nshort\n")
        it.finished()
        it.keys("-S")
        #expect(it.pane == ["012345678>", "short", ""])
        it.keys("<Right>")
        #expect(it.pane == ["56789abcd>", "", ""])
        it.keys("<Left>w")
        #expect(it.pane == ["0123456789", "abcdefghij", "short"])
    }

    @Test func aResizeKeepsThePlace() throws {
        let it = try page()
        it.keys("40g")
        it.resize(rows: 8, columns: 20)
        #expect(it.pane.first == "40")
        #expect(it.pane.count == 7)
        it.resize(rows: 1, columns: 1)
        it.resize(rows: 0, columns: 0)
        it.resize(rows: 5, columns: 40)
        #expect(it.pane.first == "40")
    }

    @Test func aWideCharacterCutByTheLeftEdgeLeavesItsColumnBlank() throws {
        let it = Scenario(rows: 4, columns: 8)
        it.head()
        try it.grew("abcdefghijkl\n日日日日日日\na日日日日日\n")
        it.keys("-S3<Right>")
        #expect(it.pane == ["defghij>", " 日日日>", "日日日日"])
    }

    /// A line costs what it holds, so that a screen full of long ones must not ask for as many lines as it has rows.
    @Test func aPageReadsNoMoreThanAFewScreens() throws {
        let long = 50 * 300
        for lengths in [[Int](repeating: long, count: 200), [Int](repeating: 10, count: 200), [10] + [Int](repeating: long, count: 200)] {
            let source = LineCounter(lengths)
            var viewport = Viewport()
            viewport.anchor = .top
            let page = viewport.page(of: source, size: Size(rows: 100, columns: 300))
            #expect(page.rows.count == 100)
            #expect(source.lineLengths.count <= 102)
            #expect(source.lineLengths.reduce(0, +) <= 3 * 100 * 300)
        }
    }
}

/// Lines of given lengths; notes which were asked for.
private final class LineCounter: RowSource {
    private let lengths: [Int]
    private let asked = Lock<[Int]>([])

    init(_ lengths: [Int]) {
        self.lengths = lengths
    }

    var lineLengths: [Int] { asked.withLock { $0 } }
    var lineCount: Int { lengths.count }

    func lines(from first: LineNumber, count: Int, columnLimit: Int) -> [Line] {
        lengths[first.index..<min(lengths.count, first.index + count)].map { length in
            asked.withLock { $0.append(length) }
            return Line(range: .zero..<(.zero), cells: Array(repeating: Cell("x"), count: length), sources: [], end: .newline)
        }
    }

    func line(at place: ByteOffset) -> LineNumber { .first }
    func start(of line: LineNumber) -> ByteOffset { .zero }
}
