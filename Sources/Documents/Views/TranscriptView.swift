package import Bodies
internal import Bytes
internal import Screen

extension ViewKind {
    package static let transcript = transcript(delta: nil)

    /// `delta`: where in the records of a format of another kind the text is, as `.choices[0].delta.text`.
    package static func transcript(delta: String?) -> ViewKind {
        let custom = delta.map { TranscriptFormat.custom($0) }
        return ViewKind(
            name: "transcript", variant: delta, summary: "the answer of a language model, its text joined from the stream's records",
            wrapsAtWords: true,
            fits: { TranscriptFormatter.fits($0, $1, custom) }, formatter: { _ in .transcript(TranscriptFormatter(custom: custom)) })
    }
}

/// The text of a model's answer out of a stream of records: events with JSON as their data, JSON lines, an array that grows, or
/// frames.
///
/// What of a record is a part of the answer, `RecordReader` says; here is only how records are put into a body. A line ends at a line
/// break of the text, or when another lane goes on; all other bytes of the records belong to the line that they come in, and show
/// nothing. So a line may have many bytes and little text: it is made in pieces of at most 256 KiB.
package struct TranscriptFormatter: LineFormatter {
    /// The most bytes of a piece.
    package static let longestPiece = 256 << 10
    /// As many bytes are looked at at once, and so many are always there to look ahead.
    private static let reach = 3 * RecordReader.lookahead

    private enum Place: Sendable {
        /// Before the first byte of the body that is no blank.
        case start
        /// At the start of a line of an event stream.
        case lineStart
        /// In a line that holds no record.
        case passing
        /// In a record.
        case record
        /// In a line that is none of a stream: HTML of a proxy.
        case foreign
        case frame(Frame)
    }

    private enum Frame: Sendable {
        case head
        /// So many bytes of it are left, and of what comes after it.
        case payload(Int, trailer: Int)
        /// The same, in the base64 text of a member, of which so many bytes of a group of three have come.
        case encoded(Int, trailer: Int, phase: Int)
        /// What is left of the frame says nothing.
        case trailer(Int)
        /// No frame begins here, and none after it.
        case broken
    }

    private var place = Place.start
    private var reader: RecordReader
    private var frames: FrameKind?
    /// Lines of the body are the fields of events.
    private var hasEvents = false
    /// A record goes on over lines without fields.
    private var isBare = false
    /// How the line is shown that is no part of the stream, once it is.
    private var foreign: Role?

    init(custom: TranscriptFormat? = nil) {
        reader = RecordReader(custom: custom)
    }

    package init() { self.init(custom: nil) }

    /// One that is only asked for its facts: it passes over records like ones before, and shows nothing of them.
    var forFacts: TranscriptFormatter { passing(.all) }

    /// One that passes over none, but reads everything: all that it says, the others say too.
    package var readingAll: TranscriptFormatter { passing(.none) }

    private func passing(_ passing: RecordReader.Passing) -> TranscriptFormatter {
        var other = self
        other.reader.passing = passing
        return other
    }

    var bytesPerStep: Int { 1 << 20 }

    package var facts: TranscriptFacts { reader.facts }

    var isHopeless: Bool { reader.isHopeless }

    package mutating func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        var before = 0
        while true {
            let window = input.window(atLeast: Self.reach)
            let isAll = input.offset + window.count == input.snapshot.end
            let isFinal = input.snapshot.isComplete && isAll
            // Behind the end there is always enough to look ahead.
            let end = isAll ? window.count : window.count - RecordReader.lookahead
            let text = RecordText(bytes: window, isFinal: isFinal, source: before, offset: input.offset.bytes)
            var at = 0
            var needsMore = false
            while at < end, !needsMore {
                if before + at >= Self.longestPiece, canCut(before: window[at]) {
                    input.advance(by: at)
                    return .cut
                }
                switch step(text, at: at, &output) {
                case .goOn(let length): at += length
                case .lineEnd where reader.isTentative: needsMore = true
                case .lineEnd(let length):
                    input.advance(by: at + length)
                    reader.lanes.isLineEmpty = true
                    return .newline
                case .needsMore, .foreign: needsMore = true
                }
            }
            if needsMore || isAll {
                if isFinal { writeEnd(to: &output, at: max(0, before + window.count - 1)) }
                input.advance(by: window.count)
                return isFinal ? .atEnd : .starved
            }
            input.advance(by: at)
            before += at
        }
    }

    /// None: a line of many bytes is not read a second time to find out that it has not come to its end.
    package mutating func skipLines(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int { 0 }

    /// What is said after the last byte.
    private mutating func writeEnd(to output: inout some LineOutput, at source: Int) {
        func put(_ text: String, _ role: Role) {
            for scalar in text.unicodeScalars { output.append(scalar, role, source: source, length: 1) }
        }
        while let notice = reader.sayNext() { put("  [\(notice.lane.label ?? "")] \(notice.text)", notice.lane.role) }
        if reader.lanes.hasBegun, !reader.facts.hasFinished, !reader.facts.hasNoEnd { put("  (cut: no finish reason)", .error) }
    }

    private func canCut(before byte: UInt8) -> Bool {
        if reader.isDue(before: byte) { return false }
        switch place {
        case .passing: return true
        case .foreign: return foreign != nil
        case .lineStart, .start: return byte == JSONByte.newline || byte == 0x0D
        case .record: return reader.canCut(before: byte)
        case .frame(.payload), .frame(.encoded): return reader.canCut(before: byte)
        case .frame(.head): return false
        case .frame(.trailer), .frame(.broken): return true
        }
    }

    private mutating func step(_ text: RecordText, at place: Int, _ output: inout some LineOutput) -> RecordReader.Step {
        let byte = text.bytes[place]
        if isDue(before: byte) {
            if !reader.lanes.isLineEmpty { return .lineEnd(0) }
            if let notice = reader.sayNext() { say(notice, at: text.source(place), &output) }
        }
        switch self.place {
        case .start: return start(text, at: place)
        case .lineStart: return lineStart(text, at: place, &output)
        case .passing:
            if byte == JSONByte.newline || byte == 0x0D { return lineEnd(text, at: place) }
            return .goOn(max(1, text.plainCount(at: place)))
        case .record: return record(text, at: place, &output)
        case .foreign: return foreign(text, at: place, &output)
        case .frame(let frame): return step(frame, text, at: place, &output)
        }
    }

    private func isDue(before byte: UInt8) -> Bool {
        if reader.pending.isEmpty { return false }
        switch place {
        case .record: return reader.isDue(before: byte)
        case .frame(.payload): return reader.isDue(before: byte)
        case .frame(.encoded), .frame(.head), .frame(.broken): return false
        case .frame(.trailer): return true
        case .start, .foreign, .passing: return false
        case .lineStart: return byte == JSONByte.newline || byte == 0x0D
        }
    }

    private mutating func say(_ notice: RecordReader.Notice, at source: Int, _ output: inout some LineOutput) {
        let number = notice.tool.map { $0 > 1 ? " \($0)" : "" } ?? ""
        reader.lanes.put("[\(notice.lane.label ?? "")\(number)] ", .title, at: source, &output)
        reader.lanes.put(notice.text, notice.lane.role, at: source, &output)
        reader.lanes.isLineEmpty = false
        reader.lanes.current = notice.tool.map { LaneID(lane: .tool, number: $0) }
        if notice.tool != nil { reader.lanes.noteBegun() }
    }

    // MARK: lines of the body

    /// What the body is made of.
    private mutating func start(_ text: RecordText, at place: Int) -> RecordReader.Step {
        let rest = UnsafeBufferPointer(rebasing: text.bytes[place...])
        if text.offset(place) == 0 {
            switch FrameKind.find(in: rest, isFinal: text.isFinal) {
            case .frames(let kind):
                frames = kind
                return begin(.frame(.head))
            case .undecided: return .needsMore
            case .nothing: break
            }
            if rest.starts(with: UTF8Decoding.mark) { return .goOn(UTF8Decoding.mark.count) }
        }
        switch rest[0] {
        case 0x20, 0x09, 0x0A, 0x0D, 0x1E: return .goOn(1)
        case JSONByte.openObject, JSONByte.openArray:
            self.place = .record
            reader.isList = true
        default:
            hasEvents = true
            self.place = .lineStart
        }
        return .goOn(0)
    }

    private mutating func lineStart(_ text: RecordText, at place: Int, _ output: inout some LineOutput) -> RecordReader.Step {
        let byte = text.bytes[place]
        if byte == JSONByte.newline || byte == 0x0D {
            // Ends an event, whatever is left open in it.
            reader.endRecord()
            reader.event = nil
            return lineEnd(text, at: place)
        }
        guard let (kind, start) = EventStreamLine.field(in: text.bytes, at: place, isFinal: text.isFinal) else {
            if text.bytes.count - place < RecordReader.lookahead { return .needsMore }
            self.place = .passing
            return .goOn(1)
        }
        if isBare, kind == nil { return begin(.record) }
        isBare = false
        switch kind {
        case .data?:
            self.place = .record
            return .goOn(start - place)
        case .type?:
            let end = text.bytes[start...].prefix(200).firstIndex { $0 == JSONByte.newline || $0 == 0x0D }
            guard let end else {
                if text.bytes.count < start + 200, !text.isFinal { return .needsMore }
                break
            }
            let name = text.bytes[start..<end].prefix { $0 != UInt8(ascii: "|") }
            reader.event = TranscriptName(name)
            self.place = .passing
            return .goOn(end - place)
        case .comment?, .id?, .retry?, .blank?, .ignored?: break
        case nil:
            // Some servers send an error without the name of a field.
            if text.isFinal, EventStreamLine.canBegin(text.bytes[place...]) { break }
            isBare = byte == JSONByte.openObject
            if isBare { return begin(.record) }
            return begin(.foreign)
        }
        self.place = .passing
        return .goOn(1)
    }

    private mutating func begin(_ place: Place) -> RecordReader.Step {
        self.place = place
        return .goOn(0)
    }

    private mutating func lineEnd(_ text: RecordText, at place: Int) -> RecordReader.Step {
        if text.bytes[place] == 0x0D {
            guard place + 1 < text.bytes.count else { return text.isFinal ? endLine(1) : .needsMore }
            return endLine(text.bytes[place + 1] == JSONByte.newline ? 2 : 1)
        }
        return endLine(1)
    }

    private mutating func endLine(_ length: Int) -> RecordReader.Step {
        place = hasEvents ? .lineStart : .record
        return .goOn(length)
    }

    private mutating func record(_ text: RecordText, at place: Int, _ output: inout some LineOutput) -> RecordReader.Step {
        let byte = text.bytes[place]
        if byte == JSONByte.newline || byte == 0x0D {
            if reader.isInString { reader.endRecord() }
            if hasEvents {
                if isBare, !reader.isInside { isBare = false }
                return lineEnd(text, at: place)
            }
        }
        let step = reader.step(text, at: place, &output)
        guard case .foreign = step else { return step }
        return begin(.foreign)
    }

    /// A line that is no part of a stream is shown as it is, if it comes after its beginning. It is a failure if it stands where an
    /// error does, or is the page of a proxy.
    private mutating func foreign(_ text: RecordText, at place: Int, _ output: inout some LineOutput) -> RecordReader.Step {
        let byte = text.bytes[place]
        if byte == JSONByte.newline || byte == 0x0D {
            foreign = nil
            return lineEnd(text, at: place)
        }
        if foreign == nil {
            let isError = reader.event == .error || byte == UInt8(ascii: "<")
            guard reader.facts.format != nil || reader.event == .error else { return begin(.passing) }
            if !reader.lanes.isLineEmpty { return .lineEnd(0) }
            let beginning = text.bytes[place...].prefix(100)
            let line = beginning.prefix { $0 != JSONByte.newline && $0 != 0x0D }
            if line.count == beginning.count, line.count < 100, !text.isFinal { return .needsMore }
            if isError { reader.note(failure: String(decoding: line, as: UTF8.self)) }
            reader.lanes.current = nil
            reader.lanes.put(isError ? "[error] " : "[ignored] ", .title, at: text.source(place), &output)
            foreign = isError ? .failure : .comment
        }
        switch text.plainCharacter(at: place) {
        case .needsMore: return .needsMore
        case .scalar(let scalar, let length):
            output.append(scalar, foreign ?? .comment, source: text.source(place), length: length)
            return .goOn(length)
        default:
            output.append(invalid: byte, source: text.source(place))
            return .goOn(1)
        }
    }

    // MARK: frames

    private mutating func step(
        _ frame: Frame, _ text: RecordText, at place: Int, _ output: inout some LineOutput
    ) -> RecordReader.Step {
        switch frame {
        case .head: return head(text, at: place)
        case .payload(let left, let trailer): return payload(left, trailer, text, at: place, &output)
        case .encoded(let left, let trailer, let phase): return encoded(left, trailer, phase, text, at: place, &output)
        case .trailer(let left):
            let length = max(1, min(left, text.bytes.count - place, Self.longestPiece - text.source(place)))
            self.place = length == left ? .frame(.head) : .frame(.trailer(left - length))
            return .goOn(length)
        case .broken: return .goOn(1)
        }
    }

    private mutating func head(_ text: RecordText, at place: Int) -> RecordReader.Step {
        guard let frames else { return .goOn(1) }
        switch FrameHead.read(frames, in: text.bytes, at: place, isFinal: text.isFinal) {
        case .needsMore: return .needsMore
        case .broken:
            self.place = .frame(.broken)
            return .goOn(1)
        case .head(let head):
            reader.endRecord()
            reader.event = nil
            var isSilent = head.payload == 0 || frames == .docker || frames == .grpc || head.flags & 1 == 1 && frames == .connect
            if frames == .aws {
                let headers = FrameHeaders(text.bytes, head.headers)
                reader.event = headers[":event-type"].map { TranscriptName($0) }
                if let failure = headers.failure {
                    let start = place + head.length
                    let payload = RecordMembers(in: text.bytes, at: start, before: start + min(head.payload, RecordReader.lookahead))
                    if !payload.isWhole, !text.isFinal, text.bytes.count < start + min(head.payload, RecordReader.lookahead) {
                        return .needsMore
                    }
                    reader.fail(payload.text("message").map { "\($0) (\(failure))" } ?? failure)
                    isSilent = true
                }
            }
            self.place =
                isSilent ? .frame(.trailer(head.payload + head.trailer)) : .frame(.payload(head.payload, trailer: head.trailer))
            if isSilent, head.payload + head.trailer == 0 { self.place = .frame(.head) }
            return .goOn(head.length)
        }
    }

    /// The record in a frame, of which `left` bytes are to come.
    private mutating func payload(
        _ left: Int, _ trailer: Int, _ text: RecordText, at place: Int, _ output: inout some LineOutput
    ) -> RecordReader.Step {
        let end = min(place + left, text.bytes.count)
        let part = RecordText(
            bytes: UnsafeBufferPointer(rebasing: text.bytes[..<end]), isFinal: text.isFinal || end == place + left, source: text.source,
            offset: text.offset)
        if frames == .aws, !reader.isInside, text.bytes[place] == JSONByte.openObject {
            switch Base64Text.beginning(in: part.bytes[place...], isFinal: part.isFinal) {
            case .needsMore: return .needsMore
            case .at(let start):
                reader.event = nil
                self.place = .frame(.encoded(left - (start - place), trailer: trailer, phase: 0))
                return .goOn(start - place)
            case .none: break
            }
        }
        let step = reader.step(part, at: place, &output)
        switch step {
        case .goOn(let length), .lineEnd(let length): pass(length, of: left, trailer)
        case .foreign:
            self.place = .frame(.trailer(left + trailer))
            return .goOn(0)
        case .needsMore: break
        }
        return step
    }

    private mutating func pass(_ length: Int, of left: Int, _ trailer: Int) {
        place = length < left ? .frame(.payload(left - length, trailer: trailer)) : trailer > 0 ? .frame(.trailer(trailer)) : .frame(.head)
    }

    /// A record that is the base64 text of a member, as far as it is there.
    private mutating func encoded(
        _ left: Int, _ trailer: Int, _ phase: Int, _ text: RecordText, at place: Int, _ output: inout some LineOutput
    ) -> RecordReader.Step {
        let end = min(place + left, text.bytes.count, place + RecordReader.lookahead)
        let code = text.bytes[place..<end].prefix { Base64Text.value(of: $0) != nil }
        let isFinal = code.endIndex < end || end == place + left || text.isFinal
        // Of a long one no more is looked at.
        let isLimited = end == place + RecordReader.lookahead
        let decoded = Base64Text.decode(code, phase: phase)
        if decoded.isEmpty {
            if !isFinal, !isLimited { return .needsMore }
            reader.endRecord()
            self.place = .frame(.trailer(left + trailer))
            return .goOn(0)
        }
        return decoded.withUnsafeBufferPointer { bytes in
            var inner = RecordText(bytes: bytes, isFinal: isFinal, source: text.source(place), offset: text.offset(place))
            inner.phase = phase
            inner.isLimited = isLimited
            var at = 0
            // What is there is decoded once and not for each of its characters.
            while at < bytes.count {
                if reader.isDue(before: bytes[at]) {
                    if !reader.lanes.isLineEmpty { return passEncoded(at, 0, left, trailer, phase, isLineEnd: true) }
                    if let notice = reader.sayNext() { say(notice, at: inner.source(at), &output) }
                }
                switch reader.step(inner, at: at, &output) {
                case .goOn(let length): at += length
                case .lineEnd(let length): return passEncoded(at, length, left, trailer, phase, isLineEnd: true)
                case .foreign: at += 1
                case .needsMore:
                    // With the bytes after these it may be decided.
                    return at == 0 || !isLimited ? .needsMore : passEncoded(at, 0, left, trailer, phase, isLineEnd: false)
                }
            }
            if !isFinal, !isLimited { return .needsMore }
            return passEncoded(at, 0, left, trailer, phase, isLineEnd: false)
        }
    }

    private mutating func passEncoded(
        _ at: Int, _ more: Int, _ left: Int, _ trailer: Int, _ phase: Int, isLineEnd: Bool
    ) -> RecordReader.Step {
        let length = (at + more + phase) * 4 / 3 - phase * 4 / 3
        place = .frame(.encoded(left - length, trailer: trailer, phase: (phase + at + more) % 3))
        return isLineEnd ? .lineEnd(length) : .goOn(length)
    }

    // MARK: which bodies

    /// What begins as such a stream does, and no other.
    static func fits(_ type: String?, _ beginning: [UInt8], _ custom: TranscriptFormat?) -> Int {
        var formatter = TranscriptFormatter(custom: custom)
        var none = CountingOutput()
        return beginning.withUnsafeBufferPointer { bytes in
            let text = RecordText(bytes: bytes, isFinal: false, source: 0, offset: 0)
            var place = 0
            while place < bytes.count, formatter.facts.format == nil {
                switch formatter.step(text, at: place, &none) {
                case .goOn(let length): place += length
                case .lineEnd(let length):
                    formatter.reader.lanes.isLineEmpty = true
                    place += length
                case .needsMore, .foreign: return 0
                }
            }
            return formatter.facts.format == nil ? 0 : 5
        }
    }
}

extension FrameHeaders {
    /// What went wrong, by its name.
    var failure: String? {
        switch self[":message-type"] {
        case "exception": self[":exception-type"] ?? "exception"
        case "error": [self[":error-message"], self[":error-code"].map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
        default: nil
        }
    }
}

extension RecordText {
    /// What is at a place where nothing is escaped.
    fileprivate func plainCharacter(at place: Int) -> Character {
        switch UTF8Scan.next(in: bytes, at: place) {
        case .scalar(let scalar, let length): .scalar(scalar, length)
        case .incomplete where !isFinal: .needsMore
        case .invalid, .incomplete: .invalid
        }
    }
}
