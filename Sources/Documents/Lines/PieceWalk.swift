internal import Bodies
internal import Screen

/// Going through a body piece by piece. A line of more than a piece is passed in as many steps, and where its pieces begin
/// on the screen is counted only by those who need to know it.
extension Checkpoint {
    /// Passes over whole pieces that begin before `end`, and no further than to the start of `line`.
    ///
    /// `columns`: keep the columns of long lines. Stops after about so much `work`, which is lessened by what was done.
    /// Stops at the first piece that may still change.
    mutating func pass(
        in input: inout ByteCursor, before end: ByteOffset, to line: LineNumber, columns: Bool, as display: CharacterDisplay,
        work: inout Int
    ) {
        let end = min(end, input.snapshot.end)
        while offset < end, self.line < line, work > 0 {
            if inside == nil {
                let count = formatter.skipLines(in: &input, before: end, atMost: line - self.line)
                self.line = self.line + count
                offset = input.offset
                guard offset < end, self.line < line else { return }
            }
            guard passPiece(in: &input, columns: columns, as: display, work: &work) else { return }
        }
    }

    /// Passes over one piece if it is finished; false leaves everything as it was.
    private mutating func passPiece(in input: inout ByteCursor, columns: Bool, as display: CharacterDisplay, work: inout Int) -> Bool {
        let before = formatter
        // Of a line that is known to be long each piece is counted at once.
        if columns, inside != nil { return countPiece(in: &input, as: display, work: &work) }
        var finding = CountingOutput()
        switch formatter.line(from: &input, to: &finding) {
        case .newline:
            line = line + 1
            inside = nil
            offset = input.offset
            return true
        case .cut where columns:
            input.seek(to: offset)
            formatter = before
            return countPiece(in: &input, as: display, work: &work)
        case .cut:
            inside = .piece(lineStart: lineStart, column: column, firstWide: firstWide)
            offset = input.offset
            return true
        case .starved, .atEnd:
            input.seek(to: offset)
            formatter = before
            return false
        }
    }

    /// As `passPiece`, with its columns.
    private mutating func countPiece(in input: inout ByteCursor, as display: CharacterDisplay, work: inout Int) -> Bool {
        let before = formatter
        let (counter, end) = count(in: &input, as: display)
        switch end {
        case .newline:
            line = line + 1
            inside = nil
        case .cut:
            inside = .piece(lineStart: lineStart, column: counter.columns, firstWide: counter.firstWide)
        case .starved, .atEnd:
            input.seek(to: offset)
            formatter = before
            return false
        }
        offset = input.offset
        work -= counter.work
        return true
    }

    /// Counts the columns of the piece that begins here. Formatter and input are at its end then.
    mutating func count(in input: inout ByteCursor, as display: CharacterDisplay) -> (ColumnCounter, LineEnd) {
        var counter = ColumnCounter(from: column, firstWide: firstWide, display)
        let end = formatter.line(from: &input, to: &counter)
        counter.finish()
        return (counter, end)
    }

    /// Passes over further pieces of the line it is in as long as `goesOn` holds for what was counted up to a piece's end and
    /// that end. Comes to stand at the start of the first piece it does not hold for, or that the line ends in, and returns the
    /// same of that one.
    mutating func passPieces(
        in input: inout ByteCursor, as display: CharacterDisplay, while goesOn: (ColumnCounter, ByteOffset) -> Bool
    ) -> (counter: ColumnCounter, end: LineEnd, pieceEnd: ByteOffset) {
        while true {
            let before = formatter
            let (counter, end) = count(in: &input, as: display)
            guard end == .cut, goesOn(counter, input.offset) else {
                let pieceEnd = input.offset
                input.seek(to: offset)
                formatter = before
                return (counter, end, pieceEnd)
            }
            inside = .piece(lineStart: lineStart, column: counter.columns, firstWide: counter.firstWide)
            offset = input.offset
        }
    }
}
