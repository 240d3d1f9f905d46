/// What servers should not do in HTTP/2, which no server at hand can be brought to.
package struct HTTP2Attack: Sendable, CustomStringConvertible {
    private typealias Frame = HTTP2Frame

    package var name: String
    package var script: ScriptedServer.Script
    /// What the client is to send along.
    package var upload: String?
    /// It goes on for as long as it is listened to: how far an answer comes, and by what it ends, is a matter of luck.
    package var isEndless: Bool

    package var description: String { name }

    private init(_ name: String, isEndless: Bool = false, _ script: @escaping ScriptedServer.Script) {
        self.name = name
        self.isEndless = isEndless
        self.script = script
    }

    private func uploading(_ upload: String) -> HTTP2Attack {
        var copy = self
        copy.upload = upload
        return copy
    }

    private static let ok = Frame.fields([(":status", "200"), ("content-type", "text/plain")])
    private static let abc = Frame.data("abc")

    private static func bad(_ name: String, after settings: Frame = Frame(.settings), _ frames: Frame...) -> HTTP2Attack {
        HTTP2Attack(name) { connection in
            try connection.beginHTTP2(settings)
            try connection.send(bytes: frames.flatMap(\.bytes))
            try connection.waitForClose()
        }
    }

    /// The frame again and again, after an answer that has begun.
    private static func flood(_ name: String, _ frame: Frame) -> HTTP2Attack {
        HTTP2Attack(name, isEndless: true) { connection in
            try connection.beginHTTP2()
            try connection.send(ok, abc)
            try connection.sendEndlessly(Array(repeatElement(frame.bytes, count: 1000).joined()))
        }
    }

    private static let many = Array(repeatElement(Frame.block([("x-field", String(repeating: "y", count: 1000))]), count: 16).joined())

    package static let all: [HTTP2Attack] = [
        bad("an answer by the book", ok, abc, .data("def", flags: Frame.endStream)),
        bad("trailers", ok, abc, .fields([("sum", "9")], flags: Frame.endHeaders | Frame.endStream)),
        bad("interim heads", .fields([(":status", "103"), ("link", "</a>")]), ok, .data("abc", flags: Frame.endStream)),
        // Streams and connections that end too early.
        bad("a stream that is reset", ok, abc, Frame(.resetStream, stream: 1, Frame.bytes(2, 4))),
        bad("a stream that is reset without an error", ok, abc, Frame(.resetStream, stream: 1, Frame.bytes(0, 4))),
        bad("a stream that is refused", Frame(.resetStream, stream: 1, Frame.bytes(7, 4))),
        bad("GOAWAY in the body", ok, abc, Frame(.goAway, Frame.bytes(0, 4) + Frame.bytes(2, 4) + Array("\u{1B}[2Jgone".utf8))),
        bad("GOAWAY before the head", Frame(.goAway, Frame.bytes(0, 4) + Frame.bytes(11, 4))),
        HTTP2Attack("closed in the body") { connection in
            try connection.beginHTTP2()
            try connection.send(ok, abc)
            try connection.endSending()
        },
        HTTP2Attack("HTTP/1.1 instead") { connection in
            try connection.readRequest()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc")
            try connection.endSending()
        },
        // Frames that are none.
        bad("a frame of 16 MB", ok, Frame(.data, stream: 1, [], claimedLength: 0xFFFFFF)),
        bad("a frame of a kind unknown", ok, Frame(.unknown, stream: 1, [1, 2, 3]), .data("abc", flags: Frame.endStream)),
        bad("DATA before the head", abc, ok),
        bad("DATA of no stream", ok, Frame(.data, [0x61])),
        bad("DATA of a stream that is not open", ok, Frame(.data, stream: 3, [0x61])),
        bad("PUSH_PROMISE", Frame(.pushPromise, flags: Frame.endHeaders, stream: 1, Frame.bytes(2, 4) + Frame.block([(":method", "GET")]))),
        bad("CONTINUATION of nothing", ok, Frame(.continuation, flags: Frame.endHeaders, stream: 1, [])),
        bad("SETTINGS of five bytes", ok, Frame(.settings, [0, 0, 0, 0, 0])),
        bad("a window of 2 GiB", ok, Frame(.windowUpdate, stream: 0, Frame.bytes(0x7FFF_FFFF, 4)), abc),
        bad("a window that grows by nothing", ok, Frame(.windowUpdate, stream: 1, Frame.bytes(0, 4)), abc),
        bad("a field that is in no table", Frame(.headers, flags: Frame.endHeaders, stream: 1, [0xFF, 0xFF, 0xFF, 0x7F])),
        bad("a string that goes on after its frame", Frame(.headers, flags: Frame.endHeaders, stream: 1, [0, 0x7F, 0xFF, 0x7F, 0x61])),
        // Heads.
        bad("no status", .fields([("content-type", "text/plain")]), abc),
        bad("two statuses", .fields([(":status", "200"), (":status", "404")]), abc),
        bad("a status of words", .fields([(":status", "two")]), abc),
        bad("control bytes", .fields([(":status", "200"), ("x", "a\u{1B}[2J\r\nb: c")]), .data("abc", flags: Frame.endStream)),
        bad("a name in capitals", .fields([(":status", "200"), ("X-Capital", "a")]), .data("abc", flags: Frame.endStream)),
        bad("a field of HTTP/1.1", .fields([(":status", "200"), ("connection", "close")]), .data("abc", flags: Frame.endStream)),
        bad("too short a body", .fields([(":status", "200"), ("content-length", "9")]), .data("abc", flags: Frame.endStream)),
        bad("too long a body", .fields([(":status", "200"), ("content-length", "1")]), .data("abc", flags: Frame.endStream)),
        // What has no end.
        flood("PINGs without end", Frame(.ping, [0, 1, 2, 3, 4, 5, 6, 7])),
        flood("SETTINGS without end", Frame.setting(4, 65535)),
        flood("answers to PINGs that were not sent", Frame(.ping, flags: Frame.acknowledgement, [0, 1, 2, 3, 4, 5, 6, 7])),
        flood("empty DATA without end", Frame(.data, stream: 1)),
        flood("priorities without end", Frame(.priority, stream: 1, [0, 0, 0, 0, 1])),
        flood("unknown frames without end", Frame(.unknown, stream: 1, [UInt8](repeating: 0, count: 100))),
        flood("resets without end", Frame(.resetStream, stream: 1, Frame.bytes(8, 4))),
        HTTP2Attack("a head without end", isEndless: true) { connection in
            try connection.beginHTTP2()
            try connection.send(Frame(.headers, stream: 1, Frame.block([(":status", "200")])))
            try connection.sendEndlessly(Frame(.continuation, stream: 1, many).bytes)
        },
        HTTP2Attack("trailers without end", isEndless: true) { connection in
            try connection.beginHTTP2()
            try connection.send(ok, abc, Frame(.headers, flags: Frame.endStream, stream: 1, Frame.block([("sum", "9")])))
            try connection.sendEndlessly(Frame(.continuation, stream: 1, many).bytes)
        },
        HTTP2Attack("no window for what is uploaded") { connection in
            try connection.beginHTTP2(Frame.setting(4, 0))
            try connection.waitForClose()
        }
        .uploading("abc"),
        // 4 KB kept in the table that both sides keep, and then named 10,000 times by a byte each.
        bad(
            "40 MB of trailers in 14 KB", ok, abc,
            Frame(
                .headers, flags: Frame.endHeaders | Frame.endStream, stream: 1,
                Frame.kept("x", String(repeating: "y", count: 4000)) + [UInt8](repeating: Frame.indexed, count: 10_000))),
        bad(
            "40 MB of a head in 14 KB",
            Frame(
                .headers, flags: Frame.endHeaders, stream: 1,
                Frame.block([(":status", "200")]) + Frame.kept("x", String(repeating: "y", count: 4000))
                    + [UInt8](repeating: Frame.indexed, count: 10_000)),
            .data("abc", flags: Frame.endStream)),
    ]
}
