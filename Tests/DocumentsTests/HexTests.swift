import Bodies
import Documents
import Screen
import TestSupport
import Testing

@Suite struct HexTests {
    private func hex(_ bytes: some Sequence<UInt8>) throws -> Document {
        Document(try body(Array(bytes)), view: .hex)
    }

    @Test func `as hexdump -C prints it`() throws {
        #expect(
            try hex(Array("Hello, world!\n\0\u{7F}0123".utf8)).text == [
                "00000000  48 65 6c 6c 6f 2c 20 77  6f 72 6c 64 21 0a 00 7f  |Hello, world!...|",
                "00000010  30 31 32 33                                       |0123|",
            ])
    }

    @Test func `a cell comes from its byte, in both columns`() throws {
        let line = try #require(try hex((0..<20).map { 0x41 + $0 }).allLines.last)
        #expect(line.range == ByteOffset(16)..<ByteOffset(20))
        // `00000010  51 52 53 54`, then the text after the bar at column 60.
        #expect(line.sources[10] == 0 && line.sources[11] == 0 && line.sources[13] == 1 && line.sources[19] == 3)
        #expect(line.sources[61] == 0 && line.sources[64] == 3)
    }

    @Test func `the last row shows before it is full`() throws {
        let store = try body(Array("abc".utf8), growing: true)
        var document = Document(view: .hex, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .hex, charset: Charset(label: nil))
        document.take(store, &indexer)
        #expect(document.allLines.map(\.end) == [.starved])
        try store.append(Array("defghijklmnopqrs".utf8))
        document.take(store, &indexer)
        #expect(document.allLines.map(\.end) == [.newline, .starved])
    }

    @Test func `any body is indexed in one step`() throws {
        let store = try body([UInt8](repeating: 0, count: 40_000_003))
        var document = Document(view: .hex, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .hex, charset: Charset(label: nil))
        indexer.extend(to: store.snapshot)
        let delta = indexer.step()
        document.apply(try #require(delta))
        let hasMore = indexer.step() != nil
        #expect(!hasMore)
        #expect(document.lineCount == 2_500_001)
        #expect(document.lines(from: LineNumber(2_499_999), count: 1).first?.text.hasPrefix("026259f0  00 00") == true)
        #expect(document.line(at: ByteOffset(40_000_002)) == LineNumber(2_500_000))
    }

    @Test func `what is binary is offered as hex`() {
        #expect(ViewKind.hex.fits("text/plain", Array("abc\0".utf8)) == 1)
        for type in ["image/png", "application/octet-stream", "application/gzip", "application/x-zip-compressed", "Audio/Ogg; x=y"] {
            #expect(ViewKind.hex.fits(type, Array("abc".utf8)) == 1, "\(type)")
        }
        for type in ["image/svg+xml", "application/json", "text/html", nil] {
            #expect(ViewKind.hex.fits(type, Array("abc".utf8)) == 0, "\(type ?? "no type")")
        }
    }

    @Test func `a short last row is finished at the end of the body`() throws {
        let store = try body(Array("0123456789abcdefxyz".utf8), growing: true)
        var document = Document(view: .hex, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .hex, charset: Charset(label: nil))
        document.take(store, &indexer)
        #expect(document.allLines.map(\.end) == [.newline, .starved])
        store.finish()
        document.take(store, &indexer)
        #expect(document.allLines.map(\.end) == [.newline, .newline])
        #expect(document.lineCount == 2)
        #expect(document.line(at: ByteOffset(18)) == LineNumber(1))
        #expect(document.start(of: LineNumber(2)) == ByteOffset(19))
    }

    @Test func `what stands beside the bytes is gutter`() throws {
        let line = try #require(try hex(Array("abc".utf8)).allLines.first)
        // `00000000  61 62 63   |abc|`: offset, two blanks, eight columns for three bytes, then padding and bars.
        let isBytes = line.cells.map { $0.role != .gutter }
        #expect(isBytes.indices.filter { isBytes[$0] } == Array(10..<18) + Array(61..<64))
    }
}
