import Bodies
import Documents
import Screen
import Testing

/// A panel's text is a small body with true places.
@Suite struct TextLinesTests {
    init() {
        DisplayWidth.useUTF8()
    }

    private var panel: TextLines {
        var text = TextLines()
        text.addTitle("Réponse")
        text.addFact("type", "text/html")
        text.addFact("nothing", nil)
        text.addTitle("More")
        text.add(bytes: [0x61, 0xFF, 0x09, 0x1B], .headerValue)
        text.add("e\u{301}日")
        return text
    }

    @Test func `the bytes are what is seen`() {
        let seen = "Réponse\ntype            text/html\n\nMore\na<FF>   ^[\ne\u{301}日\n"
        #expect(String(decoding: panel.utf8, as: UTF8.self) == seen)
        #expect(
            panel.lines(from: .first, count: .max).map(\.text)
                == seen.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init))
    }

    @Test func `lines tile the bytes and each cell has its own`() {
        var place = ByteOffset.zero
        for (index, line) in panel.lines(from: .first, count: .max).enumerated() {
            #expect(line.range.lowerBound == place)
            #expect(panel.start(of: LineNumber(index)) == place)
            for byte in line.range.lowerBound.bytes..<line.range.upperBound.bytes {
                #expect(panel.line(at: ByteOffset(byte)) == LineNumber(index))
            }
            for (cell, source) in zip(line.cells, line.sources) {
                let bytes = panel.utf8[(place + Int(source)).bytes...]
                #expect(bytes.starts(with: String(Character(cell.scalar)).utf8))
            }
            #expect(panel.utf8[(line.range.upperBound - 1).bytes] == UInt8(ascii: "\n"))
            place = line.range.upperBound
        }
        #expect(place == panel.end)
    }

    @Test func `a place that is not there is the nearest that is`() {
        #expect(panel.line(at: ByteOffset(.max)) == LineNumber(5))
        #expect(panel.line(at: ByteOffset(-1)) == .first)
        #expect(panel.start(of: LineNumber(9)) == panel.end)
        #expect(panel.start(of: LineNumber(-1)) == .zero)
        #expect(TextLines().line(at: ByteOffset(3)) == .first)
        #expect(TextLines().start(of: .first) == .zero)
        #expect(panel.lines(from: LineNumber(6), count: 1).isEmpty)
        #expect(panel.lines(from: LineNumber(4), count: -1).isEmpty)
    }

    @Test func `roles stay and a column limit only leaves out`() {
        let lines = panel.lines(from: .first, count: .max)
        #expect(lines[0].cells.allSatisfy { $0.role == .title })
        #expect(lines[1].cells.map(\.role) == Array(repeating: .dim, count: 16) + Array(repeating: .text, count: 9))
        #expect(lines[4].cells.map(\.role).prefix(5) == [.headerValue, .token, .token, .token, .token])
        for (whole, part) in zip(lines, panel.lines(from: .first, count: .max, columnLimit: 2)) {
            #expect(part.range == whole.range)
            #expect(part.cells == Array(whole.cells.prefix(part.cells.count)))
            #expect(part.sources.count == part.cells.count)
            #expect(part.cells.reduce(0) { $0 + Int($1.width) } <= 2)
        }
    }

    @Test func `a terminal that knows only ASCII gets nothing else`() {
        var text = TextLines(asciiOnly: true)
        text.add("é")
        text.addFact("ü", "日")
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        #expect(text.lines(from: .first, count: 2).map(\.text) == ["<U+00E9>", "<U+00FC>        <U+65E5>"])
    }
}
