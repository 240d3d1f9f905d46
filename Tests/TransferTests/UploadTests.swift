import Glibc
import HTTP
import Plan
import TestSupport
import Testing

@testable import Transfer

/// Bodies that are read while they are sent, compared with what the installed curl sends.
@Suite struct UploadTests {
    private static let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

    /// A directory with the files `a.txt` and `b`, removed at the end.
    private final class Folder {
        let path: String

        init() {
            var template = Array("/tmp/curlew-upload.XXXXXX".utf8CString)
            path = mkdtemp(&template).map { String(cString: $0) } ?? ""
            write("a.txt", Array("one\ntwo\n".utf8))
            write("b", [0, 0xFF, 0x0A])
        }

        deinit {
            for name in ["a.txt", "b", "large"] { unlink(self[name]) }
            rmdir(path)
        }

        subscript(name: String) -> String { "\(path)/\(name)" }

        func write(_ name: String, _ bytes: [UInt8]) {
            let file = fopen(self[name], "w")
            precondition(file != nil && fwrite(bytes, 1, bytes.count, file) == bytes.count && fclose(file) == 0)
        }
    }

    /// Both send to the same server; boundaries and the User-Agent aside, the requests must not differ.
    private func expectSame(
        _ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation, _ change: (inout Request) -> Void
    ) async {
        let server = ScriptedServer(answer: UploadTests.answer)
        let ours = await fetch(server.url("/x"), change)
        let theirs = await curl(arguments + ["-H", "Expect:", server.url("/x")])
        #expect(ours.exitStatus == theirs.status, sourceLocation: sourceLocation)
        let requests = server.requests.map { withoutBoundaries(String(decoding: $0, as: UTF8.self)) }
        #expect(requests.count == (theirs.status == 0 ? 2 : 0), sourceLocation: sourceLocation)
        #expect(requests.first == requests.last, sourceLocation: sourceLocation)
    }

    private func withoutBoundaries(_ request: String) -> String {
        let lines = request.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        return lines.filter { !$0.hasPrefix("User-Agent: ") }
            .map { line in
                guard let dashes = line.firstRange(of: "------------------------") else { return String(line) }
                return line[..<dashes.lowerBound] + "boundary" + line[dashes.upperBound...].drop { $0.isHexDigit || $0 == "-" }
            }
            .joined(separator: "\n")
    }

    private func form(_ parts: FormPart...) -> MultipartForm {
        var form = MultipartForm()
        form.parts = parts
        return form
    }

    @Test func forms() async {
        let folder = Folder()
        await expectSame(["-F", "a=b", "-F", "c=@\(folder["a.txt"])", "-F", "d=<\(folder["b"])"]) {
            $0.form = form(
                FormPart(name: "a", content: .bytes([0x62])), FormPart(name: "c", content: .file(path: folder["a.txt"], isUpload: true)),
                FormPart(name: "d", content: .file(path: folder["b"], isUpload: false)))
            $0.headerLines = ["Expect:"]
        }
        await expectSame([
            "-F", "=(;type=multipart/alternative;headers=\"X: 1\"", "-F", "=x;type=a/b;encoder=base64", "-F", "=)",
            "-F", "q\"=@\(folder["b"]);filename=\"n\\\"\"",
        ]) {
            var inner = FormPart(content: .bytes([0x78]))
            inner.type = "a/b"
            inner.encoder = "base64"
            var outer = FormPart(content: .parts([inner]))
            outer.type = "multipart/alternative"
            outer.headerLines = ["X: 1"]
            var file = FormPart(name: "q\"", content: .file(path: folder["b"], isUpload: true))
            file.fileName = "n\""
            $0.form = form(outer, file)
            $0.headerLines = ["Expect:"]
        }
        await expectSame(["--form-escape", "-F", "q\"=1"]) {
            $0.form = form(FormPart(name: "q\"", content: .bytes([0x31])))
            $0.form?.escapesWithBackslash = true
            $0.headerLines = ["Expect:"]
        }
        await expectSame(["-F", "a=@\(folder["none"])"]) {
            $0.form = form(FormPart(name: "a", content: .file(path: folder["none"], isUpload: true)))
        }
        await expectSame(["-F", "a=1;encoder=none"]) {
            var part = FormPart(name: "a", content: .bytes([0x31]))
            part.encoder = "none"
            $0.form = form(part)
        }
    }

    @Test func files() async {
        let folder = Folder()
        await expectSame(["-T", folder["a.txt"]]) {
            $0.upload = .file(path: folder["a.txt"])
            $0.headerLines = ["Expect:"]
        }
        await expectSame(["-T", folder["b"], "-H", "Transfer-Encoding: chunked", "-X", "POST"]) {
            $0.upload = .file(path: folder["b"])
            $0.method = "POST"
            $0.headerLines = ["Transfer-Encoding: chunked", "Expect:"]
        }
        await expectSame(["-T", folder["a.txt"], "--crlf", "-C", "4"]) {
            $0.upload = .file(path: folder["a.txt"])
            $0.convertsLineEnds = true
            $0.resumeFrom = 4
            $0.headerLines = ["Expect:"]
        }
        await expectSame(["-T", folder["none"]]) { $0.upload = .file(path: folder["none"]) }
        // A directory opens, and cannot be read. curl goes on and sends nothing as the body.
        let server = ScriptedServer { connection in try connection.waitForClose() }
        let fetched = await fetch(server.url()) {
            $0.upload = .file(path: folder.path)
            $0.headerLines = ["Expect:"]
        }
        #expect(fetched.exitStatus == 26)
        #expect(fetched.message == "cannot read \(folder.path): Is a directory")
    }

    /// Beyond what is handed over whole: pieces, filters and lengths are curl's.
    @Test func `a long body out of files is the one that curl sends`() async {
        let folder = Folder()
        // What is left out stands on both sides of where a piece ends, and there are pieces of which nothing is left.
        let line = Array("some text, and the end of a line\r\n\0".utf8)
        folder.write("large", Array((0..<60_000).map { _ in line }.joined()) + [UInt8](repeating: 0x0A, count: 300_000) + [0x78])
        let withoutEnds = BodyFile(path: folder["large"], reading: .withoutLineEnds)
        for (reading, option) in [(BodyFile.Reading.exact, "--data-binary"), (.percentEncoded, "--data-urlencode")] {
            await expectSame(["-d", "a=1", option, "@\(folder["large"])", "-d", "b"]) {
                var body = RequestBody("a=1".utf8)
                body.append(.file(BodyFile(path: folder["large"], reading: reading)), isJoined: true)
                body.append(.bytes([0x62]), isJoined: true)
                $0.body = body
                $0.headerLines = ["Expect:"]
            }
        }
        // This curl loses what stands in front of a NUL, so the text is counted here.
        let server = ScriptedServer(answer: UploadTests.answer)
        let fetched = await fetch(server.url()) {
            $0.body = RequestBody(withoutEnds)
            $0.headerLines = ["Expect:"]
        }
        #expect(fetched.outcome == .complete)
        let sent = Array((0..<60_000).map { _ in line.dropLast(3) }.joined()) + [0x78]
        let request = server.requests.first ?? []
        #expect(request.suffix(sent.count).elementsEqual(sent))
        #expect(String(decoding: request.prefix(1000), as: UTF8.self).contains("\r\nContent-Length: \(sent.count)\r\n"))
    }

    @Test func `a long body is sent again after a redirect, and read anew`() async {
        let folder = Folder()
        folder.write("large", [UInt8](repeating: 0x61, count: 2 << 20))
        let server = ScriptedServer { connection in
            while true {
                let request = String(decoding: try connection.readRequest(), as: UTF8.self)
                let isEnd = request.hasPrefix("POST /end ")
                try connection.send("HTTP/1.1 \(isEnd ? 200 : 307) x\r\nLocation: /end\r\nContent-Length: 0\r\n\r\n")
            }
        }
        for _ in 0..<2 {
            let fetched = await fetch(server.url()) {
                $0.body = RequestBody(BodyFile(path: folder["large"], reading: .exact))
                $0.followsRedirects = true
                $0.headerLines = ["Expect:"]
            }
            #expect(fetched.outcome == .complete)
            folder.write("large", [UInt8](repeating: 0x62, count: 3 << 20))
        }
        let bodies = server.requests.map { $0.reversed().prefix { $0 == 0x61 || $0 == 0x62 } }
        #expect(bodies.map(\.count) == [2 << 20, 2 << 20, 3 << 20, 3 << 20])
        #expect(bodies.map(\.first) == [0x61, 0x61, 0x62, 0x62])
    }

    @Test func `a file of a body that cannot be read says which`() async {
        let server = ScriptedServer(answer: UploadTests.answer)
        let fetched = await fetch(server.url()) { $0.body = RequestBody(BodyFile(path: "/nonexistent/x", reading: .exact)) }
        #expect(fetched.exitStatus == 26)
        #expect(fetched.message == "cannot read /nonexistent/x: No such file or directory")
        #expect(server.requests.isEmpty)
    }

    @Test func anUploadIsSentAgainBehindARedirect() async {
        let folder = Folder()
        let server = ScriptedServer { connection in
            while true {
                let request = String(decoding: try connection.readRequest(), as: UTF8.self)
                let isEnd = request.hasPrefix("PUT /end ")
                try connection.send("HTTP/1.1 \(isEnd ? 200 : 307) x\r\nLocation: /end\r\nContent-Length: 0\r\n\r\n")
            }
        }
        let fetched = await fetch(server.url()) {
            $0.upload = .file(path: folder["a.txt"])
            $0.followsRedirects = true
            $0.headerLines = ["Expect:"]
        }
        #expect(fetched.outcome == .complete)
        #expect(server.requests.count == 2)
        #expect(server.requests.allSatisfy { $0.suffix(8).elementsEqual("one\ntwo\n".utf8) })
    }

    /// Nothing of what is uploaded stays in memory.
    @Test(.disabled(if: Sanitizer.isOn, "its shadows are memory too"), .timeLimit(.minutes(2))) func aLargeFileStreams() async {
        await #expect(processExitsWith: .success) { await UploadTests.stream { $0.upload = .file(path: $1) } }
        await #expect(processExitsWith: .success) {
            await UploadTests.stream { $0.body = RequestBody(BodyFile(path: $1, reading: .exact)) }
        }
    }

    private static func stream(_ add: (inout Request, String) -> Void) async {
        let size = 512 << 20
        var template = Array("/tmp/curlew-upload.XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        precondition(descriptor >= 0 && ftruncate(descriptor, size) == 0)
        let server = ScriptedServer { connection in
            try connection.discard(connection.readHead() + size)
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        let before = ProcessFigures.settled { _ in true }
        let fetched = await fetch(server.url()) {
            add(&$0, path)
            $0.headerLines = ["Expect:"]
        }
        let after = ProcessFigures.settled { _ in true }
        unlink(path)
        precondition(fetched.outcome == .complete, "\(fetched.outcome)")
        precondition(after.residentBytes - before.residentBytes < 16 << 20, "\(before) \(after)")
    }

    /// A pipe with nothing in it holds up neither the answer nor `cancel()`, and is not asked again and again.
    @Test(.timeLimit(.minutes(1))) func aSilentPipeHoldsUpNothing() async {
        await #expect(processExitsWith: .success) {
            var ends: [Int32] = [-1, -1]
            precondition(pipe(&ends) == 0 && dup2(ends[0], STDIN_FILENO) == STDIN_FILENO)
            let chunkCame = Latch()
            let server = ScriptedServer { connection in
                let head = try connection.readHead()
                try connection.send("HTTP/1.1 100 Continue\r\n\r\n")
                let chunk = try connection.read(head + 11).suffix(11)
                precondition(chunk.elementsEqual("6\r\nstdin\n\r\n".utf8))
                chunkCame.release()
                try connection.waitForClose()
            }
            TestEnvironment.prepare()
            var request = Request(url: server.url())
            request.upload = .standardInput
            let witness = Witness()
            let idle = ProcessFigures.wakeUpsInThreeSeconds()
            let transfer = Transfer(request: request, sink: CollectingSink()) { witness.see($0) }
            transfer.start()
            precondition(witness.headReceived.wait())
            precondition(write(ends[1], "stdin\n", 6) == 6)
            precondition(chunkCame.wait())
            let silent = ProcessFigures.wakeUpsInThreeSeconds()
            precondition(silent <= idle + 2, "\(idle) wake-ups without, \(silent) with a silent pipe")
            let start = ContinuousClock.now
            transfer.cancel()
            precondition(witness.ended.wait())
            precondition(ContinuousClock.now - start < .milliseconds(250))
            precondition(witness.fetched.outcome == .stopped)
        }
    }
}
