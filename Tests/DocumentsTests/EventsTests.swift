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
