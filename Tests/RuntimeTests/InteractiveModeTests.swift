import Foundation
import Glibc
import Plan
import Runtime
import Screen
import System
import TestSupport
import Testing

/// The whole program but for ncurses: keys and a scripted server in, grids out.
@Suite(.serialized) struct InteractiveModeTests {
    /// The viewer on a thread of its own.
    private final class Viewer: Sendable {
        let terminal = FakeTerminal()
        let ended = Latch()
        let status = Lock<Int32?>(nil)

        convenience init(_ url: String, context: RunContext = RunContext(), _ change: (inout Plan) -> Void = { _ in }) {
            self.init([url], context: context, change)
        }

        init(
            _ urls: [String], settings: Run = Run(), context: RunContext = RunContext(), _ change: (inout Plan) -> Void = { _ in }
        ) {
            let plans = urls.map { url in
                var plan = Plan(request: Request(url: url))
                change(&plan)
                return plan
            }
            startThread { [self] in
                let result = try? InteractiveMode(
                    plans: plans, run: settings, context: context, asciiOnly: false,
                    reader: CommandReader { .plans([Plan(request: Request(url: $0.text))], remarks: []) })(
                        makeDisplay: { .screen(terminal) })
                status.withLock { $0 = result }
                ended.release()
            }
        }

        func quit() -> Int32? {
            terminal.type("q")
            #expect(ended.wait())
            #expect(terminal.isRestored)
            return status.withLock { $0 }
        }
    }

    private static func stream(_ more: Latch) -> ScriptedServer {
        ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
            try connection.send("first\nhalf a li")
            try connection.pause(until: more)
            try connection.send("ne\nlast\n")
        }
    }

    @Test func bytesShowBeforeTheLineTheyAreInIsComplete() {
        let more = Latch()
        let server = InteractiveModeTests.stream(more)
        let run = Viewer(server.url())
        #expect(run.terminal.shows("half a li"))
        #expect(run.terminal.shows("receiving"))
        more.release()
        #expect(run.terminal.shows("half a line"))
        #expect(run.terminal.shows("done"))
        #expect(run.quit() == 0)
    }

    @Test func searchingAndCountingGoOnWhileItArrives() {
        let more = Latch()
        let server = InteractiveModeTests.stream(more)
        let run = Viewer(server.url())
        #expect(run.terminal.shows("half a li"))
        run.terminal.type("/l\n")
        #expect(run.terminal.shows("1/2"))
        more.release()
        #expect(run.terminal.shows("1/3"))
        #expect(run.quit() == 0)
    }

    @Test func stoppingKeepsWhatCameAndRefetchingGetsItAgain() {
        let more = Latch()
        let server = InteractiveModeTests.stream(more)
        let run = Viewer(server.url())
        #expect(run.terminal.shows("half a li"))
        run.terminal.type("x")
        #expect(run.terminal.shows("stopped"))
        #expect(run.terminal.text.contains("half a li"))
        more.release()
        run.terminal.type("R")
        #expect(run.terminal.shows("half a line"))
        #expect(run.terminal.shows("done"))
        #expect(run.quit() == 0)
    }

    /// Two blocks of a gzip stream, each stored as it is; nothing after the second one says that the stream is over.
    @Test func `a packed body is decoded as it comes, and after a refetch, and back`() {
        let more = Latch()
        let isSecond = Lock(false)
        @Sendable func block(_ text: String) -> [UInt8] {
            [0, UInt8(text.utf8.count), 0, ~UInt8(text.utf8.count), 0xFF] + Array(text.utf8)
        }
        let server = ScriptedServer { connection in
            try connection.readRequest()
            let word = isSecond.withLock { isSecond in
                defer { isSecond = true }
                return isSecond ? "second" : "first"
            }
            try connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
            try connection.send(bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + block("\(word)\nhalf a li"))
            try connection.pause(until: more)
            try connection.send(bytes: block("ne\nlast\n"))
        }
        let run = Viewer(server.url())
        #expect(run.terminal.shows("gzip: P decodes it"))
        run.terminal.type("P/li\n")
        #expect(run.terminal.shows { $0[0] == "first" && $0[1] == "half a li" && $0.last?.contains("match 1/1") == true })
        more.release()
        #expect(run.terminal.shows { $0[1] == "half a line" && $0[2] == "last" })
        #expect(run.terminal.shows("cut off after"))
        run.terminal.type("R")
        #expect(run.terminal.shows { $0[0] == "second" && $0.last?.contains("gunzip broken") == true })
        run.terminal.type(":view gunzip\n")
        #expect(run.terminal.shows { $0[0].hasPrefix("^_<8B>") && $0[0].hasSuffix("second") })
        run.terminal.type("/half\n")
        #expect(run.terminal.shows("match 1/1"))
        #expect(run.quit() == 0)
    }

    @Test func quittingDoesNotWaitForASilentServer() {
        let never = Latch()
        let server = ScriptedServer { try $0.pause(until: never) }
        let run = Viewer(server.url())
        #expect(run.terminal.shows("waiting"))
        #expect(run.quit() == 0)
    }

    @Test func theListCountsEachOfThoseThatRunTogether() {
        let more = [Latch(), Latch(), Latch()]
        let server = ScriptedServer { connection in
            let path = String(decoding: try connection.readRequest(), as: UTF8.self).split(separator: " ")[1]
            let index = Int(path.dropFirst()) ?? 0
            try connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
            try connection.send(String(repeating: "x", count: 10 + index))
            try connection.pause(until: more[index])
            try connection.send(String(repeating: "y", count: 100))
        }
        var settings = Run()
        settings.isParallel = true
        let viewer = Viewer((0..<3).map { server.url("/\($0)") }, settings: settings)
        #expect(viewer.terminal.shows("xxxxxxxxxx"))
        viewer.terminal.type(":e\n")
        func lists(_ index: Int, _ words: String...) -> ([String]) -> Bool {
            { $0.contains { line in line.hasSuffix("/\(index)") && words.allSatisfy { line.contains($0) } } }
        }
        #expect(viewer.terminal.shows { lists(0, " 10 ")($0) && lists(1, " 11 ")($0) && lists(2, " 12 ")($0) })
        more[1].release()
        #expect(viewer.terminal.shows(lists(1, "done", " 111 ")))
        #expect(!lists(0, "done")(viewer.terminal.text))
        more[0].release()
        more[2].release()
        #expect(viewer.terminal.shows { lists(0, "done", " 110 ")($0) && lists(2, "done", " 112 ")($0) })
        viewer.terminal.type("q")
        #expect(viewer.quit() == 0)
    }

    @Test func aFailureIsTheExitStatus() {
        let server = ScriptedServer { try $0.readRequest() }
        let run = Viewer(server.url())
        #expect(run.terminal.shows("(52) Empty reply from server"))
        #expect(run.quit() == 52)
    }

    @Test func failMakesAnErrorStatusTheExitStatusAndStillShowsTheBody() {
        let server = ScriptedServer(answer: "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nsorry")
        let run = Viewer(server.url()) { $0.errorStatus = .failsWithoutBody }
        #expect(run.terminal.shows("sorry"))
        #expect(run.terminal.shows("failed  404"))
        #expect(run.quit() == 22)
    }

    @Test func theOutputFileGetsTheBodyToo() {
        let server = ScriptedServer { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\(connection.number)")
        }
        let path = "/tmp/curlew-tee-\(getpid())", heads = path + "-heads"
        defer {
            unlink(path)
            unlink(heads)
        }
        let run = Viewer(server.url()) {
            $0.output.name = path
            $0.output.headPath = heads
        }
        #expect(run.terminal.shows { $0.first == "hello0" && $0.last?.contains("done") == true })
        run.terminal.type("R")
        #expect(run.terminal.shows { $0.first == "hello1" && $0.last?.contains("done") == true })
        #expect(run.quit() == 0)
        #expect(TestSupport.run(["cat", path]).output == Array("hello1".utf8))
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n"
        #expect(TestSupport.run(["cat", heads]).output == Array((head + head).utf8))
    }

    @Test func theOutputFileGetsNoBodyThatFailsTheExchange() {
        let server = ScriptedServer(answer: "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nsorry")
        let path = "/tmp/curlew-failed-\(getpid())"
        defer { unlink(path) }
        for (status, kept) in [(ErrorStatus.failsWithoutBody, 1), (.failsWithBody, 0)] as [(ErrorStatus, Int32)] {
            let run = Viewer(server.url()) {
                $0.errorStatus = status
                $0.output.name = path
            }
            #expect(run.terminal.shows { $0.first == "sorry" && $0.last?.hasPrefix(" failed") == true })
            #expect(run.quit() == 22)
            #expect(TestSupport.run(["cat", path]).status == kept)
        }
    }

    @Test func anOutputFileThatCannotBeWrittenIsSaidAndWhatCameIsKept() {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        let full = Viewer(server.url()) { $0.output.name = "/dev/full" }
        #expect(full.terminal.shows("(23) cannot write to /dev/full: No space left on device"))
        #expect(full.quit() == 23)
        let nowhere = Viewer(server.url()) { $0.output.headPath = "/nonexistent/heads" }
        #expect(nowhere.terminal.shows("(23) Failed to open /nonexistent/heads"))
        #expect(nowhere.quit() == 23)
    }

    @Test func whatPassesIsTriedAgain() {
        let server = ScriptedServer { connection in
            try connection.readRequest()
            let answer = connection.number == 0 ? "503 Not yet" : "200 OK"
            try connection.send("HTTP/1.1 \(answer)\r\nRetry-After: 1\r\nContent-Length: 6\r\n\r\nhello\(connection.number)")
        }
        let run = Viewer(server.url()) { $0.retry.limit = 3 }
        #expect(run.terminal.shows("retry in 1s"))
        #expect(run.terminal.shows("hello1"))
        #expect(run.terminal.shows("done  200"))
        #expect(run.quit() == 0)
    }

    @Test func `an exchange that was opened inside counts for the exit status`() {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n")
        let run = Viewer(server.url())
        #expect(run.terminal.shows("done  200"))
        // Nobody listens on the discard port of this machine.
        run.terminal.type("ohttp://127.0.0.1:9/\n")
        #expect(run.terminal.shows("failed"))
        #expect(run.quit() == 7)
    }

    @Test func noPlaceForTheBodyIsSaid() {
        let body = String(repeating: "x", count: 70_000)
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n\(body)")
        var context = RunContext()
        context.spoolDirectory = "/nonexistent"
        let run = Viewer(server.url(), context: context)
        #expect(run.terminal.shows("cannot make a spool file in /nonexistent"))
        #expect(run.quit() == 23)
    }

    @Test func `what is written to files comes to its end before the program does`() throws {
        let more = Latch()
        let server = InteractiveModeTests.stream(more)
        let path = NSTemporaryDirectory() + "curlew-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let run = Viewer(server.url()) { $0.recording = RecordingSettings(path: path) }
        #expect(run.terminal.shows("half a li"))
        #expect(run.quit() == 0)
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasSuffix("\"end\":\"stopped\"}\n"))
        more.release()
    }

    @Test func nothingIsDrawnOnceAllIsDone() throws {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n")
        let run = Viewer(server.url())
        #expect(run.terminal.shows { $0.first == "hello" && $0.last?.contains("done") == true && $0.last?.contains("END") == true })
        let draws = run.terminal.draws
        // Not a time but a state: with no time-out in its wait the loop can only be woken by a key.
        run.terminal.type("h")
        #expect(run.terminal.shows("Here: "))
        #expect(run.terminal.draws <= draws + 2)
        run.terminal.type("q")
        #expect(run.terminal.shows("hello"))
        #expect(run.quit() == 0)
    }

    @Test func whatAFileCannotHaveIsLookedAtAllTheSame() {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n")
        let run = Viewer(server.url()) { $0.output.name = "/dev/full" }
        #expect(run.terminal.shows("(23) cannot write to /dev/full: No space left on device"))
        #expect(run.terminal.shows { $0.first == "hello" })
        #expect(run.quit() == 23)
    }
}
