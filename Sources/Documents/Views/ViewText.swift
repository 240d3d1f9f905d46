package import Bodies
internal import Screen

/// A view's text as it is written and not shown: UTF-8, each line as soon as it is finished and the last one at the end of
/// the body, with what acts on a terminal as the tokens of the screen. Nothing is wrapped or cut: a line that the screen
/// would show in pieces is one line. Tabs stay tabs.
package struct ViewText: Sendable {
    /// About as much is made at once.
    private static let pieceSize = 64 << 10

    private var formatter: ViewFormatter
    private var offset = ByteOffset.zero
    private var body: BodySnapshot?
    /// The line as far as it has been made, and its number.
    private var line: WrittenLine
    private var number = LineNumber.first
    /// The lines that are written; nil for all.
    private let rows: FilteredRows?

    /// `asciiOnly`: everything beyond ASCII as tokens. `rows`: the lines that a filter shows, and no others.
    package init(view: ViewKind, charset: Charset, asciiOnly: Bool = false, only rows: FilteredRows? = nil) {
        self.rows = rows
        formatter = view.formatter(charset).writing
        line = WrittenLine(asciiOnly: asciiOnly)
    }

    /// The body has grown, or has ended.
    package mutating func extend(to body: BodySnapshot) {
        self.body = body
    }

    /// The next piece of the text, some 64 KiB of it and a piece of a line more at most; nil until there is more of the body.
    package mutating func next() -> [UInt8]? {
        guard let body else { return nil }
        var input = ByteCursor(body, at: offset)
        var text: [UInt8] = []
        while text.count < ViewText.pieceSize, offset < body.end {
            let before = (formatter, line)
            let end = formatter.line(from: &input, to: &line)
            if end == .starved {
                (formatter, line) = before
                break
            }
            offset = input.offset
            text += written(end)
            if end == .newline { number = number + 1 }
        }
        return text.isEmpty ? nil : text
    }

    /// What the line, or a part of it, comes to.
    private mutating func written(_ end: LineEnd) -> [UInt8] {
        let text = line.end(end)
        return rows.map { $0.shows(number) } ?? true ? text : []
    }

    /// What has come of the line that is not finished, for one who waits for no more of it.
    package func unfinished() -> [UInt8] {
        guard let body, offset < body.end else { return [] }
        var input = ByteCursor(body, at: offset)
        var (formatter, line) = (formatter, line)
        return line.end(formatter.line(from: &input, to: &line))
    }
}

/// Collects the text of a line as it is written.
private struct WrittenLine: LineOutput {
    /// What comes before `visible`, up to the last tab.
    private var utf8: [UInt8] = []
    /// What comes after the last tab. Between two parts of a line that is cut, no more than its last character, for which
    /// there may be marks in the next part.
    private var visible: VisibleText
    private let asciiOnly: Bool

    init(asciiOnly: Bool) {
        self.asciiOnly = asciiOnly
        visible = VisibleText(asciiOnly: asciiOnly)
    }

    var isFull: Bool { false }

    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {
        guard scalar == "\t" else { return visible.append(scalar, role: role) }
        write(visible.cells)
        visible = VisibleText(asciiOnly: asciiOnly)
        utf8.append(UInt8(ascii: "\t"))
    }

    mutating func append(invalid byte: UInt8, source: Int) {
        visible.append(invalid: byte)
    }

    /// What can be written of the line now that it, or a part of it, has ended.
    mutating func end(_ end: LineEnd) -> [UInt8] {
        if end == .cut {
            let count = max(0, visible.decidedCount - 1)
            write(visible.cells.prefix(count))
            visible.forget(count)
        } else {
            write(visible.cells)
            visible = VisibleText(asciiOnly: asciiOnly)
            if end == .newline { utf8.append(UInt8(ascii: "\n")) }
        }
        defer { utf8 = [] }
        return utf8
    }

    private mutating func write(_ cells: some Collection<Cell>) {
        for cell in cells { cell.write(to: &utf8) }
    }
}
