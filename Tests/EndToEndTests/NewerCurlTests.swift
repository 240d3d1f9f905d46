import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What curl has learnt since the one that is installed here; what is right is in curl's own documentation.
    @Suite struct NewerCurlTests {
        private let server = RespondingServer()
        private let directory = NSTemporaryDirectory() + "curlew-newer-\(UUID().uuidString)"
        private var http: String { "http://127.0.0.1:\(server.port)" }

        init() throws {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        }

        /// Run in the directory, which is made anew for each test.
        private func curlew(_ arguments: String...) -> (status: Int32, output: String, errors: String) {
            let shell = "cd \"$0\" && exec timeout 20 \"$@\" < /dev/null"
            let result = run(EndToEnd.undisturbed(["sh", "-c", shell, directory, EndToEnd.program, "-q"] + arguments))
            return (result.status, String(decoding: result.output, as: UTF8.self), String(decoding: result.errors, as: UTF8.self))
        }

        private func text(_ name: String) -> String? {
            FileManager.default.contents(atPath: directory + "/" + name).map { String(decoding: $0, as: UTF8.self) }
        }

        private func make(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: directory + "/" + name))
        }

        @Test func `-w writes into files`() throws {
            defer { server.stop() }
            try make("log", "before\n")
            let format = "a%output{new}b%output{>>log}c\\n%output{no/such}d\\n%{stdout}e"
            #expect(curlew("-s", "-w", format, "\(http)/empty").output == "ae")
            #expect(text("new") == "b" && text("log") == "before\nc\nd\n")
        }

        @Test func `-w tells the parts of URLs, retries and numbers`() {
            defer { server.stop() }
            let format = "%{url.host}:%{url.port}%{url.path} %{urle.path} %{xfer_id} %{conn_id} %{num_retries} %{proxy_used}\\n"
            let two = curlew(
                "-sL", "-w", format, "--out-null", "\(http)/redirect/1", "--next", "-sL", "-w", format, "--out-null", "\(http)/echo?q")
            let host = "127.0.0.1:\(server.port)"
            #expect(two.output == "\(host)/redirect/1 /redirect/0 0 0 0 0\n\(host)/echo /echo 1 0 0 0\n")
            #expect(curlew("-s", "-x", http, "-w", " %{proxy_used}", "http://one.test/empty").output == " 1")
            let retried = curlew("-s", "--retry", "2", "--retry-delay", "1", "--out-null", "-w", "%{num_retries}", "\(http)/retry/503/1")
            #expect(retried.output == "1")
        }

        @Test func `a list of URLs is saved file by file, and what is there is left alone`() throws {
            defer { server.stop() }
            try make("list", "# two\n\(http)/one.txt\n\n\(http)/two.txt\n")
            try make("two.txt", "mine")
            #expect(curlew("--skip-existing", "--url", "@list").status == 0)
            #expect(text("one.txt")?.hasPrefix("GET /one.txt\n") == true && text("two.txt") == "mine")
            #expect(server.takeRequests().count == 1)
        }

        @Test func `patterns have names`() {
            defer { server.stop() }
            #expect(curlew("-s", "-o", "#<nr>-#<kind>", "\(http)/echo/{<kind>a,b}/[<nr>1-2]").status == 0)
            #expect(text("2-b")?.hasPrefix("GET /echo/b/2\n") == true)
            #expect(curlew("-sS", "-o", "#<none>", "\(http)/echo/{<n>a}").status == 43)
        }
    }
}
