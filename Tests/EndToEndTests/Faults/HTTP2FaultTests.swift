import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Servers that turn HTTP/2 against their clients.
    @Suite struct HTTP2FaultTests {
        @Test(arguments: HTTP2Attack.all) func `keys do what they do, and memory stays what it is`(_ attack: HTTP2Attack) throws {
            let server = ScriptedServer(attack.script)
            let upload = attack.upload.map { ["-d", $0] } ?? []
            let viewer = try RawViewer(["--http2-prior-knowledge"] + upload + [server.url()])
            // Time to grow, for what would.
            poll(nil, 0, 500)
            viewer.terminal.type("h")
            _ = try viewer.terminal.output(until: "Moving")
            #expect(Self.mostMemory(of: viewer.process) < 200 << 10)
            viewer.terminal.type("qxq")
            #expect(viewer.waitForEnd() != 137, "it hangs")
            #expect(viewer.terminal.modes == viewer.modesBefore)
        }

        /// The most that was ever resident, in KiB.
        private static func mostMemory(of process: pid_t) -> Int {
            let line = run(["grep", "VmHWM", "/proc/\(process)/status"]).output
            return Int(String(decoding: line, as: UTF8.self).filter(\.isNumber)) ?? 0
        }
    }
}
