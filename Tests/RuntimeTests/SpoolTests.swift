import App
import Bodies
import Glibc
import Plan
import Screen
import System
import TestSupport
import Testing

@testable import Runtime

/// What becomes of bodies when there is no more room for them.
@Suite(.serialized) struct SpoolTests {
    private static let size = 300_000

    private static func server() -> ScriptedServer {
        ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: \(size)\r\n\r\n")
            try connection.send(bytes: Array(String(repeating: "line\n", count: size / 5).utf8))
        }
    }

    private struct Ended {
        let latch = Latch()
        let status = Lock<Int32?>(nil)
    }

    /// The viewer of `plan` with a spool of 100,000 bytes, until `q`.
    private func view(_ plan: Plan, _ work: (FakeTerminal) -> Void) -> Int32? {
        let terminal = FakeTerminal(columns: 120)
        let ended = Ended()
        let context = RunContext()
        context.quota.set(limit: 100_000)
        startThread {
            let result = try? InteractiveMode(
                plans: [plan], context: context, asciiOnly: false, reader: CommandReader { _ in .refused("") })(
                    makeDisplay: { .screen(terminal) })
            ended.status.withLock { $0 = result }
            ended.latch.release()
        }
        work(terminal)
        terminal.type("q")
        #expect(ended.latch.wait())
        return ended.status.withLock { $0 }
    }

    @Test func `a full spool holds the transfer until more is allowed`() {
        let server = Self.server()
        let status = view(Plan(request: Request(url: server.url()))) { terminal in
            #expect(terminal.shows("spool full at"))
            #expect(terminal.shows(":set max-spool 2G goes on"))
            terminal.type(":set max-spool 1G\n")
            #expect(terminal.shows("done"))
            #expect(!terminal.text.joined().contains("spool full"))
        }
        #expect(status == 0)
    }

    @Test func `or until it is stopped`() {
        let server = Self.server()
        let status = view(Plan(request: Request(url: server.url()))) { terminal in
            #expect(terminal.shows("spool full at"))
            terminal.press(.control("C"))
            #expect(terminal.shows("stopped"))
        }
        #expect(status != nil)
    }

    @Test func `beside a file the view stops growing, and the file gets all`() {
        let path = "/tmp/curlew-spool.\(getpid())"
        defer { unlink(path) }
        let server = Self.server()
        var plan = Plan(request: Request(url: server.url()))
        plan.output.name = path
        let status = view(plan) { terminal in
            #expect(terminal.shows("done"))
            #expect(terminal.shows("shown up to there, the file gets all"))
        }
        #expect(status == 0)
        var file = stat()
        #expect(stat(path, &file) == 0 && file.st_size == Self.size)
    }

    @Test func `room is given back, and small bodies need none`() throws {
        let quota = SpoolQuota()
        quota.set(limit: 100_000)
        func body() -> GrowingBody { GrowingBody(in: "/tmp", quota) {} }
        let bytes = [UInt8](repeating: 1, count: 90_000)
        do {
            let first = body()
            try bytes.withUnsafeBytes(first.write)
            let second = body()
            #expect(throws: BodyWriteFailure.self) { try bytes.withUnsafeBytes(second.write) }
            try bytes[..<60_000].withUnsafeBytes(body().write)
        }
        let third = body()
        try bytes.withUnsafeBytes(third.write)
        #expect(third.snapshot.length == 90_000)
    }

    @Test func `a bomb asks before it goes on, unless somebody has said how much may be taken`() {
        #expect(PackedBodies.isSuspicious(2 << 30, of: 1 << 20))
        #expect(!PackedBodies.isSuspicious(2 << 30, of: 4 << 20))
        #expect(!PackedBodies.isSuspicious(1 << 30, of: 1 << 10))
        let quota = SpoolQuota()
        #expect(quota.take(1, in: "/", isSuspicious: true) == .isSuspicious(at: 0))
        quota.set(limit: 10)
        #expect(quota.take(1, in: "/", isSuspicious: true) == nil)
        #expect(quota.take(10, in: "/", isSuspicious: true) == .spoolIsFull(at: 1))
    }
}
