import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Whatever ends the program, the terminal is as it was.
    @Suite struct SignalFaultTests {
        private static let leave = "\u{1B}[?1049l"
        /// Those that a program can do nothing about (KILL, STOP), that stop (TSTP, TTIN, TTOU), that mean a key here (INT) or
        /// nothing (CHLD, CONT, URG, WINCH, PIPE, XFSZ) are not among them.
        private static let fatal: [Int32] = [1, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 15, 16, 24, 26, 27, 29, 30, 31, 34, 50, 64]
        private static let ownFaults: Set<Int32> = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS]

        @Test(arguments: fatal) func `a fatal signal gives the terminal back first`(_ signal: Int32) throws {
            let server = ScriptedServer(Faults.hanging)
            let viewer = try RawViewer([server.url()], wrapper: Faults.limited())
            _ = try viewer.terminal.output(until: "zz-first")
            #expect(viewer.terminal.modes != viewer.modesBefore)
            viewer.send(signal: signal)
            #expect(viewer.waitForEnd() == 128 + signal)
            #expect(viewer.terminal.modes == viewer.modesBefore)
            let rest = try viewer.terminal.output()
            #expect(rest.contains(Self.leave))
            #expect(rest.contains("man curlew, BUGS") == Self.ownFaults.contains(signal))
        }

        @Test(arguments: [SIGPIPE, SIGXFSZ, SIGURG, SIGCHLD]) func `a signal that means nothing ends nothing`(_ signal: Int32) throws {
            let server = ScriptedServer(Faults.hanging)
            let viewer = try RawViewer([server.url()])
            _ = try viewer.terminal.output(until: "zz-first")
            viewer.send(signal: signal)
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
        }

        @Test func `at any moment of its life`() throws {
            var random = SeededGenerator(seed: Faults.seed)
            let server = ScriptedServer(answer: Faults.head + "zz-first\n")
            for round in 0..<40 {
                // Before the program's first line the Swift runtime of a toolchain would ask questions.
                let viewer = try RawViewer([server.url()], wrapper: Faults.limited(), environment: ["SWIFT_BACKTRACE=enable=no"])
                poll(nil, 0, Int32.random(in: 0...120, using: &random))
                let signal = Self.fatal.randomElement(using: &random) ?? SIGTERM
                viewer.send(signal: signal)
                #expect(viewer.waitForEnd() == 128 + signal, "round \(round), seed \(Faults.seed)")
                #expect(viewer.terminal.modes == viewer.modesBefore, "signal \(signal), round \(round), seed \(Faults.seed)")
            }
        }

        @Test(arguments: [SIGINT, SIGTERM, SIGUSR1]) func `at the question for a password`(_ signal: Int32) throws {
            let viewer = try RawViewer(["-u", "a\u{1B}[2Jb", "http://127.0.0.1:1/"], wrapper: Faults.limited())
            let question = try viewer.terminal.output(until: "':")
            #expect(question.contains("a^[[2Jb") && !question.contains("\u{1B}"))
            viewer.send(signal: signal)
            #expect(viewer.waitForEnd() == 128 + signal)
            #expect(viewer.terminal.modes == viewer.modesBefore)
        }

        @Test func `stopped and continued at random, all is there in the end`() throws {
            var random = SeededGenerator(seed: Faults.seed)
            let more = Latch()
            let server = ScriptedServer { connection in
                try connection.readRequest()
                try connection.send(Faults.head + "zz-first\n")
                try connection.pause(until: more)
                try connection.send("zz-last\n")
            }
            let viewer = try RawViewer([server.url()])
            _ = try viewer.terminal.output(until: "zz-first")
            for _ in 0..<20 {
                viewer.send(signal: SIGSTOP)
                poll(nil, 0, Int32.random(in: 0...20, using: &random))
                viewer.send(signal: SIGCONT)
                poll(nil, 0, Int32.random(in: 0...20, using: &random))
            }
            more.release()
            _ = try viewer.terminal.output(until: "zz-last")
            viewer.terminal.type("q")
            #expect(viewer.waitForEnd() == 0)
            #expect(viewer.terminal.modes == viewer.modesBefore)
        }
    }
}
