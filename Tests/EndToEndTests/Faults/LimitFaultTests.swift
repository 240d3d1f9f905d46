import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// A machine that refuses descriptors, threads, memory, room on the disk.
    @Suite struct LimitFaultTests {
        private func plain(_ limit: String, _ arguments: [String]) -> CommandResult {
            run(Self.withoutProxies + Faults.limited(limit) + [EndToEnd.program] + arguments)
        }

        private static let withoutProxies = ["env", "-u", "http_proxy", "-u", "no_proxy", "-u", "CURL_CA_BUNDLE"]

        @Test(arguments: 3...14) func `too few descriptors are told in words`(_ count: Int) {
            let server = ScriptedServer(answer: Faults.head + "zz-first\n")
            let result = plain("ulimit -n \(count)", [server.url()])
            let message = String(decoding: result.errors, as: UTF8.self)
            // With the very fewest not even the system's loader can open a library.
            if result.status == 127 { return #expect(message.contains("error while loading shared libraries")) }
            #expect(result.status == 27)
            #expect(message.contains("descriptors that can be opened here"), "\(message)")
        }

        @Test func `too few threads are told in words`() {
            let server = ScriptedServer(answer: Faults.head + "zz-first\n")
            let result = plain("ulimit -u 1", [server.url()])
            // Where processes are not counted by user, there is no limit.
            if result.status == 0 { return }
            #expect(result.status == 27)
            #expect(String(decoding: result.errors, as: UTF8.self).contains("threads can be begun here"))
        }

        @Test(arguments: [20_000, 60_000, 150_000, 250_000, 400_000])
        func `too little memory is never a hang, and leaves the terminal as it was`(_ kilobytes: Int) throws {
            let server = ScriptedServer(Faults.endless)
            let viewer = try RawViewer([server.url()], wrapper: Faults.limited("ulimit -v \(kilobytes)"))
            poll(nil, 0, 1500)
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() != 137, "it hangs")
            #expect(viewer.terminal.modes == viewer.modesBefore)
        }

        @Test func `many at a time wait their turn for descriptors`() throws {
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nzz\n")
            }
            let result = plain("ulimit -n 64", ["-s", "-Z", "--parallel-max", "60", "\(server.url())[1-60]"])
            #expect(result.status == 0, "\(String(decoding: result.errors, as: UTF8.self))")
            #expect(result.output == Array(String(repeating: "zz\n", count: 60).utf8))
            let viewer = try RawViewer(
                ["-Z", "--parallel-max", "60", "\(server.url())[1-60]"], wrapper: Faults.limited("ulimit -n 64"))
            _ = try viewer.terminal.output(until: "zz")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        @Test func `a file that may not grow keeps what fits, and says so`() throws {
            let folder = Faults.folder()
            defer { run(["rm", "-r", folder]) }
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n")
                try connection.send(bytes: [UInt8](repeating: 0x61, count: 3_000_000))
            }
            // In blocks of 512 bytes.
            let result = plain("ulimit -f 2000", ["-s", "-S", "-o", "\(folder)/f", server.url()])
            #expect(result.status == 23)
            #expect(String(decoding: result.errors, as: UTF8.self).contains("cannot write to"))
            var status = stat()
            #expect(stat("\(folder)/f", &status) == 0)
            #expect(status.st_size == 2000 * 512)
        }

        @Test func `closed descriptors are not filled by what is opened`() {
            let server = ScriptedServer(answer: Faults.head + "zz-first\n")
            for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
                let result = run(
                    Self.withoutProxies + ["sh", "-c", "\"$0\" \"$@\" \(closed)", EndToEnd.program, "-s", server.url()])
                #expect(result.status == (closed.contains(" >") || closed == ">&-" ? 23 : 0), "\(closed)")
            }
        }

        @Test func `two thousand refetches and cancels leave nothing behind`() throws {
            var random = SeededGenerator(seed: Faults.seed)
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send(Faults.head + "zz-first\n")
                if connection.number % 3 == 0 { try connection.waitForClose() }
            }
            let viewer = try RawViewer([server.url()])
            _ = try viewer.terminal.output(until: "zz-first")
            let before = Self.count("fd", of: viewer.process)
            for _ in 0..<2000 {
                viewer.terminal.type(["R", "x", "R", "\u{3}"].randomElement(using: &random) ?? "R")
                poll(nil, 0, Int32.random(in: 0...8, using: &random))
                if Bool.random(using: &random) { _ = try viewer.terminal.output() }
            }
            viewer.terminal.type("x")
            // What was stopped takes a moment to close.
            var after = Self.count("fd", of: viewer.process)
            for _ in 0..<100 where after > before + 12 {
                poll(nil, 0, 100)
                _ = try viewer.terminal.output()
                after = Self.count("fd", of: viewer.process)
            }
            #expect(after <= before + 12, "\(before) descriptors before, \(after) after; seed \(Faults.seed)")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
            #expect(viewer.terminal.modes == viewer.modesBefore)
        }

        private static func count(_ what: String, of process: pid_t) -> Int {
            Int(String(decoding: run(["sh", "-c", "ls /proc/\(process)/\(what) | wc -l"]).output, as: UTF8.self).filter(\.isNumber)) ?? 0
        }
    }
}
