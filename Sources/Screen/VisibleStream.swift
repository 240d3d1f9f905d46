/// Text from outside, piece by piece, as bytes that a terminal may have: what `VisibleText` makes of it, line ends and tabs
/// kept. For when there is no screen to draw on, and the terminal gets the text as it comes.
///
/// CR before LF belongs to the line end; alone it would write over what stands there, and is shown. What is given out
/// for all pieces together does not depend on where they were cut.
package struct VisibleStream: Sendable {
    /// What came since the last line end or tab, without what was given out long ago.
    private var text = VisibleText()
    /// How many cells of `text` were given out, and how many marks of the last one of them.
    private var shown = (cells: 0, marks: 0)
    /// The beginning of a character, or a CR that may belong to a line end.
    private var rest: [UInt8] = []

    package init() {}

    /// What can be shown of all pieces up to `bytes` and was not before.
    package mutating func append(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        let all = rest + bytes
        let whole = all.dropLast(Self.unfinishedBytes(all))
        rest = Array(all[whole.endIndex...])
        var start = whole.startIndex
        while start < whole.endIndex {
            let end = whole[start...].firstIndex { $0 == 0x0A || $0 == 0x09 } ?? whole.endIndex
            let isLineEnd = end < whole.endIndex && whole[end] == 0x0A
            text.append(utf8: isLineEnd && end > start && whole[end - 1] == 0x0D ? whole[start..<(end - 1)] : whole[start..<end])
            if end < whole.endIndex {
                show(all: true, to: &output)
                output.append(whole[end])
                text = VisibleText()
                shown = (0, 0)
            }
            start = end + 1
        }
        show(all: false, to: &output)
        return output
    }

    /// What waited for more, now that nothing follows.
    package mutating func finish() -> [UInt8] {
        var output: [UInt8] = []
        text.append(utf8: rest)
        rest = []
        show(all: true, to: &output)
        text = VisibleText()
        shown = (0, 0)
        return output
    }

    /// All of a text at once.
    package static func bytes(_ text: some Sequence<UInt8>) -> [UInt8] {
        var stream = VisibleStream()
        return stream.append(text) + stream.finish()
    }

    private mutating func show(all: Bool, to output: inout [UInt8]) {
        let end = all ? text.cells.count : text.decidedCount
        guard end > 0 else { return }
        if shown.cells > 0 { text.cells[shown.cells - 1].writeMarks(from: shown.marks, to: &output) }
        for cell in text.cells[shown.cells..<max(shown.cells, end)] {
            cell.write(to: &output)
        }
        shown = (end, text.cells[end - 1].markCount)
        // The last one may still get marks; those before it are done with.
        text.forget(end - 1)
        shown.cells = 1
    }

    /// How many of the last bytes wait for the next ones: the beginning of a character, or a CR.
    private static func unfinishedBytes(_ bytes: [UInt8]) -> Int {
        if bytes.last == 0x0D { return 1 }
        for count in 1...3 where count <= bytes.count {
            let first = bytes[bytes.count - count]
            if first < 0x80 { return 0 }
            if first >= 0xC0 { return count < (first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2) ? count : 0 }
        }
        return 0
    }
}

extension Cell {
    fileprivate var markCount: Int {
        [marks.0, marks.1, marks.2, marks.3].prefix { $0 != 0 }.count
    }
}
