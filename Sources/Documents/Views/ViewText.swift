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
    /// The line as far as it has been made.
    private var line: WrittenLine

    /// `asciiOnly`: everything beyond ASCII as tokens. `rows`: the lines that a filter shows, and no others.
    package init(view: ViewKind, charset: Charset, asciiOnly: Bool = false, only rows: FilteredRows? = nil) {
        formatter = view.formatter(charset).writing
        line = WrittenLine(asciiOnly: asciiOnly, only: rows)
    }

    /// The body has grown, or has ended.
    package mutating func extend(to body: BodySnapshot) {
        self.body = body
    }

    /// The next piece of the text, some 64 KiB of it and a piece of a line more at most; nil until there is more of the body.
    package mutating func next() -> [UInt8]? {
        guard let body, offset < body.end else { return nil }
        var input = ByteCursor(body, at: offset)
        var text: [UInt8] = []
        text.reserveCapacity(ViewText.pieceSize + ViewText.pieceSize / 4)
        swap(&text, &line.utf8)
        formatter.write(from: &input, to: &line, atMost: ViewText.pieceSize)
        swap(&text, &line.utf8)
        offset = input.offset
        return text.isEmpty ? nil : text
    }

    /// What has come of the line that is not finished, for one who waits for no more of it.
    package func unfinished() -> [UInt8] {
        guard let body, offset < body.end else { return [] }
        var input = ByteCursor(body, at: offset)
        var (formatter, line) = (formatter, line)
        line.end(formatter.line(from: &input, to: &line), from: 0)
        return line.utf8
    }
}

extension LineFormatter {
    /// Writes lines, as far as they are finished, until there are some `size` bytes of text.
    fileprivate mutating func write(from input: inout ByteCursor, to text: inout WrittenLine, atMost size: Int) {
        while text.utf8.count < size, input.offset < input.snapshot.end {
            let (formatter, place, start, last) = (self, input.offset, text.utf8.count, text.last)
            let end = line(from: &input, to: &text)
            if end == .starved {
                self = formatter
                input.seek(to: place)
                text.utf8.removeSubrange(start...)
                text.last = last
                return
            }
            text.end(end, from: start)
        }
    }
}

extension ViewFormatter {
    /// As that of each formatter, which is taken out of its box once and not for each line.
    fileprivate mutating func write(from input: inout ByteCursor, to text: inout WrittenLine, atMost size: Int) {
        switch self {
        case .text(var formatter):
            formatter.write(from: &input, to: &text, atMost: size)
            self = .text(formatter)
        case .hex(var formatter): formatter.write(from: &input, to: &text, atMost: size)
        case .events(var formatter):
            formatter.write(from: &input, to: &text, atMost: size)
            self = .events(formatter)
        case .frames(var formatter):
            formatter.write(from: &input, to: &text, atMost: size)
            self = .frames(formatter)
        case .transcript(var formatter):
            formatter.write(from: &input, to: &text, atMost: size)
            self = .transcript(formatter)
        case .json(var formatter):
            formatter.write(from: &input, to: &text, atMost: size)
            self = .json(formatter)
        case .flat(var formatter):
            formatter.write(from: &input, to: &text, atMost: size)
            self = .flat(formatter)
        case .form(var formatter):
            formatter.write(from: &input, to: &text, atMost: size)
            self = .form(formatter)
        case .csv(var formatter):
            formatter.write(from: &input, to: &text, atMost: size)
            self = .csv(formatter)
        case .multipart(var formatter):
            formatter.write(from: &input, to: &text, atMost: size)
            self = .multipart(formatter)
        case .ansi(var formatter):
            formatter.write(from: &input, to: &text, atMost: size)
            self = .ansi(formatter)
        case .xml(var formatter):
            formatter.write(from: &input, to: &text, atMost: size)
            self = .xml(formatter)
        }
    }
}

/// Collects the text of lines as they are written.
private struct WrittenLine: LineOutput {
    /// What can be written.
    var utf8: [UInt8] = []
    var last: Last

    /// What a later character may still change: the last one of a part of a line, on which marks may come. One of ASCII is kept as
    /// it is, since text of ASCII alone then costs next to nothing.
    struct Last: Sendable {
        var plain: UInt8?
        var visible: VisibleText
    }

    /// The number of the line, and the lines that are written; nil for all.
    private var number = LineNumber.first
    private let rows: FilteredRows?
    private let asciiOnly: Bool

    init(asciiOnly: Bool, only rows: FilteredRows?) {
        last = Last(visible: VisibleText(asciiOnly: asciiOnly))
        self.asciiOnly = asciiOnly
        self.rows = rows
    }

    var isFull: Bool { false }

    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {
        if scalar.value >= 0x20, scalar.value < 0x7F { return append(UInt8(truncatingIfNeeded: scalar.value)) }
        if scalar == "\t" {
            flush()
            utf8.append(UInt8(ascii: "\t"))
        } else {
            takePlain()
            last.visible.append(scalar, role: role)
        }
    }

    mutating func append(ascii run: UnsafeBufferPointer<UInt8>, _ role: Role, source: Int) {
        guard let first = run.first else { return }
        append(first)
        guard run.count > 1, let plain = last.plain else { return }
        utf8.append(plain)
        utf8 += UnsafeBufferPointer(rebasing: run[1..<run.count - 1])
        last.plain = run[run.count - 1]
    }

    mutating func append(invalid byte: UInt8, source: Int) {
        takePlain()
        last.visible.append(invalid: byte)
    }

    private mutating func append(_ byte: UInt8) {
        if let plain = last.plain {
            utf8.append(plain)
        } else if !last.visible.cells.isEmpty {
            // It decides what becomes of a joiner before it.
            last.visible.append(Unicode.Scalar(byte))
            write(last.visible.cells.dropLast())
            last.visible = VisibleText(asciiOnly: asciiOnly)
        }
        last.plain = byte
    }

    private mutating func takePlain() {
        guard let plain = last.plain else { return }
        last.plain = nil
        last.visible.append(Unicode.Scalar(plain))
    }

    /// A line, or a part of it, ends, which was written from `start` on.
    mutating func end(_ end: LineEnd, from start: Int) {
        write(end)
        if let rows, !rows.shows(number) { utf8.removeSubrange(start...) }
        if end == .newline { number = number + 1 }
    }

    private mutating func write(_ end: LineEnd) {
        if end == .cut {
            // Of that there may be more.
            guard last.plain == nil else { return }
            let count = max(0, last.visible.decidedCount - 1)
            write(last.visible.cells.prefix(count))
            last.visible.forget(count)
        } else {
            flush()
            if end == .newline { utf8.append(UInt8(ascii: "\n")) }
        }
    }

    private mutating func flush() {
        if let plain = last.plain {
            utf8.append(plain)
            last.plain = nil
        } else if !last.visible.cells.isEmpty {
            write(last.visible.cells)
            last.visible = VisibleText(asciiOnly: asciiOnly)
        }
    }

    private mutating func write(_ cells: some Collection<Cell>) {
        for cell in cells { cell.write(to: &utf8) }
    }
}
