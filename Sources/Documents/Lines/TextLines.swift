package import Bodies
package import Screen

/// A panel's text: lines that are made and not received, seen through the same panes, searched by the same search and
/// marked by the same offsets as a body.
///
/// Its bytes are the UTF-8 of what it shows, each line ended by a newline. So foreign text, which all passes
/// `VisibleText`, is found as it is seen.
package struct TextLines: LineSource, Equatable {
    /// What is shown, as UTF-8; every range and source of the lines is an offset into it.
    package private(set) var utf8: [UInt8] = []
    private var lines: [Line] = []
    private let asciiOnly: Bool
    /// The column that the value of a fact begins at.
    package static let factColumn = 16

    /// `asciiOnly` shows everything else as tokens.
    package init(asciiOnly: Bool = false) {
        self.asciiOnly = asciiOnly
    }

    package var lineCount: Int { lines.count }
    package var end: ByteOffset { ByteOffset(utf8.count) }

    package func lines(from first: LineNumber, count: Int, columnLimit: Int = .max) -> [Line] {
        guard lines.indices.contains(first.index), count > 0 else { return [] }
        return lines[first.index...].prefix(count).map { $0.limited(to: columnLimit) }
    }

    package func line(at place: ByteOffset) -> LineNumber {
        var low = 0, high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].range.lowerBound <= place { low = middle + 1 } else { high = middle }
        }
        return LineNumber(max(0, low - 1))
    }

    package func start(of line: LineNumber) -> ByteOffset {
        if line.index < 0 { return .zero }
        return line.index < lines.count ? lines[line.index].range.lowerBound : end
    }
}

// What it is made of
extension TextLines {
    /// Adds a line of cells that came out of `VisibleText`.
    package mutating func add(_ cells: [Cell] = []) {
        let start = end
        var sources: [UInt32] = []
        sources.reserveCapacity(cells.count)
        for cell in cells {
            sources.append(UInt32(clamping: end - start))
            cell.write(to: &utf8)
        }
        utf8.append(UInt8(ascii: "\n"))
        lines.append(Line(range: start..<end, cells: cells, sources: sources, end: .newline))
    }

    package mutating func add(_ text: String, _ role: Role = .text) {
        add(VisibleText.cells(text, role: role, asciiOnly: asciiOnly))
    }

    /// As it was received: bytes that are no UTF-8 show as such.
    package mutating func add(bytes: some Sequence<UInt8>, _ role: Role = .text) {
        add(VisibleText.cells(utf8: bytes, role: role, asciiOnly: asciiOnly))
    }

    /// A heading with a blank line above it, unless it is the first line.
    package mutating func addTitle(_ text: String) {
        if !lines.isEmpty { add() }
        add(text, .title)
    }

    /// `name  value`, the value from a fixed column on; nothing if there is no value.
    package mutating func addFact(_ name: String, _ value: String?, _ role: Role = .text) {
        if let value { addFact(name, bytes: value.utf8, role) }
    }

    /// As `addFact`, with a value as it was received.
    package mutating func addFact(_ name: String, bytes: some Sequence<UInt8>, _ role: Role = .text) {
        var visible = VisibleText(asciiOnly: asciiOnly)
        visible.append(name, role: .dim)
        while visible.columns < TextLines.factColumn { visible.append(" ", role: .dim) }
        visible.append(utf8: bytes, role: role)
        add(visible.cells)
    }
}

extension Line {
    /// The line with the cells of at most `columns` columns.
    fileprivate func limited(to columns: Int) -> Line {
        if cells.count * 2 <= columns { return self }
        var line = self
        var width = 0
        let count = cells.firstIndex { cell in
            width += Int(cell.width)
            return width > columns
        }
        if let count {
            line.cells.removeSubrange(count...)
            line.sources.removeSubrange(count...)
        }
        return line
    }
}
