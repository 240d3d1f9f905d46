import HTTP
import Plan
import System
import TestSupport
import Testing

@testable import Transfer

/// Who uses whose connection. What curl does in the same place is in the differential rows of `%{num_connects}`.
@Suite struct ConnectionTests {
    /// Answers as often as it is asked; says on which connection.
    private static let patient: ScriptedServer.Script = { connection in
        while true {
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n\(connection.number)")
        }
    }

    private func get(_ url: String, _ share: TransferShare?) async -> Fetched {
        await fetch(.network, Request(url: url), share: share)
    }

    /// In turn and without a pause: libcurl leaves a connection that was idle for 118 s, which a busy machine can take to come
    /// back to a test that waits.
    private func get(_ fetches: [(String, TransferShare?)]) async -> [Fetched] {
        await fetchInTurn(fetches.map { (Request(url: $0), $1) })
    }

    @Test func `transfers in turn use one connection, and each tells how many it made`() async {
        let server = ScriptedServer(ConnectionTests.patient)
        let share = TransferShare()
        let url = server.url()
        let all = await get([(url, share), (url, share), (url, share), (url, nil), (url, TransferShare())])
        #expect(all.map(\.body) == [[0x30], [0x30], [0x30], [0x31], [0x32]])
        #expect(all.map(\.report.figures.connections) == [1, 0, 0, 1, 1])
        #expect(all.map(\.report.figures.connectionNumber) == [0, 0, 0, 0, 0])
        #expect(all.map(\.report.figures.transferNumber) == [0, 1, 2, 0, 0])
        #expect(all.allSatisfy { !$0.report.figures.usesProxy && ($0.report.figures.posttransfer ?? .zero) > .zero })
        #expect(all.allSatisfy { $0.report.peer.port == server.port })
    }

    @Test func `transfers at the same time have a connection each, and leave them to those after them`() async {
        let server = ScriptedServer(ConnectionTests.patient)
        let share = TransferShare()
        for round in 0..<4 {
            let made = await withTaskGroup(of: Fetched.self) { group in
                for _ in 0..<4 { group.addTask { await fetch(.network, Request(url: server.url()), share: share) } }
                return await group.reduce(into: [Fetched]()) { $0.append($1) }
            }
            #expect(made.allSatisfy { $0.outcome == .complete })
            let connections = made.reduce(0) { $0 + $1.report.figures.connections }
            #expect(round == 0 ? (1...4).contains(connections) : connections < 4)
        }
    }

    @Test func `what is stopped in the middle of a body drops its connection`() async {
        let closed = Latch()
        let server = ScriptedServer { connection in
            try connection.readRequest()
            if connection.number == 0 {
                try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                try connection.waitForClose()
                closed.release()
            } else {
                try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n\(connection.number)")
            }
        }
        let share = TransferShare()
        let begun = Lock<Transfer?>(nil)
        let sink = CollectingSink { _ in begun.withLock { $0 }?.cancel() }
        let stopped = await fetch(.network, Request(url: server.url()), share: share, sink: sink) { transfer in
            begun.withLock { $0 = transfer }
        }
        begun.withLock { $0 = nil }
        #expect(stopped.outcome == .stopped)
        #expect(stopped.body == Array("half".utf8))
        #expect(closed.wait())
        #expect(await get(server.url(), share).body == [0x31])
    }

    @Test func `a connection that the server has closed meanwhile is made anew`() async {
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n\(connection.number)")
        }
        let share = TransferShare()
        let both = await get([(server.url(), share), (server.url(), share)])
        #expect(both.map(\.body) == [[0x30], [0x31]] && both.map(\.report.figures.connectionNumber) == [0, 1])
    }

    @Test(.enabled(if: Nginx.isInstalled)) func `who answers is known without a new handshake`() async throws {
        TestEnvironment.prepare()
        let nginx = try TestEnvironment.nginx.get()
        let share = TransferShare()
        let url = nginx.tlsURL("/hello.txt")
        let both = await get([(url, share), (url, share)])
        let (first, second) = (both[0], both[1])
        #expect(second.outcome == .complete)
        #expect(second.report.figures.connections == 0)
        #expect(second.report.timing.tlsHandshake == nil)
        #expect(first.report.peer.tlsVersion == "TLSv1.3")
        #expect(second.report.peer == first.report.peer)
    }
}
