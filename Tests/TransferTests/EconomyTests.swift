import Plan
import TestSupport
import Testing

@testable import Transfer

/// Nothing is left over after a transfer, and none works while nothing comes. Each test has a process of its own,
/// because it counts what the whole process holds and does.
@Suite struct EconomyTests {
    @Test(.timeLimit(.minutes(5))) func aThousandRefetchesLeaveNothing() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            // What is kept is counted, and not how many of the allocator's arenas threads that overlap have spread it over.
            ProcessFigures.useOneArena()
            // `readHead`, since a logged request is memory too.
            let server = ScriptedServer { connection in
                try connection.readHead()
                try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc")
                try connection.waitForClose()
            }
            // Something that leaks does so in each round; an allocator that takes one more arena for good does not.
            var figures = [ProcessFigures.settled { _ in false }]
            for _ in 0..<4 {
                for _ in 0..<500 {
                    let fetched = await fetch(server.url())
                    precondition(fetched.body == Array("abc".utf8), "\(fetched.outcome)")
                }
                let before = figures[figures.count - 1]
                figures.append(.settled { $0.threads <= before.threads && $0.descriptors <= before.descriptors })
            }
            let rounds = zip(figures, figures.dropFirst())
            precondition(rounds.contains { $1.descriptors <= $0.descriptors }, "\(figures)")
            precondition(rounds.contains { $1.threads <= $0.threads }, "\(figures)")
            precondition(Sanitizer.isOn || rounds.contains { $1.residentBytes - $0.residentBytes < 256 << 10 }, "\(figures)")
        }
        if let result, result.exitStatus != ExitStatus.exitCode(0) {
            Issue.record("\(String(decoding: result.standardErrorContent, as: UTF8.self))")
        }
    }

    @Test(.timeLimit(.minutes(1))) func silenceWakesNobody() async {
        await #expect(processExitsWith: .success) {
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send("HTTP/1.1 200 OK\r\n\r\nabc")
                try connection.waitForClose()
            }
            TestEnvironment.prepare()
            // The test process has wake-ups of its own: what counts is what the transfer adds.
            let idle = ProcessFigures.wakeUpsInThreeSeconds()
            let witness = Witness()
            let wrote = Latch()
            let transfer = Transfer(request: Request(url: server.url()), sink: CollectingSink { _ in wrote.release() }) {
                witness.see($0)
            }
            transfer.start()
            precondition(wrote.wait())
            let silent = ProcessFigures.wakeUpsInThreeSeconds()
            precondition(silent <= idle + 1, "\(idle) wake-ups without, \(silent) with a silent transfer")
            transfer.cancel()
            precondition(witness.ended.wait())
        }
    }
}
