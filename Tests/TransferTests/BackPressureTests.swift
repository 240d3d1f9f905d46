import Bodies
import HTTP
import Plan
import System
import TestSupport
import Testing

@testable import Transfer

/// A slow body sink holds the socket back; nothing piles up in between.
@Suite struct BackPressureTests {
    final class GatedSink: BodySink {
        let entered = Latch()
        let gate = Latch()
        let count = Lock(0)

        func write(_ bytes: UnsafeRawBufferPointer) throws {
            entered.release()
            gate.wait(milliseconds: -1)
            count.withLock { $0 += bytes.count }
        }

        func finish() {}
    }

    @Test(.timeLimit(.minutes(1))) func lessThanEightMebibytesAreInFlight() async {
        let total = 64 << 20
        let sent = Lock(0)
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
            let piece = [UInt8](repeating: 0x61, count: 1 << 16)
            for _ in 0..<(total / piece.count) {
                try connection.send(bytes: piece)
                sent.withLock { $0 += piece.count }
            }
        }
        TestEnvironment.prepare()
        await withCheckedContinuation { continuation in
            startThread {
                let sink = GatedSink()
                let witness = Witness()
                let transfer = Transfer(request: Request(url: server.url()), sink: sink) { witness.see($0) }
                transfer.start()
                #expect(sink.entered.wait())
                // Until the server cannot send any more: no growth for a while.
                var before = -1, quiet = 0
                while quiet < 10 {
                    Latch().wait(milliseconds: 20)
                    let now = sent.withLock { $0 }
                    quiet = now == before ? quiet + 1 : 0
                    before = now
                }
                // What libcurl took off the socket lies between it and the sink; the rest is the system's.
                #expect(transfer.report.counts.wireBytes < 8 << 20)
                #expect(before < total)
                sink.gate.release()
                #expect(witness.ended.wait(milliseconds: 30_000))
                #expect(witness.fetched.outcome == .complete)
                #expect(sink.count.withLock { $0 } == total)
                continuation.resume()
            }
        }
    }

    @Test func writeFailureEndsTheTransfer() async {
        final class FullSink: BodySink {
            let finishes = Lock(0)
            func write(_ bytes: UnsafeRawBufferPointer) throws {
                throw BodyWriteFailure(message: "cannot keep the body in /var/tmp: No space left on device")
            }
            func finish() { finishes.withLock { $0 += 1 } }
        }
        let server = ScriptedServer(CancelTests.endless)
        TestEnvironment.prepare()
        await withCheckedContinuation { continuation in
            startThread {
                let sink = FullSink()
                let witness = Witness()
                Transfer(request: Request(url: server.url()), sink: sink) { witness.see($0) }.start()
                #expect(witness.ended.wait())
                let failure = TransferFailure(exitStatus: 23, message: "cannot keep the body in /var/tmp: No space left on device")
                #expect(witness.fetched.outcome == .failed(failure))
                #expect(sink.finishes.withLock { $0 } == 1)
                continuation.resume()
            }
        }
    }

    /// 256 MiB of zeros in 260 KB of gzip.
    @Test(.timeLimit(.minutes(1))) func gzipBombNeedsNoMemory() async {
        let bomb = run(["sh", "-c", "head -c 268435456 /dev/zero | gzip -1"]).output
        #expect(bomb.count > 100_000)
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n")
            try connection.send(bytes: bomb)
        }
        let before = ProcessFigures.now.residentBytes
        let peak = Lock(0)
        let pieces = Lock(0)
        let sink = CollectingSink(limit: 0) { _ in
            let number = pieces.withLock {
                $0 += 1; return $0
            }
            if number % 64 == 0 { peak.withLock { $0 = max($0, ProcessFigures.now.residentBytes) } }
        }
        var request = Request(url: server.url())
        request.decodesContent = true
        let fetched = await fetch(request, sink: sink)
        #expect(fetched.outcome == .complete)
        #expect(sink.count == 268_435_456)
        #expect(fetched.report.counts.decodedBytes == 268_435_456)
        #expect(fetched.report.counts.wireBytes == bomb.count)
        #expect(peak.withLock { $0 } - before < 128 << 20)
    }
}
