package import Bodies
internal import Bytes
internal import Screen

extension ViewKind {
    package static let json = ViewKind(
        name: "json", summary: "JSON with a line for each member and element, every byte of them as it was sent",
        fits: { JSONFormatter.fits($0, $1) }, formatter: { .json(JSONFormatter(charset: $0)) })

    package static let records = ViewKind(
        name: "records", summary: "JSON with a line for each record, which Enter opens", pointsAtLine: true,
        fits: { JSONFormatter.fitsRecords($0, $1) }, formatter: { .json(JSONFormatter(charset: $0, isCompact: true)) })
}

/// A body as JSON: two blanks a level, a member or an element a line, and of the text itself nothing changed but the blanks
/// between the tokens. What is one, and what becomes of a text that is none, says `JSONScanner`.
///
/// A line begins with its first token, and all blanks after its last one belong to it: so it is finished when the next line
/// begins. One that is long is made in pieces of at most 16 KiB.
package struct JSONFormatter: LineFormatter {
    /// The most bytes of a piece.
    private static let longestPiece = TextFormatter.longestPiece
    /// The bytes that nearly every line has at most.
    private static let usualPiece = 1 << 10
    /// The bytes of the longest code unit: so many more are looked at for the beginning of the next line.
    private static let reach = 4

    private var encoding: Encoding
    private var shift = Shift.ascii
    private(set) var scanner: JSONScanner
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
        of text: JSONText, _ window: UnsafeBufferPointer<UInt8>, at offset: ByteOffset, isFinal: Bool, isAll: Bool,
        _ output: inout some LineOutput
    ) -> (LineEnd, Int)? {
        let before = scanner
        var found = CollectedTokens()
        let next = scanner.nextLine(in: text.utf8, from: 0, isFinal: isFinal, to: &found)
        if let next, case let length = text.source(next), length <= Self.longestPiece {
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
        let part = JSONText(text, upTo: cut)
        var kept = CollectedTokens()
        scanner = before
        _ = scanner.nextLine(in: part.utf8, from: 0, isFinal: false, to: &kept)
        let length = text.source(cut)
        write(kept.tokens, of: part, length, before, at: offset, isPart: true, &output)
        shift = encoding.shift(at: length, in: window, from: shift)
        return (.cut, length)
    }

    private func write(
        _ tokens: [JSONToken], of text: JSONText, _ length: Int, _ scanner: JSONScanner, at offset: ByteOffset,
        isFinal: Bool = true, isPart: Bool = false, next: UInt8? = nil, _ output: inout some LineOutput
    ) {
        if output.isFull { return }
        var writer = JSONLineWriter(text: text, output: output, length: length, isFinal: isFinal && !isPart, isShown: isShown)
        let isAfterComma = scanner.isCompact && (scanner.expected == .element || scanner.expected == .key)
        var needsSpace = !scanner.isLineEmpty && (scanner.expected == .value || isAfterComma) && scanner.mode == .between
        var isFirst = scanner.isLineEmpty
        // A text begins here, whatever was open before.
        let begins = scanner.mode == .rawLine || tokens.contains { $0.kind == .separator }
        for (index, token) in tokens.enumerated() {
            if isFirst, token.isShown {
                writer.indent(
                    token.isStructured && !begins && !scanner.isCompact ? scanner.nesting.depth - (token.closes(in: text) ? 1 : 0) : 0)
                if isShown, scanner.isCompact, scanner.nesting.depth == 0, let columns = WatchColumns(tokens, of: text) {
                    writer.columns(columns)
                }
                isFirst = false
            }
            let isComment = token.kind == .comment && !token.isContinued
            if needsSpace || isComment && (index > 0 || !scanner.isLineEmpty) { writer.space(before: token.range.lowerBound) }
            // A comma that nothing follows.
            let isLast = index == tokens.count - 1
            let isWrong = isLast && token.isByte(JSONByte.comma, in: text) && next.map { JSONByte.kind(of: $0) == .close } == true
            writer.write(token, isWrong: isWrong) { offset.bytes + text.source($0) }
            needsSpace =
                token.isByte(JSONByte.colon, in: text) || token.kind == .comment
                || scanner.isCompact && token.isByte(JSONByte.comma, in: text)
        }
        output = writer.output
    }

    /// The last place for a cut, where it splits no character, no escape sequence of a string and no slash from what
    /// follows it.
    private func boundary(in text: JSONText) -> Int {
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
    private mutating func readBeginning(_ window: UnsafeBufferPointer<UInt8>) -> Int {
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

    /// `isFinal`: what is cut off at the end is no character.
    private mutating func withText<Value>(
        _ window: UnsafeBufferPointer<UInt8>, from start: Int, isFinal: Bool, _ body: (JSONText, inout JSONFormatter) -> Value
    ) -> Value {
        if case .utf8 = encoding { return body(JSONText(window), &self) }
        var decoded = JSONDecodedText()
        encoding.decode(window, from: start, shift, isFinal: isFinal, to: &decoded)
        decoded.finish()
        return decoded.utf8.withUnsafeBufferPointer { body(JSONText(decoded, $0), &self) }
    }
}

// Lines that are only counted
extension JSONFormatter {
    package mutating func skipLines(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int {
        var skipped = 0
        while skipped < limit && input.offset < end {
            let count = skipWindow(in: &input, before: end, atMost: limit - skipped)
            if count == 0 && !skipLine(in: &input) { break }
            skipped += max(count, 1)
        }
        return skipped
    }

    /// Passes over lines that end within the window, the last of it apart.
    private mutating func skipWindow(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int {
        let last = end - input.offset
        return skipWindow(in: &input, limit > 64 ? .max : Self.usualPiece) { text, offset, formatter in
            formatter.skipText(text, at: offset, before: last, atMost: limit)
        }.count
    }

    /// `reach`: the bytes that are worth decoding.
    private mutating func skipWindow(
        in input: inout ByteCursor, _ reach: Int, _ skip: (JSONText, _ offset: Int, inout JSONFormatter) -> Skipped
    ) -> Skipped {
        let most = Self.longestPiece + Self.reach
        let offset = input.offset.bytes
        var window = input.window(atLeast: most)
        let mark = input.offset == .zero ? readBeginning(window) : 0
        if case .utf8 = encoding {} else { window = UnsafeBufferPointer(rebasing: window.prefix(min(most, reach))) }
        let skipped = withText(window, from: mark, isFinal: false) { text, formatter in
            let skipped = skip(text, offset, &formatter)
            formatter.shift = formatter.encoding.shift(at: skipped.bytes, in: window, from: formatter.shift)
            return skipped
        }
        input.advance(by: skipped.bytes)
        return skipped
    }

    /// Lines that were passed over.
    private struct Skipped {
        var count = 0
        var bytes = 0
        var ending: ContainerEnding?
    }

    private mutating func skipText(
        _ text: JSONText, at offset: Int, before end: Int, atMost limit: Int, within container: JSONContainer? = nil
    ) -> Skipped {
        var none = NoTokens()
        var start = 0
        var skipped = Skipped()
        if let container, let ending = ending(of: container, text, at: start) { return Skipped(ending: ending) }
        if text.sources == nil {
            let passed = scanner.passBlocks(
                of: text.utf8, at: offset, before: end, atMost: limit, longest: Self.longestPiece, within: container?.depth)
            if passed.count > 0 {
                return Skipped(count: passed.count, bytes: passed.bytes, ending: passed.reachedEnd ? .closed : nil)
            }
        }
        var atLine = scanner
        while skipped.count < limit, text.source(start) < end, start < Self.usualPiece || text.sources != nil {
            if let container, let ending = ending(of: container, text, at: start) {
                skipped.ending = ending
                break
            }
            guard let next = scanner.nextLine(in: text.utf8, from: start, isFinal: false, to: &none),
                text.source(next) - text.source(start) <= Self.longestPiece
            else { break }
            scanner.lineStart = offset + text.source(next)
            atLine = scanner
            start = next
            skipped.count += 1
        }
        scanner = atLine
        skipped.bytes = start == 0 ? 0 : text.source(start)
        return skipped
    }
}

// Containers
extension JSONFormatter {
    /// How a container ends.
    enum ContainerEnding {
        case closed
        /// By a fault, or because the next text of a sequence begins.
        case brokenOff
    }

    /// From the start of a line within a container, passes over lines as far as the one that ends it or what ends the window, and
    /// returns how many. No way of ending: there is more, a long line or the end of what has come.
    mutating func skipContents(of container: JSONContainer, in input: inout ByteCursor) -> (Int, ContainerEnding?) {
        let skipped = skipWindow(in: &input, .max) { text, offset, formatter in
            formatter.skipText(text, at: offset, before: .max, atMost: .max, within: container)
        }
        return (skipped.count, skipped.ending)
    }

    /// Whether a container ends with the line that begins at `place`.
    private func ending(of container: JSONContainer, _ text: JSONText, at place: Int) -> ContainerEnding? {
        guard scanner.isInside(container) else { return .brokenOff }
        guard place < text.utf8.count else { return nil }
        switch JSONByte.kind(of: text.utf8[place]) {
        case .close: return scanner.nesting.depth == container.depth ? .closed : nil
        case .separator: return scanner.isSequence ? .brokenOff : nil
        default: return nil
        }
    }
}

extension JSONToken {
    fileprivate var isShown: Bool { kind != .separator }

    /// It stands in the layout, and not beside it.
    fileprivate var isStructured: Bool {
        switch kind {
        case .punctuation, .string, .key, .scalar, .scalarKey, .comment: true
        case .wrapping, .separator, .raw, .fault: false
        }
    }

    fileprivate func isByte(_ byte: UInt8, in text: JSONText) -> Bool { kind == .punctuation && text.utf8[range.lowerBound] == byte }

    fileprivate func closes(in text: JSONText) -> Bool {
        isByte(JSONByte.closeObject, in: text) || isByte(JSONByte.closeArray, in: text)
    }
}

// The end of what has come
extension JSONFormatter {
    /// The state of the layout at the end of `snapshot`, when this is at `place`. Of a line that is not finished a piece is looked
    /// at, which is where it is.
    mutating func end(of snapshot: BodySnapshot, from place: ByteOffset) -> JSONScanner {
        var input = ByteCursor(snapshot, at: place, capacity: Self.longestPiece + Self.reach)
        let window = input.window(atLeast: Self.longestPiece + Self.reach)
        let mark = place == .zero ? readBeginning(window) : 0
        return withText(window, from: mark, isFinal: false) { text, formatter in
            var none = NoTokens()
            var start = 0
            while let next = formatter.scanner.nextLine(in: text.utf8, from: start, isFinal: false, to: &none) {
                start = next
                formatter.scanner.lineStart = place.bytes + text.source(next)
            }
            return formatter.scanner
        }
    }
}

// What a line is made of
extension JSONFormatter {
    /// A token and where it lies in the body.
    struct PlacedToken {
        let kind: JSONToken.Kind
        let range: Range<ByteOffset>
        /// Its first byte.
        let first: UInt8
    }

    /// The tokens of the line that begins at the input's offset, or of its first piece, but for comments and what stands beside the
    /// layout. The layout is in the state after them then.
    mutating func tokens(in input: inout ByteCursor) -> (tokens: [PlacedToken], isCut: Bool) {
        let most = Self.longestPiece + Self.reach
        let window = UnsafeBufferPointer(rebasing: input.window(atLeast: most).prefix(most))
        let mark = input.offset == .zero ? readBeginning(window) : 0
        let start = input.offset
        let isFinal = input.snapshot.isComplete && start + window.count == input.snapshot.end
        return withText(window, from: mark, isFinal: isFinal) { text, formatter in
            var found = CollectedTokens()
            let next = formatter.scanner.nextLine(in: text.utf8, from: 0, isFinal: isFinal, to: &found)
            let tokens = found.tokens.filter { $0.isStructured && $0.kind != .comment }.map { token in
                PlacedToken(
                    kind: token.kind, range: start + text.source(token.range.lowerBound)..<start + text.source(token.range.upperBound),
                    first: text.utf8[token.range.lowerBound])
            }
            return (tokens, next == nil && window.count == most)
        }
    }

    /// Lays out a text in memory: of each line what it shows, with sources counted from `place`, and its tokens, counted from there
    /// as well.
    static func eachLine(
        of utf8: [UInt8], asciiOnly: Bool, columnLimit: Int, _ take: (VisibleText, [JSONToken], _ place: Int) -> Void
    ) {
        utf8.withUnsafeBufferPointer { all in
            var formatter = JSONFormatter(charset: Charset(label: nil))
            var place = 0
            while place < all.count {
                let rest = UnsafeBufferPointer(rebasing: all[place...])
                let before = formatter.scanner
                var found = CollectedTokens()
                let length = formatter.scanner.nextLine(in: rest, from: 0, isFinal: true, to: &found) ?? rest.count
                var builder = LineBuilder(asciiOnly: asciiOnly, columnLimit: columnLimit)
                formatter.write(found.tokens, of: JSONText(rest), length, before, at: ByteOffset(place), &builder)
                take(builder.text, found.tokens, place)
                place += length
            }
        }
    }

    /// The text of some bytes after `start`, where the layout stands.
    func utf8(in range: Range<ByteOffset>, of snapshot: BodySnapshot, from start: ByteOffset) -> [UInt8] {
        let length = max(0, range.upperBound - start)
        var input = ByteCursor(snapshot, at: start, capacity: length)
        let window = UnsafeBufferPointer(rebasing: input.window(atLeast: length).prefix(length))
        var formatter = self
        let mark = start == .zero ? formatter.readBeginning(window) : 0
        return formatter.withText(window, from: mark, isFinal: true) { text, _ in
            text.utf8.indices.filter { start + text.source($0) >= range.lowerBound }.map { text.utf8[$0] }
        }
    }
}

// Which bodies
extension JSONFormatter {
    /// By the type; where that says nothing of the kind, by how the body begins.
    static func fits(_ type: String?, _ beginning: [UInt8]) -> Int {
        let type = essence(of: type)
        if saysRecords(type) || ["/json", "+json", "/json5"].contains(where: type.hasSuffix) { return 3 }
        return looksRight(beginning) ? 2 : 0
    }

    /// Before `json` if the body is made of records.
    static func fitsRecords(_ type: String?, _ beginning: [UInt8]) -> Int {
        let fits = fits(type, beginning)
        return fits > 0 && (saysRecords(essence(of: type)) || hasRecords(beginning)) ? fits + 1 : min(1, fits)
    }

    private static func essence(of type: String?) -> String {
        type?.prefix { $0 != ";" }.lowercased().filter { $0 != " " } ?? ""
    }

    private static func saysRecords(_ type: String) -> Bool {
        ["json-seq", "ndjson", "jsonl", "stream+json"].contains(where: type.hasSuffix)
    }

    /// More than one of them, and nothing wrong so far.
    private static func hasRecords(_ beginning: [UInt8]) -> Bool {
        var scanner = JSONScanner(isCompact: true)
        var none = NoTokens()
        return beginning.withUnsafeBufferPointer { text in
            var start = 0
            while let next = scanner.nextLine(in: text, from: start, isFinal: false, to: &none), !scanner.isRaw { start = next }
            return scanner.recordCount > 1 && !scanner.isRaw
        }
    }

    /// It begins as an object or an array does.
    private static func looksRight(_ beginning: [UInt8]) -> Bool {
        let bytes = beginning.drop { JSONByte.kind(of: $0) == .space }
        guard let first = bytes.first, first == JSONByte.openObject || first == JSONByte.openArray else { return false }
        guard let second = bytes.dropFirst().first(where: { JSONByte.kind(of: $0) != .space }) else { return bytes.count > 1 }
        return first == JSONByte.openObject
            ? second == JSONByte.quote || second == JSONByte.closeObject
            : JSONByte.kind(of: second) != .scalar || JSONByte.beginsRecord(second)
    }
}
