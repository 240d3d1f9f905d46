import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Terminals that stop reading, vanish or change all the time; files that nobody reads.
    @Suite struct StallFaultTests {
        /// A viewer whose terminal is full: nobody reads it.
        private func stalled(_ server: ScriptedServer) throws -> RawViewer {
            let viewer = try RawViewer([server.url()], rows: 60, columns: 200, wrapper: Faults.limited())
            // Each page is several KiB, and a terminal holds a few.
            for _ in 0..<20 {
                viewer.terminal.type("\u{C}G\u{C}g")
                poll(nil, 0, 100)
            }
            return viewer
        }

        @Test(arguments: [SIGTERM, SIGHUP]) func `a terminal that does not read keeps no signal`(_ signal: Int32) throws {
            let viewer = try stalled(ScriptedServer(Faults.endless))
            viewer.send(signal: signal)
            #expect(viewer.waitForEnd() == 128 + signal)
            #expect(viewer.terminal.modes == viewer.modesBefore)
        }

        @Test func `nor does it keep q, or ^C`() throws {
            let quitting = try stalled(ScriptedServer(Faults.endless))
            quitting.terminal.type("q")
            #expect(quitting.waitForEnd() == 0)
            let interrupted = try stalled(ScriptedServer(Faults.endless))
            interrupted.terminal.type("\u{3}")
            #expect(interrupted.waitForEnd() == 130)
            #expect(interrupted.terminal.modes == interrupted.modesBefore)
        }

        @Test func `what it missed is drawn when it reads again`() throws {
            let more = Latch()
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send(Faults.head + String(repeating: "a line\n", count: 1000))
                try connection.pause(until: more)
                try connection.send("zz-last\n")
            }
            let viewer = try stalled(server)
            viewer.terminal.type("G")
            more.release()
            _ = try viewer.terminal.output(until: "zz-last")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        @Test func `keys without pause do not keep the screen from being drawn`() throws {
            let more = Latch()
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send(Faults.head + String(repeating: "a line\n", count: 10) + "zz-first")
                try connection.pause(until: more)
                try connection.send("\nzz-later\n")
                try connection.waitForClose()
            }
            let viewer = try RawViewer([server.url()])
            _ = try viewer.terminal.output(until: "zz-first")
            more.release()
            let keys = [UInt8](repeating: UInt8(ascii: "j"), count: 1024)
            var shown: [UInt8] = []
            let end = ContinuousClock().now + .seconds(20)
            while !String(decoding: shown, as: UTF8.self).contains("zz-later"), ContinuousClock().now < end {
                // The terminal holds 4 KiB of keys: it waits until the program has read.
                viewer.terminal.type(keys)
                shown += viewer.terminal.available(within: 0)
            }
            #expect(String(decoding: shown, as: UTF8.self).contains("zz-later"))
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        @Test func `a terminal that vanishes ends the program`() throws {
            let server = ScriptedServer(Faults.endless)
            let viewer = try RawViewer([server.url()], wrapper: Faults.limited())
            _ = try viewer.terminal.output(until: "a line of text")
            viewer.terminal.hangUp()
            let status = viewer.waitForEnd()
            #expect(status != 137, "it went on")
        }

        @Test func `a storm of resizes ends in the last size`() throws {
            var random = SeededGenerator(seed: Faults.seed)
            let server = ScriptedServer(Faults.hanging)
            let viewer = try RawViewer([server.url()])
            _ = try viewer.terminal.output(until: "zz-first")
            for _ in 0..<500 {
                viewer.terminal.resize(rows: Int.random(in: 1...65535, using: &random), columns: Int.random(in: 1...65535, using: &random))
                viewer.send(signal: SIGWINCH)
                _ = try viewer.terminal.output()
            }
            viewer.terminal.resize(rows: 10, columns: 60)
            viewer.send(signal: SIGWINCH)
            viewer.terminal.type("h")
            _ = try viewer.terminal.output(until: "Moving")
            viewer.terminal.type("qq")
            #expect(viewer.waitForEnd() == 0)
            #expect(viewer.terminal.modes == viewer.modesBefore)
        }

        @Test(arguments: ["-o", "-D", "--record", "--etag-save"])
        func `a FIFO waits for its reader, and ^C ends the wait`(_ option: String) throws {
            let folder = Faults.folder()
            let path = "\(folder)/fifo"
            mkfifo(path, 0o666)
            defer { run(["rm", "-r", folder]) }
            let server = ScriptedServer(
                answer: "HTTP/1.1 200 OK\r\nETag: \"zz-tag\"\r\nContent-Length: 9\r\n\r\nzz-first\n")
            let viewer = try RawViewer([option, path, server.url()])
            _ = try viewer.terminal.output(until: "waiting for a reader of")
            viewer.terminal.type("\u{3}")
            _ = try viewer.terminal.output(until: "stopped")
            #expect(server.requests.isEmpty)
            viewer.terminal.type("R")
            _ = try viewer.terminal.output(until: "waiting for a reader of")
            let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            defer { close(reader) }
            _ = try viewer.terminal.output(until: "zz-first")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(reader, &bytes, bytes.count)
            #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).contains("zz-"))
        }

        @Test(arguments: [("-o", "a"), ("--record", "{"), ("--trace", "="), ("--trace-ascii", "=")])
        func `a reader that goes away is a write that failed`(_ option: String, _ first: String) throws {
            let folder = Faults.folder()
            let path = "\(folder)/fifo"
            mkfifo(path, 0o666)
            defer { run(["rm", "-r", folder]) }
            let server = ScriptedServer(Faults.endless)
            let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            let viewer = try RawViewer([option, path, server.url()])
            // It has been opened once there is something in it; before, it is hung up as long as nobody has it open.
            var byte: UInt8 = 0
            for _ in 0..<3000 where byte == 0 {
                if read(reader, &byte, 1) != 1 { poll(nil, 0, 10) }
            }
            #expect([byte] == Array(first.utf8))
            close(reader)
            _ = try viewer.terminal.output(until: "Broken pipe")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 23)
            #expect(viewer.terminal.modes == viewer.modesBefore)
        }

        @Test func `nor is there anybody left who reads the head`() throws {
            let folder = Faults.folder()
            let path = "\(folder)/fifo"
            mkfifo(path, 0o666)
            defer { run(["rm", "-r", folder]) }
            let wasAsked = Latch(), isAlone = Latch()
            let server = ScriptedServer { connection in
                try connection.readRequest()
                wasAsked.release()
                try connection.pause(until: isAlone)
                try connection.send(Faults.head + "zz-first\n")
                try connection.waitForClose()
            }
            let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            let viewer = try RawViewer(["-D", path, server.url()])
            #expect(wasAsked.wait())
            close(reader)
            isAlone.release()
            _ = try viewer.terminal.output(until: "Broken pipe")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 23)
            #expect(viewer.terminal.modes == viewer.modesBefore)
        }
    }
}
