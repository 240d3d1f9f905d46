package import Bodies
package import Screen

/// One display line, made of at most 16 KiB of the body.
package struct Line: Sendable, Equatable {
    /// The bytes it was made from, its newline included.
    package var range: Range<ByteOffset>
    /// What it shows; a wide character is one cell of width 2. Fewer than the line has if a column limit was given.
    package var cells: [Cell]
    /// For each cell the place of the byte it came from, counted in bytes from the start of `range`.
    package var sources: [UInt32]
    package var end: LineEnd

    package init(range: Range<ByteOffset>, cells: [Cell], sources: [UInt32], end: LineEnd) {
        self.range = range
        self.cells = cells
        self.sources = sources
        self.end = end
    }

    /// It ended in a newline or was cut: no later byte changes it.
    package var isFinished: Bool { end.isFinished }
}
