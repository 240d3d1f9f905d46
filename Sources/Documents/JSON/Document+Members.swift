package import Bodies
internal import Screen

/// What a line holds that a JSON text is laid out in.
package struct JSONLine: Sendable {
    /// With its quotes.
    package var key: Range<ByteOffset>?
    /// Where its value begins, and ends as far as that is in the line: of an object or an array that takes several lines, the bracket.
    package var value: Range<ByteOffset>?
    /// The value is a string.
    package var isString = false
    /// It goes on in further lines.
    package var container: JSONContainer?
    /// It ends a container.
    package var isEnd = false
    /// The value is longer than a piece, and goes on after `value`.
    package var isCut = false
}

// What stands in a line
extension Document {
    package func jsonLine(at line: LineNumber) -> JSONLine? {
        guard let (before, tokens, isCut, after) = tokens(ofLine: line) else { return nil }
        var found = JSONLine(isCut: isCut)
        for token in tokens {
            switch (token.kind, found.key, found.value) {
            case (.key, nil, nil), (.scalarKey, nil, nil): found.key = token.range
            case (.punctuation, _, nil) where token.first == JSONByte.closeObject || token.first == JSONByte.closeArray:
                return JSONLine(isEnd: true)
            case (.punctuation, _, _) where token.first == JSONByte.colon && found.value == nil: continue
            case (.punctuation, _, _) where token.first == JSONByte.comma && !before.isCompact: continue
            default:
                found.isString = found.value == nil && token.kind == .string && !before.isCompact
                found.value = (found.value?.lowerBound ?? token.range.lowerBound)..<token.range.upperBound
            }
        }
        found.container = isCut ? nil : after.opened(since: before)
        return found
    }

    /// `$.items[3].name`; nil where a line has no place in a JSON text.
    package func jsonPath(of line: LineNumber) -> String? {
        if view == .flat { return flatPath(of: line) }
        guard view == .json, let json = json(atStartOf: line), let own = jsonLine(at: line) else { return nil }
        let depth = json.scanner.nesting.depth
        let levels = json.scanner.levels.outermost(depth)
        var path = Array("$".utf8)
        for (outer, inner) in zip(levels, levels.dropFirst()) {
            let key = json.key(at: ByteOffset(inner.start), in: snapshot)
            path += key.map(JSONPathStep.member) ?? JSONPathStep.element(outer.count - 1)
        }
        let isKnown = depth == levels.count
        if !isKnown { path += Array("…".utf8) }
        if !own.isEnd, let innermost = levels.last {
            let key = own.key.map { key in
                utf8(in: key.lowerBound..<min(key.upperBound, key.lowerBound + JSONPathStep.longestKey + 1), ofLine: line)
            }
            path += key.map(JSONPathStep.member) ?? (isKnown ? JSONPathStep.element(innermost.count) : [])
        }
        return String(decoding: path, as: UTF8.self)
    }

    /// What the line itself says, but for the name that the text has there.
    private func flatPath(of line: LineNumber) -> String? {
        guard jsonLine(at: line) != nil, let cells = lines(from: line, count: 1, columnLimit: 8 << 10).first?.cells else { return nil }
        let path = cells.prefix { $0.role != .punctuation }
        let name = path.prefix { $0.scalar != "." && $0.scalar != "[" }
        return path.dropFirst(name.count).reduce(into: "$") { $1.write(to: &$0) }
    }

    /// The bytes of the value that begins in a line, as they were sent; to the end of what has come if it is not whole. Its end is
    /// found without reading all of it.
    package func jsonValue(at line: LineNumber) -> Range<ByteOffset>? {
        guard let own = jsonLine(at: line), let value = own.value else { return nil }
        if own.isCut { return value.lowerBound..<max(value.upperBound, endOfValue(before: start(of: line + 1))) }
        guard let container = own.container else { return value }
        var place = checkpoint(atStartOf: line + 1) ?? frontier
        var input = ByteCursor(snapshot, at: place.offset)
        _ = pass(&place, &input, to: line + 1)
        guard passContents(of: container, &place, &input).ending == .closed, let bracket = tokens(ofLine: place.line)?.tokens.first else {
            return value.lowerBound..<snapshot.end
        }
        return value.lowerBound..<bracket.range.upperBound
    }

    /// Without the blanks and the comma after it, and the brackets that close in its line.
    private func endOfValue(before end: ByteOffset) -> ByteOffset {
        guard charset.isUTF8 else { return end }
        let last = snapshot.bytes(in: max(.zero, end - 64)..<end)
        let rest = last.reversed().prefix { byte in
            let kind = JSONByte.kind(of: byte)
            return kind == .space || kind == .comma || kind == .close && view == .flat
        }
        return end - rest.count
    }

    /// The tokens of a line, or of its first piece, but for comments and what stands beside the layout; and the state before and
    /// after it.
    private func tokens(
        ofLine line: LineNumber
    ) -> (before: JSONScanner, tokens: [JSONFormatter.PlacedToken], isCut: Bool, after: JSONScanner)? {
        guard view.isJSON, var place = checkpoint(atStartOf: line) else { return nil }
        var input = ByteCursor(snapshot, at: place.offset)
        guard pass(&place, &input, to: line), var formatter = place.json, !formatter.scanner.isRaw else { return nil }
        // In the view `flat` what opens before the leaf belongs to its line.
        for _ in 0..<Document.mostOpenings {
            let before = formatter.scanner
            let (tokens, isCut, next) = formatter.tokens(in: &input)
            guard view == .flat, let next, formatter.scanner.nesting.depth > before.nesting.depth else {
                return (before, tokens, isCut, formatter.scanner)
            }
            input.advance(by: next)
        }
        return nil
    }

    private static let mostOpenings = 10_000

    /// The text of some bytes of a line, or of it and those after it, as UTF-8. All of it is held in memory.
    package func utf8(in range: Range<ByteOffset>, ofLine line: LineNumber) -> [UInt8] {
        if charset.isUTF8 { return snapshot.bytes(in: range) }
        guard var place = checkpoint(atStartOf: line) else { return [] }
        var input = ByteCursor(snapshot, at: place.offset)
        guard pass(&place, &input, to: line), let formatter = place.json else { return [] }
        return formatter.utf8(in: range, of: snapshot, from: place.offset)
    }
}
