import Glibc
import Plan
import Screen
import System
import TestSupport
import Testing

@testable import Runtime

/// What an exchange in the viewer keeps: cookies for the next, files for the next run.
@Suite(.serialized) struct KeepingTests {
    private func view(_ plan: Plan, _ work: (FakeTerminal) -> Void) -> Int32? {
        let terminal = FakeTerminal()
        let ended = Latch()
        let status = Lock<Int32?>(nil)
        startThread {
            let result = try? InteractiveMode(plans: [plan], asciiOnly: false, reader: CommandReader { _ in .refused("") })(makeDisplay: {
                .screen(terminal)
            })
            status.withLock { $0 = result }
            ended.release()
        }
        work(terminal)
        terminal.type("q")
        #expect(ended.wait())
        return status.withLock { $0 }
    }

    private let folder: String = {
        var template = Array("/tmp/curlew-keeping.XXXXXX".utf8CString)
        _ = mkdtemp(&template)
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }()

    private func contents(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    private func remove(_ names: String...) {
        for name in names { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    @Test func aRefetchSendsTheCookiesThatCameAndTheJarIsWrittenAtTheEnd() {
        defer { remove("jar", "tag") }
        let server = ScriptedServer(
            answer: "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nETag:  \"x\" \r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
        var plan = Plan(request: Request(url: server.url()))
        plan.request.cookies.jar = "\(folder)/jar"
        plan.entityTagPath = "\(folder)/tag"
        let status = view(plan) { terminal in
            #expect(terminal.shows("done"))
            #expect(contents("\(folder)/jar")?.hasSuffix("\ta\t1\n") == true)
            #expect(contents("\(folder)/tag") == "\"x\"\n")
            terminal.type("R")
            #expect(terminal.shows { _ in server.requests.count == 2 })
            #expect(terminal.shows("done"))
        }
        #expect(status == 0)
        let sent = server.requests.map { String(decoding: $0, as: UTF8.self).contains("\r\nCookie: a=1\r\n") }
        #expect(sent == [false, true])
    }

    @Test func aFileForTheETagThatCannotBeMadeIsSaidAndNothingIsSent() {
        defer { remove() }
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        var plan = Plan(request: Request(url: server.url()))
        plan.entityTagPath = "\(folder)/none/tag"
        let status = view(plan) { #expect($0.shows("(26) cannot write the ETag to")) }
        #expect(status == 26)
        #expect(server.requests.isEmpty)
    }

    @Test func aFileGoesOnWhereItEnds() {
        defer { remove("part") }
        let file = fopen("\(folder)/part", "w")
        fputs("hel", file)
        fclose(file)
        let server = ScriptedServer(
            answer: "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 3-4/5\r\nContent-Length: 2\r\nConnection: close\r\n\r\nlo")
        var plan = Plan(request: Request(url: server.url()))
        plan.output.name = "\(folder)/part"
        plan.resumesOutput = true
        let status = view(plan) { #expect($0.shows("done")) }
        #expect(status == 0)
        #expect(contents("\(folder)/part") == "hello")
        #expect(server.requests.first.map { String(decoding: $0, as: UTF8.self).contains("\r\nRange: bytes=3-\r\n") } == true)
    }

    @Test func anUploadFromStandardInputIsNotRepeated() {
        defer { remove() }
        let server = ScriptedServer { connection in
            try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        }
        var plan = Plan(request: Request(url: server.url()))
        plan.request.upload = .standardInput
        let status = view(plan) { terminal in
            #expect(terminal.shows("done"))
            terminal.type("R")
            #expect(terminal.shows("Send the PUT again? (y/n)"))
            terminal.type("y")
            #expect(terminal.shows("standard input was uploaded already"))
        }
        #expect(status == 26)
    }
}
