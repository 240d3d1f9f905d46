import TestSupport

/// A server that answers by path, as often as it is asked on a connection.
enum Site {
    static let script: ScriptedServer.Script = { connection in
        while true {
            let request = String(decoding: try connection.readRequest(), as: UTF8.self)
            if request.hasPrefix("CONNECT ") {
                try connection.send("HTTP/1.1 200 Through\r\nProxy: yes\r\n\r\n")
            } else {
                try answer(path(of: request), request, connection)
            }
        }
    }

    private static func path(of request: String) -> String {
        let target = request.split(separator: " ").dropFirst().first ?? "/"
        guard target.hasPrefix("http://") else { return String(target) }
        return String(target.dropFirst(7).drop { $0 != "/" })
    }

    private static func answer(_ path: String, _ request: String, _ connection: ScriptedConnection) throws {
        switch path {
        case "/301", "/302", "/303":
            try redirect(path.dropFirst(), to: "/end", connection)
        case "/cross":
            let port = request.split(separator: "\r\n").first { $0.hasPrefix("Host: ") }?.split(separator: ":").last ?? ""
            try redirect("302", to: "http://localhost:\(port)/end", connection)
        case "/ftp":
            try redirect("302", to: "ftp://127.0.0.1:1/", connection)
        case "/digest":
            try challenge(
                "Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\nWWW-Authenticate: Basic realm=\"r\"",
                unless: request.contains("Authorization: Digest"), connection)
        case "/basic":
            try challenge("Basic realm=\"r\"", unless: request.contains("Authorization: Basic"), connection)
        case "/ntlm":
            let hello = request.contains("Authorization: NTLM TlRMTVNTUAAB")
            let secondMessage = " TlRMTVNTUAACAAAAAAAAADgAAAAGggEAq6U1NAWaJCIAAAAAAAAAAAAAAAA4AAAA"
            try challenge("NTLM" + (hello ? secondMessage : ""), unless: request.contains("Authorization: NTLM TlRMTVNTUAAD"), connection)
        case "/chunked":
            try connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
        case "/close":
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nabc")
            throw ConnectionEnded()
        case "/ancient":
            try connection.send("hello\n")
            throw ConnectionEnded()
        case "/stalls":
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
            try connection.waitForClose()
        default:
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok\n")
        }
    }

    private static func redirect(_ status: some StringProtocol, to place: String, _ connection: ScriptedConnection) throws {
        try connection.send("HTTP/1.1 \(status) Moved\r\nLocation: \(place)\r\nContent-Length: 0\r\n\r\n")
    }

    private static func challenge(_ schemes: String, unless isAnswered: Bool, _ connection: ScriptedConnection) throws {
        if isAnswered {
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nin\n")
        } else {
            try connection.send("HTTP/1.1 401 No\r\nWWW-Authenticate: \(schemes)\r\nContent-Length: 4\r\n\r\nout\n")
        }
    }

    /// A SOCKS proxy that says in its answer what it was told, in hexadecimal.
    static let socks: ScriptedServer.Script = { connection in
        var told = try connection.read(1)
        if told == [4] {
            told += try connection.read(7)
            told += try textThroughNUL(connection)
            if told[4...6] == [0, 0, 0] { told += try textThroughNUL(connection) }
            try connection.send(bytes: [0, 90, 0, 0, 0, 0, 0, 0])
        } else {
            told += try connection.read(1)
            let methods = try connection.read(Int(told[1]))
            told += methods
            let method: UInt8 = methods.contains(2) ? 2 : 0
            try connection.send(bytes: [5, method])
            if method == 2 {
                for _ in 0..<2 {
                    told += try connection.read(told.last == 2 ? 2 : 1)
                    told += try connection.read(Int(told.last ?? 0))
                }
                try connection.send(bytes: [1, 0])
            }
            told += try connection.read(4)
            let length = told.last == 1 ? 4 : Int(try connection.read(1)[0])
            told += try connection.read(length + 2)
            try connection.send(bytes: [5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
        }
        try connection.readRequest()
        let text = told.map { String($0, radix: 16) }.joined(separator: " ")
        try connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)")
    }

    private static func textThroughNUL(_ connection: ScriptedConnection) throws -> [UInt8] {
        var text: [UInt8] = []
        while text.last != 0 { text += try connection.read(1) }
        return text
    }
}
