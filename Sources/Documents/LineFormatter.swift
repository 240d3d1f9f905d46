package import Bodies

/// How a line, or a piece of it, came to its end.
package enum LineEnd: Sendable, Equatable {
    /// With a newline (or what ends a line in that format).
    case newline
    /// At the most bytes a piece may have; the line goes on in the next piece.
    case cut
    /// The snapshot ended in it, and the body may still grow.
    case starved
    /// The body ended in it.
    case atEnd

    /// No later byte changes the piece.
    package var isFinished: Bool { self == .newline || self == .cut }
}

/// Makes lines of a body's bytes, a long one in pieces. A value: a copy of it taken at a piece's start goes on from there.
package protocol LineFormatter: Sendable {
    /// Makes the piece that starts at the input's offset, which nearly always is a whole line, and moves the input past it.
    /// If the piece does not finish, input and formatter are good for nothing more.
    mutating func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd

    /// From the start of a line, passes over finished lines of one piece each that start before `end`, at most `limit` of
    /// them, and returns how many. Stops at the start of the first line it did not pass over, which may be any: that one is passed
    /// over piece by piece.
    mutating func skipLines(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int

    /// As that, but over as many as can be passed over at once with what is in reach, and 0 when that is none.
    mutating func skipWindow(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int
}

extension LineFormatter {
    package mutating func skipLines(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int {
        var skipped = 0
        while skipped < limit && input.offset < end {
            let count = skipWindow(in: &input, before: end, atMost: limit - skipped)
            if count == 0 && !skipLine(in: &input) { break }
            skipped += max(count, 1)
        }
        return skipped
    }

    package mutating func skipWindow(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int { 0 }

    /// Passes over one line if it is finished and of one piece; false leaves everything as it was.
    mutating func skipLine(in input: inout ByteCursor) -> Bool {
        let start = input.offset
        let atStart = self
        var counting = CountingOutput()
        if line(from: &input, to: &counting) == .newline { return true }
        input.seek(to: start)
        self = atStart
        return false
    }
}
