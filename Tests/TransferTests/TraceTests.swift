import Bodies
import HTTP
import Plan
import System
import TestSupport
import Testing

@testable import Transfer

@Suite struct TraceTests {
    /// Writes down notes and writes in the order in which they come.
    private final class Diary: TransferTrace, BodySink {
        let lines = Lock<[String]>([])

        func note(_ kind: TraceKind, _ bytes: UnsafeRawBufferPointer) {
            if kind != .text { lines.withLock { $0.append("\(kind) \(String(decoding: bytes, as: UTF8.self).prefix { $0 != "\r\n" })") } }
        }

        func write(_ bytes: UnsafeRawBufferPointer) {
            lines.withLock { $0.append("body \(String(decoding: bytes, as: UTF8.self))") }
        }

        func finish() {}
    }

    @Test func `what libcurl says is an event only if that is asked for`() {
        for isAsked in [true, false] {
            let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            let notes = Lock<[String]>([]), ended = Latch()
            let transfer = Transfer(request: Request(url: server.url()), tellsNotes: isAsked, sink: Diary()) { event in
                if case .note(let text) = event { notes.withLock { $0.append(String(decoding: text, as: UTF8.self)) } }
                if case .finished = event { ended.release() }
            }
            transfer.start()
            #expect(ended.wait())
            #expect(notes.withLock { $0.contains { $0.contains("Connected to") } } == isAsked)
        }
    }

    @Test func notesStandBetweenThePiecesOfTheBodyWhereTheyWereSaid() {
        let second = Latch()
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na")
            try connection.pause(until: second)
            try connection.send("b")
        }
        let diary = Diary(), ended = Latch()
        let transfer = Transfer(request: Request(url: server.url()), trace: diary, sink: diary) { event in
            if case .head = event { second.release() }
            if case .finished = event { ended.release() }
        }
        transfer.start()
        #expect(ended.wait())
        #expect(
            diary.lines.withLock { $0 } == [
                "headerSent GET / HTTP/1.1", "headerReceived HTTP/1.1 200 OK", "headerReceived Content-Length: 2", "headerReceived ",
                "dataReceived a", "body a", "dataReceived b", "body b",
            ])
    }
}
