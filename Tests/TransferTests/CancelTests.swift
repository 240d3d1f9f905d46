import Bodies
import Dispatch
import HTTP
import Plan
import System
import TestSupport
import Testing

@testable import Transfer

/// A transfer ends within 250 milliseconds of `cancel()`, whatever it waits for, and what came is kept.
@Suite(.serialized) struct CancelTests {
    /// A sink whose writes return when the test says so.
    final class StuckSink: BodySink {
        let entered = Latch()
        let release = Latch()
        let state = Lock((writes: 0, finishes: 0))

        func write(_ bytes: UnsafeRawBufferPointer) throws {
            state.withLock { $0.writes += 1 }
            entered.release()
            release.wait(milliseconds: -1)
        }

        func finish() {
            state.withLock { $0.finishes += 1 }
        }
    }

    static let endless: ScriptedServer.Script = { connection in
        try connection.readRequest()
        try connection.send("HTTP/1.1 200 OK\r\n\r\n")
        try connection.sendEndlessly(Array(repeating: 0x61, count: 65536))
    }

    /// Starts, waits for `moment`, cancels, and gives what was said and how long that took. The machine may be
    /// busy with other tests: the best of three counts.
    private func cancel(
        _ url: String, sink makeSink: @escaping @Sendable () -> any BodySink = { CollectingSink(limit: 100) },
        at moment: @escaping @Sendable (Witness, any BodySink) -> Void
    ) async -> (fetched: Fetched, took: Duration) {
        TestEnvironment.prepare()
        var best: (fetched: Fetched, took: Duration)?
        for _ in 0..<3 where best.map({ $0.took > .milliseconds(250) }) ?? true {
            best = await withCheckedContinuation { continuation in
                startThread {
                    let witness = Witness()
                    let sink = makeSink()
                    let transfer = Transfer(request: Request(url: url), sink: sink) { witness.see($0) }
                    transfer.start()
                    moment(witness, sink)
                    let start = ContinuousClock.now
                    transfer.cancel()
                    transfer.cancel()
                    #expect(ContinuousClock.now - start < .milliseconds(50), "cancel() blocks")
                    #expect(witness.ended.wait())
                    continuation.resume(returning: (witness.fetched, ContinuousClock.now - start))
                    (sink as? StuckSink)?.release.release()
                }
            }
        }
        return best!
    }

    @Test func atOnce() async {
        let server = ScriptedServer(Self.endless)
        let (fetched, took) = await cancel(server.url()) { _, _ in }
        #expect(fetched.outcome == .stopped)
        #expect(took < .milliseconds(250))
    }

    @Test func connecting() async {
        let port = UnreachablePort()
        let (fetched, took) = await cancel("http://127.0.0.1:\(port.port)/") { _, _ in
            // Nothing tells that the SYN is out; the loop thread needs a moment for it, and either way must end.
            Latch().wait(milliseconds: 30)
        }
        #expect(fetched.outcome == .stopped)
        #expect(fetched.requestHeads.isEmpty)
        #expect(took < .milliseconds(250))
    }

    @Test func waiting() async {
        let hasRequest = Latch()
        let server = ScriptedServer { connection in
            try connection.readRequest()
            hasRequest.release()
            try connection.waitForClose()
        }
        let (fetched, took) = await cancel(server.url()) { _, _ in hasRequest.wait() }
        #expect(fetched.outcome == .stopped)
        #expect(fetched.heads.isEmpty)
        #expect(took < .milliseconds(250))
    }

    @Test func silentInMidBody() async {
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
            try connection.waitForClose()
        }
        let wrote = Latch()
        let (fetched, took) = await cancel(server.url(), sink: { CollectingSink { _ in wrote.release() } }) { _, sink in
            wrote.wait()
        }
        #expect(fetched.outcome == .stopped)
        #expect(fetched.report.counts.decodedBytes == 3)
        #expect(took < .milliseconds(250))
    }

    @Test func receivingAtFullSpeed() async {
        let server = ScriptedServer(Self.endless)
        let (fetched, took) = await cancel(server.url()) { _, sink in
            while (sink as! CollectingSink).count < 10_000_000 { Latch().wait(milliseconds: 1) }
        }
        #expect(fetched.outcome == .stopped)
        #expect(fetched.report.counts.decodedBytes >= 10_000_000)
        #expect(took < .milliseconds(250))
    }

    @Test func `the sink is stuck, and the queues that all share are taken`() async {
        let server = ScriptedServer(Self.endless)
        let ended = Latch()
        let (fetched, took) = await cancel(
            server.url(), sink: { StuckSink() },
            at: { _, sink in
                (sink as! StuckSink).entered.wait()
                for _ in 0..<4 { DispatchQueue.global().async { ended.wait(milliseconds: 1_000) } }
            })
        ended.release()
        #expect(fetched.outcome == .stopped)
        #expect(took < .milliseconds(250))
    }

    @Test func sinkIsStuck() async {
        let server = ScriptedServer(Self.endless)
        let last = Lock<StuckSink?>(nil)
        let (fetched, took) = await cancel(
            server.url(),
            sink: {
                let sink = StuckSink()
                last.withLock { $0 = sink }
                return sink
            }, at: { _, sink in (sink as! StuckSink).entered.wait() })
        #expect(fetched.outcome == .stopped)
        #expect(took < .milliseconds(250))
        // The stuck write is the last one, and `finish` follows it.
        let sink = last.withLock { $0 }!
        while sink.state.withLock({ $0.finishes }) == 0 { Latch().wait(milliseconds: 1) }
        #expect(sink.state.withLock { $0.writes } == 1)
    }

    @Test func fromInsideAnEvent() async {
        let server = ScriptedServer(Self.endless)
        await withCheckedContinuation { continuation in
            startThread {
                let transfer = Lock<Transfer?>(nil)
                let isSet = Latch()
                let witness = Witness { event in
                    guard case .head = event else { return }
                    isSet.wait()
                    transfer.withLock { $0 }?.cancel()
                }
                let started = Transfer(request: Request(url: server.url()), sink: CollectingSink(limit: 0)) { witness.see($0) }
                transfer.withLock { $0 = started }
                started.start()
                isSet.release()
                #expect(witness.ended.wait())
                #expect(witness.fetched.outcome == .stopped)
                continuation.resume()
            }
        }
    }

    @Test func afterTheEnd() async {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc")
        let (fetched, _) = await cancel(server.url()) { witness, _ in witness.ended.wait() }
        #expect(fetched.outcome == .complete)
    }

    @Test func beforeTheStart() async {
        let server = ScriptedServer(Self.endless)
        await withCheckedContinuation { continuation in
            startThread {
                let witness = Witness()
                let transfer = Transfer(request: Request(url: server.url()), sink: CollectingSink()) { witness.see($0) }
                transfer.cancel()
                transfer.start()
                #expect(witness.ended.wait())
                #expect(witness.fetched.outcome == .stopped)
                continuation.resume()
            }
        }
    }
}
