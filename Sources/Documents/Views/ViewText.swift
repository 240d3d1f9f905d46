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
    private let asciiOnly: Bool

    /// `asciiOnly`: everything beyond ASCII as tokens.
    package init(view: ViewKind, charset: Charset, asciiOnly: Bool = false) {
        formatter = view.formatter(charset)
        self.asciiOnly = asciiOnly
    }

    /// The body has grown, or has ended.
    package mutating func extend(to body: BodySnapshot) {
        self.body = body
    }

    /// The next piece of the text, some 64 KiB of it at most and one line more; `nil` until there is more of the body.
    package mutating func next() -> [UInt8]? {
        guard let body else { return nil }
        var input = ByteCursor(body, at: offset)
        var text: [UInt8] = []
        while text.count < ViewText.pieceSize, offset < body.end {
            let before = formatter
            var line = WrittenLine(asciiOnly: asciiOnly)
            let end = formatter.line(from: &input, to: &line)
            if end == .starved {
                formatter = before
                break
            }
            text += line.finished()
            if end == .newline { text.append(0x0A) }
            offset = input.offset
        }
        return text.isEmpty ? nil : text
    }

    /// What has come of the line that is not finished, for one who waits for no more of it.
    package func unfinished() -> [UInt8] {
        guard let body, offset < body.end else { return [] }
        var input = ByteCursor(body, at: offset)
        var formatter = formatter
        var line = WrittenLine(asciiOnly: asciiOnly)
        _ = formatter.line(from: &input, to: &line)
        return line.finished()
    }
}

/// Collects the text of a line as it is written.
private struct WrittenLine: LineOutput {
    private var utf8: [UInt8] = []
    private var visible: VisibleText
    private let asciiOnly: Bool

    init(asciiOnly: Bool) {
        self.asciiOnly = asciiOnly
        visible = VisibleText(asciiOnly: asciiOnly)
    }

    var isFull: Bool { false }

    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {
        guard scalar == "\t" else { return visible.append(scalar, role: role) }
        flush()
        utf8.append(0x09)
    }

    mutating func append(invalid byte: UInt8, source: Int) {
        visible.append(invalid: byte)
    }

    private mutating func flush() {
        for cell in visible.cells { cell.write(to: &utf8) }
        visible = VisibleText(asciiOnly: asciiOnly)
    }

    mutating func finished() -> [UInt8] {
        flush()
        return utf8
    }
}
