package import Bodies

/// The formatter of a view, whichever it is: the one place that knows them all.
package enum ViewFormatter: LineFormatter {
    case text(TextFormatter)
    case hex(HexFormatter)
    /// Apart from the rest: checkpoints are many, and these are large.
    indirect case events(EventsFormatter)
    indirect case frames(FramesFormatter)
    indirect case transcript(TranscriptFormatter)
    indirect case json(JSONFormatter)
    // Apart as well: what a grammar keeps is more than an offset.
    indirect case form(GrammarFormatter<FormGrammar>)
    indirect case csv(GrammarFormatter<TableGrammar>)
    indirect case multipart(GrammarFormatter<MultipartGrammar>)
    indirect case ansi(GrammarFormatter<AnsiGrammar>)
    indirect case xml(GrammarFormatter<MarkupGrammar>)
    indirect case flat(FlatFormatter)

    package mutating func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        switch self {
        case .text(var formatter):
            defer { self = .text(formatter) }
            return formatter.line(from: &input, to: &output)
        case .hex(let formatter): return formatter.line(from: &input, to: &output)
        case .events(var formatter):
            defer { self = .events(formatter) }
            return formatter.line(from: &input, to: &output)
        case .frames(var formatter):
            defer { self = .frames(formatter) }
            return formatter.line(from: &input, to: &output)
        case .transcript(var formatter):
            defer { self = .transcript(formatter) }
            return formatter.line(from: &input, to: &output)
        case .json(var formatter):
            defer { self = .json(formatter) }
            return formatter.line(from: &input, to: &output)
        case .form(var formatter):
            defer { self = .form(formatter) }
            return formatter.line(from: &input, to: &output)
        case .csv(var formatter):
            defer { self = .csv(formatter) }
            return formatter.line(from: &input, to: &output)
        case .multipart(var formatter):
            defer { self = .multipart(formatter) }
            return formatter.line(from: &input, to: &output)
        case .ansi(var formatter):
            defer { self = .ansi(formatter) }
            return formatter.line(from: &input, to: &output)
        case .xml(var formatter):
            defer { self = .xml(formatter) }
            return formatter.line(from: &input, to: &output)
        case .flat(var formatter):
            defer { self = .flat(formatter) }
            return formatter.line(from: &input, to: &output)
        }
    }

    package mutating func skipLines(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int {
        switch self {
        case .text(var formatter):
            defer { self = .text(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .hex(let formatter): return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .events(var formatter):
            defer { self = .events(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .frames(var formatter):
            defer { self = .frames(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .transcript(var formatter):
            defer { self = .transcript(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .json(var formatter):
            defer { self = .json(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .form(var formatter):
            defer { self = .form(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .csv(var formatter):
            defer { self = .csv(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .multipart(var formatter):
            defer { self = .multipart(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .ansi(var formatter):
            defer { self = .ansi(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .xml(var formatter):
            defer { self = .xml(formatter) }
            return formatter.skipLines(in: &input, before: end, atMost: limit)
        case .flat(var formatter):
            defer { self = .flat(formatter) }
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
        case .frames(let formatter): formatter.bytesPerStep
        case .transcript(let formatter): formatter.bytesPerStep
        case .json(let formatter): formatter.bytesPerStep
        case .form(let formatter): formatter.bytesPerStep
        case .csv(let formatter): formatter.bytesPerStep
        case .multipart(let formatter): formatter.bytesPerStep
        case .ansi(let formatter): formatter.bytesPerStep
        case .xml(let formatter): formatter.bytesPerStep
        case .flat(let formatter): formatter.bytesPerStep
        }
    }
}
