package import Documents
package import Screen

/// Where a pane looks at its lines.
///
/// Following is a place and not a flag: at `.tail` the last line stays on the screen whatever
/// arrives, and there is nothing that could disagree with it.
package enum Anchor: Sendable, Hashable {
    case tail
    /// The first row shown: this display line's row, zero-based.
    case at(LineNumber, row: Int)

    package static let top = Anchor.at(LineNumber(0), row: 0)
}

/// One row of a page: a piece of a line.
package struct PageRow: Sendable {
    package let number: LineNumber
    /// Which row of its line this is, zero-based.
    package let rowOfLine: Int
    package let line: Line
    /// The cells of `line` that stand in this row.
    package let cells: Range<Int>
    /// Columns left blank before them: those of a wide character that the left edge cuts.
    var indent = 0
}

/// The rows on the screen.
package struct Page: Sendable {
    package var rows: [PageRow] = []
    /// The last row of the last line is on the screen.
    package var reachesEnd = true

    package var top: Anchor {
        rows.first.map { .at($0.number, row: $0.rowOfLine) } ?? .top
    }
}

/// The window of a pane onto its lines.
package struct Viewport: Sendable {
    /// Past this many rows a jump goes by lines: nobody counts the rows of ten thousand wrapped lines.
    private static let longestWalk = 10_000

    package var anchor = Anchor.tail
    package var wraps = true
    /// Columns scrolled off to the left; 0 while wrapping.
    package var leftColumn = 0

    package init() {}

    /// What is on the screen. An anchor past the end (as after a refetch that has not come that far) shows the end.
    package func page(of source: some LineSource, size: Size) -> Page {
        guard size.rows > 0, size.columns > 0, source.lineCount > 0 else { return Page() }
        let walker = RowWalker(source: source, width: size.columns, wraps: wraps, leftColumn: leftColumn)
        switch anchor {
        case .tail:
            return Page(rows: walker.last(size.rows), reachesEnd: true)
        case .at(let line, _) where line.index >= source.lineCount:
            return Page(rows: walker.last(size.rows), reachesEnd: true)
        case .at(let line, let row):
            var rows = walker.rows(from: line, row: row, count: size.rows + 1)
            let reachesEnd = rows.count <= size.rows
            if !reachesEnd { rows.removeLast() }
            return Page(rows: rows, reachesEnd: reachesEnd)
        }
    }

    /// Moves by rows, downward where positive; reaching the end from above is following.
    package mutating func scroll(by count: Int, over source: some LineSource, size: Size) {
        let page = page(of: source, size: size)
        guard let first = page.rows.first, count != 0 else { return }
        if count > 0 && page.reachesEnd {
            anchor = .tail
            return
        }
        let walker = RowWalker(source: source, width: size.columns, wraps: wraps, leftColumn: leftColumn)
        if abs(count) > Viewport.longestWalk {
            let (target, overflow) = first.number.index.addingReportingOverflow(count)
            anchor = .at(LineNumber(max(0, overflow ? (count > 0 ? .max : 0) : target)), row: 0)
        } else if count > 0 {
            let rows = walker.rows(from: first.number, row: first.rowOfLine, count: count + 1)
            guard let last = rows.last else { return }
            anchor = .at(last.number, row: last.rowOfLine)
        } else {
            anchor = walker.above(first.number, row: first.rowOfLine, count: -count)
        }
        if count > 0 { settleAtEnd(over: source, size: size) }
    }

    /// Shows `line` in the first row, or as near to it as a full screen allows, and stays there.
    package mutating func hold(at line: LineNumber, row: Int = 0, over source: some LineSource, size: Size) {
        anchor = .at(line, row: row)
        let page = page(of: source, size: size)
        if page.reachesEnd, page.rows.count < size.rows || line.index >= source.lineCount {
            anchor = .tail
            anchor = self.page(of: source, size: size).top
        }
    }

    /// Makes an anchor whose page shows the end the end itself.
    package mutating func settleAtEnd(over source: some LineSource, size: Size) {
        if page(of: source, size: size).reachesEnd { anchor = .tail }
    }

    /// Stays where it is, whatever arrives.
    package mutating func hold(over source: some LineSource, size: Size) {
        anchor = page(of: source, size: size).top
    }
}
