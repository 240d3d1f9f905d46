import TestSupport

/// Sends what `request` gets: the first part of its path says what. `visit` is how often the same was asked for before.
/// `false`: the connection is to be closed.
func answer(to request: RequestText, visit: Int, on connection: ScriptedConnection) throws -> Bool {
    if request.method == "CONNECT" {
        if request.target.hasPrefix("refused") {
            try connection.send("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")
        } else if request.target.hasPrefix("private"), request["proxy-authorization"] == nil {
            try connection.send("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n")
        } else {
            try connection.send("HTTP/1.1 200 Connected\r\nX-Proxy: yes\r\n\r\n")
        }
        return true
    }
    let parts = request.path.split(separator: "/").map(String.init)
    let argument = parts.dropFirst().first ?? ""
    if let answer = plainAnswer(to: request, kind: parts.first ?? "", argument: argument, rest: Array(parts.dropFirst(2)), visit: visit) {
        try connection.send(bytes: answer.bytes(forHead: request.method == "HEAD"))
        return true
    }
    return try oddAnswer(to: request, kind: parts.first ?? "", argument: argument, on: connection)
}

/// An answer with a length.
struct Answer {
    var status = "200 OK"
    var fields: [String] = []
    var body: [UInt8] = []

    init(_ status: String = "200 OK", _ fields: [String] = [], _ body: String = "") {
        self.init(status, fields, bytes: Array(body.utf8))
    }

    init(_ status: String = "200 OK", _ fields: [String] = [], bytes: [UInt8]) {
        self.status = status
        self.fields = fields
        body = bytes
    }

    func bytes(forHead: Bool) -> [UInt8] {
        let lines = ["HTTP/1.1 \(status)"] + fields + ["Content-Length: \(body.count)", "", ""]
        return Array(lines.joined(separator: "\r\n").utf8) + (forHead ? [] : body)
    }
}

private let digits = (0..<10).map { "\($0)bcdefghi\n" }.joined()

private func plainAnswer(to request: RequestText, kind: String, argument: String, rest: [String], visit: Int) -> Answer? {
    switch kind {
    case "status":
        return Answer("\(argument) Reason", [], "status \(argument)\n")
    case "redirect":
        let left = Int(argument) ?? 0
        if left <= 0 { return Answer("200 OK", [], "arrived by \(request.method)\n") }
        return Answer("302 Found", ["Location: /redirect/\(left - 1)"], "go on\n")
    case "redirect-to":
        // /redirect-to/CODE/PATH…
        return Answer("\(argument) Go", ["Location: /\(rest.joined(separator: "/"))"], "elsewhere\n")
    case "redirect-host":
        let host = request["host"] ?? ""
        let port = host.split(separator: ":").last ?? "80"
        return Answer("302 Found", ["Location: http://localhost:\(port)/\(argument.isEmpty ? "echo" : argument)"], "other host\n")
    case "redirect-file":
        return Answer("302 Found", ["Location: file:///etc/hostname"])
    case "gzip":
        guard (request["accept-encoding"] ?? request["te"] ?? "").contains("gzip") || argument == "always" else {
            return Answer("200 OK", ["Content-Type: text/plain"], "not compressed\n")
        }
        return Answer("200 OK", ["Content-Type: text/plain", "Content-Encoding: gzip"], bytes: gzippedText)
    case "deflate":
        return Answer("200 OK", ["Content-Encoding: deflate"], bytes: deflatedText)
    case "unknown-coding":
        return Answer("200 OK", ["Content-Encoding: pigeon"], "coo\n")
    case "broken-gzip":
        return Answer("200 OK", ["Content-Encoding: gzip"], "this is no gzip\n")
    case "auth":
        return authentication(request, argument)
    case "cookies":
        switch argument {
        case "set":
            return Answer("200 OK", request.query.split(separator: "&").map { "Set-Cookie: \($0)" }, "set\n")
        case "many":
            let host = "127.0.0.1"
            return Answer(
                "200 OK",
                [
                    "Set-Cookie: plain=1", "Set-Cookie: path=2; path=/cookies", "Set-Cookie: old=3; expires=Thu, 01 Jan 1970 00:00:01 GMT",
                    "Set-Cookie: long=4; expires=Fri, 01 Jan 2038 00:00:01 GMT", "Set-Cookie: host=5; domain=\(host)",
                    "Set-Cookie: foreign=6; domain=example.com", "Set-Cookie: secure=7; Secure", "Set-Cookie: quiet=8; HttpOnly",
                ], "many\n")
        case "redirect":
            return Answer("302 Found", ["Set-Cookie: hop=1; path=/", "Location: /echo"], "cookie and on\n")
        default:
            return Answer("200 OK", [], "\(request["cookie"] ?? "none")\n")
        }
    case "range":
        return range(request)
    case "etag":
        if request["if-none-match"]?.contains("\"v1\"") ?? false { return Answer("304 Not Modified", ["ETag: \"v1\""]) }
        return Answer("200 OK", ["ETag: \(argument == "weak" ? "W/" : "")\"v1\""], "tagged\n")
    case "modified":
        if request["if-modified-since"] != nil { return Answer("304 Not Modified") }
        return Answer("200 OK", ["Last-Modified: Tue, 15 Nov 1994 12:45:26 GMT"], "old news\n")
    case "retry":
        // /retry/CODE/TIMES
        if visit < Int(rest.first ?? "") ?? 1 { return Answer("\(argument) Later", [], "not yet\n") }
        return Answer("200 OK", [], "at last\n")
    case "retry-after":
        if visit < 1 { return Answer("503 Later", ["Retry-After: \(argument)"], "not yet\n") }
        return Answer("200 OK", [], "at last\n")
    case "binary":
        return Answer("200 OK", ["Content-Type: application/octet-stream"], bytes: (UInt8(0)...255).map { $0 })
    case "empty":
        return Answer("200 OK")
    case "json":
        return Answer("200 OK", ["Content-Type: application/json"], "{\"a\": [1, 2, {\"b\": null}]}\n")
    case "disposition":
        let name = argument.isEmpty ? "named.txt" : request.query.isEmpty ? argument : request.query
        return Answer("200 OK", ["Content-Disposition: attachment; filename=\"\(name)\""], "named\n")
    case "fields":
        return Answer(
            "200 OK", ["X-Twice: one", "x-twice: two", "X-Empty:", "X-Spaces:   three  ", "Content-Type: text/html; charset=latin1"],
            "fields\n")
    case "refuses-body":
        return Answer("413 Too Large", [], "no\n")
    case "large":
        return Answer("200 OK", [], String(repeating: digits, count: 2000))
    case "hsts":
        return Answer("200 OK", ["Strict-Transport-Security: max-age=31536000"], "hsts\n")
    case "alt-svc":
        return Answer("200 OK", ["Alt-Svc: h2=\":443\"; ma=86400"], "alt\n")
    case "slow", "chunked", "trailers", "hints", "close", "reset", "truncated", "nothing", "http09", "junk", "te", "lf", "http10", "stall",
        "no-location", "lies":
        return nil
    default:
        return Answer("200 OK", ["Content-Type: text/plain"], "\(request.method) \(request.target)\n\(request.body.count) bytes\n")
    }
}

private func range(_ request: RequestText) -> Answer {
    let body = Array(digits.utf8)
    guard let range = request["range"], range.hasPrefix("bytes="), !range.contains(",") else {
        return Answer("200 OK", ["Accept-Ranges: bytes"], bytes: body)
    }
    let ends = range.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2 else { return Answer("416 No") }
    var first = Int(ends[0]) ?? -1
    var last = Int(ends[1]) ?? body.count - 1
    if first < 0 { (first, last) = (max(0, body.count - last), body.count - 1) }
    guard first < body.count, first <= last else {
        return Answer("416 No Such Range", ["Content-Range: bytes */\(body.count)"], "no such range\n")
    }
    last = min(last, body.count - 1)
    return Answer("206 Partial", ["Content-Range: bytes \(first)-\(last)/\(body.count)"], bytes: Array(body[first...last]))
}

private func authentication(_ request: RequestText, _ scheme: String) -> Answer {
    let given = request["authorization"] ?? ""
    let welcome = Answer("200 OK", [], "welcome\n")
    let basic = "WWW-Authenticate: Basic realm=\"test\""
    let digest = "WWW-Authenticate: Digest realm=\"test\", nonce=\"abcdef0123456789\", qop=\"auth\", algorithm=MD5"
    switch scheme {
    case "basic":
        return given.hasPrefix("Basic ") ? welcome : Answer("401 Who", [basic], "who are you?\n")
    case "digest":
        return given.hasPrefix("Digest ") ? welcome : Answer("401 Who", [digest], "who are you?\n")
    case "any":
        return given.hasPrefix("Digest ") ? welcome : Answer("401 Who", [basic, digest], "who are you?\n")
    case "bearer":
        return given.hasPrefix("Bearer ") ? welcome : Answer("401 Who", ["WWW-Authenticate: Bearer"], "who are you?\n")
    case "ntlm":
        // Type 1 gets the challenge of type 2, anything longer is taken for type 3.
        let challenge = "TlRMTVNTUAACAAAAAAAAADgAAAAGgoECASNFZ4mrze8AAAAAAAAAAAAAAAA4AAAABQCTCAAAAA8="
        if !given.hasPrefix("NTLM ") { return Answer("401 Who", ["WWW-Authenticate: NTLM"], "who are you?\n") }
        return given.utf8.count < 70 ? Answer("401 Who", ["WWW-Authenticate: NTLM \(challenge)"], "prove it\n") : welcome
    default:
        return Answer("401 Who", ["WWW-Authenticate: \(scheme)"], "never\n")
    }
}

/// Answers without a length, or wrong ones. `false`: the connection is to be closed.
private func oddAnswer(to request: RequestText, kind: String, argument: String, on connection: ScriptedConnection) throws -> Bool {
    let isHead = request.method == "HEAD"
    switch kind {
    case "chunked", "trailers":
        try connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\(kind == "trailers" ? "Trailer: X-Sum\r\n" : "")\r\n")
        if isHead { return true }
        for piece in ["one\n", "two\n", "three\n"] { try connection.sendChunk(piece) }
        try connection.endChunks(trailers: kind == "trailers" ? ["X-Sum: 14"] : [])
        return true
    case "te":
        // RFC 9112 section 6.1: gzip, and chunks around it.
        try connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n")
        try connection.sendChunk(gzippedText)
        try connection.endChunks()
        return true
    case "hints":
        try connection.send("HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n")
        try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhints\n")
        return true
    case "no-location":
        try connection.send("HTTP/1.1 302 Found\r\nContent-Length: 8\r\n\r\nnowhere\n")
        return true
    case "lf":
        try connection.send("HTTP/1.1 200 OK\nContent-Length: 3\n\nlf\n")
        return true
    case "close":
        try connection.send("HTTP/1.1 200 OK\r\nX-End: close\r\n\r\n" + (isHead ? "" : "until the end\n"))
    case "http10":
        try connection.send("HTTP/1.0 200 OK\r\n\r\n" + (isHead ? "" : "one point oh\n"))
    case "http09":
        try connection.send("no head at all\n")
    case "junk":
        try connection.send("HTTP/1.1 two hundred\r\n\r\n")
    case "reset":
        try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        try connection.reset()
    case "lies":
        try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nmore than three\n")
    case "truncated":
        try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut off\n")
    case "slow", "stall":
        if kind == "stall" { try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe first line\n") }
        try connection.waitForClose()
    default:
        // "nothing": not a byte.
        break
    }
    return false
}

/// "compressed text, compressed text, compressed text\n".
private let gzippedText: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 75, 206, 207, 45, 40, 74, 45, 46, 78, 77, 81, 40, 73, 173, 40, 209, 81, 72, 38, 32, 192, 5, 0, 130,
    243,
    230, 91, 50, 0, 0, 0,
]
private let deflatedText: [UInt8] = [
    120, 156, 75, 206, 207, 45, 40, 74, 45, 46, 78, 77, 81, 40, 73, 173, 40, 209, 81, 72, 38, 32, 192, 5, 0, 237, 6, 18, 241,
]
