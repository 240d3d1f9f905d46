import Bytes
import Bodies
import Glibc
import HTTP
import Plan
import TestSupport
import Testing

@testable import Transfer

@Suite struct RecordingWriterTests {
    /// What is recorded while one recording plays, plays the same.
    @Test(arguments: 0..<40)
    func writtenAndReadAgain(seed: Int) async throws {
        var generator = SeededGenerator(seed: seed)
        let writer = RecordingText.self
        var text = writer.init()
        var body: [UInt8] = []
        let fields = (0..<3).map { _ in Array("N: ".utf8) + generator.bytes(upTo: 20).filter { $0 != 0x0A } }
        text.add("{\"head\":")
        text.add(lines: [Array("HTTP/1.1 200 OK".utf8)] + fields)
        text.add("}\n")
        for _ in 0..<Int.random(in: 0...8, using: &generator) {
            let piece = generator.bytes(upTo: 60)
            text.add("{\"body\":")
            text.add(bytes: piece)
            text.add("}\n")
            body += piece
        }
        let path = temporaryPath()
        defer { unlink(path) }
        let first = await fetch(
            .recording(.text(text.utf8, name: "x"), .unlimited), recorder: try RecordingWriter(path: path))
        #expect(first.body == body)
        #expect(first.heads.first?.fields.fields.map(\.line) == fields)
        let second = await fetch(.recording(.file(path: path), .unlimited))
        #expect(second.outcome == .complete)
        #expect(second.body == body)
        #expect(second.heads == first.heads)
        #expect(second.requestHeads == first.requestHeads)
    }

    @Test(arguments: [
        ("Location: https://n:hush@h/p@q", "Location: https://***@h/p@q"), ("location:/a@b:c@d", "location:/a@b:c@d"),
        ("Referer: https://token@h", "Referer: https://***@h"), ("X-Url: https://n:p@h", "X-Url: https://n:p@h"),
        ("SET-Cookie : a=b", "SET-Cookie : ***"), ("cookie", "cookie"),
    ])
    func aFieldIsMaskedIfItHoldsASecret(_ line: String, _ masked: String) {
        #expect(Secrets.masked(field: line) == masked)
    }

    @Test func `the request's body is recorded, up to 1 MiB and its length, without its secrets`() async throws {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let path = temporaryPath()
        defer { unlink(path) }
        for (body, kept) in [
            (Array("a=1&password=hush".utf8), SentBody(bytes: Array("a=1&password=***".utf8), length: 16)),
            ([UInt8](repeating: 0x78, count: 2 << 20), SentBody(bytes: [UInt8](repeating: 0x78, count: 1 << 20), length: 2 << 20)),
        ] {
            var request = Request(url: server.url())
            request.body = RequestBody(body)
            request.headerLines = ["Expect:"]
            _ = await fetch(.network, request, recorder: try RecordingWriter(path: path))
            let replayed = await fetch(.recording(.file(path: path), .unlimited))
            #expect(replayed.sentBodies == [kept])
            #expect(replayed.report.counts.sentBytes == kept.length)
        }
    }

    @Test func secretsAreKeptWhereThatIsAskedFor() async throws {
        let server = ScriptedServer(answer: "HTTP/1.1 200 OK\r\nSet-Cookie: a=hush\r\nContent-Length: 0\r\n\r\n")
        let path = temporaryPath()
        defer { unlink(path) }
        var request = Request(url: server.url().replacing("http://", with: "http://name:word@"))
        request.cookies.literal = "b=quiet"
        _ = await fetch(.network, request, recorder: try RecordingWriter(path: path, keepsSecrets: true))
        let kept = try contents(of: path)
        for secret in ["a=hush", "b=quiet", "name:word@", "Authorization: Basic "] { #expect(kept.contains(secret)) }
        _ = await fetch(.network, request, recorder: try RecordingWriter(path: path))
        let masked = try contents(of: path)
        for secret in ["hush", "quiet", "word", "Basic"] { #expect(!masked.contains(secret)) }
    }

    /// From a real server, over the real path: chunked, with an interim head, trailers and a cut at the end.
    @Test func aFetchIsRecorded() async throws {
        let server = ScriptedServer { connection in
            _ = try connection.readRequest()
            try connection.send("HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: secret=1\r\nContent-Length: 10\r\n\r\nabc\u{1B}")
        }
        let path = temporaryPath()
        defer { unlink(path) }
        var request = Request(url: server.url().replacing("http://", with: "http://name:secret@"))
        request.headerLines = ["Cookie: secret", "authorization: secret", "X-Plain: told"]
        let first = await fetch(.network, request, recorder: try RecordingWriter(path: path))
        #expect(first.exitStatus == 18)

        let text = try contents(of: path)
        #expect(!text.contains("secret"))
        #expect(text.contains("X-Plain: told"))
        #expect(text.contains("://***@") && !text.contains("name:"))
        #expect(text.contains(#""body":"abc\u001b""#))
        #expect(try permissions(of: path) == 0o600)

        let second = await fetch(.recording(.file(path: path), .unlimited))
        #expect(second.outcome == first.outcome)
        #expect(second.body == first.body)
        #expect(second.heads.map(\.statusLine) == first.heads.map(\.statusLine))
        #expect(second.heads.last?.fields["set-cookie"] == "***")
        #expect(second.report.counts.expectedWireBytes == 10)
    }

    /// However a text is cut into pieces, all of it but the characters that are cut can be read.
    @Test(arguments: 0..<30)
    func charactersCutByPieces(seed: Int) async throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = Array("aé日🦊b日日🦊🦊éé".utf8)
        let path = temporaryPath()
        defer { unlink(path) }
        var cuts = (0..<3).map { _ in Int.random(in: 0...bytes.count, using: &generator) }.sorted()
        cuts = [0] + cuts + [bytes.count]
        let writer = try RecordingWriter(path: path)
        try writer.write(.head(ResponseHead(statusLine: Array("HTTP/1.1 200 OK".utf8))))
        for (lower, upper) in zip(cuts, cuts.dropFirst()) {
            try Array(bytes[lower..<upper]).withUnsafeBytes { try writer.write(body: $0) }
        }
        let replayed = await fetch(.recording(.file(path: path), .unlimited))
        #expect(replayed.outcome == .complete)
        #expect(replayed.body == bytes)
        let split = cuts.filter { $0 < bytes.count && bytes[$0] & 0xC0 == 0x80 }
        let encoded = try contents(of: path).split(separator: "base64").count - 1
        #expect(encoded <= 2 * Set(split).count)
    }

    @Test func noPlaceForARecording() {
        let failure = BodyWriteFailure(message: "cannot write the recording /nonexistent/x: No such file or directory")
        #expect(throws: failure) { try RecordingWriter(path: "/nonexistent/x") }
    }

    @Test func aFullDiskEndsTheTransfer() async throws {
        let text = #"{"head":["HTTP/1.1 200 OK"],"body":"a"}"#
        let fetched = await fetch(
            .recording(.text(Array(text.utf8), name: "x"), .unlimited), recorder: try RecordingWriter(path: "/dev/full"))
        #expect(
            fetched.outcome
                == .failed(
                    TransferFailure(exitStatus: 23, message: "cannot write the recording /dev/full: No space left on device")))
    }

    @Test(arguments: [
        ("https://name:word@host/a:b@c", "https://***@host/a:b@c"),
        ("name:word@host", "***@host"),
        ("http://host:80/x@y", "http://host:80/x@y"),
        ("http://token@host:80/", "http://***@host:80/"),
    ])
    func passwordsInURLs(url: String, masked: String) {
        #expect(Secrets.masked(url: url) == masked)
    }

    @Test func nothingInARecordingActsOnATerminal() {
        var text = RecordingText()
        text.add(text: "a\u{1B}\u{7F}\u{9B}\u{202E}\u{200B}\u{FEFF}\u{61C}\"\\é€🦊ÿ؀ﬁ")
        #expect(text.utf8 == Array(#""a\u001b\u007f\u009b\u202e\u200b\ufeff\u061c\"\\é€🦊ÿ؀ﬁ""#.utf8))
    }

    private func temporaryPath() -> String {
        var template = Array("/tmp/curlew-recording.XXXXXX".utf8CString)
        close(mkstemp(&template))
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func contents(of path: String) throws -> String {
        let descriptor = open(path, O_RDONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    private func permissions(of path: String) throws -> UInt32 {
        var status = stat()
        try #require(stat(path, &status) == 0)
        return status.st_mode & 0o777
    }
}

extension SeededGenerator {
    /// Any bytes, or those of any text, controls included.
    fileprivate mutating func bytes(upTo count: Int) -> [UInt8] {
        let count = Int.random(in: 1...count, using: &self)
        if Bool.random(using: &self) { return (0..<count).map { _ in .random(in: 0...255, using: &self) } }
        return (0..<count).flatMap { _ in
            let limit: UInt32 = [0x80, 0x800, 0xD800, 0x110000].randomElement(using: &self) ?? 0x80
            let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &self)) ?? "\u{FFFF}"
            return Array(String(scalar).utf8)
        }
    }
}
