package import Bodies

/// How far a line goes that is longer than a piece, and is therefore never held in memory whole.
package struct LineExtent: Sendable, Equatable {
    /// Its bytes, the newline included.
    package var range: Range<ByteOffset>
    /// All columns that it would take on a screen wide enough.
    package var columns: Int
    /// Of its last character.
    package var lastWidth: Int
    /// The column of its first wide character; nil if there is none.
    package var firstWide: Int?

    package init(range: Range<ByteOffset>, columns: Int, lastWidth: Int, firstWide: Int?) {
        self.range = range
        self.columns = columns
        self.lastWidth = lastWidth
        self.firstWide = firstWide
    }
}

/// How a long line falls into rows, found by arithmetic: nobody has to walk through the line to know where a row begins.
///
/// Up to the row with the first wide character all rows are full. From there on every row takes the characters that begin
/// in the next `width - 1` columns: the last column is kept for the second half of a wide one, so that no character before
/// it decides where a row begins.
package struct RowGrid: Sendable {
    private let width: Int
    /// Rows before the first one with a wide character.
    private let fullRows: Int
    private let step: Int

    /// `width` in columns, one at least.
    package init(width: Int, firstWide: Int?) {
        self.width = max(1, width)
        fullRows = firstWide.map { $0 / max(1, width) } ?? .max
        step = max(1, width - 1)
    }

    /// The column that a row begins at, zero-based.
    package func start(of row: Int) -> Int {
        row <= fullRows ? row * width : fullRows * width + (row - fullRows) * step
    }

    /// The row of the character that begins at a column.
    package func row(of column: Int) -> Int {
        let row = column / width
        return row < fullRows ? row : fullRows + (column - fullRows * width) / step
    }

    package func rowCount(_ extent: LineExtent) -> Int {
        extent.columns == 0 ? 1 : row(of: extent.columns - extent.lastWidth) + 1
    }
}
