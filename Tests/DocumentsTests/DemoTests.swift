import Bodies
import Documents
import Foundation
import Glibc
import Screen
import TestSupport
import Testing

/// The streams that come with curlew, as the view shows them that fits.
@Suite struct DemoTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    /// A line of a recording, as far as it says something of the body or its type.
    private struct Moment: Decodable {
        var head: [String]?
        var body: Body?

        enum Body: Decodable {
            case text(String)
            case base64(String)

            private enum Key: CodingKey { case base64 }

            init(from decoder: any Decoder) throws {
                if let text = try? decoder.singleValueContainer().decode(String.self) {
                    self = .text(text)
                } else {
                    self = .base64(try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .base64))
                }
            }

            var bytes: [UInt8] {
                switch self {
                case .text(let text): Array(text.utf8)
                case .base64(let code): Array(Data(base64Encoded: code) ?? Data())
                }
            }
        }
    }

    /// The document in the view that is offered first.
    private func demo(_ name: String, view: ViewKind) throws -> Document {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Resources/Demo")
        let text = try String(contentsOf: folder.appendingPathComponent("\(name).jsonl"), encoding: .utf8)
        let moments = try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            try JSONDecoder().decode(Moment.self, from: Data($0.utf8))
        }
        let bytes = moments.flatMap { $0.body?.bytes ?? [] }
        let type = moments.compactMap(\.head).joined().first { $0.hasPrefix("Content-Type: ") }?.dropFirst(14).description
        #expect(ViewKind.fitting(ViewKind.all, type: type, beginning: Array(bytes.prefix(1024))).first == view)
        return Document(try body(bytes), view: view)
    }

    @Test func `a chat with a call of a tool`() throws {
        let document = try demo("chat", view: .transcript)
        #expect(document.text.first == "[reasoning]")
        #expect(document.text.contains("[tool] find_sightings"))
        #expect(document.text.contains("[finish] tool_calls"))
        #expect(document.transcriptFacts?.hasFinished == true)
    }

    @Test func `an answer with thinking, and an error in the middle of it`() throws {
        let document = try demo("overloaded", view: .transcript)
        #expect(
            document.text == [
                "[reasoning]",
                "A wader with a long bill that curves down: a curlew. The whimbrel is smaller and has a striped head. The question asks for the largest, so the curlew it is.",
                "[answer]", "The largest wader in Europe is the Eurasian curlew. It is known by its long bill, which",
                "[error] Overloaded (overloaded_error)", "[usage] 41 in, 1 out; model wader-2",
            ])
        #expect(document.transcriptFacts?.failure == "Overloaded (overloaded_error)")
    }

    @Test func `a watch of Kubernetes`() throws {
        let document = try demo("watch", view: .records)
        #expect(document.lineCount == 11)
        #expect(document.text[0].hasPrefix("ADDED"))
        #expect(document.text.contains { $0.hasPrefix("DELETED") && $0.contains("tide-gauge-6f9c-x2lqv") })
    }

    @Test func `a container's log`() throws {
        let document = try demo("container-log", view: .frames)
        #expect(document.text.first == "out  tide-gauge 1.4 listens on :8080")
        #expect(document.text.contains("err  error: buoy 7 is gone"))
        #expect(document.text.contains("       at Gauge.run (gauge.py:12)"))
        #expect(document.allLines.last?.isFinished == true)
    }
}
