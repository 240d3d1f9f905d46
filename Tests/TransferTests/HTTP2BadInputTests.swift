import Bodies
import HTTP
import Plan
import TestSupport
import Testing

@testable import Transfer

/// What servers should not do in HTTP/2. Each case is put to the installed curl too: same exit status, same words, same bytes.
@Suite struct HTTP2BadInputTests {
    @Test(.timeLimit(.minutes(2)), arguments: HTTP2Attack.all.filter { !$0.isEndless })
    func asCurlDoes(_ attack: HTTP2Attack) async {
        let server = ScriptedServer(attack.script)
        let ours = await fetch(server.url()) {
            $0.protocols.version = .http2PriorKnowledge
            $0.maximumTime = 3000
            $0.body = attack.upload.map { RequestBody($0.utf8) }
        }
        let theirs = await curl([server.url(), "--http2-prior-knowledge", "-m", "3"] + (attack.upload.map { ["-d", $0] } ?? []))
        #expect(ours.exitStatus == theirs.status, "\(ours.outcome)")
        #expect(ours.body == theirs.output)
        #expect(withoutNumbers(ours.message) == withoutNumbers(theirs.message))
        if theirs.status != 0 { #expect(!ours.message.isEmpty) }
    }

    /// libcurl does not look at the time while there is something to read; curl goes on for as long as the server does.
    @Test(.timeLimit(.minutes(2)), arguments: HTTP2Attack.all.filter(\.isEndless))
    func theTimeLimitHolds(_ attack: HTTP2Attack) async {
        let server = ScriptedServer(attack.script)
        let fetched = await fetch(server.url()) {
            $0.protocols.version = .http2PriorKnowledge
            $0.maximumTime = 1000
        }
        #expect([28, 56, 92].contains(fetched.exitStatus), "\(fetched.outcome)")
        #expect(!fetched.message.isEmpty)
    }

    private final class EndingSink: BodySink {
        let end = Latch()
        func write(_ bytes: UnsafeRawBufferPointer) throws {}
        func finish() { end.release() }
    }

    /// Nothing goes on receiving.
    @Test(.timeLimit(.minutes(2)), arguments: HTTP2Attack.all.filter(\.isEndless))
    func aCancelEndsIt(_ attack: HTTP2Attack) async {
        let server = ScriptedServer(attack.script)
        await withCheckedContinuation { continuation in
            startThread {
                var request = Request(url: server.url())
                request.protocols.version = .http2PriorKnowledge
                let sink = EndingSink()
                let transfer = Transfer(request: request, sink: sink) { _ in }
                transfer.start()
                Latch().wait(milliseconds: 300)
                transfer.cancel()
                #expect(sink.end.wait())
                continuation.resume()
            }
        }
    }

    /// curl takes them without end.
    @Test func endlessInterimAnswersEndTheTransfer() async {
        let server = ScriptedServer { connection in
            try connection.beginHTTP2()
            try connection.sendEndlessly(HTTP2Frame.fields([(":status", "103")]).bytes)
        }
        let fetched = await fetch(server.url()) { $0.protocols.version = .http2PriorKnowledge }
        #expect(fetched.exitStatus == 56)
        #expect(fetched.message == "more than 1000 interim answers (1xx) to one request")
        #expect(fetched.heads.count <= 1000)
    }
}
