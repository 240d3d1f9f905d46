internal import Bodies
package import Documents
internal import Screen

/// One row of a page: a piece of a line.
package struct PageRow: Sendable, Equatable {
    package let number: LineNumber
    /// Which row of its line this is, zero-based.
    package let rowOfLine: Int
    package let line: Line
    /// The cells of `line` that stand in this row.
    package let cells: Range<Int>
    /// Columns left blank before them: those of a wide character that the left edge cuts.
    var indent = 0
    /// The line goes on to the right.
    package var isCut = false
    /// The line is longer than a piece, and `line` a part of it.
    var isLong = false
    /// The place that shows this row first.
    package let anchor: Anchor

    /// The bytes that are shown in it, at least.
    var range: Range<ByteOffset> {
        guard isLong, !cells.isEmpty else { return line.range }
        let start = line.range.lowerBound + Int(line.sources[cells.lowerBound])
        let end =
            cells.upperBound < line.sources.count ? line.range.lowerBound + Int(line.sources[cells.upperBound]) : line.range.upperBound
        return start..<max(start, end)
    }

    /// The column of its first cell in its line.
    var column: Int { line.column + line.cells[..<cells.lowerBound].reduce(0) { $0 + Int($1.width) } }
}

/// The columns before the text, each with the blanks after it.
struct Gutter: Sendable, Equatable {
    /// Of marks and matches,
    var status = 0
    /// of times,
    var times = 0
    /// of line numbers.
    var numbers = 0

    var width: Int { status + times + numbers }

    /// A letter and a blank, as in less.
    static let statusWidth = 2
}

/// The rows on the screen.
package struct Page: Sendable {
    package var rows: [PageRow] = []
    /// The last row of the last line is on the screen.
    package var reachesEnd = true
    /// The row above all others that stays where it is, of a table.
    private(set) var heading: PageRow?
    private(set) var headingPicture: GridRow?
    var gutter = Gutter()
    /// As the rows were drawn.
    private var cutMark: Unicode.Scalar?
    /// Rows left blank above the first line.
    package var blankRows = 0
    /// The rows as they are drawn, without line numbers and matches, once `draw` was called.
    private(set) var pictures: [GridRow] = []

    init(rows: [PageRow] = [], reachesEnd: Bool = true, gutter: Gutter = Gutter(), blankRows: Int = 0) {
        self.rows = rows
        self.reachesEnd = reachesEnd
        self.gutter = gutter
        self.blankRows = blankRows
    }

    /// Rows of a table in place of those that there are.
    mutating func setTable(_ rows: [PageRow], under heading: PageRow?) {
        self.rows = rows
        self.heading = heading
    }

    /// Each with its row of the screen.
    var placed: [(row: Int, PageRow)] { rows.enumerated().map { ($0.offset + firstRow, $0.element) } }

    /// The row of the screen where a line begins, if it does on the screen.
    func row(of line: LineNumber) -> Int? { rows.firstIndex { $0.number == line }.map { $0 + firstRow } }

    package var top: Anchor { rows.first?.anchor ?? .top }

    /// The row of the screen that the first of `rows` is in.
    var firstRow: Int { headingRows + blankRows }

    /// Rows of the screen that lines do not have.
    @inline(__always) var headingRows: Int { heading == nil ? 0 : 1 }
}

extension PageRow {
    /// The row as it stands on the screen.
    fileprivate func picture(columns: Int, gutter: Int, showsLevel: Bool, cutMark: Unicode.Scalar?) -> GridRow {
        var row = GridRow(columns: columns)
        if showsLevel, let role = levelRole {
            let coloured = line.cells[cells].map { cell in
                var cell = cell
                if cell.role != .token, cell.role != .error, cell.role != .gutter { cell.role = role }
                return cell
            }
            row.put(coloured[...], at: gutter + indent)
        } else {
            row.put(line.cells[cells], at: gutter + indent)
        }
        if isCut, let cutMark { row.put([Cell(cutMark, role: .token)], at: columns - 1) }
        return row
    }

    /// The picture of the one is that of the other. Of a line, which may be long, only what is drawn of it is compared.
    @inline(__always) fileprivate func looks(like other: PageRow, _ showsLevels: Bool) -> Bool {
        number == other.number && rowOfLine == other.rowOfLine && indent == other.indent && isCut == other.isCut
            && line.cells[cells] == other.line.cells[other.cells]
            && (!showsLevels
                || line.column == other.line.column && line.cells.prefix(PageRow.levelReach) == other.line.cells.prefix(PageRow.levelReach))
    }

    /// So many cells of a line name its level.
    private static let levelReach = 512

    /// How the line looks by the level that it names; nil for as ever.
    private var levelRole: Role? {
        guard line.column == 0 else { return nil }
        let cells = line.cells.prefix(PageRow.levelReach)
        var text: [UInt8] = []
        text.reserveCapacity(cells.count)
        for cell in cells { text.append(cell.scalar.isASCII ? UInt8(truncatingIfNeeded: cell.scalar.value) : 0x80) }
        return switch LogLevel.of(text[...]) {
        case .trace?, .debug?: .levelDebug
        case .warning?: .levelWarning
        case .error?: .levelError
        case .fatal?: .levelFatal
        case .info?, nil: nil
        }
    }
}

extension Page {
    /// Draws the rows, but for those that the page before has drawn.
    /// `showsLevels`: a line of a log looks as it matters. `cutMark` stands at the end of one that goes on to the right.
    mutating func draw(columns: Int, after old: Page, showsLevels: Bool, cutMark: Unicode.Scalar?) {
        let isAlike = old.gutter == gutter && old.cutMark == cutMark && old.pictures.first?.columns == columns
        let known = isAlike ? old.rows : []
        self.cutMark = cutMark
        var next = 0
        pictures = []
        pictures.reserveCapacity(rows.count)
        // By their places: a row that is named is a copy.
        for place in rows.indices {
            while next < known.count, (known[next].number, known[next].rowOfLine) < (rows[place].number, rows[place].rowOfLine) {
                next += 1
            }
            let isKnown = next < known.count && (isRow(place, row: next, of: known) || known[next].looks(like: rows[place], showsLevels))
            if isKnown {
                pictures.append(old.pictures[next])
            } else {
                pictures.append(rows[place].picture(columns: columns, gutter: gutter.width, showsLevel: showsLevels, cutMark: cutMark))
            }
        }
        headingPicture = heading?.picture(columns: columns, gutter: gutter.width, showsLevel: false, cutMark: cutMark)
    }

    /// It is that row, as far as that can be seen without a look at the text.
    private func isRow(_ place: Int, row other: Int, of known: [PageRow]) -> Bool {
        rows[place].number == known[other].number && rows[place].rowOfLine == known[other].rowOfLine
            && rows[place].cells == known[other].cells && rows[place].indent == known[other].indent
            && rows[place].isCut == known[other].isCut && rows[place].line.column == known[other].line.column
            && rows[place].line.cells.withUnsafeBufferPointer { cells in
                known[other].line.cells.withUnsafeBufferPointer { $0.baseAddress == cells.baseAddress && $0.count == cells.count }
            }
    }
}
