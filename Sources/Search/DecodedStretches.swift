internal import Bodies
internal import Documents

/// The stretches of a body in another charset: the lines of its text as the document decodes them.
///
/// A line that was cut for display is cut here in the same places; a match may reach into the next part.
struct DecodedStretches {
    /// Bytes of the body that are decoded at once, about.
    private static let window = 64 << 10

    private let document: Document

    init(_ document: Document) {
        self.document = document
    }

    func start(notAfter offset: ByteOffset) -> ByteOffset {
        document.start(of: document.line(at: offset))
    }

    func stretch(at start: ByteOffset) -> Stretch? {
        guard start >= .zero && start < document.snapshot.end else { return nil }
        let first = document.line(at: start)
        let beginsLine = first == .first || !document.decodedLines(from: first - 1, count: 1).contains { $0.end == .cut }
        let last = document.line(at: start + Self.window)
        let lines = document.decodedLines(from: first, count: last.index - first.index + 2)
        var text: [UInt8] = [], sources: [UInt32] = []
        var end = start, textEnd = start
        var lineEnd = LineEnd.newline
        // The last line is what a match may reach into, or is not finished: then it is a stretch of its own.
        for line in lines.prefix(max(1, lines.count - 1)) {
            append(line, to: &text, &sources, from: start)
            end = line.range.upperBound
            lineEnd = line.end
            if line.end != .newline { break }
        }
        guard end > start else { return nil }
        let starts = 0..<text.count
        textEnd = end
        var isSettled = lineEnd == .newline
        if lineEnd == .cut, let rest = lines.first(where: { $0.range.lowerBound == end }) {
            append(rest, to: &text, &sources, from: start)
            textEnd = rest.range.upperBound
            lineEnd = rest.end
            isSettled = rest.end.isFinished
        }
        sources.append(UInt32(truncatingIfNeeded: textEnd - start))
        return Stretch(
            range: start..<end, text: text, starts: starts, beginsLine: beginsLine, endsLine: lineEnd != .cut,
            isSettled: isSettled || document.snapshot.isComplete, places: .decoded(sources, from: start))
    }

    private func append(_ line: DecodedLine, to text: inout [UInt8], _ sources: inout [UInt32], from start: ByteOffset) {
        let lead = UInt32(truncatingIfNeeded: line.range.lowerBound - start)
        text += line.utf8
        sources += line.sources.prefix(line.utf8.count).map { lead &+ $0 }
        if line.end == .newline {
            text.append(UInt8(ascii: "\n"))
            sources.append(lead &+ (line.sources.last ?? 0))
        }
    }
}
