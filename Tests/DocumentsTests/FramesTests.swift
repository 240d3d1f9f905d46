import Bodies
import Documents
import Foundation
import Glibc
import Screen
import TestSupport
import Testing

@Suite struct FramesTests {
    init() {
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    private func document(_ bytes: [UInt8]) throws -> Document { Document(try body(bytes), view: .frames) }

    /// With what is shown below each line.
    private func rows(_ document: Document) -> [String] {
        document.shownLines(from: .first, count: .max, columnLimit: .max).flatMap { shown in
            shown.line.parts.map { part in
                var line = shown.line
                line.cells = Array(line.cells[part])
                return line.text
            }
        }
    }

    @Test func `an AWS event stream`() throws {
        let document = try document(fixture("bedrock.bin"))
        #expect(
            document.text == [
                #"messageStart  {"role":"assistant","p":"ab"}"#,
                #"contentBlockDelta  {"contentBlockIndex":0,"delta":{"text":"Hi"},"p":"abc"}"#,
                #"messageStop  {"stopReason":"end_turn"}"#,
                #"metadata  {"metrics":{"latencyMs":640},"usage":{"inputTokens":9,"outputTokens":2,"totalTokens":11}}"#,
                #"throttlingException  {"message":"Too many requests"}"#,
            ])
        #expect(document.allLines[0].cells.first?.role == .key)
        #expect(document.allLines[4].cells.first?.role == .failure)
        #expect(rows(document).prefix(4) == ["messageStart  ", "  {", #"    "role": "assistant","#, #"    "p": "ab""#])
    }

    @Test func `a model's own record in base64 is laid out as what it says`() throws {
        let record = Data(#"{"type":"ping","text":"é"}"#.utf8).base64EncodedString()
        let document = try document(Frames.event("chunk", "{\"bytes\":\"\(record)\",\"p\":\"abc\"}"))
        #expect(document.text == ["chunk    {\"bytes\":\"\(record)\",\"p\":\"abc\"}"])
        #expect(rows(document) == ["chunk    ", "  {", #"    "type": "ping","#, #"    "text": "é""#, "  }"])
        let line = try #require(document.shownLines(from: .first, count: 1, columnLimit: .max).first?.line)
        #expect(line.sources.allSatisfy { Int($0) < line.range.upperBound - line.range.lowerBound })
    }

    @Test func `headers of one's own, and payloads that are no JSON`() throws {
        let bytes = Frames.aws([(":event-type", "Records"), ("part", "7")], "a,b\nc,d\n")
        #expect(try document(bytes).text == [#"Records  part: 7  a,b\nc,d"#])
        let error = Frames.aws([(":message-type", "error"), (":error-code", "InternalError"), (":error-message", "try again")], "")
        #expect(try document(error).text == ["InternalError  try again"])
    }

    @Test func `a log of a container`() throws {
        let document = try document(fixture("docker.bin"))
        #expect(document.text == ["out  hello world", "err  oops"])
        #expect(document.allLines[1].cells.allSatisfy { $0.role == .standardError })
    }

    @Test func `a log is shown as it was written`() throws {
        let bytes = Frames.docker(1, "one\r\ntwo\n\nthree") + Frames.docker(2, "") + Frames.docker(0, "typed\n")
        let document = try document(bytes)
        #expect(document.text == ["out  one", "     two", "     ", "     three", "err  ", "in   typed"])
        #expect(document.nextSibling(of: .first) == LineNumber(4))
        #expect(document.previousSibling(of: LineNumber(5)) == LineNumber(4))
        #expect(document.previousSibling(of: LineNumber(3)) == .first)
        #expect(document.nextSibling(of: LineNumber(5)) == nil)
    }

    @Test func `Connect with JSON`() throws {
        let bytes =
            Frames.message(0, Array(#"{"delta":"A cur"}"#.utf8)) + Frames.message(1, [0x1F, 0x8B])
            + Frames.message(2, Array(#"{"error":{"code":"internal"}}"#.utf8))
        let document = try document(bytes)
        #expect(
            document.text == [
                #"message  {"delta":"A cur"}"#, "message  compressed, 2 bytes", #"end      {"error":{"code":"internal"}}"#,
            ])
        #expect(rows(document).prefix(4) == ["message  ", "  {", #"    "delta": "A cur""#, "  }"])
    }

    @Test func `gRPC is told from what it holds`() {
        func fit(_ bytes: [UInt8]) -> Int { ViewKind.frames.fits("application/octet-stream", bytes) }
        let message: [UInt8] = [0x0A, 6] + Array("curlew".utf8) + [0x10, 0x96, 0x01]
        let trailers = Frames.message(0x80, Array("grpc-status: 0\r\n".utf8))
        #expect(fit(Frames.message(0, message)) == 4)
        #expect(fit(Frames.message(0, []) + Frames.message(0, message) + Frames.message(1, [0x1F, 0x8B]) + trailers) == 4)
        for count in 16..<30 { #expect(fit(Array((Frames.message(0, message) + Frames.message(0, message)).prefix(count))) == 4) }
        // Not there whole, nothing but zeros, other fields, another head, MP4, JPEG 2000, an icon, a text of two bytes a character.
        for other: [UInt8] in [
            Array(Frames.message(0, message).dropLast()), Array(repeating: 0, count: 4096), Frames.message(0, [0x0F, 1]),
            Frames.message(0, message) + Array("text".utf8) + [0, 0],
            [0, 0, 0, 0x20] + Array("ftypisom".utf8) + Array(repeating: 0, count: 9000),
            [0, 0, 0, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A] + Array(repeating: 7, count: 4000),
            [0, 0, 1, 0, 1, 0, 0x10, 0x10, 0, 0, 1, 0, 0x20, 0], [0, 0x3C, 0, 0x61, 0, 0x3E], trailers,
        ] { #expect(fit(other) == 0) }
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<2000 {
            // None with the bracket that tells Connect.
            #expect(fit([0, 0, 0] + (0..<200).map { _ in UInt8.random(in: 0x7C...255, using: &generator) }) == 0)
            #expect(fit([0, 0, 0] + (0..<200).map { _ in UInt8.random(in: 0..<0x7B, using: &generator) }) == 0)
        }
    }

    @Test func `gRPC with what its fields hold`() throws {
        // 1: "curlew"  2: 150  3 {1: 5}  4: 1.5  5: bytes
        let message: [UInt8] =
            [0x0A, 6] + Array("curlew".utf8) + [0x10, 0x96, 0x01, 0x1A, 2, 0x08, 5, 0x21, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0x2A, 2, 0, 1]
        let bytes = Frames.message(0, message) + Frames.message(0, [0x0F]) + Frames.message(0x80, Array("grpc-status: 0\r\n".utf8))
        #expect(
            try document(bytes).text == [
                #"message  1: "curlew"  2: 150  3: {1: 5}  4: 1.5  5: 2 bytes"#, "message    (no further fields)",
                #"trailers  grpc-status: 0^M"#,
            ])
        #expect(ViewKind.frames.fits("application/grpc+proto", []) == 4)
    }

    /// A field of a message: its number, the length of what it holds, and that.
    private func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        var length: [UInt8] = []
        var left = bytes.count
        repeat {
            length.append(UInt8(left & 0x7F) | (left > 0x7F ? 0x80 : 0))
            left >>= 7
        } while left > 0
        return [number << 3 | 2] + length + bytes
    }

    @Test func `fields of a long message are shown to its end`() throws {
        let text = String(repeating: "é, 1 ", count: 10_000)
        let items = (0..<3000).map { field(1, Array("curlew \($0)".utf8)) }
        let long = field(2, Array(text.utf8)) + field(3, [UInt8](repeating: 0xFF, count: 40_000)) + [0x20, 7]
        let document = try document(Frames.message(0, items.joined() + field(5, field(6, long) + [0x38, 1]) + [0x40, 9]))
        let names = (0..<3000).map { "1: \"curlew \($0)\"" }.joined(separator: "  ")
        #expect(document.lineCount == 1)
        let shown = try #require(document.part(of: .first, columns: 0..<Int.max)).text
        #expect(shown == "message  \(names)  5: {6: {2: \"\(text)\"  3: 40000 bytes  4: 7}  7: 1}  8: 9")
    }

    @Test func `what is no field in a long message ends its fields`() throws {
        let items = (0..<3000).flatMap { field(1, Array("curlew \($0)".utf8)) }
        let document = try document(Frames.message(0, items + [0x0F] + items) + Frames.message(0, [0x08, 1]))
        #expect(document.lineCount == 2)
        let shown = try #require(document.part(of: .first, columns: 0..<Int.max)).text
        #expect(shown.hasSuffix("1: \"curlew 2999\"  (no further fields)"))
        #expect(document.text.last == "message  1: 1")
    }

    @Test func `what is malformed is said once, and the rest is text`() throws {
        let good = Frames.event("a", "{}")
        #expect(
            try document(good + Array("no frame\nat all, and some more of it\n".utf8)).text == [
                "a        {}", "(no frame: the check sum of the prelude is wrong)  no frame", "at all, and some more of it",
            ])
        #expect(try document(Array("plain text\nmore".utf8)).text == ["(no frame: unknown flags)  plain text", "more"])
        var damaged = Frames.event("a", "{\"text\":\"Hi\"}")
        damaged[damaged.count - 6] ^= 1
        #expect(try document(damaged + good).text.map { $0.hasSuffix("(the check sum is wrong)") } == [true, false])
        #expect(try document(Array(good.dropLast(5))).text == ["a        {  (unfinished)"])
        #expect(try document(good + [0, 0]).text.last?.hasPrefix("(no frame: the body ends in the head of a frame)") == true)
    }

    @Test(arguments: ["aws", "docker", "connect"]) func `a frame of any length`(_ kind: String) throws {
        let text = #"{"text":""# + String(repeating: "0123456789é", count: 10_000) + "\"}"
        let frame =
            kind == "aws" ? Frames.event("a", text) : kind == "docker" ? Frames.docker(1, text) : Frames.message(0, Array(text.utf8))
        let lines = try document(frame + frame).text
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.hasSuffix(text) })
    }

    @Test(arguments: ["bedrock.bin", "docker.bin"]) func `however they come`(_ name: String) throws {
        let bytes = try fixture(name)
        let whole = try document(bytes).text
        for step in [1, 3, 50] {
            let store = try body([], growing: true)
            var document = Document(view: .frames, snapshot: store.snapshot, charset: Charset(label: nil))
            var indexer = Indexer(view: .frames, charset: Charset(label: nil))
            for start in stride(from: 0, to: bytes.count, by: step) {
                try store.append(bytes[start..<min(bytes.count, start + step)])
                document.take(store, &indexer)
                #expect(whole.starts(with: document.allLines.filter(\.end.isFinished).map(\.text)))
            }
            store.finish()
            document.take(store, &indexer)
            #expect(document.text == whole)
        }
    }

    @Test func `a frame that is coming shows as far as it has come`() throws {
        let bytes = Frames.event("delta", #"{"text":"Hello"}"#)
        let store = try body(Array(bytes.dropLast(9)), growing: true)
        var document = Document(view: .frames, snapshot: store.snapshot, charset: Charset(label: nil))
        var indexer = Indexer(view: .frames, charset: Charset(label: nil))
        document.take(store, &indexer)
        #expect(document.text == [#"delta    {"text":"He"#])
        #expect(rows(document) == ["delta    ", "  {", #"    "text": "He"#])
    }

    @Test func `which bodies are made of frames`() throws {
        #expect(ViewKind.frames.fits(nil, try fixture("bedrock.bin")) == 4)
        #expect(ViewKind.frames.fits("text/plain", Frames.docker(1, "a line of a log\n")) == 4)
        #expect(ViewKind.frames.fits("application/vnd.docker.multiplexed-stream", []) == 4)
        #expect(ViewKind.frames.fits(nil, Frames.message(0, Array("{\"a\":\"bcdef\"}".utf8))) == 4)
        for bytes in [Array("plain text".utf8), [], [0, 0, 0, 0x18] + Array("ftypmp42 and so on".utf8)] {
            #expect(ViewKind.frames.fits(nil, bytes) == 0)
        }
    }
}
