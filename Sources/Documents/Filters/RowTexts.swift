package import Bodies
internal import Screen

/// The text of some lines of a view, each ended by a newline, as a filter reads them.
package struct RowTexts: Sendable {
    package fileprivate(set) var utf8: [UInt8] = []
    /// Where each line begins in `utf8`.
    package fileprivate(set) var starts: [Int] = []
    /// The bytes that each line was made from; of one that goes on, those it was read from now.
    package fileprivate(set) var ranges: [Range<ByteOffset>] = []
    package let first: LineNumber
    /// The first line began before: what is here of it goes on from there, after a little that is here once more.
    package let goesOn: Bool
    /// How the last line ends here.
    package fileprivate(set) var end = LineEnd.newline

    /// The text of a line, without its newline.
    package func text(_ index: Int) -> ArraySlice<UInt8> {
        let end = index + 1 < starts.count ? starts[index + 1] : utf8.count
        return utf8[starts[index]..<max(starts[index], end - (index + 1 < starts.count || self.end == .newline ? 1 : 0))]
    }
}

/// Goes through the lines of a view once, as the body grows.
package struct RowReader: Sendable {
    /// Bytes of the body that are read at once, about.
    private static let batch = 64 << 10
    /// Bytes of one line that are held at once.
    private static let longest = 1 << 20
    /// Of what came before in a line, so much is seen once more.
    private static let overlap = 4 << 10

    private var formatter: ViewFormatter
    private var offset = ByteOffset.zero
    /// The line that begins, or goes on, at `offset`.
    package private(set) var next = LineNumber.first
    /// The end of what has been read of the line that goes on.
    private var begun: [UInt8]?

    package init(view: ViewKind, charset: Charset) {
        formatter = view.formatter(charset)
    }

    /// The next lines of `document`, which has the same view. If the last one is not finished it comes alone, and again when
    /// there is more of it. Nil when there is none.
    package mutating func read(_ document: Document) -> RowTexts? {
        guard offset < document.snapshot.end else { return nil }
        var input = ByteCursor(document.snapshot, at: offset)
        var texts = RowTexts(first: next, goesOn: begun != nil)
        var text = TextOutput(utf8: begun ?? [])
        let start = offset
        while offset < document.snapshot.end, offset - start < RowReader.batch, texts.end == .newline {
            let lineStart = (formatter, offset, text.utf8.count)
            var end = formatter.line(from: &input, to: &text)
            while end == .cut, text.utf8.count - lineStart.2 < RowReader.longest { end = formatter.line(from: &input, to: &text) }
            if end == .starved {
                (formatter, offset) = (lineStart.0, lineStart.1)
                if !texts.starts.isEmpty {
                    text.utf8.removeSubrange(lineStart.2...)
                    break
                }
            } else {
                offset = input.offset
            }
            texts.starts.append(texts.starts.isEmpty ? 0 : lineStart.2)
            texts.ranges.append(lineStart.1..<input.offset)
            texts.end = end
            begun = end == .cut ? Array(text.utf8.suffix(RowReader.overlap)) : end == .starved ? begun : nil
            if end == .newline { text.utf8.append(UInt8(ascii: "\n")) }
            if end == .newline || end == .atEnd { next = next + 1 }
        }
        texts.utf8 = text.utf8
        return texts.starts.isEmpty ? nil : texts
    }
}

/// Collects nothing but the text.
private struct TextOutput: LineOutput {
    var utf8: [UInt8] = []

    var isFull: Bool { false }

    mutating func append(_ scalar: Unicode.Scalar, _ role: Role, source: Int, length: Int) {
        if scalar.isASCII {
            utf8.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            utf8 += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        }
    }

    mutating func append(ascii run: UnsafeBufferPointer<UInt8>, _ role: Role, source: Int) { utf8 += run }

    mutating func append(invalid byte: UInt8, source: Int) { utf8 += UTF8.encodedReplacementCharacter }
}
