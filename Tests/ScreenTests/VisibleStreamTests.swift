import Screen
import TestSupport
import Testing

/// Text that goes to a terminal as it comes, without a screen.
@Suite struct VisibleStreamTests {
    init() {
        DisplayWidth.useUTF8()
    }

    private func shown(_ text: String) -> String {
        String(decoding: VisibleStream.bytes(text.utf8), as: UTF8.self)
    }

    @Test(arguments: [
        ("plain\ttext\nline\r\n\n", "plain\ttext\nline\n\n"), ("\u{1B}]0;x\u{7}", "^[]0;x^G"), ("a\rb\r\r\n", "a^Mb^M\n"), ("a\r", "a^M"),
        ("\u{9B}31m\u{202E}x\u{200B}", "<U+009B>31m<U+202E>x<U+200B>"), ("e\u{301}\u{8}\u{C}", "e\u{301}^H^L"),
        (
            "日本 😀 \u{645}\u{200C}\u{62E} \u{1F469}\u{200D}\u{1F4BB} so\u{AD}ft\u{AD}\n",
            "日本 😀 \u{645}\u{200C}\u{62E} \u{1F469}\u{1F4BB} soft<U+00AD>\n"
        ),
        ("\u{FEFF}{}", "<U+FEFF>{}"), ("", ""),
    ])
    func `all but text, tabs and line ends is a token`(_ text: String, _ expected: String) {
        #expect(shown(text) == expected)
    }

    @Test func `bytes that are no character are tokens`() {
        #expect(VisibleStream.bytes([0x61, 0xE9, 0x0A, 0xE2, 0x82, 0x0A, 0xF0, 0x9F]) == Array("a<E9>\n<E2><82>\n<F0><9F>".utf8))
    }

    @Test func `the pieces may be cut anywhere`() {
        let pieces: [[UInt8]] =
            [
                "a", "\r", "\n", "\t", "\r\n", "é", "日", "😀", "\u{301}", "\u{200D}", "\u{AD}", "\u{645}", "\u{1B}", "\u{FE0F}", "\u{1F469}",
                "\u{D4D}", "\u{D28}",
            ].map { Array($0.utf8) } + [[0xE9], [0xC3], [0xF0, 0x9F], [0x80], [0x00]]
        var random = SeededGenerator(seed: 3)
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in pieces.randomElement(using: &random) ?? [] }
            let whole = VisibleStream.bytes(bytes)
            var stream = VisibleStream()
            var output: [UInt8] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...rest.count, using: &random)
                output += stream.append(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            #expect(output + stream.finish() == whole, "\(bytes)")
            // The same text as on the screen, line by line.
            let lines = String(decoding: whole, as: UTF8.self)
            #expect(
                lines.unicodeScalars.allSatisfy {
                    $0 == "\n" || $0 == "\t" || $0.value >= 0x20 && $0.value != 0x7F && !(0x80..<0xA0).contains($0.value)
                })
        }
    }

    @Test func `what came is shown at once`() {
        var stream = VisibleStream()
        #expect(stream.append("wait".utf8) == Array("wait".utf8))
        #expect(stream.append("\u{301}ing".utf8) == Array("\u{301}ing".utf8))
        #expect(stream.append([0xE6, 0x97]) == [])
        #expect(stream.append([0xA5]) == Array("日".utf8))
    }
}
