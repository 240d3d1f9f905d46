package import Bodies
package import Documents
package import Screen

/// Where a pane looks at its lines.
///
/// Following is a place and not a flag: at `.tail` the last line stays on the screen whatever arrives, and there is
/// nothing that could disagree with it. Any other place is a byte, which every view finds its own line for: it outlives
/// a change of the view, a fold and a filter.
package enum Anchor: Sendable, Hashable {
    case tail
    /// The first row shown: row `row`, zero-based, of the line that the byte belongs to.
    case at(ByteOffset, row: Int)
    /// The line of that number, which the body need not have reached: how a place outlives a refetch, whose body may
    /// have other lengths.
    case line(LineNumber, row: Int)

    package static let top = Anchor.at(.zero, row: 0)
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

    /// The place that shows this row first.
    package var anchor: Anchor { .at(line.range.lowerBound, row: rowOfLine) }
}

/// The rows on the screen.
package struct Page: Sendable {
    package var rows: [PageRow] = []
    /// The last row of the last line is on the screen.
    package var reachesEnd = true

    package var top: Anchor { rows.first?.anchor ?? .top }
}

/// The window of a pane onto its lines.
package struct Viewport: Sendable {
    /// Past this many rows a jump goes by lines: nobody counts the rows of ten thousand wrapped lines.
    private static let longestWalk = 10_000

    package var anchor = Anchor.tail
    package var wraps = true
    /// Columns scrolled off to the left; 0 while wrapping.
    package var leftColumn = 0

    package init(anchor: Anchor = .tail, wraps: Bool = true) {
        self.anchor = anchor
        self.wraps = wraps
    }

    /// What is on the screen. An anchor past the end (as after a refetch that has not come that far) shows the end.
    package func page(of source: some LineSource, size: Size) -> Page {
        guard size.rows > 0, size.columns > 0, source.lineCount > 0 else { return Page() }
        let walker = RowWalker(source: source, width: size.columns, wraps: wraps, leftColumn: leftColumn)
        guard let (line, row) = place(in: source) else {
            return Page(rows: walker.last(size.rows), reachesEnd: true)
        }
        var rows = walker.rows(from: line, row: row, count: size.rows + 1)
        let reachesEnd = rows.count <= size.rows
        if !reachesEnd { rows.removeLast() }
        return Page(rows: rows, reachesEnd: reachesEnd)
    }

    /// The line and row of the anchor; `nil` for the end and what is past it.
    private func place(in source: some LineSource) -> (LineNumber, row: Int)? {
        switch anchor {
        case .tail: return nil
        case .at(let offset, let row):
            // An empty line at the very end has no byte of its own.
            guard offset < source.start(of: LineNumber(source.lineCount)) || offset == .zero else { return nil }
            return (source.line(at: offset), row)
        case .line(let line, let row):
            return line.index < source.lineCount ? (line, row) : nil
        }
    }

    /// Moves by rows, downward if positive; reaching the end from above is following.
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
            if count > 0, overflow || target >= source.lineCount {
                anchor = .tail
                return
            }
            anchor = .at(source.start(of: LineNumber(max(0, target))), row: 0)
        } else if count > 0 {
            let rows = walker.rows(from: first.number, row: first.rowOfLine, count: count + 1)
            guard let last = rows.last else { return }
            anchor = last.anchor
        } else {
            anchor = walker.above(first.number, row: first.rowOfLine, count: -count)
        }
        if count > 0 { settleAtEnd(over: source, size: size) }
    }

    /// Shows `line` in the first row, or as near to it as a full screen allows, and stays there.
    package mutating func hold(at line: LineNumber, row: Int = 0, over source: some LineSource, size: Size) {
        anchor = .at(source.start(of: line), row: row)
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

    /// Scrolls sideways; while wrapping there is nothing to the side, so the first step right ends wrapping, as in less.
    package mutating func shift(by columns: Int) {
        if wraps {
            guard columns > 0 else { return }
            wraps = false
            dropRow()
        }
        leftColumn = min(max(0, leftColumn + columns), 1 << 20)
    }

    package mutating func setWrap(_ wraps: Bool) {
        self.wraps = wraps
        leftColumn = 0
        dropRow()
    }

    /// Rows of a line are those of a width: another layout begins with the line.
    private mutating func dropRow() {
        if case .at(let offset, _) = anchor { anchor = .at(offset, row: 0) }
    }
}
