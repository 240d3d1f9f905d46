import Bodies
import Documents
import Search
import TestSupport
import Testing

@Suite struct CharsetTests {
    @Test func utf16() throws {
        let bytes = Array("né\r\n日本 語\nNÉ".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        let text = try searchable(bytes, charset: "utf-16le")
        #expect(text.everyMatch(try Pattern("né")) == [0..<4, 18..<22])
        #expect(text.everyMatch(try Pattern("本.")) == [10..<14])
        #expect(text.everyMatch(try Pattern("né"), .backward) == [0..<4, 18..<22])
        #expect(text.everyMatch(try Pattern("é$")) == [2..<4, 20..<22])
    }

    @Test func `a byte order mark is no character of the first line`() throws {
        for text in ["\u{FEFF}id,name\n1,id\n", "\u{FEFF}id"] {
            let text = try searchable(text)
            #expect(text.everyMatch(try Pattern("^id")) == [3..<5])
            #expect(text.everyMatch(try Pattern("^id"), .backward) == [3..<5])
            #expect(text.count(try Pattern("^id")).total == 1)
            #expect(text.count(try Pattern("\u{FEFF}")).total == 0)
        }
        #expect(try searchable("\u{FEFF}").everyMatch(try Pattern("x")) == [])
        #expect(try searchable("\u{FEFF}\na").everyMatch(try Pattern("^$")) == [3..<4])
    }

    @Test func shiftJIS() throws {
        let bytes: [UInt8] = [0x61, 0x93, 0xFA, 0x96, 0x7B, 0x0A, 0x0A, 0x93, 0xFA, 0x0A]  // a日本, blank, 日
        let text = try searchable(bytes, charset: "Shift_JIS")
        #expect(text.everyMatch(try Pattern("日")) == [1..<3, 7..<9])
        #expect(text.everyMatch(try Pattern("日本")) == [1..<5])
        #expect(text.everyMatch(try Pattern(#"\{"#)) == [])  // 0x7B is a brace only in ASCII
        #expect(text.everyMatch(try Pattern("^$")) == [6..<7])
        #expect(try Pattern("日").matches(in: Range(bytes: 6..<9), of: text).map(\.bytes) == [7..<9])
    }

    @Test func aLineCutForDisplayIsSearchedAcrossTheCut() throws {
        let line = String(repeating: "x", count: 16_380) + "needle" + String(repeating: "x", count: 40_000) + "needle\n"
        let text = try searchable(line.utf8, charset: "ISO-8859-1")
        #expect(text.everyMatch(try Pattern("needle")) == [16_380..<16_386, 56_386..<56_392])
        #expect(text.everyMatch(try Pattern("^x")) == [0..<1])
        #expect(text.everyMatch(try Pattern("x+$")) == [])
    }

    @Test func countingAGrowingBody() throws {
        let text = (0..<400).map { "日本\($0) 日\n" }.joined()
        let bytes = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let pattern = try Pattern("日")
        var generator = SeededGenerator(seed: 5)
        var growing = try GrowingDocument(charset: "utf-16be")
        var job = MatchCounter(pattern: pattern, in: growing.text)
        var map: MatchMap?
        var sent = 0
        while sent < bytes.count {
            let end = min(bytes.count, sent + Int.random(in: 1...300, using: &generator))
            try growing.append(bytes[sent..<end])
            sent = end
            job.extend(to: growing.text)
            map = job.finish()
        }
        #expect(map?.total == 800)
        #expect(map?.scanned == bytes.count)
    }
}
