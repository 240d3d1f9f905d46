import System
import TestSupport

/// One request as it came, head and body, and the connection it came on.
struct ReceivedRequest: Sendable {
    var connection: Int
    var bytes: [UInt8]
}

/// The server of a comparison: answers by path (see `answer(to:)`) and keeps each request as it came. It is an HTTP
/// proxy and a SOCKS proxy too, which says that it has connected wherever it is asked to, and goes on answering itself.
final class RespondingServer: Sendable {
    private final class Memory: Sendable {
        let requests = Lock<[ReceivedRequest]>([])
        /// How often each target was asked for.
        let visits = Lock<[String: Int]>([:])
        let firstConnection = Lock<Int?>(nil)

        /// Connections count from 0 for each program.
        func relative(_ connection: Int) -> Int {
            firstConnection.withLock { first in
                if first == nil { first = connection }
                return connection - (first ?? 0)
            }
        }
    }

    private let memory = Memory()
    private let server: ScriptedServer

    init() {
        server = ScriptedServer { [memory] connection in
            // A greeting of TLS gets what is none.
            if try connection.peek(1) == [22] { return try connection.send("HTTP/1.1 400 Speak HTTP\r\n\r\n") }
            try RespondingServer.takeSocksGreeting(connection, memory)
            while true {
                let request = try RespondingServer.readRequest(connection, memory)
                let visit = memory.visits.withLock { visits in
                    defer { visits[request.target, default: 0] += 1 }
                    return visits[request.target, default: 0]
                }
                if try !answer(to: request, visit: visit, on: connection) { return }
            }
        }
    }

    var port: Int { server.port }

    /// What has come since the last time, and everything is forgotten.
    func takeRequests() -> [ReceivedRequest] {
        memory.visits.withLock { $0 = [:] }
        memory.firstConnection.withLock { $0 = nil }
        return memory.requests.withLock { requests in
            defer { requests = [] }
            return requests
        }
    }

    func stop() {
        server.stop()
    }

    private static func readRequest(_ connection: ScriptedConnection, _ memory: Memory) throws -> RequestText {
        var request = RequestText(head: try connection.read(try connection.readHead()))
        // The preface of HTTP/2 goes on after its blank line; whether that is still read would be a matter of luck.
        if request.head.starts(with: Array("PRI * HTTP/2.0".utf8)) { _ = try connection.read(6) }
        let number = memory.relative(connection.number)
        // Whatever becomes of the body, the head was sent.
        let index = memory.requests.withLock { requests in
            requests.append(ReceivedRequest(connection: number, bytes: request.head))
            return requests.count - 1
        }
        if request["expect"] == "100-continue" && request.path != "/refuses-body" { try connection.send("HTTP/1.1 100 Continue\r\n\r\n") }
        if request["transfer-encoding"] == "chunked" {
            request.body = try readChunks(connection)
        } else if request.path != "/refuses-body", let length = request["content-length"].flatMap(Int.init) {
            request.body = try connection.read(length)
        }
        memory.requests.withLock { requests in
            // Another program's turn has begun if this one did not wait for its answer.
            if requests.indices.contains(index) { requests[index].bytes += request.body }
        }
        return request
    }

    /// Chunks may be cut anywhere: the body alone is kept.
    private static func readChunks(_ connection: ScriptedConnection) throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let length = Int(try readLine(connection), radix: 16) ?? 0
            if length == 0 { break }
            body += try connection.read(length)
            _ = try readLine(connection)
        }
        while try !readLine(connection).isEmpty {}
        return body
    }

    private static func readLine(_ connection: ScriptedConnection) throws -> String {
        var line: [UInt8] = []
        while true {
            let byte = try connection.read(1)
            if byte == [0x0A] { return String(decoding: line, as: UTF8.self) }
            if byte != [0x0D] { line += byte }
        }
    }

    /// SOCKS 4, 4a (a name after an address of 0.0.0.x) and 5 (RFC 1928, RFC 1929); kept as requests of their own.
    private static func takeSocksGreeting(_ connection: ScriptedConnection, _ memory: Memory) throws {
        let version = try connection.peek(1)[0]
        guard version == 4 || version == 5 else { return }
        let number = memory.relative(connection.number)
        func keep(_ bytes: [UInt8]) {
            memory.requests.withLock { $0.append(ReceivedRequest(connection: number, bytes: bytes)) }
        }
        func upToNUL() throws -> [UInt8] {
            var bytes: [UInt8] = []
            repeat { bytes += try connection.read(1) } while bytes.last != 0
            return bytes
        }
        if version == 4 {
            let head = try connection.read(8)
            var rest = try upToNUL()
            if head[4...6] == [0, 0, 0] { rest += try upToNUL() }
            keep(head + rest)
            return try connection.send(bytes: [0, 90, 0, 0, 0, 0, 0, 0])
        }
        let greeting = try connection.read(2)
        let methods = try connection.read(Int(greeting[1]))
        keep(greeting + methods)
        if methods.contains(2) {
            try connection.send(bytes: [5, 2])
            let user = try connection.read(2)
            let name = try connection.read(Int(user[1]))
            let length = try connection.read(1)
            keep(user + name + length + (try connection.read(Int(length[0]))))
            try connection.send(bytes: [1, 0])
        } else {
            try connection.send(bytes: [5, 0])
        }
        let request = try connection.read(4)
        var address = try connection.read(request[3] == 3 ? 1 : request[3] == 4 ? 16 : 4)
        if request[3] == 3 { address += try connection.read(Int(address[0])) }
        keep(request + address + (try connection.read(2)))
        try connection.send(bytes: [5, 0, 0, 1, 127, 0, 0, 1, 0, 0])
    }
}
