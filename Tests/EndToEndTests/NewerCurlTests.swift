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
            curlew(arguments)
        }

        private func curlew(_ arguments: [String]) -> (status: Int32, output: String, errors: String) {
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

        /// The status says what becomes of the method.
        @Test(arguments: [
            ("302", ["-d", "a=1"], "GET"), ("302", ["--post302", "-d", "a=1"], "PATCH"), ("307", ["-d", "a=1"], "PATCH"),
            ("303", ["-T", "f"], "GET"), ("303", [], "GET"), ("301", [], "PATCH"),
        ])
        func `redirects are followed as their status says`(_ status: String, _ options: [String], _ method: String) throws {
            defer { server.stop() }
            try make("f", "x")
            let arguments = ["-s", "-X", "PATCH"] + options + ["\(http)/redirect-to/\(status)/echo"]
            #expect(curlew(arguments + ["--follow"]).output.hasPrefix("\(method) /echo\n"))
            #expect(curlew(arguments + ["-L"]).output.hasPrefix("PATCH /echo\n"))
        }

        @Test func `no more at a time go to one server than may`() {
            defer { server.stop() }
            let format = "%{conn_id} %{xfer_id}\\n"
            let result = curlew("-sZ", "--parallel-max-host", "1", "--out-null", "-w", format, "\(http)/echo/[1-6]")
            let lines = result.output.split(separator: "\n")
            #expect(lines.count == 6 && lines.allSatisfy { $0.hasPrefix("0 ") })
        }

        @Test func `sockets are set up before they are connected`() {
            defer { server.stop() }
            let options = ["--ip-tos", "CS5", "--vlan-priority", "4", "--keepalive-cnt", "3"]
            #expect(curlew(["-sS"] + options + ["-w", " %{http_code}", "--out-null", "\(http)/echo"]).output == " 200")
            let strace = ["strace", "-f", "-e", "trace=setsockopt,socket", EndToEnd.program, "-q", "-s"] + options + ["\(http)/echo"]
            let calls = run(EndToEnd.undisturbed(strace))
            // Not everywhere there is strace, or may it look.
            guard calls.status == 0 else { return }
            let text = String(decoding: calls.errors, as: UTF8.self)
            for call in ["IP_TOS, [160]", "SO_PRIORITY, [4]", "TCP_KEEPCNT, [3]"] { #expect(text.contains(call), "\(call)") }
            // Whether or not the kernel has it.
            let several = run(
                EndToEnd.undisturbed(["strace", "-f", "-e", "trace=socket", EndToEnd.program, "-q", "-s", "--mptcp", "\(http)/echo"]))
            #expect(String(decoding: several.errors, as: UTF8.self).contains("SOCK_STREAM, IPPROTO_MPTCP)"))
        }

        @Test func `what this libcurl cannot do is found out by asking it`() throws {
            defer { server.stop() }
            let features = try #require(curlew("-V").output.split(separator: "\n").last { $0.hasPrefix("Features:") })
            if !features.contains("HTTP3") {
                let refused = curlew("--http3", "http://127.0.0.1:1/")
                #expect(refused.status == 2)
                #expect(refused.errors.hasPrefix("curlew: option --http3: the libcurl here is built without HTTP/3\n"))
            }
        }
    }
}
