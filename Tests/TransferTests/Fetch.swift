import Bodies
import Glibc
import HTTP
import Plan
import System
import TestSupport

@testable import Transfer

/// All that a transfer said, after its end.
struct Fetched: Sendable {
    var requestHeads: [String] = []
    var sentBodies: [SentBody] = []
    var heads: [ResponseHead] = []
    var trailers: [String] = []
    var outcome = Outcome.stopped
    var report = TransferReport()
    var body: [UInt8] = []

    var exitStatus: Int32 {
        switch outcome {
        case .complete: 0
        case .stopped: -1
        case .failed(let failure): failure.exitStatus
        }
    }

    var message: String {
        if case .failed(let failure) = outcome { failure.message } else { "" }
    }
}

/// Keeps what is written, up to a limit, and counts all of it.
final class CollectingSink: BodySink {
    let state = Lock((bytes: [UInt8](), count: 0, finishes: 0))
    let limit: Int
    let onWrite: @Sendable (Int) -> Void

    init(limit: Int = .max, onWrite: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.limit = limit
        self.onWrite = onWrite
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        state.withLock {
            $0.bytes.append(contentsOf: bytes.prefix(max(0, limit - $0.bytes.count)))
            $0.count += bytes.count
        }
        onWrite(bytes.count)
    }

    func finish() {
        state.withLock { $0.finishes += 1 }
    }

    var bytes: [UInt8] { state.withLock { $0.bytes } }
    var count: Int { state.withLock { $0.count } }
}

/// Takes the events of one transfer.
final class Witness: Sendable {
    private let state = Lock(Fetched())
    let ended = Latch()
    let headReceived = Latch()
    let onEvent: @Sendable (TransferEvent) -> Void

    init(onEvent: @escaping @Sendable (TransferEvent) -> Void = { _ in }) {
        self.onEvent = onEvent
    }

    func see(_ event: TransferEvent) {
        state.withLock { fetched in
            precondition(!ended.isReleased, "an event after the end: \(event)")
            switch event {
            case .requestSent(let head): fetched.requestHeads.append(String(decoding: head, as: UTF8.self))
            case .bodySent(let body): fetched.sentBodies.append(body)
            case .head(let head): fetched.heads.append(head)
            case .note: break
            case .trailers(let fields):
                fetched.trailers = fields.fields.map { String(decoding: $0.line, as: UTF8.self) }
            case .finished(let outcome, let report):
                fetched.outcome = outcome
                fetched.report = report
                ended.release()
            }
        }
        if case .head = event { headReceived.release() }
        onEvent(event)
    }

    var fetched: Fetched { state.withLock { $0 } }
}

/// Runs a transfer to its end. `onStart` gets it before it starts.
func fetch(
    _ source: Source, _ request: Request = Request(url: ""), share: TransferShare? = nil, recorder: RecordingWriter? = nil,
    sink: CollectingSink = CollectingSink(), onStart: @escaping @Sendable (Transfer) -> Void = { _ in }
) async -> Fetched {
    TestEnvironment.prepare()
    return await withCheckedContinuation { continuation in
        startThread {
            continuation.resume(returning: fetched(source, request, share, recorder, sink, onStart))
        }
    }
}

/// One after the other, each begun as soon as the one before has ended.
func fetchInTurn(_ requests: [(Request, TransferShare?)]) async -> [Fetched] {
    TestEnvironment.prepare()
    return await withCheckedContinuation { continuation in
        startThread {
            continuation.resume(returning: requests.map { fetched(.network, $0, $1, nil, CollectingSink()) { _ in } })
        }
    }
}

/// Waits on the thread that it is called on.
private func fetched(
    _ source: Source, _ request: Request, _ share: TransferShare?, _ recorder: RecordingWriter?, _ sink: CollectingSink,
    _ onStart: (Transfer) -> Void
) -> Fetched {
    let witness = Witness()
    let transfer = Transfer(request: request, source: source, share: share, recorder: recorder, sink: sink) { witness.see($0) }
    onStart(transfer)
    transfer.start()
    precondition(witness.ended.wait(milliseconds: 60_000), "no end: \(request.url)")
    var fetched = witness.fetched
    fetched.body = sink.bytes
    precondition(sink.state.withLock { $0.finishes } == 1)
    return fetched
}

func fetch(_ request: Request, sink: CollectingSink = CollectingSink()) async -> Fetched {
    await fetch(.network, request, sink: sink)
}

func fetch(_ url: String, _ change: (inout Request) -> Void = { _ in }) async -> Fetched {
    var request = Request(url: url)
    change(&request)
    return await fetch(request)
}

/// The installed curl, as the last word on what is right.
func curl(_ arguments: [String]) async -> CommandResult {
    TestEnvironment.prepare()
    return await withCheckedContinuation { continuation in
        startThread { continuation.resume(returning: run(["curl", "-q", "-sS", "-m", "60"] + arguments)) }
    }
}

extension CommandResult {
    /// What curl says after `curl: (n) `, on the first line.
    var message: String {
        let line = String(decoding: errors, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("curl: (") } ?? ""
        guard let blank = line.firstIndex(of: ")") else { return "" }
        return String(line[line.index(blank, offsetBy: 2)...])
    }
}

/// Numbers differ from run to run: milliseconds, ports.
func withoutNumbers(_ text: String) -> String {
    String(text.map { $0.isNumber ? "0" : $0 }).split(separator: "0", omittingEmptySubsequences: true).joined(separator: "0")
}

/// curl reads proxies and certificates from the environment, which belongs to the whole process: it is set
/// once, before the first transfer, so that no test disturbs another.
enum TestEnvironment {
    /// Answers with the request it got as the body.
    static let proxy = ScriptedServer { connection in
        let request = try connection.readRequest()
        try connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(request.count)\r\n\r\n")
        try connection.send(bytes: request)
    }
    static let nginx = Result {
        try Nginx(
            files: [
                "hello.txt": Array("hello\n".utf8),
                "lines.txt": Array((1...50_000).map { "line \($0)\n" }.joined().utf8),
            ],
            directives: """
                listen unix:@DIRECTORY@/socket;
                ssl_verify_client optional_no_ca;
                location = /client { return 200 "$ssl_client_s_dn $ssl_protocol $ssl_cipher $server_protocol\\n"; }
                """)
    }

    private static let isPrepared: Bool = {
        setenv("http_proxy", proxy.url(), 1)
        setenv("no_proxy", "127.0.0.1,localhost,::1", 1)
        if let nginx = try? nginx.get() { setenv("CURL_CA_BUNDLE", nginx.certificate, 1) }
        return true
    }()

    static func prepare() {
        _ = isPrepared
    }
}
