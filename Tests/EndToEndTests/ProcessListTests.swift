import Glibc
import System
import TestSupport
import Testing

extension EndToEnd {
    /// What everybody on the machine can read of a running curlew.
    @Suite struct ProcessListTests {
        /// The server looks, while the client waits for its answer.
        @Test func passwordsAreBlankInIt() {
            let seen = Lock("")
            let server = ScriptedServer { connection in
                try connection.readRequest()
                seen.withLock { $0 = ProcessListTests.commandLines(containing: "marked-agent") }
                try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
            let result = run([
                EndToEnd.program, "-q", "-sume:pass1", "--proxy-user=me:pass2", "--oauth2-bearer", "token3",
                "-A", "marked-agent", server.url(),
            ])
            #expect(result.status == 0)
            let line = seen.withLock { $0 }
            #expect(line.contains(server.url()))
            for secret in ["pass1", "pass2", "token3"] { #expect(!line.contains(secret), "\(line)") }
            // Sent all the same.
            #expect(server.requests.first.map { String(decoding: $0, as: UTF8.self).contains("Bearer token3") } == true)
        }

        private static func commandLines(containing mark: String) -> String {
            let found = run(["sh", "-c", "for file in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < $file; echo; done 2> /dev/null"]).output
            return String(decoding: found, as: UTF8.self).split(separator: "\n").filter { $0.contains(mark) }.joined(separator: "\n")
        }
    }
}
