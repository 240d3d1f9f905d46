internal import Bytes
internal import Foundation
internal import HTTP

/// One line of a recording as JSON has it.
struct RecordingLine: Decodable {
    var recording: Int?
    var url: String?
    var ms: Double?
    var sent: RecordedBytes?
    var sentBody: RecordedBytes?
    var length: Int?
    var head: [RecordedBytes]?
    var body: RecordedBytes?
    var trailers: [RecordedBytes]?
    var end: End?
    var status: Int32?
    var message: String?

    enum End: String, Decodable {
        case complete, stopped, failed
    }

    /// What it says, in order. Throws if a head has no status line.
    func moments() throws -> [RecordedMoment] {
        var moments: [RecordedMoment] = []
        if let url { moments.append(.url(url)) }
        if let sent { moments.append(.event(.requestSent(sent.bytes))) }
        if let sentBody {
            let length = max(length ?? 0, sentBody.bytes.count)
            moments.append(.event(.bodySent(SentBody(bytes: sentBody.bytes, length: length))))
        }
        if let head {
            guard let statusLine = head.first else { throw RecordingFault("a head begins with a status line") }
            let fields = head.dropFirst().map { HeaderField(line: $0.bytes) }
            moments.append(.event(.head(ResponseHead(statusLine: statusLine.bytes, fields: HeaderFields(fields)))))
        }
        if let body { moments.append(.body(body.bytes)) }
        if let trailers { moments.append(.event(.trailers(HeaderFields(trailers.map { HeaderField(line: $0.bytes) })))) }
        if let end { moments.append(.end(outcome(end))) }
        return moments
    }

    /// What no process can end with is any failure.
    private var exitStatus: Int32 {
        guard let status else { return 56 }
        return (1...255).contains(status) ? status : 1
    }

    private func outcome(_ end: End) -> Outcome {
        switch end {
        case .complete: .complete
        case .stopped: .stopped
        case .failed: .failed(TransferFailure(exitStatus: exitStatus, message: message ?? "the recorded transfer failed"))
        }
    }
}

/// What happens at a moment of a recording.
enum RecordedMoment {
    case url(String)
    case event(TransferEvent)
    case body([UInt8])
    case end(Outcome)
}

/// What is wrong with a line.
struct RecordingFault: Error {
    var message: String

    init(_ message: String) {
        self.message = message
    }
}

/// A string, or `{"base64": "…"}`.
struct RecordedBytes: Decodable {
    let bytes: [UInt8]

    private enum Key: CodingKey {
        case base64
    }

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            bytes = Array(text.utf8)
            return
        }
        guard let text = try? decoder.container(keyedBy: Key.self).decode(String.self, forKey: .base64) else {
            throw RecordingFault("bytes are a string or {\"base64\": \"…\"}")
        }
        guard let decoded = Base64.decoded(text.utf8) else { throw RecordingFault("this is not base64") }
        bytes = decoded
    }
}
