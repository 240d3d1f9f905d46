import Bodies
import Foundation
import Testing
import Transfer

@testable import Runtime

/// Expected texts are what curl 7.88.1 writes of the same notes.
@Suite struct TraceWriterTests {
    private func written(_ form: TraceWriter.Form, _ notes: [(TraceKind, String)]) -> String {
        let path = NSTemporaryDirectory() + "curlew-\(UUID().uuidString)"
        guard let writer = TraceWriter(form, path: path, tellsTime: false) else { return "" }
        for (kind, text) in notes { Array(text.utf8).withUnsafeBytes { try? writer.note(kind, $0) } }
        return String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    @Test(arguments: [TraceWriter.Form.lines, .hexadecimal, .text]) func `a file that takes no more is said so`(_ form: TraceWriter.Form)
        throws
    {
        let writer = try #require(TraceWriter(form, path: "/dev/full", tellsTime: false))
        for _ in 0..<2 {
            #expect(throws: BodyWriteFailure(message: "cannot write the trace /dev/full: No space left on device")) {
                try Array("x\n".utf8).withUnsafeBytes { try writer.note(.text, $0) }
            }
        }
    }

    @Test func linesHaveMarksAndBodiesTheirSizeOnce() {
        let notes: [(TraceKind, String)] = [
            (.text, "Trying\n"), (.headerSent, "GET / HTTP/1.1\r\nA: b\r\n\r\n"), (.headerReceived, "HTTP/1.1 200 OK\r\n"),
            (.dataReceived, "abc"), (.dataReceived, "d"), (.text, "left\n"), (.tlsSent, "x"),
        ]
        #expect(
            written(.lines, notes)
                == "* Trying\n> GET / HTTP/1.1\r\n> A: b\r\n> \r\n< HTTP/1.1 200 OK\r\n{ [3 bytes data]\n* left\n} [1 bytes data]\n")
    }

    @Test func bytesStandInHexadecimal() {
        #expect(
            written(.hexadecimal, [(.dataSent, "0123456789abcdef\r\n")]) == """
                => Send data, 18 bytes (0x12)
                0000: 30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66 0123456789abcdef
                0010: 0d 0a                                           ..

                """)
    }

    @Test func textIsBrokenAtLineEnds() {
        let row = String(repeating: "r", count: 64)
        #expect(
            written(.text, [(.headerReceived, "A: b\r\n\r\n\u{1}\(row)\r\n"), (.dataReceived, "\(row)\r\nx\ny")])
                == "<= Recv header, 75 bytes (0x4b)\n0000: A: b\n0006: \n0008: .\(row.dropLast())\n0048: r\n"
                + "<= Recv data, 69 bytes (0x45)\n0000: \(row)\n0042: x.y\n")
    }
}
