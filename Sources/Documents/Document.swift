package import Bodies
internal import Screen

/// A body seen as lines: the prefix that is indexed, and what it takes to find any line of it quickly.
package struct Document: LineSource {
    /// The indexed prefix of the body: what is not indexed is not shown.
    package private(set) var snapshot: BodySnapshot
    package let charset: Charset
    private let asciiOnly: Bool
    private var checkpoints: Checkpoints
    private var frontier: Checkpoint

    /// An empty document of the body that `snapshot` is of. `asciiOnly` shows everything else as tokens.
    package init(snapshot: BodySnapshot, charset: Charset, asciiOnly: Bool = false) {
        let start = Checkpoint(offset: .zero, line: .first, formatter: .text(TextFormatter(charset: charset)))
        self.snapshot = snapshot.prefix(0)
        self.charset = charset
        self.asciiOnly = asciiOnly
        checkpoints = Checkpoints(start: start)
        frontier = start
    }

    /// Takes up what an indexer of the same charset found, in the order it was found.
    package mutating func apply(_ delta: IndexDelta) {
        snapshot = delta.snapshot
        for checkpoint in delta.checkpoints { checkpoints.append(checkpoint) }
        frontier = delta.frontier
    }

    package var lineCount: Int {
        frontier.line.index + (snapshot.end > frontier.offset ? 1 : 0)
    }

    package func lines(from first: LineNumber, count: Int, columnLimit: Int = .max) -> [Line] {
        var lines: [Line] = []
        visitLines(from: first, count: count) { formatter, input in
            let start = input.offset
            var builder = LineBuilder(asciiOnly: asciiOnly, columnLimit: columnLimit)
            let end = formatter.line(from: &input, to: &builder)
            lines.append(Line(range: start..<input.offset, cells: builder.text.cells, sources: builder.text.sources, end: end))
            return end
        }
        return lines
    }

    /// The text of the lines from `first` on, fewer than `count` only at the end.
    package func decodedLines(from first: LineNumber, count: Int) -> [DecodedLine] {
        var lines: [DecodedLine] = []
        visitLines(from: first, count: count) { formatter, input in
            let start = input.offset
            var text = TextCollector()
            let end = formatter.line(from: &input, to: &text)
            let length = UInt32(truncatingIfNeeded: input.offset - start)
            lines.append(DecodedLine(range: start..<input.offset, utf8: text.utf8, sources: text.sources + [length], end: end))
            return end
        }
        return lines
    }

    package func offset(of line: LineNumber) -> ByteOffset? {
        guard line.index >= 0 && line.index < lineCount else { return nil }
        var place = checkpoint(before: line)
        var input = ByteCursor(snapshot, at: place.offset)
        let missing = line.index - place.line.index
        guard place.formatter.skipLines(in: &input, before: snapshot.end, atMost: missing) == missing else { return nil }
        return input.offset
    }

    package func line(at offset: ByteOffset) -> LineNumber? {
        guard offset >= .zero && offset < snapshot.end else { return nil }
        if offset >= frontier.offset { return frontier.line }
        var place = checkpoints.last { $0.offset <= offset }
        var input = ByteCursor(snapshot, at: place.offset)
        // The lines that start at or before the offset; the last of them holds it.
        let count = place.formatter.skipLines(in: &input, before: offset + 1, atMost: .max)
        return place.line + max(0, count - 1)
    }

    private func checkpoint(before line: LineNumber) -> Checkpoint {
        line >= frontier.line ? frontier : checkpoints.last { $0.line <= line }
    }

    /// Calls `visit` at the start of each of the lines, as long as they finish.
    private func visitLines(
        from first: LineNumber, count: Int, _ visit: (inout ViewFormatter, inout ByteCursor) -> LineEnd
    ) {
        guard count > 0, let start = offset(of: first) else { return }
        var place = checkpoint(before: first)
        var input = ByteCursor(snapshot, at: place.offset)
        _ = place.formatter.skipLines(in: &input, before: start, atMost: .max)
        for _ in 0..<min(count, lineCount - first.index) {
            guard visit(&place.formatter, &input).isFinished else { return }
        }
    }
}
