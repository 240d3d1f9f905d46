import TestSupport

/// Where text comes from outside, and where it shows: one row for each.
struct HostilePlace: Sendable {
    let name: String
    /// The views and panels that show it.
    var views: [String] = []
    var panels: [String] = []
    /// Of files in a folder of its own; `@` in an argument or a variable is that folder.
    var files: [String: [UInt8]] = [:]
    var environment: [String] = []
    /// `URL` is that of the server.
    var arguments = ["URL"]
    var server: ScriptedServer.Script = HostilePlace.answer(body: HostilePlace.plain)
    /// Of a certificate; the server is one that has it then.
    var subject: String?
    /// What is typed, and what is on the screen then; a moment if that is empty. None: it ends by itself, or when it is asked to.
    var steps: [(type: String, wait: String)] = [("", "done")]

    private static let attacks = [
        "\u{1B}]0;title\u{7}", "\u{1B}]52;c;cGFzdGU=\u{1B}\\", "\u{1B}P+q544e\u{1B}\\", "\u{1B}_app\u{1B}\\", "\u{1B}^pm\u{1B}\\",
        "\u{1B}[2J\u{1B}[?1049l\u{1B}[6n\u{1B}c\u{1B}[?9h", "\u{9B}31m", "\u{9D}0;title\u{9C}", "\u{202E}reversed\u{202C}",
        "a\u{200B}b\u{FEFF}c\u{AD}d",
    ]

    /// What attackers send, on one line.
    static let attack = attacks.joined(separator: "|")

    /// Every byte, alone and in front of a letter; then every C1 control as UTF-8 has it.
    static let everything: [UInt8] =
        (UInt8(0)...255).map { $0 } + (UInt8(0)...255).flatMap { [$0, 0x78, 0x0A] } + (UInt8(0x80)...0x9F).flatMap { [0xC2, $0] }

    private static let plain = Array("zz-end\n".utf8)
    private static let inHead = (everything + Array(attack.utf8)).filter { ![0, 0x0A, 0x0D].contains($0) }
    /// So that all is drawn anew: a text that stands there already is not sent again.
    private static let again = "\u{C}"

    private static func answer(body: [UInt8], fields: String = "") -> ScriptedServer.Script {
        { connection in
            try connection.readRequest()
            try connection.send(bytes: Array("HTTP/1.1 200 OK\r\n\(fields)\r\n".utf8) + body)
        }
    }

    /// A body in one view, at its end and at its beginning.
    private static func view(_ name: String, _ body: String, type: String = "text/plain", ends: String = "done") -> HostilePlace {
        HostilePlace(
            name: "the view \(name)", views: [name], panels: ["body"], arguments: ["--view", name, "URL"],
            server: answer(body: Array(body.utf8), fields: "Content-Type: \(type)\r\n"),
            steps: [("", ends), ("G" + again, ends), ("g" + again, ends)])
    }

    private static let escaped = #"\u001b]0;x\u0007\u009b2J\u202e\u0000"#

    static let all: [HostilePlace] = [
        HostilePlace(
            name: "the body", views: ["text"], panels: ["body", "timing"],
            server: answer(body: everything + Array((attack + "\nzz-end\n").utf8)),
            steps: [("", "done"), ("G" + again, "zz-end"), ("g" + again, "^@^A"), ("/[\u{E9}x]\r", "/"), ("\t\t" + again, "first byte")]),
        view("hex", attack + String(decoding: everything, as: UTF8.self)),
        view("json", #"{"a\#(escaped)": "\#(escaped)\#(attack)", \#(attack): [1\#(attack)]}"# + "\n\(attack)", type: "application/json"),
        view("records", #"{"a\#(escaped)": "\#(escaped)\#(attack)"}"# + "\n\(attack)\n{\"b\":\(attack)}\n", type: "application/x-ndjson"),
        view("flat", #"{"a\#(escaped)": "\#(escaped)\#(attack)", "b": [{"\#(attack)": 1}]}"#, type: "application/json"),
        view("events", "event: \(attack)\nid: \(attack)\ndata: \(attack)\n\n: \(attack)\n\(attack)\n\n", type: "text/event-stream"),
        view("frames", "\0\0\0\0\u{10}\(attack)\u{2}\0\0\0\u{5}\(attack)", type: "application/connect+json"),
        view(
            "transcript",
            #"data: {"choices":[{"index":0,"delta":{"role":"\#(escaped)","content":"\#(escaped)\#(attack)"}}]}"# + "\n\n\(attack)\n\n"
                + #"data: {"error":{"message":"\#(escaped)"}}"# + "\n\n",
            type: "text/event-stream", ends: "failed"),
        view("form", "a=%1b%5d0;x%07&\(attack)=%9b%c2%9b\(attack)&%00", type: "application/x-www-form-urlencoded"),
        view("csv", "a,\(attack)\n\"\(attack)\n\(attack)\",2\n", type: "text/csv"),
        view(
            "multipart", "--b\r\nContent-Disposition: form-data; name=\"\(attack)\"\r\n\(attack): x\r\n\r\n\(attack)\r\n--b--\r\n",
            type: "multipart/form-data; boundary=b"),
        view("xml", "<?xml \(attack)?><a b=\"\(attack)&#27;&#x9b;\"><!-- \(attack) -->\(attack)&#7;<\(attack)></a>", type: "text/xml"),
        view("ansi", "\u{1B}[31mred \(attack)\u{1B}[38;5;999999999;2m\u{1B}[31;\(attack)m"),
        HostilePlace(
            name: "heads, names, values, the reason and trailers", panels: ["headers", "timing", "details"],
            server: { connection in
                try connection.readRequest()
                try connection.send(bytes: Array("HTTP/1.1 200 ".utf8) + inHead.prefix(253) + Array("\r\nX-All: ".utf8) + inHead)
                try connection.send(
                    bytes: [0x0D, 0x0A] + Array("X-Bad".utf8) + inHead.filter { $0 != 0x3A && $0 > 0x20 } + Array(": name\r\n".utf8))
                try connection.send(
                    "Content-Type: text/\u{1B}]0;x\u{7}; charset=\u{1B}[2J\u{9B}31m\r\nTransfer-Encoding: chunked\r\nX-Last: zz\r\n\r\n")
                try connection.sendChunk("zz-end\n")
                try connection.endChunks(trailers: ["X-Trailer: \u{1B}]0;x\u{7}\u{85}zz-trailer-end"])
            },
            steps: [
                ("", "zz-end"), ("\t" + again, "X-All"), ("G" + again, "zz-trailer-end"), ("\t" + again, "first byte"),
                ("=" + again, "charset"), ("q", "timing"),
            ]),
        HostilePlace(
            name: "a redirect, and the URL of where it goes", panels: ["headers", "timing", "details"], arguments: ["-L", "URL"],
            server: { connection in
                let request = String(decoding: try connection.readRequest(), as: UTF8.self)
                if request.contains("GET / ") {
                    try connection.send(
                        "HTTP/1.1 302 \u{1B}]0;x\u{7}\r\nLocation: /to\u{1B}]0;x\u{7}\u{9B}\u{202E}here\r\nContent-Length: 0\r\n\r\n")
                } else {
                    try connection.send("HTTP/1.1 200 OK\r\n\r\nzz-end\n")
                }
            }, steps: [("", "q"), ("\t" + again, "HTTP"), ("\t" + again, ""), ("=" + again, "q closes")]),
        HostilePlace(
            name: "what is no HTTP", panels: ["headers"],
            server: { connection in
                try connection.readRequest()
                try connection.send("\u{1B}]0;x\u{7}\u{1B}[2J garbage\r\n\r\n\(attack)")
            }, steps: [("", "failed"), ("\t" + again, "GET")]),
        HostilePlace(
            name: "what is sent", panels: ["headers", "curl"],
            arguments: ["-H", "X-Mine: \(attack)", "-A", attack, "-e", attack, "--data-binary", attack, "URL"],
            steps: [("", "zz-end"), ("\t" + again, "POST"), (":curl\r" + again, "q closes")]),
        HostilePlace(
            name: "the URL", panels: ["details", "exchanges"], arguments: ["-g", "URL?\(attack)", "URL?\(attack)"],
            steps: [("", "failed"), ("=" + again, "q closes"), ("q:e\r" + again, "")]),
        HostilePlace(name: "a URL that is none", arguments: ["http://\(attack)/"], steps: []),
        HostilePlace(name: "a pattern", arguments: ["URL{a,\(attack)"], steps: []),
        HostilePlace(name: "an option", arguments: ["--\(attack)", "URL"], steps: []),
        HostilePlace(
            name: "what is typed and pasted", panels: ["filters", "pieces", "settings", "help"],
            server: answer(body: everything + plain),
            steps: [
                ("", "done"), ("/\u{1B}[200~\(attack)\u{1B}[201~\r", ""), ("\u{1B}", ""), ("&\u{1B}[200~[^a]\u{1B}[201~\r", ""),
                (":filters\r" + again, "e edits"), ("q:\u{1B}[Carrivals\r" + again, ""), ("q:set\r" + again, ""),
                ("qh" + again, ""), ("q:\u{1B}[200~set \(attack)\u{1B}[201~\r" + again, ""),
            ]),
        HostilePlace(
            name: "a certificate", panels: ["timing", "headers"], arguments: ["-k", "URL"],
            subject: "/O=\u{1B}]0;x\u{7}\u{1B}[2J\u{9B}31m\u{202E}/CN=localhost",
            steps: [("", "zz-end"), ("\t" + again, "HTTP"), ("\t" + again, "first byte")]),
        HostilePlace(
            name: "a file's name", arguments: ["-o", "@/\(attack)", "URL"],
            steps: [("", "done"), ("s", ""), ("\u{15}\u{1B}[200~@/\(attack)\u{1B}[201~\r" + again, ""), ("\u{1B}", "")]),
        HostilePlace(
            name: "the server's name for a file", arguments: ["-OJ", "--output-dir", "@", "URL"],
            server: answer(body: plain, fields: "Content-Disposition: attachment; filename=\"\(attack)\"\r\n"), steps: []),
        HostilePlace(
            name: "a recording", panels: ["headers", "exchanges"],
            files: [
                "recording": Array(
                    (#"{"recording":1,"url":"http://h/\#(escaped)"}"# + "\n" + #"{"sent":"GET /\#(escaped) HTTP/1.1\r\n\r\n"}"# + "\n"
                        + #"{"head":["HTTP/1.1 200 \#(escaped)","X\#(escaped): \#(escaped)"],"body":"\#(escaped)zz-end\n"}"# + "\n"
                        + #"{"end":"failed","status":56,"message":"\#(escaped) zz"}"#).utf8)
            ], arguments: ["--replay", "@/recording"],
            steps: [("", "zz-end"), ("\t" + again, "GET"), (":e\r" + again, "")]),
        HostilePlace(
            name: "a recording that is none", files: ["\u{1B}]0;x\u{7}": Array("{\"ms\":1}\n\(attack)".utf8)],
            arguments: ["--replay", "@/\u{1B}]0;x\u{7}"], steps: []),
        HostilePlace(
            name: "a config file", files: [".curlrc": Array("\(attack) x\n--\(attack)\nuser-agent = \"\(attack)\"\nview \(attack)\n".utf8)],
            environment: ["HOME=@"], steps: []),
        HostilePlace(
            name: "the environment",
            environment: [
                "HOME=/\(attack)", "COLORTERM=\(attack)", "http_proxy=\(attack)", "LANG=\(attack)", "EDITOR=\(attack)",
                "TMPDIR=/\(attack)", "NO_PROXY=\(attack)",
            ], steps: []),
        HostilePlace(
            name: "the clipboard",
            steps: [
                ("", "done"), ("\u{1B}[200~curl '\(attack)'\nx\u{1B}[201~", ""), ("\u{1B}", ""),
                ("\u{1B}[200~curl '\(attack)\u{1B}[201~\r", ""),
            ]),
        HostilePlace(name: "a user's name, of whom a password is asked", arguments: ["-u", attack, "URL"], steps: []),
    ]
}
