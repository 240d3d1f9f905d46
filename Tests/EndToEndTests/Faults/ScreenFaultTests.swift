import Glibc
import TestSupport
import Testing

extension EndToEnd {
    /// Nothing is written under the viewer's screen.
    @Suite struct ScreenFaultTests {
        private static let server: @Sendable () -> ScriptedServer = {
            ScriptedServer(answer: "HTTP/1.1 200 OK\r\nX-Mark: zz-field\r\nETag: \"zz-tag\"\r\nContent-Length: 7\r\n\r\nzz-end\n")
        }

        /// What the terminal got while the viewer had it, and after it.
        private func told(_ options: [String], typing: String = "") throws -> (under: String, after: String) {
            let server = Self.server()
            defer { server.stop() }
            let viewer = try RawViewer(options + [server.url()])
            var stream = try viewer.terminal.output(until: "done")
            if !typing.isEmpty {
                viewer.terminal.type(typing)
                stream += try viewer.terminal.output(until: "cannot")
            }
            stream += viewer.outputUntilEnd(typing: ["q"])
            let parts = stream.split(separator: "\u{1B}[?1049l", maxSplits: 1)
            try #require(parts.count == 2)
            return (String(parts[0]), String(parts[1]))
        }

        @Test(arguments: [["-D", "-"], ["-D", "/dev/stdout"], ["-D", "/dev/tty"]]) func `heads come after the screen`(_ options: [String])
            throws
        {
            let (under, after) = try told(options)
            #expect(!under.contains("zz-field"))
            #expect(after.contains("X-Mark: zz-field"))
        }

        @Test func `so does an ETag`() throws {
            let (under, after) = try told(["--etag-save", "-"])
            #expect(!under.contains("zz-tag"))
            #expect(after.contains("\"zz-tag\""))
        }

        @Test(arguments: ["/dev/tty", "/dev/stdout", "-"]) func `a trace of all bytes is not written there`(_ path: String) throws {
            let server = Self.server()
            defer { server.stop() }
            let viewer = try RawViewer(["--trace", path, server.url()])
            let stream = viewer.outputUntilEnd(typing: ["q"])
            // Refused, or after the screen.
            let under = stream.contains("\u{1B}[?1049h") ? stream.split(separator: "\u{1B}[?1049l").first ?? "" : ""
            #expect(!under.contains("0000: "))
            #expect(!stream.isEmpty)
        }

        @Test func `s does not save to it`() throws {
            let (under, _) = try told([], typing: "s\u{15}/dev/tty\r")
            #expect(!under.contains("zz-end\nzz-end"))
        }

        @Test func `input without an end is refused, and not held`() {
            for options in [["-d", "@/dev/zero"], ["-K", "/dev/zero"], ["-H", "@/dev/zero"]] {
                let result = run(EndToEnd.undisturbed([EndToEnd.program, "-q"] + options + ["http://127.0.0.1:1/"]))
                #expect(result.status != 0)
                #expect(String(decoding: result.errors, as: UTF8.self).contains("more than 1 GB"), "\(options)")
            }
        }
    }
}
