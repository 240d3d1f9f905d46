package import Bodies
internal import Bytes
internal import Screen

extension ViewKind {
    package static let transcript = ViewKind(
        name: "transcript", summary: "the answer of a language model, its text joined from the stream's records",
        fits: { TranscriptFormatter.fits($0, $1) }, formatter: { _ in .transcript(TranscriptFormatter()) })
}

/// The text of a model's answer out of a stream of records: events with JSON as their data, JSON lines, or an array that grows.
///
/// Where the parts of an answer are, `TranscriptPaths` says. A line ends at a line break of the text, or when another lane goes on;
/// all other bytes of the records belong to the line that they come in, and show nothing. A line whose bytes are many is made in
/// pieces of at most 16 KiB.
package struct TranscriptFormatter: LineFormatter {
    private static let longestPiece = TextFormatter.longestPiece
    /// The longest step: two escape sequences that make one character.
    private static let reach = longestPiece + 16
    /// Names deeper than this are none of ours.
    private static let deepest = 16

    private enum Mode: Sendable {
        /// At the start of a line of the body.
        case start
        /// In a line that holds no record.
        case passing
        /// Between the tokens of a record.
        case between
        /// In a string that is a member's name, the record's type, or says nothing.
        case name, type, other
        /// In a string of a lane.
        case part(TranscriptLane)
    }

    private struct Container: Sendable {
        var node: TranscriptPaths.Node?
        var isArray: Bool
    }

    private var mode = Mode.start
    private var containers: [Container] = []
    /// How many more there are that are too deep to matter.
    private var deeper = 0
    private var name = TranscriptName()
    /// Of the value that comes next.
    private var node: TranscriptPaths.Node? = TranscriptPaths.root
    private var isKeyNext = false
    private var type: TranscriptName?
    /// The lane that the line goes on in.
    private var lane: TranscriptLane?
    private var isLineEmpty = true
    private var hasBegun = false
    private var hasFinished = false
    /// A part of an answer was found where only such streams have one.
    private var isTold = false

    package init() {}

    var bytesPerStep: Int { 1 << 20 }

    package mutating func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        let window = UnsafeBufferPointer(rebasing: input.window(atLeast: Self.reach).prefix(Self.reach))
        let isFinal = input.snapshot.isComplete && input.offset + window.count == input.snapshot.end
        var place = 0
        while place < window.count {
            if place >= Self.longestPiece, !startsPart(window, at: place) {
                input.advance(by: place)
                return .cut
            }
            switch step(window, at: place, isFinal: isFinal, &output) {
            case .goOn(let length): place += length
            case .lineEnd(let length):
                input.advance(by: place + length)
                isLineEmpty = true
                return .newline
            case .needsMore: place = window.count
            }
        }
        input.advance(by: window.count)
        guard isFinal else { return .starved }
        if hasBegun, !hasFinished {
            for scalar in "  (cut: no finish reason)".unicodeScalars {
                output.append(scalar, .error, source: max(0, window.count - 1), length: 1)
            }
        }
        return .atEnd
    }

    private enum Step {
        case goOn(Int)
        case lineEnd(Int)
        /// What is there may go on in more than one way.
        case needsMore
    }

    private mutating func step(
        _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, isFinal: Bool, _ output: inout some LineOutput
    ) -> Step {
        switch mode {
        case .start: return start(bytes, at: place, isFinal: isFinal)
        case .passing:
            if bytes[place] == JSONByte.newline || bytes[place] == 0x0D { mode = .start }
            return .goOn(1)
        case .between: return between(bytes, at: place, isFinal: isFinal, &output)
        case .name, .type, .other: return string(bytes[place], bytes.count - place, isFinal: isFinal)
        case .part(let lane): return part(lane, bytes, at: place, isFinal: isFinal, &output)
        }
    }

    // MARK: lines of the body

    private static let field = Array("data:".utf8)

    private mutating func start(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int, isFinal: Bool) -> Step {
        let rest = bytes[place...]
        let byte = bytes[place]
        if rest.starts(with: Self.field) {
            mode = .between
            return .goOn(Self.field.count)
        }
        if Self.field.starts(with: rest), !isFinal { return .needsMore }
        if byte == JSONByte.newline || byte == 0x0D {
            // Ends an event, whatever is left open.
            beginRecord()
            mode = .start
            return .goOn(1)
        }
        let isRecord = !containers.isEmpty || [JSONByte.openObject, JSONByte.openArray, JSONByte.comma, 0x20, 0x5D].contains(byte)
        mode = isRecord ? .between : .passing
        return .goOn(isRecord ? 0 : 1)
    }

    private mutating func beginRecord() {
        containers = []
        deeper = 0
        node = TranscriptPaths.root
        isKeyNext = false
        type = nil
    }

    // MARK: tokens

    private mutating func between(
        _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, isFinal: Bool, _ output: inout some LineOutput
    ) -> Step {
        let paths = TranscriptPaths.all
        switch bytes[place] {
        case JSONByte.newline, 0x0D: mode = .start
        case JSONByte.openObject, JSONByte.openArray:
            let isArray = bytes[place] == JSONByte.openArray
            if containers.count < Self.deepest {
                containers.append(Container(node: node, isArray: isArray))
            } else {
                deeper += 1
            }
            isKeyNext = !isArray
            node = isArray && deeper == 0 ? paths.element(of: node) : nil
        case JSONByte.closeObject, JSONByte.closeArray:
            if deeper > 0 { deeper -= 1 } else { _ = containers.popLast() }
            isKeyNext = false
            if containers.allSatisfy({ $0.isArray && $0.node == TranscriptPaths.root }), deeper == 0 {
                type = nil
                node = TranscriptPaths.root
            }
        case JSONByte.comma:
            guard deeper == 0, let container = containers.last else { break }
            isKeyNext = !container.isArray
            node = container.isArray ? paths.element(of: container.node) : nil
        case JSONByte.quote: return quote(bytes, at: place, isFinal: isFinal, &output)
        case UInt8(ascii: "t") where node == paths.done: hasFinished = true
        default: break
        }
        return .goOn(1)
    }

    /// A line may end before the quote, which must not be in a piece of its own.
    private func startsPart(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        guard case .between = mode, bytes[place] == JSONByte.quote, !isKeyNext, let node else { return false }
        return TranscriptPaths.all.part(node, type: type) != nil && place < Self.longestPiece + 4
    }

    private mutating func quote(
        _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, isFinal: Bool, _ output: inout some LineOutput
    ) -> Step {
        if isKeyNext {
            name = TranscriptName()
            mode = .name
            return .goOn(1)
        }
        guard let node, let part = TranscriptPaths.all.part(node, type: type) else {
            if node == TranscriptPaths.all.type, containers.count == 1 + (containers.first?.isArray == true ? 1 : 0) {
                name = TranscriptName()
                mode = .type
            } else {
                mode = .other
            }
            return .goOn(1)
        }
        // One that is empty says nothing.
        guard place + 1 < bytes.count else { return isFinal ? .goOn(1) : .needsMore }
        isTold = isTold || part.isTelling
        if bytes[place + 1] == JSONByte.quote { return .goOn(2) }
        if lane != part.lane {
            if !isLineEmpty { return .lineEnd(0) }
            let heading = hasBegun || part.lane != .text ? part.lane.heading : nil
            lane = part.lane
            hasBegun = true
            mode = .part(part.lane)
            put(heading ?? part.lane.label ?? "", .title, at: place, &output)
            if heading != nil { return .lineEnd(1) }
        }
        mode = .part(part.lane)
        isLineEmpty = false
        if part.lane == .finish || part.lane == .failure { hasFinished = true }
        return .goOn(1)
    }

    private func put(_ text: String, _ role: Role, at place: Int, _ output: inout some LineOutput) {
        if output.isFull { return }
        for scalar in text.unicodeScalars { output.append(scalar, role, source: place, length: 1) }
    }

    /// One byte of a string that shows nothing.
    private mutating func string(_ byte: UInt8, _ left: Int, isFinal: Bool) -> Step {
        switch byte {
        case JSONByte.backslash:
            if left < 2, !isFinal { return .needsMore }
            return .goOn(min(2, left))
        case JSONByte.newline:
            // It should have ended; the next record begins in any case.
            beginRecord()
            mode = .start
        case JSONByte.quote:
            switch mode {
            case .name:
                node = deeper == 0 ? TranscriptPaths.all.member(name, of: containers.last?.node) : nil
                isKeyNext = false
            case .type:
                type = name
                if TranscriptPaths.all.isEnd(name) { hasFinished = true }
            default: break
            }
            mode = .between
        default: name.add(byte)
        }
        return .goOn(1)
    }

    // MARK: the text

    /// One character of the text, or the string's end.
    private mutating func part(
        _ lane: TranscriptLane, _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, isFinal: Bool, _ output: inout some LineOutput
    ) -> Step {
        let byte = bytes[place]
        switch byte {
        case JSONByte.quote:
            mode = .between
            if lane.label != nil { self.lane = nil }
            return .goOn(1)
        case JSONByte.newline:
            beginRecord()
            mode = .start
            return .goOn(1)
        case JSONByte.backslash: return escape(lane, bytes, at: place, isFinal: isFinal, &output)
        case 0x00..<0x80:
            isLineEmpty = false
            output.append(Unicode.Scalar(byte), lane.role, source: place, length: 1)
            return .goOn(1)
        default:
            isLineEmpty = false
            switch UTF8Scan.next(in: bytes, at: place) {
            case .scalar(let scalar, let length):
                output.append(scalar, lane.role, source: place, length: length)
                return .goOn(length)
            case .incomplete where !isFinal: return .needsMore
            case .invalid, .incomplete:
                output.append(invalid: byte, source: place)
                return .goOn(1)
            }
        }
    }

    private mutating func escape(
        _ lane: TranscriptLane, _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, isFinal: Bool, _ output: inout some LineOutput
    ) -> Step {
        guard place + 1 < bytes.count else { return isFinal ? .goOn(1) : .needsMore }
        let isUnit = bytes[place + 1] == UInt8(ascii: "u")
        let found = JSONString.escape(in: bytes, at: place)
        guard let (scalar, length) = found ?? (isUnit ? nil : (Unicode.Scalar(bytes[place + 1]), 2)) else {
            return bytes.count < place + 6 && !isFinal ? .needsMore : .goOn(2)
        }
        // The other half of a character may be on its way.
        let isHalf = scalar == "\u{FFFD}" && bytes.count < place + 12
        if isHalf, !isFinal, !bytes[(place + 6)...].contains(JSONByte.quote) { return .needsMore }
        if scalar == "\n" { return .lineEnd(length) }
        isLineEmpty = false
        output.append(scalar, lane.role, source: place, length: length)
        return .goOn(length)
    }

    // MARK: which bodies

    /// What begins as such a stream does, and no other.
    static func fits(_ type: String?, _ beginning: [UInt8]) -> Int {
        var formatter = TranscriptFormatter()
        var none = CountingOutput()
        let starts = [Self.field, Array("event:".utf8), Array("id:".utf8), Array(":".utf8), Array("{".utf8), Array("[".utf8)]
        guard starts.contains(where: { beginning.starts(with: $0) }) else { return 0 }
        return beginning.withUnsafeBufferPointer { bytes in
            var place = 0
            while place < bytes.count, !formatter.isTold, !formatter.isOllama {
                switch formatter.step(bytes, at: place, isFinal: false, &none) {
                case .goOn(let length): place += length
                case .lineEnd(let length):
                    formatter.isLineEmpty = true
                    place += length
                case .needsMore: return 0
                }
            }
            return formatter.isTold || formatter.isOllama ? 5 : 0
        }
    }

    /// Its records alone have text and say whether they are the last.
    private var isOllama: Bool { hasBegun && node == TranscriptPaths.all.done }
}
