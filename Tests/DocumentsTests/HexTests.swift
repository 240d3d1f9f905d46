import Bodies
import Documents
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
        let store = try body(repeatElement(UInt8(0), count: 40_000_003))
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

    @Test func `written out, a long line is one line, controls are tokens, and tabs stay`() throws {
        let long = String(repeating: "x", count: 50_000)
        var text = ViewText(view: .text, charset: Charset(label: nil))
        text.extend(to: try body(Array("a\tb\u{1B}[m\r\n\(long)\nend é\u{FF}".utf8) + [0xFF]).snapshot)
        var written: [UInt8] = []
        while let piece = text.next() { written += piece }
        #expect(String(decoding: written, as: UTF8.self) == "a\tb^[[m\n\(long)\nend éÿ<FF>")
    }
}
