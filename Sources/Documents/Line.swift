package import Bodies
package import Screen

/// One line as it is shown, or a part of one.
///
/// A line is what the body has between two newlines (or what ends a line in that view), however long. One of more than a
/// piece is held in memory only in part: its `end` is then `.cut`, and `LineSource` has its `extent` and its parts.
package struct Line: Sendable, Equatable {
    /// The bytes it was made from, its newline included; of a part, those of the part.
    package var range: Range<ByteOffset>
    /// What it shows; a wide character is one cell of width 2. Fewer than the line has if a column limit was given.
    package var cells: [Cell]
    /// For each cell the place of the byte it came from, counted in bytes from the start of `range`.
    package var sources: [UInt32]
    package var end: LineEnd
    /// The cells that a further row begins with, whatever the width: what is shown below the line and belongs to it.
    package var breaks: [Int] = []
    /// A row that is too long is broken between words if there are some.
    package var wrapsAtWords = false
    /// The column of the first cell in its line, zero-based; not 0 only in a part.
    package var column: Int
    /// The columns it was made for, at most; `.max` if it has no more than are here.
    package var columnLimit: Int

    package init(
        range: Range<ByteOffset>, cells: [Cell], sources: [UInt32], end: LineEnd, column: Int = 0, columnLimit: Int = .max
    ) {
        self.range = range
        self.cells = cells
        self.sources = sources
        self.end = end
        self.column = column
        self.columnLimit = columnLimit
    }

    /// The place of the first byte that it shows, or of the last one if it shows none. Before that there may be others, as of a
    /// record's members that stand before the text.
    package var firstShown: ByteOffset {
        range.lowerBound + (sources.min().map(Int.init) ?? max(0, range.upperBound - range.lowerBound - 1))
    }

    /// It ended in a newline: no later byte changes it.
    package var isFinished: Bool { end == .newline }
    /// It is longer than a piece.
    package var isLong: Bool { end == .cut }
}
