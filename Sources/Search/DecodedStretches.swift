internal import Bodies
internal import Documents

/// The stretches of a body in another charset: the lines of its text as the document decodes them.
///
/// A long line is cut where the first piece begins after each 512 KiB of it; a match may reach 1 MiB beyond a cut.
struct DecodedStretches {
    /// Bytes of the body that are decoded at once, about.
    private static let window = 64 << 10
    private static let cell = 512 << 10
    private static let reach = 1 << 20

    private let document: Document

    init(_ document: Document) {
        self.document = document
    }

    func start(notAfter offset: ByteOffset) -> ByteOffset {
        let lineStart = document.start(of: document.line(at: offset))
        let cell = (offset - lineStart) / Self.cell
        for cell in [cell, cell - 1] where cell > 0 {
            let cut = document.pieceStart(notBefore: lineStart + cell * Self.cell)
            if cut <= offset { return cut }
        }
        return lineStart
    }

    func stretch(at start: ByteOffset) -> Stretch? {
        guard start >= .zero && start < document.snapshot.end else { return nil }
        let lineStart = document.start(of: document.line(at: start))
        var pieces = document.decodedPieces(from: start, before: start + Self.window)
        guard let first = pieces.first, first.range.lowerBound == start else { return nil }
        var made = Text(from: start)
        if first.end == .cut {
            let cut = lineStart + ((start - lineStart) / Self.cell + 1) * Self.cell
            pieces = document.decodedPieces(from: start, before: cut + Self.reach)
            for piece in pieces {
                if piece.range.lowerBound < cut { made.starts = piece.range.upperBound }
                made.append(piece)
                if piece.end != .cut { break }
            }
        } else {
            // What is longer than a piece, or not finished, is a stretch of its own.
            for piece in pieces.prefix(while: { $0.end == .newline }) { made.append(piece) }
            if made.end == start { made.append(first) }
            made.starts = made.end
        }
        return made.stretch(beginsLine: start == lineStart, isComplete: document.snapshot.isComplete)
    }

    /// Pieces put together.
    private struct Text {
        private let start: ByteOffset
        private var utf8: [UInt8] = []
        private var sources: [UInt32] = []
        private var lineEnd = LineEnd.newline
        private(set) var end: ByteOffset
        /// Where those matches end to begin that belong to the stretch.
        var starts: ByteOffset

        init(from start: ByteOffset) {
            self.start = start
            end = start
            starts = start
        }

        mutating func append(_ piece: DecodedPiece) {
            let lead = UInt32(truncatingIfNeeded: piece.range.lowerBound - start)
            utf8 += piece.utf8
            sources += piece.sources.prefix(piece.utf8.count).map { lead &+ $0 }
            if piece.end == .newline {
                utf8.append(UInt8(ascii: "\n"))
                sources.append(lead &+ (piece.sources.last ?? 0))
            }
            end = piece.range.upperBound
            lineEnd = piece.end
        }

        func stretch(beginsLine: Bool, isComplete: Bool) -> Stretch {
            let isWhole = lineEnd == .newline || lineEnd == .cut && end - starts >= DecodedStretches.reach - (16 << 10)
            var stretch = Stretch(
                range: start..<starts, text: utf8, starts: 0..<utf8.count, beginsLine: beginsLine, endsLine: lineEnd != .cut,
                isSettled: isWhole || isComplete,
                places: .decoded(sources + [UInt32(truncatingIfNeeded: end - start)], from: start))
            stretch.dropStarts(from: starts)
            return stretch
        }
    }
}
