internal import Documents
internal import Screen

/// How wide the columns of a table are, by the rows of it that are looked at.
struct TableColumns {
    /// A value that takes more columns moves what is to the right of it, in its row alone.
    private static let widest = 60

    private var widths: [Int] = []

    init(_ lines: some Sequence<Line>) {
        for line in lines where !line.isLong {
            for (index, width) in TableColumns.widths(of: line).enumerated() where width <= TableColumns.widest {
                if index < widths.count { widths[index] = max(widths[index], width) } else { widths.append(width) }
            }
        }
    }

    /// A row with blanks after each value that another one ends to the left of.
    func aligned(_ line: Line) -> Line {
        let rules = line.isLong ? [] : line.tableRules
        if rules.isEmpty { return line }
        var aligned = line
        aligned.cells = []
        aligned.sources = []
        var start = 0
        for ((rule, width), most) in zip(zip(rules, TableColumns.widths(of: line)), widths) {
            aligned.cells += line.cells[start..<rule]
            aligned.sources += line.sources[start..<rule]
            let missing = max(0, most - width)
            aligned.cells += repeatElement(.blank(.gutter), count: missing)
            aligned.sources += repeatElement(line.sources[rule], count: missing)
            start = rule
        }
        aligned.cells += line.cells[start...]
        aligned.sources += line.sources[start...]
        return aligned
    }

    /// Of the values in front of the rules.
    private static func widths(of line: Line) -> [Int] {
        var start = 0
        return line.tableRules.map { rule in
            let width = line.cells[start..<rule].reduce(0) { $0 + Int($1.width) }
            start = rule + TableRule.text.count
            return width
        }
    }
}
