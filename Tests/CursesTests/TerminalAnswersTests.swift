import Curses
import Screen
import TestSupport
import Testing

/// What terminals say of themselves, in time or late, is never taken for keys.
@Suite struct TerminalAnswersTests {
    /// Each of them comes from a terminal, a multiplexer or a program that left the mouse on.
    static let answers: [String] = [
        "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\", "\u{1B}]10;rgb:ffff/ffff/ffff\u{7}", "\u{1B}]4;1;rgb:cdcd/0000/0000\u{1B}\\",
        "\u{1B}]52;c;cSBxIDpxIC9xCg==\u{1B}\\", "\u{1B}]52;c;cQ==\u{7}", "\u{1B}]lq: a title /über\u{1B}\\", "\u{1B}]Licon\u{1B}\\",
        "\u{1B}P>|tmux 3.3a\u{1B}\\", "\u{1B}P>|XTerm(390)\u{1B}\\", "\u{1B}P1$r0;1q\u{1B}\\", "\u{1B}P0+r\u{1B}\\",
        "\u{1B}P!|00000000\u{1B}\\",
        "\u{1B}P1+r544e=787465726d\u{7}", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}_Gi=31;EINVAL:q\u{7}", "\u{1B}^private q\u{1B}\\",
        "\u{1B}Xstart of string q\u{1B}\\", "\u{1B}Xq\u{7}", "\u{1B}]\u{1B}\\", "\u{1B}P\u{1B}\\", "\u{1B}_\u{7}",
        "\u{1B}[M !!", "\u{1B}[M#qq", "\u{1B}[M`:/", "\u{1B}[M \u{0}q",
        "\u{1B}[<2;12;34M", "\u{1B}[<35;1;1m", "\u{1B}[<66;100;200M", "\u{1B}[32;12;34M", "\u{1B}[T !!!!!", "\u{1B}[t!!",
        "\u{1B}[24;80R", "\u{1B}[?24;80;1R", "\u{1B}[?1;0;256S", "\u{1B}[?62;22c", "\u{1B}[>41;390;0c", "\u{1B}[0n", "\u{1B}[?997;1n",
        "\u{1B}[?2026;2$y", "\u{1B}[8;24;80t", "\u{1B}[4;600;800t", "\u{1B}[I", "\u{1B}[O", "\u{1B}[?1u", "\u{1B}[27;5;9~",
        "\u{1B}[?65;1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;42;52c",
    ]

    private func keys(_ text: String) -> [Key] {
        var decoder = KeyDecoder()
        return decoder.keys(from: text.utf8) + decoder.flush()
    }

    @Test(arguments: answers) func `an answer is no key`(_ answer: String) {
        #expect(keys("a\(answer)b") == [.character("a"), .character("b")], "\(answer.debugDescription)")
    }

    @Test(arguments: answers) func `an answer is no key wherever the reads cut it`(_ answer: String) {
        let bytes = Array("a\(answer)b".utf8)
        for first in 0...bytes.count {
            for second in first...bytes.count {
                var decoder = KeyDecoder()
                let keys =
                    decoder.keys(from: bytes[..<first]) + decoder.keys(from: bytes[first..<second]) + decoder.keys(from: bytes[second...])
                    + decoder.flush()
                #expect(keys == [.character("a"), .character("b")], "\(answer.debugDescription) cut at \(first) and \(second)")
            }
        }
    }

    /// A line that stutters: the escape delay is over, and the rest of a string is still to come.
    @Test func `a string goes on after the escape delay`() {
        for answer in Self.answers where "]P_^X".contains(answer.dropFirst().first ?? " ") {
            let bytes = Array("\(answer)b".utf8)
            guard bytes[2] != 0x1B, bytes[2] != 0x07 else { continue }
            let end = bytes.dropFirst().firstIndex { $0 == 0x1B || $0 == 0x07 } ?? bytes.endIndex
            for cut in 3...end {
                var decoder = KeyDecoder()
                let keys = decoder.keys(from: bytes[..<cut]) + decoder.flush() + decoder.keys(from: bytes[cut...]) + decoder.flush()
                #expect(keys == [.character("b")], "\(answer.debugDescription) cut at \(cut)")
            }
        }
    }

    @Test func `any mixture of answers and keys gives the keys`() {
        let typed: [(String, Key)] = [
            ("q", .character("q")), ("\u{1B}[A", .up), ("\u{1B}OP", .function(1)), ("\u{3}", .control("C")), ("é", .character("é")),
            ("\u{1B}[5~", .pageUp), ("\r", .enter), ("\u{1B}[1;2R", .function(3)), ("\u{1B}u", .meta("u")), ("\u{1B}O5C", .right),
        ]
        var random = SeededGenerator(seed: 7)
        for _ in 0..<3_000 {
            var bytes: [UInt8] = [], expected: [Key] = []
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                if Bool.random(using: &random), let answer = Self.answers.randomElement(using: &random) {
                    bytes += answer.utf8
                } else if let (sequence, key) = typed.randomElement(using: &random) {
                    bytes += sequence.utf8
                    expected.append(key)
                }
            }
            var decoder = KeyDecoder()
            var keys: [Key] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...rest.count, using: &random)
                keys += decoder.keys(from: rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            keys += decoder.flush()
            #expect(keys == expected, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }

    /// `ESC ]` and the others are also Meta and a letter.
    @Test func `Meta and the letter of a string is a key`() {
        for letter in "]P_^X".unicodeScalars {
            #expect(keys("\u{1B}\(letter)") == [.meta(letter)])
            #expect(keys("\u{1B}\(letter)\u{1B}\(letter)\u{1B}[A") == [.meta(letter), .meta(letter), .up])
            #expect(keys("\u{1B}\(letter)\r\u{1B}\(letter)\u{3}") == [.meta(letter), .enter, .meta(letter), .control("C")])
        }
        #expect(keys("\u{1B}[M") == [])
        #expect(keys("\u{1B}[M\u{3}\u{1B}[M!\u{1B}[A") == [.control("C"), .up])
    }

    /// Nobody may be locked out by a string that lost its end.
    @Test func `a string without an end does not take the keyboard`() {
        #expect(keys("\u{1B}]11;rgb\u{3}q") == [.control("C"), .character("q")])
        #expect(keys("\u{1B}]11;rgb\u{1A}") == [.control("Z")])
        #expect(keys("\u{1B}]11;rgb\u{1B}[Aq") == [.up, .character("q")])
        var decoder = KeyDecoder()
        #expect(decoder.keys(from: "\u{1B}]11;rgb".utf8) + decoder.flush() == [])
        #expect(decoder.keys(from: "\u{1B}".utf8) + decoder.flush() == [])
        #expect(decoder.keys(from: "q".utf8) == [.character("q")])

        #expect(decoder.keys(from: "\u{1B}Pq".utf8) == [])
        decoder.forgetUnfinished()
        #expect(decoder.keys(from: "q".utf8) == [.character("q")])
    }

    @Test func `a string ends at the most bytes one may have`() {
        var decoder = KeyDecoder()
        #expect(decoder.keys(from: "\u{1B}]52;c;".utf8) == [])
        let piece = [UInt8](repeating: UInt8(ascii: "q"), count: 4096)
        for _ in 1..<KeyDecoder.longestString / piece.count { #expect(decoder.keys(from: piece) == []) }
        #expect(decoder.keys(from: piece) == Array(repeating: .character("q"), count: "52;c;".utf8.count))
        #expect(decoder.keys(from: "x".utf8) == [.character("x")])
    }

    @Test func `a paste that stutters is a paste to its end`() {
        var decoder = KeyDecoder()
        #expect(decoder.keys(from: "\u{1B}[200~curl 'a\r".utf8) == [])
        #expect(decoder.flush() == [.paste("curl 'a\n")])
        #expect(decoder.flush() == [])
        #expect(decoder.keys(from: "q'\r\u{1B}[20".utf8) + decoder.flush() == [.paste("q'\n")])
        #expect(decoder.keys(from: "1~q".utf8) == [.character("q")])
        #expect(keys("\u{1B}[200~\u{1B}[201~q") == [.character("q")])
    }
}
