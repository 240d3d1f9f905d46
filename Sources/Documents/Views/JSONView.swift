package import Bodies
internal import Bytes
internal import Screen

extension ViewKind {
    package static let json = ViewKind(
        name: "json", summary: "JSON with a line for each member and element, every byte of them as it was sent", searched: .unescaped,
        fits: { JSONFormatter.fits($0, $1) }, formatter: { .json(JSONFormatter(charset: $0)) })

    package static let records = ViewKind(
        name: "records", summary: "JSON with a line for each record, which Enter opens", pointsAtLine: true, searched: .unescaped,
        fits: { JSONFormatter.fitsRecords($0, $1) }, formatter: { .json(JSONFormatter(charset: $0, isCompact: true)) })
}

extension ViewKind {
    /// Commands that ask for keys, values and paths find them in its lines.
    package var isJSON: Bool { self == .json || self == .records || self == .flat }
}

/// A body as JSON: two blanks a level, a member or an element a line, and of the text itself nothing changed but the blanks
/// between the tokens. What is one, and what becomes of a text that is none, says `JSONScanner`.
///
/// A line begins with its first token, and all blanks after its last one belong to it: so it is finished when the next line
/// begins. One that is long is made in pieces of at most 16 KiB.
package struct JSONFormatter: LineFormatter {
    /// On a screen no line begins further in.
    package static let deepestColumn = 40
    /// The most bytes of a piece.
    static let longestPiece = TextFormatter.longestPiece
    /// The bytes that nearly every line has at most.
    static let usualPiece = 1 << 10
    /// The bytes of the longest code unit: so many more are looked at for the beginning of the next line.
    static let reach = 4

    private(set) var encoding: Encoding
    var shift = Shift.ascii
    var scanner: JSONScanner
    /// On a screen, which has an edge.
    var isShown = true

    /// `isCompact`: a line is a record.
    package init(charset: Charset, isCompact: Bool = false) {
        encoding = charset.encoding
        scanner = JSONScanner(isCompact: isCompact)
    }

    var bytesPerStep: Int {
        if case .utf8 = encoding { 4 << 20 } else { 128 << 10 }
    }

    package mutating func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        let most = Self.longestPiece + Self.reach
        let all = input.window(atLeast: most)
        if all.isEmpty { return input.snapshot.isComplete ? .atEnd : .starved }
        let mark = input.offset == .zero ? readBeginning(all) : 0
        // Nearly all lines are short, and so is what has to be looked at for them.
        for size in [Self.usualPiece, most] {
            let window = UnsafeBufferPointer(rebasing: all.prefix(size))
            let isAll = input.offset + window.count == input.snapshot.end
            let isFinal = input.snapshot.isComplete && isAll
            let piece = withText(window, from: mark, isFinal: isFinal || size == most && !isAll) { text, formatter in
                formatter.piece(
                    of: text, window, at: input.offset, isFinal: isFinal, isAll: isAll || window.count == most, &output)
            }
            if let (end, length) = piece {
                input.advance(by: length)
                return end
            }
        }
        return .starved
    }

    /// How the piece ends that `text` begins with, and how many bytes it takes; nil if that takes more than the window.
    private mutating func piece(
        of text: UTF8Text, _ window: UnsafeBufferPointer<UInt8>, at offset: ByteOffset, isFinal: Bool, isAll: Bool,
        _ output: inout some LineOutput
    ) -> (LineEnd, Int)? {
        let before = scanner
        var found = CollectedTokens()
        let next = scanner.nextLine(in: text.utf8, from: 0, isFinal: isFinal, to: &found)
        if let next, case let length = text.end(before: next), length <= Self.longestPiece {
            let following = next < text.utf8.count ? text.utf8[next] : nil
            write(found.tokens, of: text, length, before, at: offset, next: following, &output)
            shift = encoding.shift(at: length, in: window, from: shift)
            scanner.lineStart = offset.bytes + length
            return (.newline, length)
        }
        if !isAll {
            scanner = before
            return nil
        }
        if window.count <= Self.longestPiece {
            write(found.tokens, of: text, window.count, before, at: offset, isFinal: isFinal, &output)
            return (isFinal ? .newline : .starved, window.count)
        }
        let cut = boundary(in: text)
        let part = UTF8Text(text, upTo: cut)
        var kept = CollectedTokens()
        scanner = before
        _ = scanner.nextLine(in: part.utf8, from: 0, isFinal: false, to: &kept)
        let length = text.end(before: cut)
        write(kept.tokens, of: part, length, before, at: offset, isPart: true, &output)
        shift = encoding.shift(at: length, in: window, from: shift)
        return (.cut, length)
    }

    func write(
        _ tokens: [JSONToken], of text: UTF8Text, _ length: Int, _ scanner: JSONScanner, at offset: ByteOffset,
        isFinal: Bool = true, isPart: Bool = false, next: UInt8? = nil, _ output: inout some LineOutput
    ) {
        if output.isFull { return }
        let writer = JSONLineWriter(text: text, length: length, isFinal: isFinal && !isPart, isShown: isShown)
        let isAfterComma = scanner.isCompact && (scanner.expected == .element || scanner.expected == .key)
        var needsSpace = !scanner.isLineEmpty && (scanner.expected == .value || isAfterComma) && scanner.mode == .between
        var isFirst = scanner.isLineEmpty
        // A text begins here, whatever was open before.
        let begins = scanner.mode == .rawLine || tokens.contains { $0.kind == .separator }
        for (index, token) in tokens.enumerated() {
            if isFirst, token.isShown {
                writer.indent(
                    token.isStructured && !begins && !scanner.isCompact ? scanner.nesting.depth - (token.closes(in: text) ? 1 : 0) : 0,
                    &output)
                if isShown, scanner.isCompact, scanner.nesting.depth == 0, let columns = WatchColumns(tokens, of: text) {
                    writer.add(columns.text + "  ", .gutter, at: 0, &output)
                }
                isFirst = false
            }
            let isComment = token.kind == .comment && !token.isContinued
            if needsSpace || isComment && (index > 0 || !scanner.isLineEmpty) { writer.space(before: token.range.lowerBound, &output) }
            // A comma that nothing follows.
            let isBeforeEnd =
                index + 1 < tokens.count ? tokens[index + 1].closes(in: text) : next.map { JSONByte.kind(of: $0) == .close } == true
            let isWrong = isBeforeEnd && token.isByte(JSONByte.comma, in: text)
            writer.write(token, isWrong: isWrong, &output) { offset.bytes + text.source($0) }
            needsSpace =
                token.isByte(JSONByte.colon, in: text) || token.kind == .comment
                || scanner.isCompact && token.isByte(JSONByte.comma, in: text)
        }
    }

    /// The last place for a cut, where it splits no character, no escape sequence of a string and no slash from what
    /// follows it.
    func boundary(in text: UTF8Text) -> Int {
        let utf8 = text.utf8
        var cut = min(utf8.count, Self.longestPiece)
        if let sources = text.sources {
            cut = sources.lastIndex { $0 <= Self.longestPiece } ?? 0
            while cut > 0, sources[cut - 1] == sources[cut] { cut -= 1 }
        } else if cut < utf8.count {
            cut = UTF8Decoding.boundary(in: utf8, atMost: cut)
        }
        if utf8[cut - 1] == JSONByte.slash { return cut - 1 }
        for back in 1...6 where back < cut && utf8[cut - back] == JSONByte.backslash {
            var first = cut - back
            while first > 0, utf8[first - 1] == JSONByte.backslash { first -= 1 }
            guard (cut - back - first) % 2 == 0 else { continue }
            let length = cut - back + 1 < utf8.count && utf8[cut - back + 1] == UInt8(ascii: "u") ? 6 : 2
            if length > back, cut - back > 0 { return cut - back }
        }
        return cut
    }
}

// Characters
extension JSONFormatter {
    /// Learns the byte order of wide characters from how the body begins; returns the length of the mark that tells it.
    mutating func readBeginning(_ window: UnsafeBufferPointer<UInt8>) -> Int {
        switch encoding {
        case .utf16(nil) where window.count >= 2:
            let unit = WideDecoding.unit16(window, 0, .big)
            encoding = .utf16(unit == 0xFEFF || window[0] == 0 ? .big : .little)
            return unit == 0xFEFF || unit == 0xFFFE ? 2 : 0
        case .utf32(nil) where window.count >= 4:
            let isBig = WideDecoding.unit32(window, 0, .big) == 0xFEFF
            let isLittle = WideDecoding.unit32(window, 0, .little) == 0xFEFF
            encoding = .utf32(isBig || window[0] == 0 ? .big : .little)
            return isBig || isLittle ? 4 : 0
        default: return 0
        }
    }

    mutating func withText<Value>(
        _ window: UnsafeBufferPointer<UInt8>, from start: Int, isFinal: Bool, _ body: (UTF8Text, inout JSONFormatter) -> Value
    ) -> Value {
        let (encoding, shift) = (encoding, shift)
        return encoding.withText(window, from: start, shift, isFinal: isFinal) { body($0, &self) }
    }
}

extension JSONToken {
    var isShown: Bool { kind != .separator }

    /// It stands in the layout, and not beside it.
    var isStructured: Bool {
        switch kind {
        case .punctuation, .string, .key, .scalar, .scalarKey, .comment: true
        case .wrapping, .separator, .raw, .fault: false
        }
    }

    func isByte(_ byte: UInt8, in text: UTF8Text) -> Bool { kind == .punctuation && text.utf8[range.lowerBound] == byte }

    func closes(in text: UTF8Text) -> Bool {
        isByte(JSONByte.closeObject, in: text) || isByte(JSONByte.closeArray, in: text)
    }
}
