internal import Bodies
package import Documents
internal import Screen

/// The body, the place in it, and what is searched for.
package struct BodyPane: Sendable {
    /// `nil` until the first byte.
    package internal(set) var document: Document?
    /// Which fetch `document` belongs to: not the running one while a refetch has no body yet.
    var fetch: FetchID?
    package internal(set) var viewport = Viewport()
    package internal(set) var page = Page()
    /// Nobody has chosen a place yet: the body may still show whether it is a page or a stream.
    var isOpening = true
    var marks: [Unicode.Scalar: Anchor] = [:]
    /// Where the last jump came from.
    var previous = Anchor.top
    package internal(set) var search: SearchState?
    /// What to come back to when the search prompt is left; incremental search starts there.
    var beforeSearch: (viewport: Viewport, search: SearchState?)?

    /// Lines below the last one shown.
    var linesBelow: Int {
        guard let document, let last = page.rows.last, !page.reachesEnd else { return 0 }
        return max(0, document.lineCount - last.number.index - 1)
    }

    /// The bytes on the screen.
    var visibleRange: Range<ByteOffset>? {
        guard let first = page.rows.first, let last = page.rows.last else { return nil }
        return first.line.range.lowerBound..<max(first.line.range.lowerBound, last.line.range.upperBound)
    }

    /// How much of the body stands above the lower edge of the screen, in percent; the last row alone is 100.
    var percent: Int {
        guard let document, let row = page.rows.last, !page.reachesEnd, document.snapshot.length > 0 else { return 100 }
        let end =
            row.cells.upperBound < row.line.cells.count
            ? row.line.range.lowerBound + Int(row.line.sources[row.cells.upperBound]) : row.line.range.upperBound
        return min(99, end.bytes * 100 / document.snapshot.length)
    }

    mutating func layOut(_ size: Size) {
        page = document.map { viewport.page(of: $0, size: size) } ?? Page()
    }

    /// Moves by a change to the viewport; remembers the place before for `''` where it is a jump.
    mutating func move(_ size: Size, isJump: Bool = false, _ change: (inout Viewport, Document) -> Void) {
        guard let document else { return }
        isOpening = false
        let before = viewport.page(of: document, size: size).top
        change(&viewport, document)
        if isJump { previous = before }
    }

    /// Brings a place in the body onto the screen and holds it there.
    mutating func reveal(_ range: Range<ByteOffset>, _ size: Size) {
        guard let document else { return }
        let number = document.line(at: range.lowerBound)
        isOpening = false
        guard let line = document.lines(from: number, count: 1).first else { return }
        let source = UInt32(clamping: range.lowerBound - line.range.lowerBound)
        let cell = line.cells.indices.last { line.sources[$0] <= source } ?? 0
        if viewport.wraps {
            let row = Layout.rows(of: line.cells, width: size.columns).lastIndex { $0.lowerBound <= cell } ?? 0
            let page = viewport.page(of: document, size: size)
            if page.rows.contains(where: { $0.number == number && $0.rowOfLine == row }) {
                viewport.hold(over: document, size: size)
            } else {
                viewport.hold(at: number, row: row, over: document, size: size)
            }
            return
        }
        let column = line.cells[..<cell].reduce(0) { $0 + Int($1.width) }
        if column < viewport.leftColumn || column >= viewport.leftColumn + size.columns {
            viewport.leftColumn = max(0, column - size.columns / 2)
        }
        if viewport.page(of: document, size: size).rows.contains(where: { $0.number == number }) {
            viewport.hold(over: document, size: size)
        } else {
            viewport.hold(at: number, over: document, size: size)
        }
    }
}
