import Bodies
import Glibc
import HTTP
import Plan
import System
import TestSupport
import Testing

@testable import Runtime

/// Real commands of /bin/sh, in the whole program but for ncurses.
@Suite(.serialized) struct CommandRunTests {
    private final class Output: BodySink {
        let bytes = Lock<[UInt8]>([])
        func write(_ piece: UnsafeRawBufferPointer) { bytes.withLock { $0 += piece } }
        func finish() {}
        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
    }

    private func run(_ command: String, _ work: (CommandRun) -> Void = { _ in }) -> (Outcome?, String) {
        let output = Output()
        let ended = Latch()
        let outcome = Lock<Outcome?>(nil)
        let run = CommandRun(command, reading: nil, sink: output) { event in
            guard case .finished(let end, _) = event else { return }
            outcome.withLock { $0 = end }
            ended.release()
        }
        run.begin()
        work(run)
        #expect(ended.wait())
        return (outcome.withLock { $0 }, output.text)
    }

    @Test func `the output is a body, and a command without input reads nothing`() {
        #expect(run("cat; echo hello") == (.complete, "hello\n"))
    }

    @Test func `it is known when the output came`() {
        let log = Lock(ArrivalLog())
        _ = run("printf one; sleep 0.1; printf two") { run in
            while run.arrivals.end < ByteOffset(6) { usleep(1000) }
            let arrivals = run.arrivals
            log.withLock { $0 = arrivals }
        }
        let known = log.withLock { $0 }
        #expect(known.count >= 2)
        #expect(known.gap(before: known.count - 1).map { $0 >= .milliseconds(80) } == true)
    }

    @Test func `the exit status and the last words on standard error say how it ended`() {
        let (outcome, text) = run("echo one; echo first >&2; echo 'no such thing' >&2; exit 7")
        #expect(outcome == .failed(TransferFailure(exitStatus: 7, message: "no such thing")))
        #expect(text == "one\n")
        #expect(run("exit 3").0 == .failed(TransferFailure(exitStatus: 3, message: "exit status 3")))
        #expect(run("nosuchcommand-\(1)").0?.exitStatus == 127)
    }

    @Test func `stopping ends what it has begun too, also what does not listen`() {
        let (outcome, _) = run("trap '' TERM; sleep 1000 & wait; sleep 1000") { $0.cancel() }
        #expect(outcome == .stopped)
    }

    @Test func `no descriptor of ours is the command's`() {
        let (_, text) = run("ls /proc/self/fd")
        // Its own three, and the folder it lists.
        #expect(text.split(separator: "\n").count == 4)
    }
}
