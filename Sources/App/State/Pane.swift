internal import Bodies
internal import Documents
internal import Jobs
internal import Plan
internal import Screen
internal import Search

/// A place that was marked with a letter.
struct Mark: Sendable {
    private(set) var anchor: Anchor
    /// It is shown in the last row, and not in the first.
    var isAtBottom = false

    mutating func move(_ change: (Anchor) -> Anchor) {
        anchor = change(anchor)
    }
}

/// Lines, the place in them, and what is marked and searched for: the body, a panel, the help and the list of
/// exchanges are all of them panes, and every movement, mark and search works in each.
package struct Pane: Sendable {
    package internal(set) var lines = Lines.text(TextLines()) { didSet { origin = nil } }
    /// What the text was made from, if that is known.
    var origin: TextOrigin?
    package internal(set) var viewport: Viewport
    @Shared package internal(set) var page = Page()
    /// Lines of the beginning that stay above the page.
    private(set) var keptRows: [PageRow] = []
    @Shared private var memory = Memory()
    /// A text that grows at its end as a body does.
    var isGrowing = false
    /// The line that is pointed at; `nil` in a pane whose lines are only read.
    var cursor: LineNumber?
    var marks: [Unicode.Scalar: Mark] = [:]
    /// The first line that a movement down has brought, while it stands out.
    var unread: LineNumber?
    /// Where the last jump came from.
    var previous = Anchor.top
    @Shared package internal(set) var search: SearchState?
    /// The bracket that is looked for.
    var bracket: (job: JobID, query: BracketFinder.Query)?
    /// What to come back to when the search prompt is left; incremental search starts there.
    @Shared var beforeSearch: (viewport: Viewport, cursor: LineNumber?, search: SearchState?)?

    init(at anchor: Anchor = .tail, wraps: Bool = true, numbersLines: Bool = false) {
        viewport = Viewport(anchor: anchor, wraps: wraps, numbersLines: numbersLines)
    }

    // MARK: What is shown

    /// The lines, those known that were looked at last.
    var source: RememberedLines { RememberedLines(lines, memory) }

    mutating func layOut(_ size: Size) {
        let before = page
        let source = source
        keptRows = layOutKept(size)
        page = viewport.page(of: source, size: size)
        let heading = heading(size)
        if heading != nil { page = viewport.page(of: source, size: Size(rows: size.rows - 1, columns: size.columns)) }
        memory.keep(page.rows, viewport.layout(of: source, columns: size.columns), of: lines)
        if isTable { viewport.align(&page, under: heading, of: source, columns: size.columns) }
        page.draw(columns: size.columns, after: before, showsLevels: isLog, cutMark: viewport.cutMark)
    }

    /// Its lines are rows of a table, and not wrapped.
    private var isTable: Bool {
        if case .body(let document, _) = lines { document.view.isTable && !viewport.wraps } else { false }
    }

    /// The first line of a table, which stays on the screen above the others.
    private func heading(_ size: Size) -> Line? {
        guard isTable, size.rows > 2, let first = page.rows.first, first.number > .first else { return nil }
        return lines.lines(from: .first, count: 1, columnLimit: viewport.leftColumn + size.columns + 2).first
    }

    /// Some lines as they stand on the screen, whole.
    private func laidOut(_ numbers: [LineNumber]) -> [Line] {
        let found = numbers.compactMap { lines.lines(from: $0, count: 1, columnLimit: .max).first }
        guard isTable else { return found }
        let columns = TableColumns(found + lines.lines(from: .first, count: 1, columnLimit: .max))
        return found.map(columns.aligned)
    }

    /// The column of what the byte at `place` shows, in its line as it stands on the screen.
    private func column(at place: ByteOffset, in line: LineNumber, _ size: Size) -> Int {
        guard isTable, lines.extent(of: line) == nil else { return lines.column(at: place) }
        let shown = page.rows.map(\.number)
        let last = min(lines.lineCount, line.index + size.rows)
        let near = shown.contains(line) ? shown : (line.index..<max(last, line.index + 1)).map { LineNumber($0) }
        let index = near.firstIndex(of: line) ?? 0
        let found = laidOut(near)
        return found.indices.contains(index) ? found[index].column(at: place) : lines.column(at: place)
    }

    /// The lines that stay at the top, a row each.
    private func layOutKept(_ size: Size) -> [PageRow] {
        guard viewport.keptLines > 0 else { return [] }
        var top = viewport
        top.keptLines = 0
        top.anchor = .top
        top.setWrap(false)
        top.shift(to: viewport.leftColumn)
        let page = top.page(of: source, size: Size(rows: viewport.keptLines, columns: size.columns))
        return page.rows.filter { $0.number.index < viewport.keptLines && $0.rowOfLine == 0 }
    }

    /// More may come at its end, which is followed with the last line pointed at.
    private var goesOn: Bool {
        if case .body = lines { true } else { isGrowing }
    }

    /// Its lines may name a level.
    private var isLog: Bool {
        if case .body(let document, _) = lines { document.view == .text || document.view == .records } else { false }
    }

    /// The first row of all and the last one are on the screen.
    var showsAll: Bool {
        page.reachesEnd && page.rows.first.map { $0.number.index <= viewport.keptLines && $0.rowOfLine == 0 } ?? true
    }

    /// Lines below the last one shown.
    var linesBelow: Int {
        guard let last = page.rows.last, !page.reachesEnd else { return 0 }
        return max(0, lines.passingCount - lines.passingCount(upTo: last.number))
    }

    /// The bytes from the first one on the screen to the last.
    var visibleRange: Range<ByteOffset>? {
        guard let first = page.rows.first, let last = page.rows.last else { return nil }
        return first.range.lowerBound..<max(first.range.lowerBound, last.range.upperBound)
    }

    /// The bytes on the screen. Between two rows of long lines that are not wrapped there may be many that are not.
    var visibleRanges: [Range<ByteOffset>] {
        var ranges: [Range<ByteOffset>] = []
        for row in page.rows {
            if let last = ranges.last, row.range.lowerBound - last.upperBound < Pane.smallGap {
                let lower = min(last.lowerBound, row.range.lowerBound)
                ranges[ranges.count - 1] = lower..<max(last.upperBound, row.range.upperBound)
            } else {
                ranges.append(row.range)
            }
        }
        return ranges
    }

    /// Bytes that are rather searched as well than left out.
    private static let smallGap = 4 << 10

    /// How much of the text stands above the lower edge of the screen, in percent; the last row alone is 100.
    var percent: Int {
        if lines.filter != nil {
            guard let row = page.rows.last, !page.reachesEnd else { return 100 }
            return min(99, lines.passingCount(upTo: row.number) * 100 / max(1, lines.passingCount))
        }
        let length = lines.start(of: LineNumber(lines.lineCount)).bytes
        guard let row = page.rows.last, !page.reachesEnd, length > 0 else { return 100 }
        let end =
            row.cells.upperBound < row.line.cells.count
            ? row.line.range.lowerBound + Int(row.line.sources[row.cells.upperBound]) : row.line.range.upperBound
        return min(99, end.bytes * 100 / length)
    }

    // MARK: Moving

    /// By rows; with a line to point at, by lines, and within one that is taller than the screen by rows.
    mutating func scroll(by count: Int, _ size: Size) {
        guard let cursor else {
            let rows = viewport.scroll(by: count, over: source, size: size)
            return memory.add(rows, viewport.layout(of: source, columns: size.columns), of: lines)
        }
        // What is taller than the screen would else never be seen whole.
        let rows = viewport.rowsWithin(cursor, by: count, over: source, size: size)
        if rows == 0 { return point(at: lines.line(cursor, movedBy: count).index, size) }
        viewport.scroll(by: rows, over: source, size: size)
        viewport.hold(over: source, size: size)
    }

    /// To a line, zero-based; past the end is the end.
    mutating func go(to line: LineNumber, _ size: Size) {
        leaveMark(size)
        if cursor != nil {
            point(at: line.index, size)
        } else {
            viewport.go(to: line, target: viewport.target, over: source, size: size)
        }
    }

    /// To the end, whatever arrives.
    mutating func goToEnd(_ size: Size) {
        leaveMark(size)
        if cursor != nil {
            point(at: .max, size)
            if goesOn { viewport.anchor = .tail }
        } else {
            viewport.anchor = .tail
        }
    }

    mutating func go(to anchor: Anchor, _ size: Size) {
        go(to: anchor, target: viewport.target, size)
    }

    private mutating func go(to anchor: Anchor, target: ScreenRow?, _ size: Size) {
        leaveMark(size)
        switch anchor {
        case .tail: goToTail(size)
        case .at(let offset, let row): arrive(at: offset, row, target, size)
        case .line(let line, let row): arrive(at: line, row, target, size)
        }
    }

    /// To a mark, whose line is shown in the row that it had.
    mutating func go(to mark: Mark, _ size: Size) {
        if mark.isAtBottom, cursor == nil, case .at = mark.anchor {
            leaveMark(size)
            viewport.go(to: mark.anchor, atRow: size.rows - 1, over: source, size: size)
        } else {
            go(to: mark.anchor, target: viewport.target == nil ? nil : .fromTop(0), size)
        }
    }

    private mutating func goToTail(_ size: Size) {
        viewport.anchor = .tail
        if cursor != nil { point(at: .max, size) }
    }

    private mutating func arrive(at line: LineNumber, _ row: Int, _ target: ScreenRow?, _ size: Size) {
        viewport.go(to: line, row: row, target: target, over: source, size: size)
        if cursor != nil { point(at: line.index, size) }
    }

    private mutating func arrive(at offset: ByteOffset, _ row: Int, _ target: ScreenRow?, _ size: Size) {
        let line = lines.line(at: offset)
        guard viewport.wraps, offset > lines.start(of: line), lines.extent(of: line) != nil else {
            return arrive(at: line, row, target, size)
        }
        viewport.hold(at: .at(offset, row: row), over: source, size: size)
        if cursor != nil { point(at: line.index, size) }
    }

    /// The byte that so much of the text stands before.
    func byte(atPercent percent: Double) -> ByteOffset {
        if lines.filter != nil { return lines.start(of: lines.passingLine(Int(Double(lines.passingCount) * percent / 100))) }
        return ByteOffset(Int(Double(lines.start(of: LineNumber(lines.lineCount)).bytes) * percent / 100))
    }

    /// Right until the end of the longest line shown stands at the right edge.
    mutating func goToLineEnd(_ size: Size) {
        let width = size.columns - viewport.gutter(of: lines, columns: size.columns).width
        let longest =
            isTable
            ? laidOut(page.rows.map(\.number)).map { $0.cells.reduce(0) { $0 + Int($1.width) } }.max() ?? 0
            : page.rows.map { lines.columns(of: $0.number) }.max() ?? 0
        viewport.shift(to: longest - width)
    }

    /// `'`, `^` and `$` are always there: the place before, the top, the end.
    func mark(_ letter: Unicode.Scalar) -> Mark? {
        let fixed: [Unicode.Scalar: Anchor] = ["'": previous, "^": .top, "$": .tail]
        return fixed[letter].map { Mark(anchor: $0) } ?? marks[letter]
    }

    /// The line of the last row shown, as it would be marked.
    var bottomMark: Mark? { page.rows.last.map { Mark(anchor: .at(lines.start(of: $0.number), row: $0.rowOfLine), isAtBottom: true) } }

    /// Remembers the place for `''`.
    mutating func leaveMark(_ size: Size) {
        previous = place(size)
    }

    /// The place as it would be marked: the end if that is followed, else the first row shown, or the line pointed at.
    func place(_ size: Size) -> Anchor {
        if let cursor { return .at(lines.start(of: cursor), row: 0) }
        let page = viewport.page(of: source, size: size)
        return page.reachesEnd && viewport.anchor == .tail ? .tail : page.top
    }

    private mutating func point(at index: Int, _ size: Size) {
        let line = lines.shownLine(for: LineNumber(min(max(index, 0), max(0, lines.lineCount - 1))))
        let isOther = line != cursor
        cursor = line
        show(line, fromFirstRow: isOther, size)
    }

    /// Brings a line onto the screen, its first row or any, moving no further than it takes.
    private mutating func show(_ line: LineNumber, fromFirstRow: Bool, _ size: Size) {
        let rows = viewport.page(of: source, size: size).rows
        if rows.contains(where: { $0.number == line && ($0.rowOfLine == 0 || !fromFirstRow) }) {
            return viewport.hold(over: source, size: size)
        }
        if let last = rows.last, line > last.number {
            viewport.go(to: .at(lines.start(of: line), row: 0), atRow: size.rows - 1, over: source, size: size)
        } else {
            viewport.hold(at: line, over: source, size: size)
        }
    }

    /// Scrolls so that a line stands in that row, or as near to it as a full screen allows.
    mutating func show(_ line: LineNumber, atRow row: Int, _ size: Size) {
        viewport.go(to: .at(lines.start(of: line), row: 0), atRow: row, over: source, size: size)
        viewport.hold(at: viewport.anchor, over: source, size: size)
        if cursor != nil { cursor = lines.shownLine(for: line) }
    }

    /// Keeps the line that is pointed at on the screen: the screen may have become smaller, or the list longer.
    mutating func settleCursor(_ size: Size) {
        guard let cursor, lines.lineCount > 0 else { return }
        guard viewport.anchor == .tail, goesOn else { return point(at: cursor.index, size) }
        self.cursor = lines.shownLine(for: LineNumber(lines.lineCount - 1))
    }

    /// Brings a place onto the screen and holds it there.
    mutating func reveal(_ range: Range<ByteOffset>, _ size: Size) {
        let number = lines.line(at: range.lowerBound)
        guard let line = lines.lines(from: number, count: 1, columnLimit: .max).first else { return }
        if cursor != nil { return point(at: number.index, size) }
        let width = size.columns - viewport.gutter(of: lines, columns: size.columns).width
        var row = 0
        if viewport.wraps, line.isLong {
            let grid = RowGrid(width: width, firstWide: lines.extent(of: number)?.firstWide)
            row = grid.row(of: lines.column(at: range.lowerBound))
        } else if viewport.wraps {
            let source = UInt32(clamping: max(0, range.lowerBound - line.range.lowerBound))
            let cell = line.cells.indices.last { line.sources[$0] <= source } ?? 0
            row = line.rows(width: width, atWords: viewport.wrapsAtWords).lastIndex { $0.lowerBound <= cell } ?? 0
        } else {
            let column = column(at: range.lowerBound, in: number, size)
            // The last column may be the mark of a line that goes on.
            if column < viewport.leftColumn || column >= viewport.leftColumn + width - 1 {
                viewport.shift(to: column - width / 2)
            }
        }
        if viewport.target == nil,
            viewport.page(of: source, size: size).rows.contains(where: { $0.number == number && $0.rowOfLine == row })
        {
            viewport.hold(over: source, size: size)
        } else {
            viewport.go(to: number, row: row, target: viewport.target, over: source, size: size)
        }
    }

    /// Also past the end and the beginning.
    mutating func scrollPast(by count: Int, _ size: Size) {
        if cursor != nil { return scroll(by: count, size) }
        guard count > Viewport.longestWalk else { return viewport.scrollPast(by: count, over: source, size: size) }
        // Nobody counts so many rows.
        viewport.scroll(by: count, over: source, size: size)
        if viewport.anchor == .tail { viewport.scrollPast(by: size.rows, over: source, size: size) }
    }

    mutating func setWrap(_ wraps: Bool) {
        viewport.setWrap(wraps, top: page.rows.first)
    }

    // MARK: New lines

    /// Shows other text in place of the text there is: places stay on the lines they were on, also when lines came in or
    /// went above them all.
    mutating func replace(with text: TextLines) {
        let old = lines
        lines = .text(text)
        func moved(_ anchor: Anchor) -> Anchor {
            guard case .at(let offset, let row) = anchor else { return anchor }
            return .at(text.start(of: text.line(like: old.line(at: offset), of: old)), row: row)
        }
        viewport.anchor = moved(viewport.anchor)
        previous = moved(previous)
        for letter in marks.keys { marks[letter]?.move(moved) }
    }

    /// The lines will be another body's: places go by line numbers until it has those lines.
    mutating func keepPlacesByLine() {
        let lines = lines
        func kept(_ anchor: Anchor) -> Anchor {
            guard case .at(let offset, let row) = anchor else { return anchor }
            let line = lines.line(at: offset)
            // A place inside a long line is a byte; nothing else is near enough.
            if offset > lines.start(of: line), lines.extent(of: line) != nil { return anchor }
            return .line(line, row: row)
        }
        viewport.anchor = kept(viewport.anchor)
        previous = kept(previous)
        for letter in marks.keys { marks[letter]?.move(kept) }
    }
}

extension TextLines {
    /// The line that was `line` in an earlier text: the one of that number, unless another of the same words has taken its
    /// place because the text grew or shrank above it.
    fileprivate func line(like line: LineNumber, of old: Lines) -> LineNumber {
        guard let words = old.lines(from: line, count: 1, columnLimit: .max).first?.cells else { return line }
        let moved = line + (lineCount - old.lineCount)
        return moved.index >= 0 && lines(from: moved, count: 1).first?.cells == words ? moved : line
    }
}
