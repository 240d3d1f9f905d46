import Glibc
import HTTP
import Plan
import TestSupport
import Testing

@testable import Transfer

/// What one transfer keeps for the next, and conditions on what was fetched before.
@Suite struct MemoryTests {
    private static let script: ScriptedServer.Script = { connection in
        try connection.readRequest()
        try connection.send(
            """
            HTTP/1.1 200 OK\r
            Set-Cookie: session=1; path=/\r
            Set-Cookie: lasting=2; path=/; expires=Fri, 01 Jan 2038 00:00:00 GMT\r
            Content-Length: 0\r
            Connection: close\r
            \r

            """)
    }

    private func temporaryPath() -> String {
        var template = Array("/tmp/curlew-memory.XXXXXX".utf8CString)
        close(mkstemp(&template))
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private func contents(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    private func fetch(_ url: String, _ share: TransferShare?, _ change: (inout CookieSettings) -> Void = { _ in }) async {
        var request = Request(url: url)
        change(&request.cookies)
        _ = await TransferTests.fetch(.network, request, share: share)
    }

    private func cookies(_ server: ScriptedServer) -> [String] {
        server.requests.map { request in
            let lines = String(decoding: request, as: UTF8.self).split(separator: "\r\n")
            return lines.first { $0.hasPrefix("Cookie: ") }.map { String($0.dropFirst(8)) } ?? ""
        }
    }

    @Test func cookiesAreSharedByThoseThatKeepThem() async {
        let server = ScriptedServer(MemoryTests.script)
        let share = TransferShare()
        await fetch(server.url(), share)
        await fetch(server.url(), share) { $0.files = [""] }
        await fetch(server.url(), share) { $0.files = [""] }
        await fetch(server.url(), share) {
            $0.files = [""]
            $0.literal = "a=1;b=2"
        }
        await fetch(server.url(), share) { $0.literal = "a=1" }
        await fetch(server.url(), share)
        await fetch(server.url(), TransferShare()) { $0.files = [""] }
        #expect(cookies(server) == ["", "", "lasting=2; session=1", "lasting=2; session=1; a=1;b=2", "a=1", "", ""])
    }

    @Test func theJarIsCurls() async {
        let server = ScriptedServer(MemoryTests.script)
        let (ours, theirs) = (temporaryPath(), temporaryPath())
        defer {
            unlink(ours)
            unlink(theirs)
        }
        let share = TransferShare()
        await fetch(server.url(), share) { $0.jar = ours }
        share.writeCookies(to: ours)
        _ = await curl(["-c", theirs, server.url()])
        #expect(contents(ours) == contents(theirs))
        #expect(contents(ours).contains("\tlasting\t2\n"))

        await fetch(server.url(), TransferShare()) { $0.files = [ours] }
        await fetch(server.url(), TransferShare()) {
            $0.files = [ours]
            $0.dropsSessionCookies = true
        }
        _ = await curl(["-b", theirs, server.url()])
        _ = await curl(["-b", theirs, "-j", server.url()])
        let sent = Array(cookies(server).suffix(4))
        #expect(sent[0].contains("session=1") && !sent[1].contains("session=1"))
        #expect(Array(sent[..<2]) == Array(sent[2...]))
    }

    @Test func manyAtATime() async {
        let server = ScriptedServer(MemoryTests.script)
        let share = TransferShare()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<40 { group.addTask { await fetch(server.url(), share) { $0.files = [""] } } }
        }
        await fetch(server.url(), share) { $0.files = [""] }
        #expect(cookies(server).last == "lasting=2; session=1")
    }

    @Test func filesAreWrittenWhenTheEndIsSaid() async {
        let server = ScriptedServer(MemoryTests.script)
        let (services, hosts) = (temporaryPath(), temporaryPath())
        defer {
            unlink(services)
            unlink(hosts)
        }
        let fetched = await TransferTests.fetch(server.url()) {
            $0.serverMemory.alternativeServices = services
            $0.serverMemory.strictTransport = hosts
        }
        #expect(fetched.outcome == .complete)
        #expect(contents(services).hasPrefix("# Your alt-svc cache."))
        #expect(contents(hosts).hasPrefix("# Your HSTS cache."))
    }

    @Test(
        arguments: [
            (["-r", "0-1,-5"], { @Sendable in $0.range = "0-1,-5" }),
            (
                ["-r", "1-2", "-C", "7"],
                { @Sendable in
                    $0.range = "1-2"
                    $0.resumeFrom = 7
                }
            ),
            (["-C", "0"], { @Sendable in $0.resumeFrom = 0 }),
            (
                ["-z", "Sun, 06 Nov 1994 08:49:37 GMT"],
                { @Sendable in
                    $0.timeCondition = curlDate("Sun, 06 Nov 1994 08:49:37 GMT").map { TimeCondition(kind: .modifiedSince, time: $0) }
                }
            ),
            (["-z", "-19941106"], { @Sendable in $0.timeCondition = TimeCondition(kind: .unmodifiedSince, time: 784_080_000) }),
            (["-z", "=19941106"], { @Sendable in $0.timeCondition = TimeCondition(kind: .lastModified, time: 784_080_000) }),
            (["--request-target", "*"], { @Sendable in $0.target = "*" }),
        ] as [([String], @Sendable (inout Request) -> Void)])
    func conditionsAreSentAsByCurl(_ arguments: [String], _ change: @escaping @Sendable (inout Request) -> Void) async {
        let server = ScriptedServer(MemoryTests.script)
        let ours = await TransferTests.fetch(server.url(), change)
        let theirs = await curl(arguments + [server.url()])
        #expect(ours.exitStatus == theirs.status)
        let requests = server.requests.map { request in
            String(decoding: request, as: UTF8.self).split(separator: "\r\n").filter { !$0.hasPrefix("User-Agent: ") }
        }
        #expect(requests.count == 2 && requests.first == requests.last)
    }

    @Test func whatIsNoDate() {
        #expect(curlDate("yesterday or so") == nil)
        #expect(curlDate("19700101") == 0)
    }
}
