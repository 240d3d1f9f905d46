import TestSupport
import Testing

extension EndToEnd {
    /// `… | curlew -`: what comes by standard input is looked at like the body of an answer.
    @Suite struct StandardInputTests {
        private func shell(_ script: String) -> CommandResult {
            run(EndToEnd.undisturbed(["sh", "-c", script.replacing("curlew", with: EndToEnd.program)]))
        }

        @Test func `in a pipe it goes through unchanged`() throws {
            let through = shell("printf 'a\\0\\033[2Jb\\377' | curlew -")
            #expect(through.status == 0)
            #expect(through.output == [0x61, 0, 0x1B, 0x5B, 0x32, 0x4A, 0x62, 0xFF])
            #expect(through.errors == [])
            #expect(shell("printf abc | curlew -s -i -D - -").output == Array("abc".utf8))
            #expect(shell("curlew - < /dev/null").output == [])
            #expect(shell("head -c 9000000 /dev/zero | curlew - | wc -c").output == Array("9000000\n".utf8))
            #expect(shell("printf abc | curlew -o \"$(mktemp -u)\" -w '%{size_download}' -").output == Array("3".utf8))
            let closed = shell("curlew - <&-")
            #expect(closed.status == 26)
            #expect(String(decoding: closed.errors, as: UTF8.self).hasPrefix("curlew: (26) cannot read standard input"))
        }

        @Test func `what a pasted command loses is said although its -s is obeyed`() {
            let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc")
            let pasted = "printf 'curl -s \(server.url()) | jq .' |"
            let said = shell("\(pasted) curlew --paste")
            #expect(said.output == Array("abc".utf8))
            #expect(said.errors == Array("curlew: warning: left out: | jq .\n".utf8))
            #expect(shell("\(pasted) curlew -s --paste").errors == [])
            #expect(shell("curlew 'curl -s \(server.url()) | jq .'").errors == said.errors)
        }

        @Test func `a recording goes to standard output in place of the body`() throws {
            let script =
                "f=$(mktemp) && printf 'one\\ntwo' | curlew --record - - > $f && curlew --replay $f --speed max; head -c 12 $f; rm -f $f"
            #expect(String(decoding: shell(script).output, as: UTF8.self) == "one\ntwo{\"recording\"")
            let both = shell("f=$(mktemp) && printf abc | curlew --record - -o $f - | grep -c '\"recording\"'; cat $f; rm -f $f")
            #expect(String(decoding: both.output, as: UTF8.self) == "1\nabc")
        }

        @Test func `what was recorded of it can be played`() throws {
            let script = "f=$(mktemp) && printf 'one\\ntwo' | curlew --record $f - > /dev/null && curlew --replay $f --speed max; rm -f $f"
            let played = shell(script)
            #expect(played.output == Array("one\ntwo".utf8))
            #expect(played.errors == [])
        }

        @Test func `it is shown as it comes, and keys come from the terminal`() throws {
            let session = try TmuxSession()
            try session.enter("mkfifo f; (echo first; cat f) | \(EndToEnd.program) -")
            try session.wait(for: "first", "receiving")
            let written = run(["sh", "-c", "for i in $(seq 40); do echo line $i; done > \(session.path("f"))"])
            #expect(written.status == 0)
            try session.wait(for: "done")
            try session.press("G")
            try session.wait(for: "line 40")
            try session.type("/first")
            try session.press("Enter")
            try session.wait("the first line") { $0.first == "first" }
            try session.press("R")
            try session.wait(for: "cannot be read again")
            try session.press("q")
            try session.waitForShell()
        }

        @Test func `a silent pipe is stopped like a silent server`() throws {
            let session = try TmuxSession()
            try session.enter("mkfifo f; sleep 1000 > f & \(EndToEnd.program) - < f; kill %1")
            try session.wait(for: "receiving")
            try session.press("x")
            try session.wait(for: "stopped")
            try session.press("q")
            try session.waitForShell()
        }

        @Test func `the terminal itself is nothing to look at`() throws {
            let viewer = try RawViewer(["-"])
            #expect(viewer.waitForEnd() == 2)
            #expect(try viewer.terminal.output().contains("curlew - < FILE"))
        }

        @Test func `who forgets the dash is told`() {
            for script in ["echo x | curlew", "echo x | curlew -s"] {
                let result = shell(script)
                #expect(result.status == 2)
                #expect(
                    String(decoding: result.errors, as: UTF8.self).hasSuffix("curlew: to look at what comes by standard input: curlew -\n"))
            }
            #expect(!String(decoding: shell("curlew < /dev/null").errors, as: UTF8.self).contains("standard input"))
        }

        @Test func `the name of a file is not only a host that is not found`() {
            let result = shell(
                "d=$(mktemp -d) && cd $d && echo x > access.invalid && curlew access.invalid; curlew nothing.invalid; rm -r $d")
            let lines = String(decoding: result.errors, as: UTF8.self).split(separator: "\n")
            #expect(
                lines == [
                    "curlew: (6) Could not resolve host: access.invalid: to look at that file: curlew - < access.invalid",
                    "curlew: (6) Could not resolve host: nothing.invalid",
                ])
            let played = shell(
                "d=$(mktemp -d) && cd $d && echo '{\"recording\":1,\"url\":\"u\"}' > r.invalid && curlew r.invalid; curlew $d/r.invalid; rm -r $d"
            )
            let errors = String(decoding: played.errors, as: UTF8.self).split(separator: "\n")
            #expect(errors.first == "curlew: (6) Could not resolve host: r.invalid: to play that file: curlew --replay r.invalid")
            #expect(errors.last?.contains("to play that file: curlew --replay /") == true)
        }

        @Test(arguments: [
            ("file:///etc/passwd", "curlew does HTTP and HTTPS; use curl for file"),
            ("ftp://127.0.0.1/x", "curlew does HTTP and HTTPS; use curl for ftp"),
            ("FTPS://127.0.0.1/", "curlew does HTTP and HTTPS; use curl for ftps"),
            ("frob://127.0.0.1/", "Protocol \"frob\" not supported or disabled in libcurl"),
        ])
        func `other protocols are curl's`(_ url: String, _ words: String) {
            let result = shell("curlew \(url)")
            #expect(result.status == 1)
            #expect(String(decoding: result.errors, as: UTF8.self) == "curlew: (1) \(words)\n")
        }
    }
}
