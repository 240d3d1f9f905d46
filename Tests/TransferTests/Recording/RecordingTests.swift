import Bodies
import Glibc
import HTTP
import Resources
import System
import TestSupport
import Plan
import Testing

@testable import Transfer

@Suite struct RecordingTests {
    /// By hand: comments, blank lines, keys nobody knows, several things in a line, times left out.
    @Test func aRecordingWrittenByHand() async {
        let fetched = await replay(
            """
            # a comment

            {"recording":1,"url":"http://example.com/","author":"me"}
              {"head":["HTTP/1.1 103 Early Hints","Link: <a>"]}
            {"ms":3,"head":["HTTP/1.1 200 Fine","A: 1","a:2", {"base64":"Qjog6Q=="}],"body":"one\\n","more":[{}]}
            {"ms":1,"body":{"base64":"//4="}}
            {"body":"","trailers":["T: 1"]}
            """)
        #expect(fetched.outcome == .complete)
        #expect(fetched.heads.map(\.status) == [103, 200])
        #expect(fetched.heads.last?.fields.fields.map(\.line) == [Array("A: 1".utf8), Array("a:2".utf8), [0x42, 0x3A, 0x20, 0xE9]])
        #expect(fetched.body == Array("one\n".utf8) + [0xFF, 0xFE])
        #expect(fetched.trailers == ["T: 1"])
        #expect(fetched.report.effectiveURL == "http://example.com/")
        #expect(fetched.report.counts.decodedBytes == 6)
    }

    @Test(arguments: [
        (#"{"end":"stopped"}"#, Outcome.stopped),
        (#"{"end":"failed","status":18,"message":"cut"}"#, .failed(TransferFailure(exitStatus: 18, message: "cut"))),
        (#"{"end":"failed","status":0,"message":"none"}"#, .failed(TransferFailure(exitStatus: 1, message: "none"))),
        (#"{"end":"failed","status":256,"message":"more"}"#, .failed(TransferFailure(exitStatus: 1, message: "more"))),
        (#"{"end":"complete"}"# + "\nthis is not read", .complete),
        ("", .complete),
    ])
    func ends(text: String, outcome: Outcome) async {
        #expect(await replay(#"{"head":["HTTP/1.1 200 OK"]}"# + "\n" + text).outcome == outcome)
    }

    @Test(arguments: [
        ("{\"head\":[\"HTTP/1.1 200 OK\"]}\n\n{", "x:3: this is not JSON"),
        ("[1]", "x:1: a line is a JSON object"),
        (#"{"recording":2}"#, "x:1: version 2 of the format is not known here, 1 is"),
        (#"{"ms":"soon"}"#, "x:1: the value of ms is of the wrong kind"),
        (#"{"ms":-1}"#, "x:1: ms is a time since the start and not negative"),
        (#"{"head":[]}"#, "x:1: a head begins with a status line"),
        ("#\n" + #"{"body":"a"}"#, "x:2: a body comes after a head"),
        (#"{"head":["HTTP/1.1 200 OK"],"body":{"base64":"?"}}"#, "x:1: this is not base64"),
        (#"{"head":["HTTP/1.1 200 OK"],"body":{"text":"?"}}"#, #"x:1: bytes are a string or {"base64": "…"}"#),
        (#"{"head":["HTTP/1.1 200 OK"],"end":"over"}"#, "x:1: end is complete, stopped or failed"),
    ])
    func whatIsWrongIsSaidWithItsLine(text: String, message: String) async {
        #expect(await replay(text).outcome == .failed(TransferFailure(exitStatus: 26, message: message)))
    }

    @Test func noSuchFile() async {
        let fetched = await fetch(.recording(.file(path: "/nonexistent"), .unlimited))
        #expect(fetched.outcome == .failed(TransferFailure(exitStatus: 37, message: "cannot open /nonexistent: No such file or directory")))
    }

    @Test func anEmptyRecordingIsAnEmptyReply() async {
        #expect(await replay("").exitStatus == 52)
    }

    @Test func theSpeedDividesTheTimes() {
        let text = """
            {"ms":100,"head":["HTTP/1.1 200 OK"]}
            {"ms":250.5,"body":"a"}
            {"ms":9,"body":"b"}
            {"body":"c"}
            {"ms":1e300,"body":"d"}
            """
        let day = Duration.milliseconds(86_400_000)
        #expect(
            schedule(text, .times(1)) == [.milliseconds(100), .microseconds(250_500), .microseconds(250_500), .microseconds(250_500), day])
        #expect(
            schedule(text, .times(2)) == [.milliseconds(50), .microseconds(125_250), .microseconds(125_250), .microseconds(125_250), day])
        #expect(schedule(text, .unlimited) == [.zero, .zero, .zero, .zero, .zero])
    }

    @Test func cancelEndsAWait() async {
        let text = #"{"head":["HTTP/1.1 200 OK"],"body":"here"}"# + "\n" + #"{"ms":3600000,"body":"never"}"#
        let recording = Source.recording(.text(Array(text.utf8), name: "x"), .times(1))
        let cancelling = Lock<Transfer?>(nil)
        let fetched = await fetch(recording, sink: CollectingSink(onWrite: { _ in cancelling.withLock { $0?.cancel() } })) { transfer in
            cancelling.withLock { $0 = transfer }
        }
        #expect(fetched.outcome == .stopped)
        #expect(fetched.body == Array("here".utf8))
    }

    @Test(arguments: DemoRecording.allCases)
    func theDemosPlay(demo: DemoRecording) async {
        let fetched = await fetch(.recording(.text(demo.data, name: demo.rawValue), .unlimited))
        #expect(fetched.outcome == .complete)
        #expect(fetched.heads.map(\.status) == [200])
        #expect(fetched.requestHeads.count == 1)
        #expect(fetched.body.count > 1000)
        if let length = fetched.report.counts.expectedWireBytes { #expect(length == fetched.body.count) }
    }

    /// To the millisecond, and whatever the speed is.
    @Test(arguments: [ReplaySpeed.times(1), .times(20), .unlimited])
    func `arrival times are those of the recording`(speed: ReplaySpeed) async throws {
        let text = #"""
            {"ms":1,"head":["HTTP/1.1 200 OK"]}
            {"ms":12,"body":"one\n"}
            {"ms":40.25,"body":"two\n"}
            {"ms":90,"body":"three\n"}
            """#
        let started = Lock<Transfer?>(nil)
        _ = await fetch(.recording(.text(Array(text.utf8), name: "x"), speed)) { transfer in started.withLock { $0 = transfer } }
        let log = try #require(started.withLock { $0 }).arrivals
        #expect((0..<log.count).map { log[$0].time } == [.milliseconds(12), .microseconds(40_250), .milliseconds(90)])
        #expect((0..<log.count).map { log[$0].start.bytes } == [0, 4, 8])
    }

    private func replay(_ text: String) async -> Fetched {
        await fetch(.recording(.text(Array(text.utf8), name: "x"), .unlimited))
    }

    /// When each thing is waited for.
    private func schedule(_ text: String, _ speed: ReplaySpeed) -> [Duration] {
        var waits: [Duration] = []
        let player = RecordingPlayer(recording: .text(Array(text.utf8), name: "x"), speed: speed)
        _ = player.play(
            wait: { due in
                waits.append(due)
                return true
            }, perform: { _, _ in })
        return waits
    }
}
