import Screen
import TestSupport
import Testing

@Suite struct VisibleTextTests {
    init() {
        DisplayWidth.useUTF8()
    }

    /// The text as a person reads it, marks included.
    func shown(_ cells: [Cell]) -> String {
        cells.reduce(into: "") { $1.write(to: &$0) }
    }

    func shown(_ text: String, asciiOnly: Bool = false) -> String {
        shown(VisibleText.cells(text, asciiOnly: asciiOnly))
    }

    func shown(bytes: [UInt8]) -> String {
        shown(VisibleText.cells(utf8: bytes))
    }

    @Test func controlsAreShownInCaretNotation() {
        #expect(shown("a\u{1B}[31mb\u{0}\u{7F}\n\r\u{1F}") == "a^[[31mb^@^?^J^M^_")
        #expect(VisibleText.cells("\u{7}").map(\.role) == [.token, .token])
    }

    @Test(arguments: [
        0x80, 0x85, 0x9B, 0x9F, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x180F, 0x200B, 0x200C, 0x200D,
        0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2064, 0x2066, 0x2069, 0x206A, 0x206F, 0x3164,
        0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB,
    ])
    func charactersThatHideOrActAreShownByTheirCodePoint(_ value: Int) throws {
        let scalar = try #require(Unicode.Scalar(UInt32(value)))
        let digits = String(value, radix: 16, uppercase: true)
        let token = "<U+" + String(repeating: "0", count: 4 - digits.count) + digits + ">"
        #expect(shown("a\(Character(scalar))b") == "a\(token)b")
    }

    @Test func tokensBeyondTheBasicPlaneHaveAsManyDigitsAsTheyNeed() {
        #expect(shown("\u{E0041}") == "<U+E0041>")
        #expect(shown("\u{E0101}") == "<U+E0101>")
        #expect(shown("\u{10FFFF}") == "<U+10FFFF>")
        #expect(shown("\u{FFFF}") == "<U+FFFF>")
    }

    @Test func nothingThatIsNotPrintableEverEntersACell() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            var text = VisibleText()
            text.append(scalar)
            var columns = 0
            for cell in text.cells {
                columns += Int(cell.width)
                if !isPrintable(cell.scalar) || DisplayWidth.columns(of: cell.scalar) != Int(cell.width) {
                    Issue.record("U+\(String(value, radix: 16)) shows as \(text.cells)")
                }
            }
            if columns == 0 || columns != text.columns { Issue.record("U+\(String(value, radix: 16)) hides") }
        }
    }

    private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.value >= 0x20 && scalar.value != 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        // The format characters that have a place of their own on the line: Arabic and Kaithi number signs, hieroglyph joiners.
        case .format:
            switch scalar.value {
            case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD, 0x13430...0x1345F: true
            default: false
            }
        default: true
        }
    }

    @Test func bytesThatAreNoCharacterAreShownOneByOne() {
        #expect(shown(bytes: [0x61, 0xE9, 0x62]) == "a<E9>b")
        #expect(shown(bytes: [0xE2, 0x82]) == "<E2><82>")
        #expect(shown(bytes: [0xE2, 0x82, 0x41]) == "<E2><82>A")
        #expect(shown(bytes: [0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80]) == "<C0><80><ED><A0><80><F4><90><80><80>")
        #expect(shown(bytes: [0x9B, 0xFF, 0xF0, 0x9F, 0x98, 0x80]) == "<9B><FF>\u{1F600}")
    }

    @Test func decodingAgreesWithTheStandardLibrary() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<2_000 {
            let bytes =
                (0..<12).map { _ in
                    [0x41, 0x7E, 0x80, 0xBF, 0xC2, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xA0, 0x9F, 0x90].randomElement(using: &random) ?? 0
                } as [UInt8]
            if let valid = String(validating: bytes, as: UTF8.self) {
                #expect(shown(bytes: bytes) == shown(valid))
                #expect(!shown(bytes: bytes).contains("<E"))
            } else {
                #expect(VisibleText.cells(utf8: bytes).contains { $0.role == .token })
            }
        }
    }

    @Test func combiningMarksShareTheCellOfTheirBase() {
        let cells = VisibleText.cells("e\u{301}x")
        #expect(cells.count == 2)
        #expect(cells.first?.marks.0 == 0x301)
        #expect(shown("\u{301}e") == "<U+0301>e")
        #expect(shown("\t\u{301}") == "        <U+0301>")
        #expect(shown("\u{1}\u{301}") == "^A<U+0301>")
        #expect(shown("e\u{301}\u{302}\u{303}\u{304}\u{305}") == "e\u{301}\u{302}\u{303}\u{304}<U+0305>")
    }

    @Test func variationSelectorsOneAfterACharacterAreAbsorbed() {
        #expect(shown("\u{2764}\u{FE0F}!") == "\u{2764}!")
        #expect(shown("1\u{FE0F}\u{20E3}") == "1\u{20E3}")
        #expect(shown("a\u{FE0F}\u{FE0F}") == "a<U+FE0F>")
        #expect(shown("\u{FE0E}a\u{FE01}") == "<U+FE0E>a<U+FE01>")
    }

    @Test func wideCharactersAreOneCellOfTwoColumns() {
        var text = VisibleText()
        text.append("日本😀")
        #expect(text.cells.map(\.width) == [2, 2, 2])
        #expect(text.columns == 6)
        #expect(text.sources == [0, 3, 6])
    }

    @Test func tabsReachTheNextStop() throws {
        #expect(shown("a\tb") == "a       b")
        #expect(shown("日本語字\tb") == "日本語字        b")
        var text = VisibleText(tabs: try #require(TabStops("4")))
        text.append("\t\ta")
        #expect(text.columns == 9)
    }

    @Test func sourcesAreTheFirstByteOfEachCharacter() {
        var text = VisibleText()
        text.append(utf8: [0x61, 0xC3, 0xA9, 0xFF, 0x62], source: 10)
        #expect(shown(text.cells) == "aé<FF>b")
        #expect(text.sources == [10, 11, 13, 13, 13, 13, 14])
    }

    @Test func nothingGoesBeyondTheLimitAndMarksOfTheLastCellStillCome() {
        var text = VisibleText(columnLimit: 3)
        text.append("abe\u{301}")
        #expect(shown(text.cells) == "abe\u{301}")
        #expect(!text.isFull)
        text.append("f\u{301}")
        #expect(text.isFull)
        #expect(text.columns == 3)
        #expect(shown(text.cells) == "abe\u{301}")

        var wide = VisibleText(columnLimit: 3)
        wide.append("日本x")
        #expect(shown(wide.cells) == "日")
        #expect(wide.isFull)
    }

    @Test func withoutUnicodeEverythingBeyondASCIIIsAToken() {
        #expect(shown("é日\u{301}", asciiOnly: true) == "<U+00E9><U+65E5><U+0301>")
    }
}
