import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// What a view shows, as it is written to a file or a pipe.
@Suite struct ViewTextTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
        DisplayWidth.useUTF8()
    }

    private func written(_ bytes: [UInt8], _ view: ViewKind = .text, asciiOnly: Bool = false) throws -> String {
        var text = ViewText(view: view, charset: Charset(label: nil), asciiOnly: asciiOnly)
        text.extend(to: try body(bytes).snapshot)
        var written: [UInt8] = []
        while let piece = text.next() { written += piece }
        return String(decoding: written, as: UTF8.self)
    }

    @Test func `a long line is one line, controls are tokens, and tabs stay`() throws {
        let long = String(repeating: "x", count: 50_000)
        let bytes = Array("a\tb\u{1B}[m\r\n\(long)\nend é\u{FF}".utf8) + [0xFF]
        #expect(try written(bytes) == "a\tb^[[m\n\(long)\nend éÿ<FF>")
        #expect(try written(Array("é\n".utf8), asciiOnly: true) == "<U+00E9>\n")
        #expect(try written([]) == "")
    }

    @Test func `hex ends with a newline, as hexdump does`() throws {
        #expect(try written(Array("abc".utf8), .hex) == "00000000  61 62 63                                          |abc|\n")
    }

    @Test func `the unfinished line waits for its end`() throws {
        let store = try body(Array("one\ntwo".utf8), growing: true)
        var text = ViewText(view: .text, charset: Charset(label: nil))
        #expect(text.next() == nil)
        text.extend(to: store.snapshot)
        #expect(text.next() == Array("one\n".utf8))
        #expect(text.next() == nil)
        #expect(text.unfinished() == Array("two".utf8))
        try store.append(Array(" and".utf8))
        store.finish()
        text.extend(to: store.snapshot)
        #expect(text.next() == Array("two and".utf8))
        #expect(text.next() == nil)
        #expect(text.unfinished().isEmpty)
    }

    /// A long line is made in pieces of 16 KiB; of that nothing may be seen.
    @Test(arguments: 0..<6) func `a long line reads as if it had never been cut`(seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let characters = ["a", "語", "e\u{301}", "👩\u{200D}💻", "\u{202E}", "\u{AD}", "\u{1B}", "\u{645}\u{200C}", "\u{301}", "❤\u{FE0F}"]
        let mostly = characters.randomElement(using: &generator) ?? ""
        var bytes: [UInt8] = []
        while bytes.count < 100_000 {
            switch Int.random(in: 0..<20, using: &generator) {
            case 0: bytes.append(0xFF)
            case 1...4: bytes += Array((characters.randomElement(using: &generator) ?? "").utf8)
            default: bytes += Array(mostly.utf8)
            }
        }
        let whole = VisibleText.cells(utf8: bytes).reduce(into: "") { $1.write(to: &$0) }
        #expect(try written(bytes) == whole)
        let store = try body([], growing: true)
        var text = ViewText(view: .text, charset: Charset(label: nil))
        var grown: [UInt8] = []
        var place = 0
        while place < bytes.count {
            let end = min(bytes.count, place + Int.random(in: 1...9_000, using: &generator))
            try store.append(bytes[place..<end])
            place = end
            text.extend(to: store.snapshot)
            while let piece = text.next() { grown += piece }
        }
        store.finish()
        text.extend(to: store.snapshot)
        while let piece = text.next() { grown += piece }
        #expect(String(decoding: grown, as: UTF8.self) == whole)
    }

    @Test func `the pieces are small`() throws {
        var text = ViewText(view: .text, charset: Charset(label: nil))
        text.extend(to: try body(Array(repeating: 0xFF, count: 300_000)).snapshot)
        var sizes: [Int] = []
        while let piece = text.next() { sizes.append(piece.count) }
        #expect(sizes.reduce(0, +) == 1_200_000)
        #expect(sizes.allSatisfy { $0 <= 192 << 10 })
    }
}
