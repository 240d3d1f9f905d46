import Bodies
import Documents
import Foundation
import Glibc
import Screen
import TestSupport
import Testing

@Suite struct EventsTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    /// A stream and what an EventSource makes of it.
    struct Case: Decodable, CustomTestStringConvertible {
        struct Event: Decodable {
            var event: String
            var data: String
        }
        var name: String
        var body: String?
        var base64: String?
        var events: [Event]
        var testDescription: String { name }

        var bytes: [UInt8] { body.map { Array($0.utf8) } ?? base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? [] }
    }

    static let cases: [Case] = {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../Fixtures/event-streams.jsonl")
        let lines = ((try? String(contentsOf: path, encoding: .utf8)) ?? "").split(separator: "\n")
        return lines.compactMap { try? JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
    }()

    private func events(_ text: String) throws -> Document {
        Document(try body(Array(text.utf8)), view: .events)
    }

    @Test func `the cases are there`() {
        #expect(EventsTests.cases.count == 78)
    }

    /// Whole and a byte at a time: each event that is dispatched is a row, in the order of the stream.
    @Test(arguments: cases) func asEventSource(_ stream: Case) throws {
        let bytes = stream.bytes
        let dispatched = try stream.events.map { "\($0.event): \(try shown($0.data))".filter { $0 != " " } }
        #expect(rows(Document(try body(bytes), view: .events)) == dispatched)
        let store = try body([], growing: true)
        var document = Document(view: .events, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .events, charset: Charset(label: nil))
        for (index, byte) in bytes.enumerated() {
            try store.append([byte])
            if index < 500 || index > bytes.count - 50 { document.take(store, &indexer) }
            if index < 500 { #expect(dispatched.starts(with: rows(document))) }
        }
        store.finish()
        document.take(store, &indexer)
        #expect(rows(document) == dispatched)
    }

    /// Type and data of the rows that stand for events, without blanks: a tab reaches as far as its column says.
    private func rows(_ document: Document) -> [String] {
        document.allLines.compactMap { line in
            guard line.end.isFinished, line.cells.first?.role == .key || line.text.hasPrefix("message") else { return nil }
            let type = line.cells.filter { $0.role == .key }.map { String($0.scalar) }.joined()
            var data = Line(range: line.range, cells: [], sources: [], end: line.end)
            data.cells = line.cells.enumerated().filter { index, cell in
                // What a token stands in, the next character tells.
                let next = line.cells[index...].first { $0.role != .token }
                let isPassedOver = next?.role == .error || next?.role == .comment
                return cell.role == .text || cell.role == .token && !isPassedOver || cell.role == .gutter && cell.scalar == "\\"
            }.map(\.element)
            return "\(type.isEmpty ? "message" : type): \(data.text)".replacingOccurrences(of: "<FF>", with: "\u{FFFD}").filter {
                $0 != " "
            }
        }
    }

    private func shown(_ data: String) throws -> String {
        let text = Document(try body(Array(" \(data.replacingOccurrences(of: "\n", with: "\\"))".utf8))).text
        return text.joined()
    }

    @Test func `a row says what an event says, and what is passed over`() throws {
        let document = try events(
            """
            data: one

            event: ping
            id: 17
            data: {"a":
            data:  1}

            : keep-alive

            retry: 1500

            event: end

            {"error": {"code": 429}}

            data: a
            : in between
            retry: soon
            data: b


            data: half
            """)
        #expect(
            document.text == [
                "message   one",
                #"ping      #17  {"a":\n 1}"#,
                ": keep-alive",
                "retry 1500",
                "event: end",
                #"{"error": {"code": 429}}"#,
                #"message   a  : in between  retry: soon\nb"#,
                "message   half  (unfinished)",
            ])
        func roles(_ index: Int) -> Set<Role> { Set(document.allLines[index].cells.map(\.role)) }
        #expect(roles(1) == [.key, .gutter, .number, .text])
        #expect(roles(2) == [.gutter, .comment])
        #expect(roles(5) == [.error])
    }

    @Test func `the event that is coming shows as far as it has come`() throws {
        let store = try body(Array("event: delta\ndata: {\"text\": \"Hel".utf8), growing: true)
        var document = Document(view: .events, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .events, charset: Charset(label: nil))
        document.take(store, &indexer)
        #expect(document.text == [#"delta     {"text": "Hel"#])
        #expect(document.allLines.map(\.end) == [.starved])
        try store.append(Array("lo\"}\n\n".utf8))
        document.take(store, &indexer)
        #expect(document.text == [#"delta     {"text": "Hello"}"#])
        #expect(document.allLines.map(\.end) == [.newline])
    }

    @Test func `an event of any length is one row`() throws {
        let data = String(repeating: "0123456789", count: 10_000)
        let document = try events("data: \(data)\r\ndata: end\r\nid: 5\r\n\r\ndata: next\r\n\r\n")
        #expect(document.text == ["message   \(data)\\nend  #5", "message   next"])
    }

    @Test func `what is passed over is counted apart`() throws {
        let plain = try #require(try events("data: 1\n\n: c\n\ndata: 2\nid: 5\n\ndata: half").eventCounts)
        #expect(plain.text() == "2 events, 1 comment")
        #expect(plain.hints() == [])
        let bytes =
            Array("\u{FEFF}data: 1\r\n\r\n: c\n: d\n\nevent: end\n\nfoo: bar\nretry: soon\ndata: \u{E9}".utf8) + [0xFF, 0xFE]
            + Array("\n\n".utf8)
        let odd = try #require(Document(try body(bytes), view: .events).eventCounts)
        #expect(odd.text() == "2 events, 2 comments, 2 ignored lines, 1 without data")
        #expect(
            odd.hints() == [
                "it begins with a byte order mark, which is passed over", "line ends are mixed: LF, CR LF",
                "2 lines are no field of an event, and passed over", "1 without data: a browser does not dispatch it",
                "2 bytes are no UTF-8",
            ])
    }

    /// Rows that are only counted are those that are shown, whatever they are made of; and what they add up to is what is in them.
    @Test func `rows are counted as they are shown`() throws {
        let lines = [
            "data: {\"n\":1}", "data", "data:", "event: delta", "event", ": ping", ":", "id: 7", "id: \0", "retry: 10", "retry: x", "foo",
            "datas: 1", "  ", "data: é€", "", "", "", "",
        ]
        for seed in 0..<12 {
            var generator = SeededGenerator(seed: seed)
            let ends = seed % 3 == 0 ? ["\n"] : seed % 3 == 1 ? ["\r\n"] : ["\n", "\r\n", "\r"]
            var text = ""
            var expected = EventTally()
            for _ in 0..<3_000 {
                let isLong = Int.random(in: 0..<400, using: &generator) == 0
                let line =
                    isLong
                    ? "data: " + String(repeating: "x", count: 16_300 + Int.random(in: 0..<200, using: &generator))
                    : lines.randomElement(using: &generator)!
                text += line + ends.randomElement(using: &generator)!
                expected.add(line)
            }
            text += ends[0]
            expected.add("")
            let document = Document(try body(Array(text.utf8)), view: .events)
            let counts = try #require(document.eventCounts)
            // A CR and an LF that were meant for two lines are the end of one.
            if ends.count == 1 {
                #expect(counts.events == expected.events)
                #expect(counts.comments == expected.comments)
                #expect(counts.ignored == expected.ignored)
                #expect(counts.withoutData == expected.withoutData)
            }
            let shown = document.allLines
            #expect(shown.count == document.lineCount)
            for _ in 0..<50 {
                let index = Int.random(in: 0..<shown.count, using: &generator)
                #expect(document.start(of: LineNumber(index)) == shown[index].range.lowerBound)
            }
            let grown = try grow(text, &generator)
            #expect(grown.eventCounts == counts)
        }
    }

    private func grow(_ text: String, _ generator: inout SeededGenerator) throws -> Document {
        let store = try body([], growing: true)
        var document = Document(view: .events, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .events, charset: Charset(label: nil))
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...5_000, using: &generator)
            try store.append(rest.prefix(count))
            rest = rest.dropFirst(count)
            document.take(store, &indexer)
        }
        store.finish()
        document.take(store, &indexer)
        return document
    }

    /// What lines add up to, by the letter of the standard.
    private struct EventTally {
        var events = 0, comments = 0, ignored = 0, withoutData = 0
        private var hasData = false, hasFields = false

        mutating func add(_ line: String) {
            if line.isEmpty {
                if hasData { events += 1 } else if hasFields { withoutData += 1 }
                (hasData, hasFields) = (false, false)
                return
            }
            if line.hasPrefix(":") {
                comments += 1
                return
            }
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
            switch parts[0] {
            case "data": hasData = true
            case "event": hasFields = true
            case "id" where !value.contains("\0"): hasFields = true
            case "retry" where !value.isEmpty && value.allSatisfy(\.isNumber): break
            default: ignored += 1
            }
        }
    }

    @Test func `what an event stream is`() {
        func fits(_ type: String?, _ text: String) -> Bool { ViewKind.events.fits(type, Array(text.utf8)) > 0 }
        #expect(fits("text/event-stream; charset=utf-8", ""))
        for text in ["data: 1", "data", ": hello\n\nevent: a\n", "\u{FEFF}id: 4\n", "retry: 10\n", ":\n"] {
            #expect(fits("text/plain", text), "\(text)")
        }
        for text in ["", "\n", "{\"data\": 1}", "dat", "date: today\ndata: 1\n", ": only begun", "Data: 1\n"] {
            #expect(!fits(nil, text), "\(text)")
        }
    }
}
