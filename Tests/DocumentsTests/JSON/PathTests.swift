import Bodies
import Documents
import Glibc
import Screen
import TestSupport
import Testing

/// Paths, and containers however deep.
@Suite struct PathTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    /// Of every line of many texts, ten thousand in all, against a parser that does nothing else.
    @Test(arguments: 0..<4) func `a line has the path that a simple parser finds`(part: Int) throws {
        var count = 0
        var seed = 8000 + 1000 * part
        while count < 2_500 {
            var generator = SeededGenerator(seed: seed)
            seed += 1
            let text = randomJSON(&generator, atLeast: 1_500)
            let document = Document(try body(text), view: .json)
            for place in NaiveJSON(text).places {
                let line = document.line(at: ByteOffset(place.start))
                #expect(document.jsonPath(of: line) == "$" + place.path, "seed \(seed)")
                count += 1
            }
        }
    }

    @Test func `also far from where it is taken up`() throws {
        var generator = SeededGenerator(seed: 9000)
        let text = randomJSON(&generator, atLeast: 300_000)
        let document = Document(try body(text), view: .json)
        let flat = Document(try body(text), view: .flat)
        let places = NaiveJSON(text).places
        for _ in 0..<60 {
            let place = try #require(places.randomElement(using: &generator))
            #expect(document.jsonPath(of: document.line(at: ByteOffset(place.start))) == "$" + place.path)
            guard place.isLeaf else { continue }
            #expect(flat.jsonPath(of: flat.line(at: ByteOffset(place.start))) == "$" + place.path)
        }
    }

    @Test func `containers far inside have paths, and fold`() throws {
        let depth = 200
        let text =
            (0..<depth).map { $0 % 2 == 0 ? "{\"k\($0)\":" : "[0," }.joined() + "[1,2,3]"
            + (0..<depth).reversed().map { $0 % 2 == 0 ? "}" : ",9]" }.joined()
        let bytes = Array(text.utf8)
        var document = Document(try body(bytes), view: .json)
        for place in NaiveJSON(bytes).places {
            #expect(document.jsonPath(of: document.line(at: ByteOffset(place.start))) == "$" + place.path)
        }
        let innermost = try #require(NaiveJSON(bytes).places.last { $0.text == "[" })
        let line = document.line(at: ByteOffset(innermost.start))
        let container = try #require(document.container(at: line))
        #expect(container.depth == depth + 1)
        document.folds.toggle(container)
        let shown = document.shownLines(from: line, count: 2, columnLimit: 1000)
        #expect(String(String.UnicodeScalarView(shown[0].line.cells.map(\.scalar))).hasSuffix("[… 3],"))
        #expect(shown[1].number == line + 5)
        // And the levels further out are there again when those inside have ended.
        let last = try #require(NaiveJSON(bytes).places.last)
        #expect(document.jsonPath(of: document.line(at: ByteOffset(last.start))) == "$" + last.path)
    }

    /// Levels are kept in blocks of 32 and 64: here they are passed up and down again and again, many to a block of bytes.
    @Test func `levels that come and go have paths`() throws {
        var generator = SeededGenerator(seed: 9100)
        for widest in [3, 40, 70, 140] {
            var text: [UInt8] = Array("[0".utf8)
            var closings = [UInt8(ascii: "]")]
            while text.count < 100_000 || !closings.isEmpty {
                let isEnding = text.count >= 100_000
                if !isEnding, closings.count < widest, Int.random(in: 0..<5, using: &generator) < (text.count / 5_000 % 2 == 0 ? 4 : 1) {
                    let isObject = Bool.random(using: &generator)
                    text += (closings.last == UInt8(ascii: "}") ? ",\"k\":" : ",").utf8
                    text += (isObject ? "{\"a\":1" : "[0").utf8
                    closings.append(UInt8(ascii: isObject ? "}" : "]"))
                } else if isEnding || closings.count > 1 {
                    text.append(closings.removeLast())
                } else {
                    text += ",[],{}".utf8
                }
            }
            let document = Document(try body(text), view: .json)
            let places = NaiveJSON(text).places
            for _ in 0..<60 {
                let place = try #require(places.randomElement(using: &generator))
                #expect(document.jsonPath(of: document.line(at: ByteOffset(place.start))) == "$" + place.path, "\(widest)")
            }
        }
    }

    @Test func `deeper than that a path says so`() throws {
        let depth = 5_000
        let text = Array((String(repeating: "[", count: depth) + "1").utf8)
        let document = Document(try body(text), view: .json)
        #expect(document.jsonPath(of: LineNumber(depth))?.hasSuffix("[0]…") == true)
        #expect(document.container(at: LineNumber(depth)) == nil)
        #expect(document.jsonPath(of: LineNumber(4_095))?.hasSuffix("[0]") == true)
    }
}
