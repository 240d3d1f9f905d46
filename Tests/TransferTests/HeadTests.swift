import HTTP
import Plan
import System
import TestSupport
import Testing

@testable import Transfer

/// Heads and trailers reach us as they were sent, and in order.
@Suite struct HeadTests {
    private func lines(_ head: ResponseHead) -> [String] {
        ([head.statusLine] + head.fields.fields.map(\.line)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func orderCaseAndDuplicatesAreKept() async {
        let server = ScriptedServer(answer: "HTTP/1.1 200  Très  bien \r\nb: 2\r\nA:1\r\nB:  3\t\r\nContent-Length: 0\r\n\r\n")
        let fetched = await fetch(server.url())
        #expect(fetched.heads.map(lines) == [["HTTP/1.1 200  Très  bien ", "b: 2", "A:1", "B:  3\t", "Content-Length: 0"]])
    }

    @Test func everyByteIsKept() async {
        let odd = (UInt8.min...UInt8.max).filter { ![0, 10, 13].contains($0) }
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 ")
            try connection.send(bytes: odd)
            try connection.send("\r\nX: ")
            try connection.send(bytes: odd)
            try connection.send(".\r\nContent-Length: 0\r\n\r\n")
        }
        let fetched = await fetch(server.url())
        var statusLine = Array("HTTP/1.1 200 ".utf8)
        statusLine += odd
        #expect(fetched.heads.first?.statusLine == statusLine)
        var field = Array("X: ".utf8)
        field += odd
        field += Array(".".utf8)
        #expect(fetched.heads.first?.fields.fields.first?.line == field)
    }

    @Test func interimHeadsComeFirst() async {
        let server = ScriptedServer(
            answer: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let fetched = await fetch(server.url())
        #expect(fetched.heads.map(\.status) == [100, 103, 200])
        #expect(fetched.heads[1].fields["link"] == "</a>")
    }

    @Test func headComesBeforeAnyByteOfTheBody() async {
        let mayGoOn = Latch()
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n")
            try connection.pause(until: mayGoOn)
            try connection.send("abc")
        }
        await withCheckedContinuation { continuation in
            startThread {
                let witness = Witness()
                let sink = CollectingSink()
                let transfer = Transfer(request: Request(url: server.url()), sink: sink) { witness.see($0) }
                transfer.start()
                #expect(witness.headReceived.wait())
                #expect(transfer.report.counts.expectedWireBytes == 3)
                #expect(transfer.report.timing.firstByte != nil)
                #expect(transfer.report.timing.total == nil)
                #expect(transfer.report.peer.address == "127.0.0.1")
                mayGoOn.release()
                #expect(witness.ended.wait())
                #expect(sink.bytes == Array("abc".utf8))
                continuation.resume()
            }
        }
    }

    @Test func everyHopIsShown() async {
        let server = ScriptedServer { connection in
            while true {
                let request = String(decoding: try connection.readRequest(), as: UTF8.self)
                if request.hasPrefix("GET /end ") {
                    try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend")
                } else {
                    try connection.send("HTTP/1.1 302 Found\r\nLocation: /end\r\nTransfer-Encoding: chunked\r\n\r\n")
                    try connection.sendChunk("thrown away")
                    try connection.endChunks(trailers: ["Not: ours"])
                }
            }
        }
        let fetched = await fetch(server.url("/start")) { $0.followsRedirects = true }
        #expect(fetched.heads.map(\.status) == [302, 200])
        #expect(fetched.requestHeads.map { $0.prefix { $0 != "\r\n" } } == ["GET /start HTTP/1.1", "GET /end HTTP/1.1"])
        #expect(fetched.body == Array("end".utf8))
        #expect(fetched.trailers == [])
        #expect(fetched.report.effectiveURL == server.url("/end"))
        #expect(fetched.report.timing.redirects != nil)
        #expect(fetched.report.counts.expectedWireBytes == 3)
        #expect(fetched.report.counts.decodedBytes == 3)
    }

    @Test func trailersComeLast() async {
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Sum\r\n\r\n")
            try connection.sendChunk("abc")
            try connection.endChunks(trailers: ["Sum: 9", "HTTP/1.1 404: a lie", "sum:10"])
        }
        let order = Lock<[String]>([])
        let sink = CollectingSink { _ in order.withLock { $0.append("body") } }
        let fetched: Fetched = await withCheckedContinuation { continuation in
            startThread {
                let witness = Witness { event in
                    let name =
                        switch event {
                        case .requestSent: "request"
                        case .bodySent: "request body"
                        case .note: "note"
                        case .head: "head"
                        case .trailers: "trailers"
                        case .finished: "finished"
                        }
                    order.withLock { $0.append(name) }
                }
                Transfer(request: Request(url: server.url()), sink: sink) { witness.see($0) }.start()
                #expect(witness.ended.wait())
                continuation.resume(returning: witness.fetched)
            }
        }
        #expect(fetched.trailers == ["Sum: 9", "HTTP/1.1 404: a lie", "sum:10"])
        #expect(fetched.heads.map(\.status) == [200])
        #expect(order.withLock { $0 } == ["request", "head", "body", "trailers", "finished"])
    }

    @Test func aCutHeadIsReportedAsFarAsItsLinesCame() async {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nA: b\r\nContent-Le")
        let fetched = await fetch(server.url())
        #expect(fetched.heads.map(\.status) == [200])
        #expect(fetched.heads.first?.fields.fields == [HeaderField(line: Array("A: b".utf8))])
    }
}

/// What a server says without end, beside the body.
extension HeadTests {
    @Test func endlessTrailersEndTheTransfer() async {
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n")
            try connection.sendEndlessly(Array("X-Trailer: \(String(repeating: "x", count: 1000))\r\n".utf8))
        }
        let fetched = await fetch(server.url())
        #expect(fetched.exitStatus == 56)
        #expect(fetched.message == "more than 1 MiB of trailers after the body")
        #expect(fetched.body == Array("abc".utf8))
    }

    @Test func endlessInterimAnswersEndTheTransfer() async {
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.sendEndlessly(Array("HTTP/1.1 103 a\r\n\r\n".utf8))
        }
        let fetched = await fetch(server.url())
        #expect(fetched.exitStatus == 56)
        #expect(fetched.message == "more than 1000 interim answers (1xx) to one request")
        #expect(fetched.heads.count <= 1000)
    }

    @Test func aRecordingHasTheSameBounds() async {
        let line = Array(#"{"head":["HTTP/1.1 103 a"]}"#.utf8) + [0x0A]
        let interim = await fetch(.recording(.text(Array(repeatElement(line, count: 1001).joined()), name: "r"), .unlimited))
        #expect(interim.exitStatus == 56)
        let trailers = "{\"head\":[\"HTTP/1.1 200 a\"],\"trailers\":[\"A: \(String(repeating: "b", count: 1 << 20))\"]}"
        #expect(await fetch(.recording(.text(Array(trailers.utf8), name: "r"), .unlimited)).exitStatus == 56)
    }

    @Test func aHeadWithAnOddEndComesBeforeItsBody() async {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\r\nabc")
        let fetched = await fetch(server.url())
        #expect(fetched.heads.map(\.status) == [200])
        #expect(fetched.heads.first?.fields.fields.count == 1)
        #expect(fetched.body == Array("abc".utf8))
    }

    @Test func aFoldedFieldIsOne() async {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nX-A: one \r\n  two\r\n\tthree\r\nX-B: b\r\nContent-Length: 0\r\n\r\n")
        let fetched = await fetch(server.url())
        #expect(fetched.heads.first?.fields["x-a"] == "one two three")
        #expect(fetched.heads.first?.fields.fields.count == 5)
    }
}

/// The same without a socket.
@Suite struct HeadAssemblerTests {
    private func assemble(_ lines: [String], _ assembler: inout HeadAssembler) -> [Int] {
        lines.compactMap { line in Array(line.utf8).withUnsafeBytes { try? assembler.add($0) }?.status }
    }

    @Test func onlyARequestOrAnInterimHeadMakesRoomForAHead() {
        var assembler = HeadAssembler()
        assembler.requestSent()
        let heads = assemble(
            ["HTTP/1.1 100 x\r\n", "\r\n", "HTTP/1.1 200 x\n", "A: b\n", "\n", "HTTP/1.1 500 x\r\n", "\r\n"], &assembler)
        #expect(heads == [100, 200])
        #expect(assembler.trailers.fields.map(\.line) == [Array("HTTP/1.1 500 x".utf8)])
        assembler.requestSent()
        #expect(assembler.trailers.fields.isEmpty)
        #expect(assemble(["HTTP/1.1 500 x\r\n", "\r\n"], &assembler) == [500])
    }

    @Test func whatComesBesideTheBodyIsBounded() {
        var assembler = HeadAssembler()
        _ = assemble(["HTTP/1.1 200 x\r\n", "\r\n"], &assembler)
        let line = Array(("A: " + String(repeating: "b", count: 4000) + "\r\n").utf8)
        var failure: TransferFailure?
        for _ in 0..<1000 where failure == nil {
            do {
                _ = try line.withUnsafeBytes { try assembler.add($0) }
            } catch {
                failure = error as? TransferFailure
            }
        }
        #expect(failure == TransferFailure(exitStatus: 56, message: "more than 1 MiB of trailers after the body"))
        #expect(assembler.trailers.fields.count == (1 << 20) / line.count)
    }

    @Test func aHeadEndsWhereLibcurlSaysSo() {
        var assembler = HeadAssembler()
        assembler.requestSent()
        #expect(assemble(["HTTP/1.1 100 x\r\n", "\r\r\n", "HTTP/1.1 200 x\r\n", "\rodd\n"], &assembler) == [100, 200])
        assembler.requestSent()
        #expect(assemble(["HTTP/1.1 201 x\r\n", "A: b\r\n"], &assembler) == [])
        #expect(assembler.finishHead()?.oddBytes == Array("HTTP/1.1 201 x\r\nA: b\r\n".utf8))
        #expect(assembler.finishHead() == nil)
    }
}
