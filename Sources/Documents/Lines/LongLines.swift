package import Bodies
internal import Screen

/// Lines of more than a piece: the index keeps the column that a piece begins at, one a checkpoint, so that any part of a line
/// is found from a place less than 100 KiB before it.
extension Document {
    package func extent(of line: LineNumber) -> LineExtent? {
        guard line.index >= 0, line.index < lineCount, !isOpenedLong(line) else { return nil }
        var place = checkpoint { $0.line <= line }
        var input = ByteCursor(snapshot, at: place.offset)
        guard place.line == line || pass(&place, &input, to: line), isLong(place, &input) else { return nil }
        let (counter, _, end) = place.passPieces(in: &input, as: display) { _, _ in true }
        return LineExtent(
            range: place.lineStart..<end, columns: counter.columns, lastWidth: counter.lastWidth, firstWide: counter.firstWide)
    }

    package func part(of line: LineNumber, columns: Range<Int>) -> Line? {
        guard line.index >= 0, line.index < lineCount else { return nil }
        var place = checkpoint { $0.line < line || $0.line == line && $0.column <= columns.lowerBound }
        var input = ByteCursor(snapshot, at: place.offset)
        guard place.line == line || pass(&place, &input, to: line) else { return nil }
        if place.column < columns.lowerBound {
            _ = place.passPieces(in: &input, as: display) { counter, _ in counter.columns <= columns.lowerBound }
        }
        let start = place
        var made = Line(range: start.offset..<start.offset, cells: [], sources: [], end: .cut, column: start.column)
        var column = start.column
        repeat {
            let lead = UInt32(clamping: input.offset - start.offset)
            let limit = columns.upperBound == .max ? Int.max : max(0, columns.upperBound - column) + 1
            var builder = LineBuilder(display, startColumn: column, columnLimit: limit)
            made.end = place.formatter.line(from: &input, to: &builder)
            made.cells += builder.text.cells
            made.sources += lead == 0 ? builder.text.sources : builder.text.sources.map { lead &+ $0 }
            column += builder.text.columns
        } while made.end == .cut && column < columns.upperBound
        made.range = start.offset..<input.offset
        return made.part(columns)
    }

    package func column(at place: ByteOffset) -> Int {
        let byte = nearest(place)
        let line = line(at: byte)
        var next = checkpoint { $0.line < line || $0.line == line && $0.offset <= byte }
        var input = ByteCursor(snapshot, at: next.offset)
        guard line.index < lineCount, next.line == line || pass(&next, &input, to: line) else { return 0 }
        _ = next.passPieces(in: &input, as: display) { _, end in end <= byte }
        let start = next.offset
        var builder = LineBuilder(display, startColumn: next.column, columnLimit: .max)
        let end = next.formatter.line(from: &input, to: &builder)
        let piece = Line(
            range: start..<input.offset, cells: builder.text.cells, sources: builder.text.sources, end: end, column: next.column)
        return piece.column(at: byte)
    }

    /// Whether the line that `place` is in is longer than a piece. Both are left as they were.
    private func isLong(_ place: Checkpoint, _ input: inout ByteCursor) -> Bool {
        if place.inside != nil { return true }
        var formatter = place.formatter
        var finding = CountingOutput()
        defer { input.seek(to: place.offset) }
        return formatter.line(from: &input, to: &finding) == .cut
    }
}

// Pieces, as a search sees them
extension Document {
    /// The start of the first piece at or after `place`; the end of what is finished where there is none.
    package func pieceStart(notBefore place: ByteOffset) -> ByteOffset {
        var next = checkpoint { $0.offset <= max(.zero, place) }
        var input = ByteCursor(snapshot, at: next.offset)
        var work = Int.max
        next.pass(in: &input, before: place, to: LineNumber(.max), columns: false, as: display, work: &work)
        return next.offset
    }

    /// The text of pieces, from the one that begins at or after `start` on: so many that they begin before `end`, and
    /// one at least.
    package func decodedPieces(from start: ByteOffset, before end: ByteOffset) -> [DecodedPiece] {
        var next = checkpoint { $0.offset <= max(.zero, start) }
        var input = ByteCursor(snapshot, at: next.offset)
        var work = Int.max
        next.pass(in: &input, before: start, to: LineNumber(.max), columns: false, as: display, work: &work)
        var pieces: [DecodedPiece] = []
        while input.offset < snapshot.end, pieces.isEmpty || input.offset < end {
            let start = input.offset
            var text = TextCollector()
            let lineEnd = next.formatter.line(from: &input, to: &text)
            pieces.append(DecodedPiece(range: start..<input.offset, utf8: text.utf8, sources: text.sources, end: lineEnd))
            if !lineEnd.isFinished { break }
        }
        return pieces
    }
}
