package import Bodies
package import Documents
internal import Plan
package import Screen

/// Where a pane looks at its lines.
///
/// Following is a place and not a flag: at `.tail` the last line stays on the screen whatever arrives, and there is
/// nothing that could disagree with it. Any other place is a byte, which every view finds its own line for: it outlives
/// a change of the view, a fold and a filter.
package enum Anchor: Sendable, Hashable {
    case tail
    /// The first row shown: row `row`, zero-based, of the line that the byte belongs to. In a line longer than a piece rows
    /// are counted from the one that the byte is in: it outlives a change of the width.
    case at(ByteOffset, row: Int)
    /// The line of that number, which the body need not have reached: how a place outlives a refetch, whose body may
    /// have other lengths.
    case line(LineNumber, row: Int)

    package static let top = Anchor.at(.zero, row: 0)

    typealias Place = (offset: ByteOffset, row: Int)
}

/// The window of a pane onto its lines.
package struct Viewport: Sendable {
    /// Past this many rows a jump goes by lines: nobody counts the rows of ten thousand wrapped lines.
    static let longestWalk = 10_000

    package var anchor = Anchor.tail { didSet { blankRows = 0 } }
    package var wraps = true
    /// Lines wrap between words.
    var wrapsAtWords = false
    /// So many lines of the beginning are shown elsewhere.
    var keptLines = 0
    /// Columns scrolled off to the left; 0 while wrapping.
    package internal(set) var leftColumn = 0
    /// Lines wrap, but for as long as they are scrolled sideways.
    private var wrapsAtLeft = false
    /// Long lines wrap, now or once nothing is scrolled sideways.
    var wrapsAtLeftEdge: Bool { wraps || wrapsAtLeft }
    /// Where a line stands that is gone to; nil: as near to the top as a full screen allows.
    var target: ScreenRow?
    /// Rows left blank above the first line of all.
    private(set) var blankRows = 0
    /// Line numbers stand before the text.
    package var numbersLines = false
    /// Times stand before the numbers.
    package var timeColumn = TimeColumn.none
    /// Marks and matches have a column of their own before all of these.
    var showsStatus = false
    /// What marks a line that goes on to the right; nil for nothing.
    var cutMark: Unicode.Scalar? = ViewerSettings().cutMark

    package init(anchor: Anchor = .tail, wraps: Bool = true, numbersLines: Bool = false) {
        self.anchor = anchor
        self.wraps = wraps
        self.numbersLines = numbersLines
    }

    /// What settings say, of those that are others than before.
    mutating func heed(_ settings: ViewerSettings, after old: ViewerSettings = ViewerSettings()) {
        if settings.numbersLines != old.numbersLines { numbersLines = settings.numbersLines }
        if settings.showsStatus != old.showsStatus { showsStatus = settings.showsStatus }
        if settings.cutMark != old.cutMark { cutMark = settings.cutMark }
        if settings.wrapsAtWords != old.wrapsAtWords { wrapsAtWords = settings.wrapsAtWords }
        if settings.jumpTarget != old.jumpTarget { target = settings.jumpTarget }
    }

    /// What stands before the text; less of it, or none, where it would leave too little of the text.
    func gutter(of source: some RowSource, columns: Int) -> Gutter {
        let numbers = numbersLines ? max(Viewport.fewestDigits, String(source.lineCount).utf8.count) + 1 : 0
        let all = Gutter(status: showsStatus ? Gutter.statusWidth : 0, times: timeColumn.width, numbers: numbers)
        // Times go last.
        let narrower = [all, Gutter(status: all.status, times: all.times), Gutter(times: all.times), Gutter(numbers: all.numbers)]
        return narrower.first { columns >= 2 * $0.width } ?? Gutter()
    }

    /// Room for as many, so that the text does not move while the first lines come.
    private static let fewestDigits = 4

    func layout(of source: some RowSource, columns: Int) -> RowLayout {
        RowLayout(
            width: columns - gutter(of: source, columns: columns).width, wraps: wraps, wrapsAtWords: wrapsAtWords, leftColumn: leftColumn,
            marksCut: cutMark != nil)
    }

    private func walker<Source: RowSource>(over source: Source, _ size: Size) -> RowWalker<Source> {
        RowWalker(source: source, layout: layout(of: source, columns: size.columns))
    }

    /// What is on the screen. An anchor past the end (as after a refetch that has not come that far) shows the end.
    package func page(of source: some RowSource, size: Size) -> Page {
        guard size.rows > 0, size.columns > 0, source.lineCount > 0 else { return Page() }
        let walker = walker(over: source, size)
        let gutter = gutter(of: source, columns: size.columns)
        guard var (line, row) = place(in: source, walker) else {
            let last = walker.last(size.rows)
            let rows = keptLines > 0 ? last.filter { $0.number.index >= keptLines } : last
            return Page(rows: rows, reachesEnd: true, gutter: gutter)
        }
        if line.index < keptLines { (line, row) = (LineNumber(keptLines), 0) }
        let blankRows = line.index == keptLines && row == 0 ? min(blankRows, size.rows - 1) : 0
        let height = size.rows - blankRows
        var rows = walker.rows(from: line, row: row, count: height + 1)
        let reachesEnd = rows.count <= height
        if !reachesEnd { rows.removeLast() }
        // Below the place a filter may show little or nothing, or nothing yet.
        if source.filter != nil, rows.count < size.rows { rows = walker.last(size.rows) }
        return Page(rows: rows, reachesEnd: reachesEnd, gutter: gutter, blankRows: blankRows)
    }

    /// Sets the rows of a table one below the other, column by column.
    func align(_ page: inout Page, under heading: Line?, of source: some RowSource, columns: Int) {
        let walker = walker(over: source, Size(rows: 1, columns: columns))
        let table = TableColumns(page.rows.map(\.line) + [heading].compactMap(\.self))
        page.setTable(
            page.rows.map { $0.isLong ? $0 : walker.row(of: table.aligned($0.line), number: $0.number) },
            under: heading.map { walker.row(of: table.aligned($0), number: .first) })
    }

    /// The line and row of the anchor; `nil` for the end and what is past it.
    private func place<Source: RowSource>(in source: Source, _ walker: RowWalker<Source>) -> (LineNumber, row: Int)? {
        switch anchor {
        case .tail: return nil
        case .at(let offset, let row):
            // An empty line at the very end has no byte of its own.
            guard offset < source.start(of: LineNumber(source.lineCount)) || offset == .zero else { return nil }
            let line = source.line(at: offset)
            let shown = source.shownLine(for: line)
            return shown == line ? (line, walker.row(of: (offset, row), in: line)) : (shown, 0)
        case .line(let line, let row):
            guard line.index < source.lineCount else { return nil }
            let shown = source.shownLine(for: line)
            return (shown, shown == line ? row : 0)
        }
    }

    /// Moves by rows, downward if positive; reaching the end from above is following. Returns the rows that were looked at on
    /// the way: with those of the page before, all or nearly all of the page after.
    @discardableResult
    package mutating func scroll(by count: Int, over source: some RowSource, size: Size) -> [PageRow] {
        if blankRows > 0 {
            // They are above the first line.
            let left = count - blankRows
            blankRows = max(0, blankRows - max(0, count))
            return left > 0 ? scroll(by: left, over: source, size: size) : []
        }
        let page = page(of: source, size: size)
        guard let first = page.rows.first, count != 0 else { return [] }
        if count > 0 && page.reachesEnd {
            // Past the end nothing moves it but a key that moves up.
            if page.rows.count == size.rows || first.number == .first && first.rowOfLine == 0 { anchor = .tail }
            return []
        }
        let walker = walker(over: source, size)
        if let anchor = walker.anchor(first.number, row: first.rowOfLine + min(max(count, -(1 << 60)), 1 << 60)) {
            self.anchor = anchor
            if count > 0 { settleAtEnd(over: source, size: size) }
        } else if abs(count) > Viewport.longestWalk {
            anchor = .at(source.start(of: source.line(first.number, movedBy: count)), row: 0)
            if count > 0 { settleAtEnd(over: source, size: size) }
        } else if count > 0 {
            // The page there, and a row more if it does not reach the end.
            let rows = walker.rows(from: first.number, row: first.rowOfLine, count: count + size.rows + 1)
            anchor = rows.count > count + size.rows ? rows[count].anchor : .tail
            return rows
        } else {
            let rows = walker.above(first.number, row: first.rowOfLine, count: -count)
            anchor = rows.first?.anchor ?? .top
            return rows
        }
        return []
    }

    /// How far, at most so many rows, it can scroll in that direction within a line that is taller than the screen; 0 if the
    /// line ends or begins on it.
    func rowsWithin(_ line: LineNumber, by count: Int, over source: some RowSource, size: Size) -> Int {
        let walker = walker(over: source, size)
        let page = page(of: source, size: size)
        guard let first = page.rows.first, let last = page.rows.last, first.number == line || last.number == line,
            walker.rows(from: line, row: 0, count: size.rows).last?.number == line
        else { return 0 }
        if count < 0 { return first.number == line ? max(count, -first.rowOfLine) : 0 }
        guard last.number == line else { return 0 }
        let rows = walker.rows(from: line, row: last.rowOfLine, count: min(count, Viewport.longestWalk) + 1)
        return rows.prefix { $0.number == line }.count - 1
    }

    /// As `scroll`, also past the end, until the last row of all is the first on the screen, and past the beginning.
    mutating func scrollPast(by count: Int, over source: some RowSource, size: Size) {
        let page = page(of: source, size: size)
        guard let first = page.rows.first else { return }
        if count < 0 {
            let walker = walker(over: source, size)
            let rows = walker.above(first.number, row: first.rowOfLine, count: -count)
            let missing = max(0, -count - rows.prefix { ($0.number, $0.rowOfLine) < (first.number, first.rowOfLine) }.count)
            let blank = blankRows
            scroll(by: count, over: source, size: size)
            if missing > 0 {
                anchor = .top
                blankRows = min(blank + missing, size.rows - 1)
            }
        } else if page.reachesEnd || count > Viewport.longestWalk {
            let rows = walker(over: source, size).rows(from: first.number, row: first.rowOfLine, count: min(count, size.rows) + 1)
            anchor = rows.last?.anchor ?? anchor
        } else {
            let rows = walker(over: source, size).rows(from: first.number, row: first.rowOfLine, count: count + 1)
            anchor = rows.last?.anchor ?? anchor
        }
    }

    /// Goes to a line: it is shown in the row that is meant for that, whatever is below the end then.
    mutating func go(to line: LineNumber, row: Int = 0, target: ScreenRow?, over source: some RowSource, size: Size) {
        guard let target, line.index < source.lineCount else { return hold(at: line, row: row, over: source, size: size) }
        go(to: .at(source.start(of: line), row: row), atRow: target.index(in: size.rows), over: source, size: size)
    }

    /// Shows a place in a row of the screen, zero-based, or in one above it where there is not so much above it.
    mutating func go(to place: Anchor, atRow row: Int, over source: some RowSource, size: Size) {
        anchor = place
        let walker = walker(over: source, size)
        // By the place itself: a page near the end may begin above it.
        guard row > 0, let (line, rowOfLine) = self.place(in: source, walker) else { return }
        anchor = walker.anchor(line, row: rowOfLine - row) ?? walker.above(line, row: rowOfLine, count: row).first?.anchor ?? .top
    }

    /// Shows `line` in the first row, or as near to it as a full screen allows, and stays there.
    package mutating func hold(at line: LineNumber, row: Int = 0, over source: some RowSource, size: Size) {
        anchor = .at(source.start(of: line), row: row)
        stayOnScreen(over: source, size: size, isOutside: line.index >= source.lineCount)
    }

    /// Shows a place in the first row, or as near to it as a full screen allows, and stays there.
    mutating func hold(at place: Anchor, over source: some RowSource, size: Size) {
        anchor = place
        stayOnScreen(over: source, size: size, isOutside: false)
    }

    private mutating func stayOnScreen(over source: some RowSource, size: Size, isOutside: Bool) {
        let page = page(of: source, size: size)
        if page.reachesEnd, page.rows.count < size.rows || isOutside {
            anchor = .tail
            anchor = self.page(of: source, size: size).top
        }
    }

    /// Scrolls on, if a line begins on the screen and is not seen whole, until it is or begins in the first row.
    package mutating func showWhole(_ line: LineNumber, over source: some RowSource, size: Size) {
        let rows = page(of: source, size: size).rows
        guard rows.last?.number == line, let first = rows.firstIndex(where: { $0.number == line }), first > 0 else { return }
        let all = walker(over: source, size).rows(from: line, row: 0, count: size.rows).prefix { $0.number == line }
        scroll(by: min(first, all.count - (rows.count - first)), over: source, size: size)
        hold(over: source, size: size)
    }

    /// Makes an anchor whose page shows the end the end itself.
    package mutating func settleAtEnd(over source: some RowSource, size: Size) {
        if page(of: source, size: size).reachesEnd { anchor = .tail }
    }

    /// Stays where it is, whatever arrives.
    package mutating func hold(over source: some RowSource, size: Size) {
        anchor = page(of: source, size: size).top
    }

    /// Scrolls sideways; while wrapping there is nothing to the side, so the first step right ends wrapping until the left edge
    /// is back, as in less.
    package mutating func shift(by columns: Int) {
        shift(to: leftColumn + min(max(columns, -Viewport.lastColumn), Viewport.lastColumn))
    }

    /// Scrolls sideways until that column stands at the left.
    mutating func shift(to column: Int) {
        let column = min(max(0, column), Viewport.lastColumn)
        if wraps, column > 0 {
            wraps = false
            wrapsAtLeft = true
            dropRow()
        } else if wrapsAtLeft, column == 0 {
            wraps = true
            wrapsAtLeft = false
        }
        leftColumn = column
    }

    /// No line is as long.
    private static let lastColumn = 1 << 56

    /// `top` is the first row on the screen, as it is: within a long line the place is kept.
    package mutating func setWrap(_ wraps: Bool, top: PageRow? = nil) {
        wrapsAtLeft = false
        if self.wraps == wraps { return }
        let isInLongLine = top.map { $0.isLong || $0.line.column > 0 } ?? false
        if wraps, isInLongLine, let top, anchor != .tail { anchor = top.anchor }
        leftColumn = !wraps && isInLongLine ? top?.column ?? 0 : 0
        self.wraps = wraps
        dropRow()
    }

    /// Rows of a line are those of a width: another layout begins with the line.
    private mutating func dropRow() {
        if case .at(let offset, _) = anchor { anchor = .at(offset, row: 0) }
    }
}
