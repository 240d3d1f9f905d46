package import Bodies
internal import Screen

extension ViewKind {
    package static let frames = ViewKind(
        name: "frames", summary: "messages of known length with a row for each: AWS event streams, logs of Docker, Connect, gRPC",
        held: { bytes, _ in FramesFormatter.json(in: bytes) }, begins: { bytes, _ in FramesFormatter.begins(bytes) },
        fits: { FramesFormatter.fits($0, $1) }, formatter: { _ in .frames(FramesFormatter()) })
}

/// A body made of frames with a row for each: what it is, and what it holds as text.
///
/// `contentBlockDelta  {"delta":{"text":"Hi"}}`, `err  no such file`, `message  1: "curlew"  2: 150`. Which frames they are is told
/// from the bytes. A log is shown line by line, as it was written. Where no frame begins, that is said, and what follows is shown as
/// text. It is UTF-8 whatever the charset is. A frame that is long is made in pieces of at most 16 KiB.
package struct FramesFormatter: LineFormatter {
    private static let longestPiece = TextFormatter.longestPiece

    private enum Place: Sendable, Equatable {
        /// Before the first byte: what the frames are is not known.
        case start
        case head
        /// Within a frame.
        case inside(Rest)
        /// No frame began, and none is looked for.
        case raw
    }

    /// What is left of a frame.
    private struct Rest: Sendable, Equatable {
        var payload: Int
        var trailer: Int
        var look: Look
        /// A line of a log begins.
        var isLineStart = false
        /// Of the bytes before, if it has one.
        var sum = CRC32()
        /// Of a message that has fields.
        var fields: ProtobufPieces?
    }

    /// How the payload is shown.
    private enum Look: UInt8, Sendable {
        case text, error, standardError, fields, silent

        var role: Role {
            switch self {
            case .text, .fields, .silent: .text
            case .error: .failure
            case .standardError: .standardError
            }
        }
    }

    private var kind = FrameKind.grpc
    private var place = Place.start

    package init() {}

    var bytesPerStep: Int { 2 << 20 }

    package mutating func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        if place == .raw { return rawLine(from: &input, to: &output) }
        let reach = Self.longestPiece + 4
        let window = UnsafeBufferPointer(rebasing: input.window(atLeast: reach).prefix(reach))
        let isComplete = input.snapshot.isComplete
        if window.isEmpty { return isComplete ? .atEnd : .starved }
        let piece = Piece(
            bytes: window, isComplete: isComplete, isFinal: isComplete && input.offset + window.count == input.snapshot.end)
        if place == .start {
            guard let kind = piece.kind else {
                input.advance(by: window.count)
                return .starved
            }
            self.kind = kind
            place = .head
        }
        if case .inside(let rest) = place {
            if rest.isLineStart, !output.isFull { put(String(repeating: " ", count: Self.logColumn), .gutter, to: &output) }
            return go(on: rest, piece, from: 0, &input, &output)
        }
        switch FrameHead.read(kind, in: window, at: 0, isFinal: piece.isFinal) {
        case .needsMore:
            input.advance(by: window.count)
            return .starved
        case .broken(let fault):
            put("(no frame: \(fault))  ", .error, to: &output)
            place = .raw
            return rawLine(from: &input, to: &output)
        case .head(let head):
            let (name, look) = title(of: head, in: window)
            if !output.isFull { write(name, look, head, window, to: &output) }
            var rest = Rest(payload: head.payload, trailer: head.trailer, look: look)
            if kind == .aws { rest.sum.add(window[..<head.length]) }
            if look == .fields { rest.fields = ProtobufPieces(length: head.payload) }
            return go(on: rest, piece, from: head.length, &input, &output)
        }
    }

    /// Bytes in memory, and whether more of them come.
    private struct Piece {
        let bytes: UnsafeBufferPointer<UInt8>
        let isComplete: Bool
        /// They are the last ones.
        let isFinal: Bool

        /// What the frames are that begin here; nil if that cannot be told yet.
        var kind: FrameKind? {
            switch FrameKind.find(in: bytes, isFinal: isFinal) {
            case .frames(let kind): kind
            case .undecided: nil
            // What looks like nothing else and has been called frames.
            case .nothing: .grpc
            }
        }
    }

    private func rawLine(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        var text = TextFormatter(charset: Charset(label: nil))
        return text.line(from: &input, to: &output)
    }

    /// The payload from a place on, and what comes after it.
    private mutating func go(
        on rest: Rest, _ piece: Piece, from start: Int, _ input: inout ByteCursor, _ output: inout some LineOutput
    ) -> LineEnd {
        let bytes = piece.bytes
        var rest = rest
        if kind == .docker, let end = newline(in: bytes, from: start, rest.payload), end < Self.longestPiece {
            let last = end > start && bytes[end - 1] == 0x0D ? end - 1 : end
            write(bytes, start..<last, rest, isFinal: true, to: &output)
            input.advance(by: end + 1)
            rest.payload -= end + 1 - start
            rest.isLineStart = true
            place = rest.payload > 0 ? .inside(rest) : .head
            return .newline
        }
        let payloadEnd = start + rest.payload
        let end = payloadEnd + rest.trailer
        if end <= min(Self.longestPiece, bytes.count) {
            write(bytes, start..<payloadEnd, rest, isFinal: true, to: &output)
            if kind == .aws, !output.isFull {
                rest.sum.add(bytes[start..<payloadEnd])
                let sum = bytes[payloadEnd..<end].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                if sum != rest.sum.value { put("  (the check sum is wrong)", .error, at: payloadEnd, to: &output) }
            }
            input.advance(by: end)
            place = .head
            return .newline
        }
        let isLong = end > Self.longestPiece
        if isLong, bytes.count == Self.longestPiece + 4 || piece.isComplete && bytes.count > Self.longestPiece {
            return cut(rest, bytes, from: start, &input, &output)
        }
        write(bytes, start..<min(payloadEnd, bytes.count), rest, isFinal: piece.isFinal, to: &output)
        if piece.isComplete { put("  (unfinished)", .error, at: bytes.count - 1, to: &output) }
        input.advance(by: bytes.count)
        return piece.isComplete ? .atEnd : .starved
    }

    private func newline(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ payload: Int) -> Int? {
        bytes[start..<min(start + payload, bytes.count)].firstIndex(of: 0x0A)
    }

    /// As much of a long frame as a piece may have.
    private mutating func cut(
        _ rest: Rest, _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ input: inout ByteCursor, _ output: inout some LineOutput
    ) -> LineEnd {
        var rest = rest
        var end = min(Self.longestPiece, start + rest.payload)
        if end < start + rest.payload { end = max(start, UTF8Decoding.boundary(in: bytes, atMost: end)) }
        // A CR may be the first half of a line end.
        if kind == .docker, end > start + 1, bytes[end - 1] == 0x0D { end -= 1 }
        if rest.fields != nil {
            let fields = ProtobufFields(bytes: bytes)
            end = rest.fields?.write(fields, start..<end, longest: Self.longestPiece, to: &output) ?? end
        } else {
            write(bytes, start..<end, rest, isFinal: true, to: &output)
        }
        if kind == .aws { rest.sum.add(bytes[start..<end]) }
        rest.payload -= end - start
        rest.isLineStart = false
        place = .inside(rest)
        input.advance(by: end)
        return .cut
    }

    // MARK: how it reads

    private static let nameWidth = 7
    /// Where the text of a log begins.
    private static let logColumn = 5

    private func put(_ text: String, _ role: Role, at source: Int = 0, to output: inout some LineOutput) {
        for scalar in text.unicodeScalars { output.append(scalar, role, source: source, length: 1) }
    }

    /// What a frame is, and how what it holds is shown.
    private func title(of head: FrameHead, in bytes: UnsafeBufferPointer<UInt8>) -> (name: String, look: Look) {
        switch kind {
        case .aws:
            let headers = FrameHeaders(bytes, head.headers)
            let failure = headers[":exception-type"] ?? headers[":error-code"]
            return (failure ?? headers[":event-type"] ?? headers[":message-type"] ?? "message", failure == nil ? .text : .error)
        case .docker:
            let names = ["in", "out", "err"]
            return (names[min(2, Int(head.flags))], head.flags == 2 ? .standardError : .text)
        case .connect, .grpc:
            // Of gRPC-Web, and of Connect.
            let name = head.flags & 0x80 != 0 ? "trailers" : head.flags & 2 != 0 ? "end" : "message"
            let isText = kind == .connect || head.flags & 0x80 != 0
            return (name, head.flags & 1 != 0 ? .silent : isText ? .text : .fields)
        }
    }

    /// What comes before the payload.
    private func write(
        _ name: String, _ look: Look, _ head: FrameHead, _ bytes: UnsafeBufferPointer<UInt8>, to output: inout some LineOutput
    ) {
        func put(_ text: String, _ role: Role) { self.put(text, role, to: &output) }
        if kind == .docker {
            let blanks = String(repeating: " ", count: Self.logColumn - name.utf8.count)
            return put(name + blanks, look == .standardError ? .standardError : .gutter)
        }
        put(name, look == .error ? .failure : .key)
        put(String(repeating: " ", count: max(0, Self.nameWidth - name.unicodeScalars.count) + 2), .gutter)
        if kind == .aws {
            let headers = FrameHeaders(bytes, head.headers)
            for (name, value) in headers.values where !name.hasPrefix(":") { put("\(name): \(value)  ", .comment) }
            if let message = headers[":error-message"] { put(message, .failure) }
            if !headers.isRight { put("(the headers cannot be read)  ", .error) }
        } else if look == .silent {
            put("compressed, \(head.payload) bytes", .comment)
        }
    }

    /// What a frame holds, or the last part of it. `isFinal`: nothing follows that belongs to its last character.
    private func write(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ rest: Rest, isFinal: Bool, to output: inout some LineOutput
    ) {
        if output.isFull || range.isEmpty || rest.look == .silent { return }
        if var fields = rest.fields {
            _ = fields.write(ProtobufFields(bytes: bytes), range, longest: Self.longestPiece, to: &output)
            return
        }
        let look = rest.look
        var start = range.lowerBound
        while start < range.upperBound {
            let end = bytes[start..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
            let text = UnsafeBufferPointer(rebasing: bytes[..<end])
            UTF8Decoding.decode(text, from: start, look.role, isFinal: isFinal || end < range.upperBound, to: &output)
            // A line end at the very end says nothing.
            if end + 1 < range.upperBound { put("\\n", .gutter, at: end, to: &output) }
            start = end + 1
        }
    }

    // MARK: which bodies

    /// By the bytes, or by the type: the first message of gRPC may be long.
    static func fits(_ type: String?, _ beginning: [UInt8]) -> Int {
        let type = type?.lowercased() ?? ""
        if types.contains(where: type.hasPrefix) { return 4 }
        return beginning.withUnsafeBufferPointer { bytes in
            switch FrameKind.find(in: bytes, isFinal: false) {
            case .frames: 4
            case .undecided, .nothing: FrameKind.areMessages(bytes) ? 4 : 0
            }
        }
    }

    private static let types = [
        "application/vnd.amazon.eventstream", "application/vnd.docker.multiplexed-stream", "application/connect+", "application/grpc",
    ]
}

extension FramesFormatter {
    /// Whether there is a head of any kind. Text never looks like one.
    fileprivate static func begins(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            [FrameKind.aws, .docker, .connect].contains { kind in
                if case .head = FrameHead.read(kind, in: bytes, at: 0, isFinal: true) { true } else { false }
            }
        }
    }

    /// Where the JSON is in the frame that `bytes` begin with.
    fileprivate static func json(in bytes: [UInt8]) -> HeldText {
        bytes.withUnsafeBufferPointer { bytes in
            guard case .frames(let kind) = FrameKind.find(in: bytes, isFinal: true), kind == .aws || kind == .connect,
                case .head(let head) = FrameHead.read(kind, in: bytes, at: 0, isFinal: true)
            else { return HeldText([]) }
            let range = head.length..<max(head.length, min(head.length + head.payload, bytes.count))
            // A model's own record, as Bedrock passes it on.
            guard kind == .aws, case .at(let start) = Base64Text.beginning(in: bytes[range], isFinal: true) else {
                return HeldText(range.isEmpty ? [] : [range])
            }
            let code = bytes[start..<range.upperBound].prefix { Base64Text.value(of: $0) != nil }
            return HeldText([range], encoded: code.indices)
        }
    }
}
