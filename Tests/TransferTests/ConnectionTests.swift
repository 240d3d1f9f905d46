import HTTP
import Plan
import Synchronization
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

    @Test func `transfers in turn use one connection, and each tells how many it made`() async {
        let server = ScriptedServer(ConnectionTests.patient)
        let share = TransferShare()
        var all: [Fetched] = []
        for _ in 0..<3 { all.append(await get(server.url(), share)) }
        #expect(all.map(\.body) == [[0x30], [0x30], [0x30]])
        #expect(all.map(\.report.figures.connections) == [1, 0, 0])
        #expect(all.map(\.report.peer.port) == [server.port, server.port, server.port])
        #expect(await get(server.url(), nil).body == [0x31])
        #expect(await get(server.url(), TransferShare()).body == [0x32])
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
        let begun = Mutex<Transfer?>(nil)
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
        #expect(await get(server.url(), share).body == [0x30])
        #expect(await get(server.url(), share).body == [0x31])
    }

    @Test(.enabled(if: Nginx.isInstalled)) func `who answers is known without a new handshake`() async throws {
        TestEnvironment.prepare()
        let nginx = try TestEnvironment.nginx.get()
        let share = TransferShare()
        let first = await get(nginx.tlsURL("/hello.txt"), share)
        let second = await get(nginx.tlsURL("/hello.txt"), share)
        #expect(second.outcome == .complete)
        #expect(second.report.figures.connections == 0)
        #expect(second.report.timing.tlsHandshake == nil)
        #expect(first.report.peer.tlsVersion == "TLSv1.3")
        #expect(second.report.peer == first.report.peer)
    }
}
