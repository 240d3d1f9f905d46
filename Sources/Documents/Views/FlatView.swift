package import Bodies
internal import Bytes
internal import Screen

extension ViewKind {
    package static let flat = ViewKind(
        name: "flat", summary: "JSON with a line for each leaf and the path to it: json.items[3].name = \"x\";", searched: .lines,
        fits: { min(1, JSONFormatter.fits($0, $1)) }, formatter: { .flat(FlatFormatter(charset: $0)) })
}

/// A body as JSON with a line for each leaf, a scalar or an empty container, and the path to it before it: so that each line that
/// is found or filtered says where it stands.
///
/// Its lines are those of `JSONScanner` put together: a line has a leaf, the brackets that open before it and those that close
/// after it. What is no JSON stands in lines of its own, as in the view `json`.
package struct FlatFormatter: LineFormatter {
    private(set) var json: JSONFormatter
    /// What the line is there for has come.
    private var hasLeaf = false
    /// The containers that were open where the line of the scanner begins.
    private var depth = 0
    /// The path at a place: it need not be found anew when lines are made one after the other.
    private var known: (path: FlatPath, place: ByteOffset)?

    package init(charset: Charset) {
        json = JSONFormatter(charset: charset)
    }

    var bytesPerStep: Int { min(json.bytesPerStep, 2 << 20) }

    package mutating func line(from input: inout ByteCursor, to output: inout some LineOutput) -> LineEnd {
        let most = JSONFormatter.longestPiece + JSONFormatter.reach
        let all = input.window(atLeast: most)
        if all.isEmpty { return input.snapshot.isComplete ? .atEnd : .starved }
        let mark = input.offset == .zero ? json.readBeginning(all) : 0
        let isShown = !output.isFull
        if isShown, known?.place != input.offset { known = (FlatPath(json, in: input.snapshot), input.offset) }
        for size in [JSONFormatter.usualPiece, most] {
            let window = UnsafeBufferPointer(rebasing: all.prefix(size))
            let isAll = input.offset + window.count == input.snapshot.end
            let isFinal = input.snapshot.isComplete && isAll
            let isDecided = isFinal || size == most && !isAll
            let made = json.encoding.withText(window, from: mark, json.shift, isFinal: isDecided) { text in
                piece(of: text, window, at: input.offset, isFinal: isFinal, isAll: isAll || window.count == most, isShown, &output)
            }
            if let (end, length) = made {
                json.shift = json.encoding.shift(at: length, in: window, from: json.shift)
                input.advance(by: length)
                return end
            }
        }
        return .starved
    }

    /// As that of `JSONFormatter`.
    private mutating func piece(
        of text: UTF8Text, _ window: UnsafeBufferPointer<UInt8>, at offset: ByteOffset, isFinal: Bool, isAll: Bool, _ isShown: Bool,
        _ output: inout some LineOutput
    ) -> (LineEnd, Int)? {
        let before = (json.scanner, hasLeaf, depth)
        var found = CollectedTokens()
        if let end = passLine(of: text, at: offset, isFinal: isFinal, &found) {
            let length = text.end(before: end)
            if isShown { write(found.tokens, of: text, length, at: offset, &output) }
            hasLeaf = false
            return (.newline, length)
        }
        if isAll, window.count <= JSONFormatter.longestPiece {
            if isShown { write(found.tokens, of: text, window.count, at: offset, isFinal: isFinal, &output) }
            return (isFinal ? .newline : .starved, window.count)
        }
        (json.scanner, hasLeaf, depth) = before
        guard isAll else { return nil }
        let cut = json.boundary(in: text)
        let part = UTF8Text(text, upTo: cut)
        var kept = CollectedTokens()
        _ = passLine(of: part, at: offset, isFinal: false, &kept)
        let length = text.end(before: cut)
        if isShown { write(kept.tokens, of: part, length, at: offset, isPart: true, &output) }
        return (.cut, length)
    }

    /// Goes on from the start of a line to where the next one begins; nil if that is not in the text, or too far.
    private mutating func passLine(
        of text: UTF8Text, at offset: ByteOffset, isFinal: Bool, from start: Int = 0, _ tokens: inout some JSONTokenOutput
    ) -> Int? {
        var place = start
        while true {
            if json.scanner.mode == .rawLine { depth = 0 }
            guard let next = json.scanner.nextLine(in: text.utf8, from: place, isFinal: isFinal, to: &tokens) else { return nil }
            guard text.end(before: next) - text.end(before: start) <= JSONFormatter.longestPiece else { return nil }
            json.scanner.lineStart = offset.bytes + text.end(before: next)
            hasLeaf = hasLeaf || json.scanner.nesting.depth <= depth
            depth = json.scanner.nesting.depth
            place = next
            if hasLeaf, next == text.utf8.count || !json.scanner.closes(text.utf8[next]) { return next }
        }
    }

    /// Passes over lines that end within the window.
    package mutating func skipWindow(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int {
        let most = JSONFormatter.longestPiece + JSONFormatter.reach
        var window = input.window(atLeast: most)
        let mark = input.offset == .zero ? json.readBeginning(window) : 0
        let offset = input.offset
        if case .utf8 = json.encoding {} else { window = UnsafeBufferPointer(rebasing: window.prefix(most)) }
        let (count, length) = json.encoding.withText(window, from: mark, json.shift, isFinal: false) { text in
            var none = NoTokens()
            var count = 0, place = 0
            var atLine = (json.scanner, depth)
            while count < limit, offset + text.end(before: place) < end,
                let next = passLine(of: text, at: offset, isFinal: false, from: place, &none)
            {
                count += 1
                place = next
                hasLeaf = false
                atLine = (json.scanner, depth)
            }
            (json.scanner, depth) = atLine
            hasLeaf = false
            return (count, place == 0 ? 0 : text.end(before: place))
        }
        json.shift = json.encoding.shift(at: length, in: window, from: json.shift)
        input.advance(by: length)
        return count
    }
}

// What a line shows
extension FlatFormatter {
    private mutating func write(
        _ tokens: [JSONToken], of text: UTF8Text, _ length: Int, at offset: ByteOffset, isFinal: Bool = true, isPart: Bool = false,
        _ output: inout some LineOutput
    ) {
        guard var path = known?.path else { return }
        let writer = JSONLineWriter(text: text, length: length, isFinal: isFinal && !isPart, isShown: false)
        /// Where the key is that has no value yet.
        var key: JSONToken?
        var hasColon = false
        func begin(at place: Int, _ step: [UInt8]) {
            let place = key?.range.lowerBound ?? place
            writer.add(utf8: path.text, .key, at: place, &output)
            if let key, JSONPathStep.isIdentifier(text.utf8[key.range]) {
                writer.add(".", .key, at: place, &output)
                writer.plain(key.range.lowerBound + 1..<key.range.upperBound - 1, .key, &output)
            } else {
                let isWrong = key.map { $0.kind == .scalarKey || text.utf8[$0.range.lowerBound] == JSONByte.apostrophe } == true
                writer.add(utf8: step, isWrong ? .error : .key, at: place, &output)
            }
        }
        for (index, token) in tokens.enumerated() {
            let place = token.range.lowerBound
            let first = place < text.utf8.count ? text.utf8[place] : 0
            switch token.kind {
            case .separator:
                path.restart()
                writer.write(token, &output) { offset.bytes + text.source($0) }
            case .wrapping, .raw, .fault:
                path.restart()
                writer.write(token, &output) { offset.bytes + text.source($0) }
            case .comment:
                if index > 0 { writer.space(before: place, &output) }
                writer.write(token, &output) { $0 }
            case .key, .scalarKey:
                let bytes = Array(text.utf8[token.range].prefix(JSONPathStep.longestKey + 1))
                if token.isContinued {
                    path.key = Array(((path.key ?? []) + bytes).prefix(JSONPathStep.longestKey + 1))
                } else {
                    path.begin(key: bytes)
                    key = token.isOpen ? nil : token
                    hasColon = false
                }
            case .punctuation where first == JSONByte.openObject || first == JSONByte.openArray:
                path.open()
                key = nil
            case .punctuation where first == JSONByte.closeObject || first == JSONByte.closeArray:
                if path.isEmpty {
                    key = nil
                    begin(at: place, [])
                    writer.add(first == JSONByte.closeObject ? " = {};" : " = [];", .punctuation, at: place, &output)
                }
                path.close()
            case .punctuation:
                hasColon = hasColon || first == JSONByte.colon
                if first == JSONByte.comma, index + 1 < tokens.count, tokens[index + 1].closes(in: text) {
                    writer.write(token, isWrong: true, &output) { $0 }
                }
            case .string, .scalar:
                let isEnd = first == JSONByte.closeCall && token.kind == .scalar
                if !token.isContinued, !isEnd {
                    let step = path.begin()
                    begin(at: place, step)
                    key = nil
                    writer.add(" = ", .punctuation, at: place, &output)
                }
                writer.write(token, &output) { $0 }
                if !isEnd, !token.isOpen || token.kind == .scalar && isFinal && !isPart {
                    writer.add(";", .punctuation, at: token.range.upperBound - 1, &output)
                }
            }
        }
        if !isPart, path.key != nil {
            // What has come of a member that has no value.
            let end = max(0, text.utf8.count - 1)
            var path = path
            begin(at: end, path.begin())
            if hasColon { writer.add(" =", .punctuation, at: end, &output) }
        }
        known = json.scanner.isRaw || json.scanner.mode == .start ? nil : (path, offset + length)
    }
}
