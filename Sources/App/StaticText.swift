package import Documents
internal import Screen
package import Bodies

/// Lines that are made and not received: a panel's content, seen through the same viewport as a body.
package struct StaticText: LineSource {
    private var lines: [Line] = []

    package init() {}

    package var lineCount: Int { lines.count }

    package func lines(from start: LineNumber, count: Int, columnLimit: Int) -> [Line] {
        guard start.index < lines.count else { return [] }
        return Array(lines[start.index..<min(lines.count, start.index + count)])
    }

    /// Made text has no place in a body.
    package func offset(of line: LineNumber) -> ByteOffset? { nil }
    package func line(at offset: ByteOffset) -> LineNumber? { nil }

    mutating func add(_ cells: [Cell] = []) {
        lines.append(Line(range: .zero..<(.zero), cells: cells, sources: [], end: .newline))
    }

    mutating func add(_ text: String, _ role: Role = .text) {
        var visible = VisibleText()
        visible.append(text, role: role)
        add(visible.cells)
    }

    /// A heading with a blank line above it, unless it is the first.
    mutating func addTitle(_ text: String) {
        if !lines.isEmpty { add() }
        add(text, .title)
    }

    /// `name  value`, the value from a fixed column on.
    mutating func addFact(_ name: String, _ value: String?, _ role: Role = .text) {
        if let value { addFact(name, bytes: value.utf8, role) }
    }

    /// As `addFact`, with a value as it was received: bytes that are no UTF-8 show as such.
    mutating func addFact(_ name: String, bytes: some Sequence<UInt8>, _ role: Role = .text) {
        var visible = VisibleText()
        visible.append(name.padded(to: 16), role: .dim)
        visible.append(utf8: bytes, role: role)
        add(visible.cells)
    }
}

extension String {
    /// With blanks behind it up to `count` characters.
    func padded(to count: Int) -> String {
        self + String(repeating: " ", count: max(0, count - self.count))
    }
}
