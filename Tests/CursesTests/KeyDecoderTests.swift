import Curses
import Screen
import Testing

@Suite struct KeyDecoderTests {
    func keys(_ text: String, named: [[UInt8]: Key] = [:]) -> [Key] {
        var decoder = KeyDecoder(named: named)
        return decoder.keys(from: text.utf8) + decoder.flush()
    }

    @Test func plainAndControlCharacters() {
        #expect(keys("aé日") == [.character("a"), .character("é"), .character("日")])
        #expect(keys("\u{3}\u{C}\u{1A}\u{1C}\u{0}") == [.control("C"), .control("L"), .control("Z"), .control("\\"), .control("@")])
        #expect(keys("\r\n\t\u{7F}\u{8}") == [.enter, .enter, .tab, .backspace, .backspace])
    }

    @Test(arguments: [
        ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}OC", .right), ("\u{1B}[D", .left),
        ("\u{1B}[H", .home), ("\u{1B}OF", .end), ("\u{1B}[1~", .home), ("\u{1B}[4~", .end), ("\u{1B}[7~", .home), ("\u{1B}[8~", .end),
        ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[2~", .insert), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab),
        ("\u{1B}OP", .function(1)), ("\u{1B}[15~", .function(5)), ("\u{1B}[[A", .function(1)), ("\u{1B}[[E", .function(5)),
        ("\u{1B}[24~", .function(12)), ("\u{1B}[1;5C", .controlRight), ("\u{1B}[1;2C", .right), ("\u{1B}[5;3~", .pageUp),
        ("\u{1B}OM", .enter),
        ("\u{1B}Oy", .character("9")), ("\u{1B}Ok", .character("+")),
    ])
    func sequencesOfCommonTerminals(_ sequence: String, _ key: Key) {
        #expect(keys("x\(sequence)y") == [.character("x"), key, .character("y")])
    }

    @Test func escapeAloneAndBeforeACharacter() {
        #expect(keys("\u{1B}") == [.escape])
        #expect(keys("\u{1B}u") == [.meta("u")])
        #expect(keys("\u{1B}(\u{1B})") == [.meta("("), .meta(")")])
        #expect(keys("\u{1B}é") == [.meta("é")])
        #expect(keys("\u{1B}\u{1B}[A") == [.escape, .up])
        #expect(keys("\u{1B}\u{3}") == [.escape, .control("C")])
        #expect(keys("\u{1B}\u{6}\u{1B}") == [.metaControl("F"), .escape])
        #expect(keys("\u{1B}[") == [.meta("[")])
        #expect(keys("\u{1B}O") == [.meta("O")])
    }

    @Test func sequencesNobodyAskedForAreSwallowedWhole() {
        #expect(keys("\u{1B}[Iq") == [.character("q")])
        #expect(keys("\u{1B}[?1;2cq") == [.character("q")])
        #expect(keys("\u{1B}[<2;12;34M\u{1B}[<35;1;1M\u{1B}[<66;1;1M\u{1B}[<0;0;1M\u{1B}[<0;1M\u{1B}[<;;Mq") == [.character("q")])
        #expect(keys("\u{1B}[99999999999999999999~q") == [.character("q")])
        #expect(keys("\u{1B}[1;\u{3}") == [.control("C")])
    }

    @Test(arguments: [
        ("0;12;34M", Mouse.Action.press), ("4;12;34M", .press), ("0;12;34m", .release), ("32;12;34M", .drag), ("64;12;34M", .wheelUp),
        ("65;12;34M", .wheelDown), ("81;12;34M", .wheelDown),
    ])
    func `the left button and the wheel are keys with a place`(_ report: String, _ action: Mouse.Action) {
        #expect(keys("\u{1B}[<\(report)q") == [.mouse(Mouse(action, at: Position(row: 33, column: 11))), .character("q")])
    }

    @Test func theTerminalsOwnSequencesComeFirst() {
        let named: [[UInt8]: Key] = [Array("\u{1B}A".utf8): .up, Array("\u{1B}[A".utf8): .function(9), Array("\u{B}".utf8): .up]
        #expect(keys("\u{1B}A\u{1B}[A", named: named) == [.up, .function(9)])
        #expect(keys("\u{B}", named: named) == [.control("K")])
    }

    @Test func whatIsNotUTF8IsDropped() {
        var decoder = KeyDecoder()
        #expect(
            decoder.keys(from: [0xFF, 0x61, 0x80, 0xC2, 0x62, 0xED, 0xA0, 0x80, 0x63]) == [
                .character("a"), .character("b"), .character("c"),
            ])
        #expect(decoder.keys(from: [0xC2, 0x9B, 0x64]) == [.character("d")])
    }

    @Test func anySplitOfTheBytesGivesTheSameKeys() {
        let text = "a\u{1B}[1;5Cé日😀\u{1B}OP\u{1B}u\u{1B}[[Bz\u{1B}[?1;2c!\u{1B}[15~q"
        let bytes = Array(text.utf8)
        let whole = keys(text)
        for split in 0...bytes.count {
            for second in split...bytes.count {
                var decoder = KeyDecoder()
                var pieces = decoder.keys(from: bytes[..<split])
                pieces += decoder.keys(from: bytes[split..<second])
                pieces += decoder.keys(from: bytes[second...]) + decoder.flush()
                #expect(pieces == whole, "split at \(split) and \(second)")
            }
        }
    }

    @Test func anyBytesAtAllAreTakenAndUsedUp() {
        let alphabet: [UInt8] = [0x1B, 0x5B, 0x4F, 0x31, 0x3B, 0x7E, 0x41, 0xE9, 0x80, 0x00, 0x20, 0x3F]
        for number in 0..<(12 * 12 * 12 * 12) {
            let bytes = [number / 1728, number / 144 % 12, number / 12 % 12, number % 12].map { alphabet[$0] }
            var decoder = KeyDecoder()
            let count = (decoder.keys(from: bytes) + decoder.flush()).count
            #expect(count <= 4 && !decoder.isInsideSequence)
        }
    }

    @Test func aPasteIsOneKeyHoweverItIsCut() {
        let bytes = Array("a\u{1B}[200~q\r\u{1B}[A\u{1B}[201~b".utf8)
        for cut in 1..<bytes.count {
            var decoder = KeyDecoder()
            let keys = decoder.keys(from: bytes[..<cut]) + decoder.keys(from: bytes[cut...])
            #expect(keys == [.character("a"), .paste("q\n\u{1B}[A"), .character("b")], "cut at \(cut)")
        }
        var decoder = KeyDecoder()
        #expect(decoder.keys(from: bytes.prefix(9)) == [.character("a")])
        #expect(decoder.flush() == [.paste("q\n")])
    }

    @Test func aPasteWithoutEndIsRefusedOnce() {
        var decoder = KeyDecoder()
        let piece = Array(repeating: UInt8(ascii: "q"), count: 4096)
        var keys = decoder.keys(from: Array("\u{1B}[200~".utf8))
        for number in 0..<4096 {
            keys += decoder.keys(from: piece)
            if number % 100 == 0 { keys += decoder.flush() }
        }
        keys += decoder.keys(from: Array("\u{1B}[201".utf8))
        keys += decoder.keys(from: Array("~a".utf8))
        #expect(keys.last == .character("a"))
        #expect(keys.count { $0 == .endlessPaste } == 1)
        let taken = keys.map { key -> Int in if case .paste(let text) = key { text.utf8.count } else { 0 } }.reduce(0, +)
        #expect(taken <= KeyDecoder.longestPaste)
    }
}
