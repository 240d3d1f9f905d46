internal import Bytes
internal import Documents
internal import Screen

/// Keys that come a second time in an object, as far as both are on the screen: each reader of such a text takes another of the values.
/// No further is looked, for an object may have millions of members.
struct RepeatedKeys {
    /// As of `Page.placed`, with the cells of the line that are the key.
    let found: [(place: Int, row: PageRow, cells: Range<Int>)]

    init(in page: Page) {
        var found: [(Int, PageRow, Range<Int>)] = []
        // The keys of the objects that are open, by how far in their lines begin.
        var known: [Int: Set<[UInt8]>] = [:]
        for (place, row) in page.placed where row.rowOfLine == 0 {
            let cells = row.line.cells
            let indent = cells.prefix { $0.role == .gutter }.count
            // Whatever lies deeper has ended.
            for deeper in known.keys where deeper > indent { known[deeper] = nil }
            // Further in all lines begin at the same column.
            guard indent < JSONFormatter.deepestColumn, cells[indent...].first?.role == .key,
                let end = cells[indent...].firstIndex(where: { $0.role == .punctuation })
            else { continue }
            var text: [UInt8] = []
            for cell in cells[indent..<end] { cell.write(to: &text) }
            if !known[indent, default: []].insert(JSONString.unescaped(text)).inserted { found.append((place, row, indent..<end)) }
        }
        self.found = found
    }
}

extension AppState {
    /// Over the rows as they are; what matches, and the line pointed at, stay as they are shown.
    func drawRepeatedKeys(_ pane: Pane, on grid: inout Grid) {
        guard panel == .body, case .body(let document, _) = pane.lines, document.view == .json, pane.lines.filter == nil else { return }
        for (place, row, cells) in RepeatedKeys(in: pane.page).found {
            var position = Position(row: place + keptRows, column: pane.page.gutter.width + row.indent)
            for index in row.cells {
                let cell = row.line.cells[index]
                if cells.contains(index), grid[position].role == .key {
                    var marked = cell
                    marked.role = .error
                    grid.put([marked], at: position)
                }
                position.column += Int(cell.width)
                if index >= cells.upperBound { break }
            }
        }
    }
}
