package import Bodies

/// The formatter of a view, whichever it is: the one place that knows them all.
package enum ViewFormatter: LineFormatter {
    case text(TextFormatter)
    case hex(HexFormatter)
    case events(EventsFormatter)
    indirect case transcript(TranscriptFormatter)
    /// Apart from the rest: checkpoints are many, and this is large.
    indirect case json(JSONFormatter)

    package mutating func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        switch self {
        case .text(var formatter):
            defer { self = .text(formatter) }
            return formatter.line(from: &input, to: &output)
        case .hex(var formatter): return formatter.line(from: &input, to: &output)
        case .events(var formatter):
            defer { self = .events(formatter) }
            return formatter.line(from: &input, to: &output)
        case .transcript(var formatter):
            defer { self = .transcript(formatter) }
            return formatter.line(from: &input, to: &output)
        case .json(var formatter):
            defer { self = .json(formatter) }
            return formatter.line(from: &input, to: &output)
        }
    }

    package mutating func skipLines(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int {
        switch self {
        case .text(var formatter):
            defer { self = .text(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .hex(var formatter): return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .events(var formatter):
            defer { self = .events(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .transcript(var formatter):
            defer { self = .transcript(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .json(var formatter):
            defer { self = .json(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        }
    }

    /// The same for text that is written and not shown.
    var writing: ViewFormatter {
        guard case .json(var formatter) = self else { return self }
        formatter.isShown = false
        return .json(formatter)
    }

    /// The bytes whose indexing takes a few milliseconds.
    var bytesPerStep: Int {
        switch self {
        case .text(let formatter): formatter.bytesPerStep
        case .hex(let formatter): formatter.bytesPerStep
        case .events(let formatter): formatter.bytesPerStep
        case .transcript(let formatter): formatter.bytesPerStep
        case .json(let formatter): formatter.bytesPerStep
        }
    }
}
