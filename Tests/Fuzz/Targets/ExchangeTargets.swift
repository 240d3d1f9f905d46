import Bodies
import Glibc
import HTTP
import Plan
import System
import TestSupport
import Transfer

extension FuzzTarget {
    /// What a server answers, head, body and trailers, read by libcurl and handed over to `CurlLoop`.
    ///
    /// The first byte chooses in which pieces it is sent.
    static let answers = FuzzTarget("answers") { input in
        var choices = Choices(input)
        let pieceLength = 1 << choices.next(below: 12)
        let answer = Array(choices.rest)
        AnsweringServer.shared.answer.withLock { $0 = (answer, pieceLength) }
        var request = Request(url: "http://h/")
        request.connection.unixSocket = .abstract(AnsweringServer.shared.name)
        request.maximumTime = 3000
        request.followsRedirects = true
        request.maximumRedirects = 2
        request.proxy.url = ""
        let told = try Telling.of(request, .network)
        guard let head = told.exchange.finalHead else { return try require(told.body.isEmpty, "a body without a head") }
        try require(head.fields["transfer-encoding"] != nil || answer.contains(told.body), "bytes that were not sent")
    }

    /// The text of a recording.
    static let recordings = FuzzTarget("recordings") { input in
        let told = try Telling.of(Request(url: "r"), .recording(.text(input, name: "r"), .unlimited))
        if case .ended(.failed(let failure)) = told.exchange.phase { try require(!failure.message.isEmpty, "an error without words") }
    }
}

/// All that a transfer said.
private final class Telling: BodySink {
    private let state = Lock((exchange: Exchange(), body: [UInt8]()))
    private let ended = Latch()

    /// Waits for the end.
    static func of(_ request: Request, _ source: Source) throws -> (exchange: Exchange, body: [UInt8]) {
        let telling = Telling()
        let transfer = Transfer(request: request, source: source, sink: telling) { event in
            telling.state.withLock { $0.exchange.apply(event) }
            if case .finished = event { telling.ended.release() }
        }
        transfer.start()
        try require(telling.ended.wait(milliseconds: 20_000), "a transfer without an end")
        return telling.state.withLock { $0 }
    }

    func write(_ bytes: UnsafeRawBufferPointer) {
        state.withLock { $0.body += bytes }
    }

    func finish() {}
}

/// Answers every request with the same bytes.
private final class AnsweringServer: Sendable {
    static let shared = AnsweringServer()

    let name = "curlew-fuzz-\(getpid())"
    let answer = Lock((bytes: [UInt8](), pieceLength: 1))

    private init() {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // In the abstract namespace: after a NUL.
        withUnsafeMutableBytes(of: &address.sun_path) { $0[1...].copyBytes(from: name.utf8) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + 1 + name.utf8.count)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, length) }
        }
        precondition(code == 0 && listen(listener, 16) == 0, "no socket to listen at")
        startThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { continue }
                let (bytes, pieceLength) = answer.withLock { $0 }
                send(bytes, pieceLength, to: connection)
                close(connection)
            }
        }
    }

    private func send(_ bytes: [UInt8], _ pieceLength: Int, to connection: Int32) {
        var limit = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var request: [UInt8] = [], piece = [UInt8](repeating: 0, count: 4096)
        while request.suffix(4) != [0x0D, 0x0A, 0x0D, 0x0A] {
            let count = read(connection, &piece, piece.count)
            if count <= 0 { return }
            request += piece[..<count]
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.prefix(pieceLength).withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if sent <= 0 { return }
            rest = rest.dropFirst(sent)
        }
    }
}
