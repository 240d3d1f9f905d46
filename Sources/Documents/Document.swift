package import Bodies
internal import Screen

/// A body seen as lines: the prefix that is indexed, and what it takes to find any line of it quickly.
package struct Document: LineSource {
    /// The indexed prefix of the body: what is not indexed is not shown.
    package private(set) var snapshot: BodySnapshot
    package let charset: Charset
    package let view: ViewKind
    private let asciiOnly: Bool
    private var checkpoints: Checkpoints
    private(set) var frontier: Checkpoint

    /// An empty document of the body that `snapshot` is of. `asciiOnly` shows everything beyond ASCII as tokens.
    package init(view: ViewKind = .text, snapshot: BodySnapshot, charset: Charset, asciiOnly: Bool = false) {
        let start = Checkpoint(offset: .zero, line: .first, formatter: view.formatter(charset))
        self.view = view
        self.snapshot = snapshot.prefix(0)
        self.charset = charset
        self.asciiOnly = asciiOnly
        checkpoints = Checkpoints(start: start)
        frontier = start
    }

    /// An empty document of the same body in another view.
    package func asSeen(in view: ViewKind) -> Document {
        Document(view: view, snapshot: snapshot, charset: charset, asciiOnly: asciiOnly)
    }

    /// Takes up what an indexer of the same view and charset found, in the order it was found.
    package mutating func apply(_ delta: IndexDelta) {
        snapshot = delta.snapshot
        for checkpoint in delta.checkpoints { checkpoints.append(checkpoint) }
        frontier = delta.frontier
    }

    package var lineCount: Int {
        frontier.line.index + (snapshot.end > frontier.offset ? 1 : 0)
    }

    package func lines(from first: LineNumber, count: Int, columnLimit: Int = .max) -> [Line] {
        lines(from: first, count: count) { formatter, input in
            let start = input.offset
            var builder = LineBuilder(asciiOnly: asciiOnly, columnLimit: columnLimit)
            let end = formatter.line(from: &input, to: &builder)
            return Line(range: start..<input.offset, cells: builder.text.cells, sources: builder.text.sources, end: end)
        }
    }

    /// The text of the lines from `first` on, fewer than `count` only at the end.
    package func decodedLines(from first: LineNumber, count: Int) -> [DecodedLine] {
        lines(from: first, count: count) { formatter, input in
            let start = input.offset
            var text = TextCollector()
            let end = formatter.line(from: &input, to: &text)
            return DecodedLine(range: start..<input.offset, utf8: text.utf8, sources: text.sources, end: end)
        }
    }

    package func start(of line: LineNumber) -> ByteOffset {
        at(line) { _, input in input.offset } ?? (line.index < 0 ? .zero : snapshot.end)
    }

    package func line(at place: ByteOffset) -> LineNumber {
        let place = max(.zero, min(place, snapshot.end - 1))
        if place >= frontier.offset { return frontier.line }
        var checkpoint = checkpoints.last { $0.offset <= place }
        var input = ByteCursor(snapshot, at: checkpoint.offset)
        // Of the lines that start at or before the place, the last one holds it.
        let count = checkpoint.formatter.skipLines(in: &input, before: place + 1, atMost: .max)
        return checkpoint.line + max(0, count - 1)
    }

    private func lines<Made>(
        from first: LineNumber, count: Int, make: (inout ViewFormatter, inout ByteCursor) -> Made
    ) -> [Made] {
        at(first) { formatter, input in
            (0..<max(0, min(count, lineCount - first.index))).map { _ in make(&formatter, &input) }
        } ?? []
    }

    /// Formatter and input at the start of a line; nil if there is no such line.
    private func at<Value>(_ line: LineNumber, _ body: (inout ViewFormatter, inout ByteCursor) -> Value) -> Value? {
        guard line.index >= 0 && line.index < lineCount else { return nil }
        var place = line >= frontier.line ? frontier : checkpoints.last { $0.line <= line }
        var input = ByteCursor(snapshot, at: place.offset)
        let missing = line - place.line
        guard place.formatter.skipLines(in: &input, before: snapshot.end, atMost: missing) == missing else { return nil }
        return body(&place.formatter, &input)
    }
}
