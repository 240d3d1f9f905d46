internal import Bodies
internal import Bytes
internal import Foundation
internal import Glibc
internal import HTTP
internal import Plan
internal import System

/// Writes an exchange down while it happens: see `Recording` for the format.
///
/// A line is in the file as soon as the thing has happened, so that a recording can be read while it is made.
package final class RecordingWriter: Sendable {
    private let path: String
    private let descriptor: Descriptor
    private let keepsSecrets: Bool
    private let start = Lock<ContinuousClock.Instant?>(nil)

    /// Makes the file, for this user only: what servers send may be private. One that is there is
    /// overwritten, as by `-o`; `-` is standard output. `keepsSecrets`: nothing is masked. Throws a `BodyWriteFailure`.
    package init(path: String, keepsSecrets: Bool = false) throws {
        self.path = path
        self.keepsSecrets = keepsSecrets
        do {
            descriptor =
                path == "-"
                ? try Descriptor.standardOutput.duplicate() : try Descriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
        } catch {
            throw RecordingWriter.failure(path, error)
        }
    }

    deinit {
        descriptor.close()
    }

    /// The transfer begins: times count from here. Like the others, throws a `BodyWriteFailure`.
    func begin(_ request: Request) throws {
        start.withLock { $0 = ContinuousClock.now }
        var text = RecordingText()
        text.add("{\"recording\":\(Recording.version),\"url\":")
        text.add(text: keepsSecrets ? request.url : Secrets.masked(url: request.url))
        if let method = request.method {
            text.add(",\"method\":")
            text.add(text: method)
        }
        try write(text)
    }

    func write(_ event: TransferEvent) throws {
        var text = line()
        switch event {
        case .requestSent(let head):
            text.add("\"sent\":")
            text.add(bytes: keepsSecrets ? head : Secrets.masked(fields: head))
        case .bodySent(let body):
            text.add("\"sentBody\":")
            text.add(bytes: keepsSecrets ? body.bytes : Secrets.masked(body: body.bytes))
            if !body.isWhole { text.add(",\"length\":\(body.length)") }
        case .head(let head):
            text.add("\"head\":")
            text.add(lines: [head.statusLine] + lines(of: head.fields))
        case .trailers(let fields):
            text.add("\"trailers\":")
            text.add(lines: lines(of: fields))
        // It is about this connection, and belongs to nothing that could be played.
        case .note: return
        case .finished(let outcome, _):
            text.add("\"end\":")
            switch outcome {
            case .complete: text.add("\"complete\"")
            case .stopped: text.add("\"stopped\"")
            case .failed(let failure):
                text.add("\"failed\",\"status\":\(failure.exitStatus),\"message\":")
                text.add(text: failure.message)
            }
        }
        try write(text)
    }

    func write(body: UnsafeRawBufferPointer) throws {
        for part in RecordingWriter.parts(of: body) where !part.isEmpty {
            var text = line()
            text.add("\"body\":")
            text.add(bytes: part)
            try write(text)
        }
    }

    /// Cut at the characters that a piece begins and ends in the midst of, so that what is text can be read.
    private static func parts(of body: UnsafeRawBufferPointer) -> [Slice<UnsafeRawBufferPointer>] {
        let head = body.prefix(3).prefix(while: UTF8Scan.isContinuation).count
        let tail = body.dropFirst(head).suffix(3).reversed().prefix(while: UTF8Scan.isContinuation).count
        var end = body.count - tail
        if end > head, body[end - 1] >= 0xC0 {
            // Whole, if the first byte announces as many as there are.
            let length = body[end - 1] >= 0xF0 ? 4 : body[end - 1] >= 0xE0 ? 3 : 2
            end = length == tail + 1 ? body.count : end - 1
        } else {
            end = body.count
        }
        guard head > 0 || end < body.count, String(validating: body[head..<end], as: UTF8.self) != nil else {
            return [body[...]]
        }
        return [body[..<head], body[head..<end], body[end...]]
    }

    private func lines(of fields: HeaderFields) -> [[UInt8]] {
        fields.fields.map { keepsSecrets ? $0.line : Secrets.masked(fields: $0.line) }
    }

    private func line() -> RecordingText {
        let elapsed = start.withLock { $0.map { ContinuousClock.now - $0 } ?? .zero }
        let (seconds, attoseconds) = elapsed.components
        let microseconds = Double(seconds) * 1_000_000 + Double(attoseconds / 1_000_000_000_000)
        var text = RecordingText()
        text.add("{\"ms\":\(microseconds / 1000),")
        return text
    }

    private func write(_ text: RecordingText) throws {
        var text = text
        text.add("}\n")
        do {
            try descriptor.writeAll(text.utf8)
        } catch {
            throw RecordingWriter.failure(path, error)
        }
    }

    private static func failure(_ path: String, _ reason: SystemError) -> BodyWriteFailure {
        BodyWriteFailure(message: "cannot write the recording \(path): \(reason)")
    }
}
