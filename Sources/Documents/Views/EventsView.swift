package import Bodies
internal import Bytes
internal import Screen

extension ViewKind {
    package static let events = ViewKind(
        name: "events", summary: "an event stream with a row for each event: its type, its id, its data",
        held: { HeldText(EventsFormatter.data(in: $0, at: $1)) }, begins: { !EventsFormatter.data(in: $0, at: $1).isEmpty },
        fits: { EventsFormatter.fits($0, $1) }, formatter: { _ in .events(EventsFormatter()) })
}

/// An event stream with a row for each event, comments and what is passed over among them.
///
/// `ping      #17  {"time":1}`: the type, the id if it has one, and the data, whose lines are joined by a visible `\n`. Then
/// comments, the time to wait before connecting again, and lines that the rules ignore. A row is all that stands up to a blank
/// line, and blank lines in front of it. It is UTF-8 whatever the charset is, by the HTML Standard. A row that is long is made in
/// pieces of at most 16 KiB, and shows what it says in the order of the body.
package struct EventsFormatter: LineFormatter {
    private static let longestPiece = TextFormatter.longestPiece
    /// The columns that nearly every type has at most.
    private static let typeWidth = 8
    private static let usualType = "message"
    /// Bytes that are looked through for what is rare.
    private static let mostAtOnce = 96 << 10
    /// With the colon and the blank.
    private static let longestName = 7

    /// The line of the stream that the piece before was cut in.
    private var open: EventStreamLine.Kind?
    /// The piece before was cut in an event.
    private var isInside = false
    /// Of the pieces before.
    private(set) var counts = EventCounts()
    /// Of the event that the piece before was cut in.
    private var row = EventCounts.Row()

    package init() {}

    var bytesPerStep: Int { 2 << 20 }

    package mutating func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        // A line end after the longest piece belongs to it; so does the LF of a CR LF.
        let reach = Self.longestPiece + 4
        let all = input.window(atLeast: reach)
        let window = UnsafeBufferPointer(rebasing: all.prefix(reach))
        let isComplete = input.snapshot.isComplete
        let isFinal = isComplete && input.offset + window.count == input.snapshot.end
        let start = input.offset == .zero && window.starts(with: UTF8Decoding.mark) ? UTF8Decoding.mark.count : 0
        var event = Event(isFirst: !isInside)
        let isEnded = read(window, from: start, isFinal: isFinal, to: &event, isKept: !output.isFull)
        if isEnded, event.end <= Self.longestPiece {
            write(event, of: window, isFinal: true, to: &output)
            count(event, of: UnsafeBufferPointer(rebasing: window[..<event.end]), from: start, isEnded: true)
            input.advance(by: event.end)
            (open, isInside) = (nil, false)
            return .newline
        }
        if window.count == reach || isComplete && window.count > Self.longestPiece {
            return cut(window, from: start, &input, &output)
        }
        write(event, of: window, isFinal: isFinal, isCutOff: isComplete, to: &output)
        input.advance(by: window.count)
        return isComplete ? .atEnd : .starved
    }

    /// Where the event is cut that does not end in the piece.
    private mutating func cut(
        _ window: UnsafeBufferPointer<UInt8>, from start: Int, _ input: inout ByteCursor, _ output: inout some LineOutput
    ) -> LineEnd {
        var length = UTF8Decoding.boundary(in: window, atMost: Self.longestPiece)
        // So does the name of a field.
        let lineStart = window[..<length].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
        if lineStart > 0, length - lineStart <= Self.longestName { length = lineStart }
        // What ends a line stays together.
        if window[length - 1] == 0x0D { length -= 1 }
        let part = UnsafeBufferPointer(rebasing: window[..<length])
        var event = Event(isFirst: !isInside)
        _ = read(part, from: start, isFinal: false, to: &event, isKept: true)
        write(event, of: part, isFinal: true, to: &output)
        count(event, of: part, from: start, isEnded: false)
        input.advance(by: length)
        open = event.lines.last.flatMap { $0.isEnded ? nil : $0.kind }
        isInside = !event.lines.isEmpty
        return .cut
    }

    /// Reads the lines up to the end of the event; false if that is not there.
    private func read(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isFinal: Bool, to event: inout Event, isKept: Bool
    ) -> Bool {
        var place = start
        var hasLines = isInside
        var open = open
        while place < bytes.count {
            let line =
                open.map { EventStreamLine(restIn: bytes, at: place, isFinal: isFinal, of: $0) }
                ?? EventStreamLine(in: bytes, at: place, isFinal: isFinal)
            place = line.end
            if line.isEnded { event.lineEnds.insert(line.lineEnd(in: bytes)) }
            if line.kind == .blank, open == nil {
                guard line.isEnded else { break }
                if hasLines {
                    event.end = place
                    return true
                }
                continue
            }
            open = nil
            hasLines = true
            event.kinds.append(line.kind)
            if isKept { event.lines.append(line) }
            if !line.isEnded { break }
        }
        event.end = place
        return false
    }

    /// Adds up what a piece holds, which are those bytes.
    private mutating func count(_ event: Event, of bytes: UnsafeBufferPointer<UInt8>, from start: Int, isEnded: Bool) {
        // The first one may be the rest of a line.
        for kind in event.kinds.dropFirst(open == nil ? 0 : 1) { row.add(kind, to: &counts) }
        counts.lineEnds.formUnion(event.lineEnds)
        counts.hasMark = counts.hasMark || start > 0
        counts.invalidBytes += EventCounts.invalidBytes(in: bytes)
        if isEnded { row.end(in: &counts) }
    }

    /// Passes over rows that are whole in the window, all at once.
    package mutating func skipWindow(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int {
        // There may be a mark, or a rest.
        guard !isInside, input.offset > .zero else { return 0 }
        let last = end - input.offset
        let all = input.window(atLeast: Self.longestPiece)
        let window = UnsafeBufferPointer(rebasing: all.prefix(min(max(last, 0) + Self.longestPiece, Self.mostAtOnce)))
        guard let rows = EventRows(window, longest: Self.longestPiece) else { return 0 }
        let passed = rows.pass(before: last, atMost: limit, &counts)
        input.advance(by: passed.end)
        return passed.count
    }

    /// What there is of an event.
    private struct Event {
        /// No piece of it came before.
        let isFirst: Bool
        /// Of all lines but the blank ones.
        var kinds: [EventStreamLine.Kind] = []
        var lineEnds: EventCounts.LineEnds = []
        /// Without the blank ones.
        var lines: [EventStreamLine] = []
        /// Where the next one begins.
        var end = 0
    }

    // MARK: how it reads

    /// `isCutOff`: the body has ended before it.
    private func write(
        _ event: Event, of bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool, isCutOff: Bool = false, to output: inout some LineOutput
    ) {
        guard let first = event.lines.first, !output.isFull else { return }
        var writer = Writer(bytes: bytes, isFinal: isFinal, output: output)
        let isData = event.lines.contains { $0.kind == .data }
        // One without data is none, whatever else it says.
        let hasHead = event.isFirst && isData
        if hasHead {
            writer.type(event.lines.last { $0.kind == .type }, at: max(0, first.value.lowerBound - 1))
            for id in event.lines where id.kind == .id { writer.id(id) }
        }
        var hasData = open == .data
        for (index, line) in event.lines.enumerated() {
            let isRest = index == 0 && open != nil
            switch line.kind {
            case .data:
                if !isRest { writer.mark(hasData ? "\\n" : writer.isEmpty ? "" : "  ", at: line.value.lowerBound) }
                hasData = true
                writer.text(line.value, .text)
            case .type where hasHead, .id where hasHead, .blank: break
            case .type: writer.aside(isRest ? "" : "event: ", line.value, .comment)
            case .id: writer.aside(isRest ? "" : "#", line.value, .comment)
            case .comment: writer.aside(isRest ? "" : ":", line.value, .comment)
            case .retry: writer.aside(isRest ? "" : "retry ", line.value, .comment)
            case .ignored: writer.aside("", line.value, .error)
            }
        }
        if isCutOff { writer.mark("  (unfinished)", .error, at: bytes.count) }
        output = writer.output
    }

    private struct Writer<Output: LineOutput> {
        let bytes: UnsafeBufferPointer<UInt8>
        /// No byte follows that could make a character of what is cut off at the end.
        let isFinal: Bool
        var output: Output
        var isEmpty = true

        /// `nil`: the type that an event has if it says none.
        mutating func type(_ line: EventStreamLine?, at place: Int) {
            if let value = line?.value, !value.isEmpty {
                text(value, .key)
                pad(value.count, at: value.lowerBound)
            } else {
                mark(EventsFormatter.usualType, at: place)
                pad(EventsFormatter.usualType.utf8.count, at: place)
            }
            isEmpty = true
        }

        private mutating func pad(_ count: Int, at place: Int) {
            mark(String(repeating: " ", count: max(0, EventsFormatter.typeWidth - count) + 2), at: place)
        }

        mutating func id(_ line: EventStreamLine) {
            mark("#", at: line.value.lowerBound)
            text(line.value, .number)
            mark("  ", at: line.value.lowerBound)
            isEmpty = true
        }

        /// What is no part of the event's data.
        mutating func aside(_ name: String, _ value: Range<Int>, _ role: Role) {
            if !isEmpty { mark("  ", at: value.lowerBound) }
            mark(name, at: value.lowerBound)
            text(value, role)
        }

        mutating func mark(_ text: String, _ role: Role = .gutter, at place: Int) {
            for scalar in text.unicodeScalars { output.append(scalar, role, source: source(place), length: 1) }
        }

        mutating func text(_ range: Range<Int>, _ role: Role) {
            isEmpty = false
            UTF8Decoding.decode(
                UnsafeBufferPointer(rebasing: bytes[..<range.upperBound]), from: range.lowerBound, role,
                isFinal: isFinal || range.upperBound < bytes.count, to: &output)
        }

        /// Within the bytes, if only just.
        private func source(_ place: Int) -> Int { min(place, bytes.count - 1) }
    }

    /// Where the data of the event is that `bytes` begin with.
    fileprivate static func data(in bytes: [UInt8], at place: ByteOffset) -> [Range<Int>] {
        bytes.withUnsafeBufferPointer { bytes in
            let start = place == .zero && bytes.starts(with: UTF8Decoding.mark) ? UTF8Decoding.mark.count : 0
            var event = Event(isFirst: true)
            _ = EventsFormatter().read(bytes, from: start, isFinal: true, to: &event, isKept: true)
            return event.lines.filter { $0.kind == .data }.map(\.value)
        }
    }

    // MARK: which bodies

    /// By the type; if that says nothing of the kind, by the first line that is no comment.
    static func fits(_ type: String?, _ beginning: [UInt8]) -> Int {
        if type?.lowercased().hasPrefix("text/event-stream") == true { return 4 }
        return beginning.withUnsafeBufferPointer { bytes in
            var place = bytes.starts(with: UTF8Decoding.mark) ? UTF8Decoding.mark.count : 0
            var hasComment = false
            while place < bytes.count {
                let line = EventStreamLine(in: bytes, at: place, isFinal: false)
                switch line.kind {
                case .data, .type, .id, .retry: return 4
                case .ignored: return 0
                case .comment: hasComment = hasComment || line.isEnded
                case .blank: if !hasComment { return 0 }
                }
                place = line.end
            }
            return hasComment ? 2 : 0
        }
    }
}
