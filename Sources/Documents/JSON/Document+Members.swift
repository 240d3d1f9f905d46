package import Bodies

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
        guard view == .json, let scanner = scanner(atStartOf: line), let own = jsonLine(at: line) else { return nil }
        var path = "$"
        let containers = scanner.containers
        for (level, container) in containers.enumerated().dropFirst() {
            let opening = self.line(at: container.start)
            path += step(to: jsonLine(at: opening)?.key, in: opening, scanner.levels[level - 1].count - 1)
        }
        let isKnown = scanner.nesting.depth == containers.count
        if !isKnown { path += "…" }
        guard !own.isEnd, let innermost = containers.indices.last else { return path }
        return path + step(to: own.key, in: line, isKnown ? scanner.levels[innermost].count : nil)
    }

    /// To a member or an element; keys are as they were sent.
    private func step(to key: Range<ByteOffset>?, in line: LineNumber, _ index: Int?) -> String {
        guard let key else { return index.map { "[\(max(0, $0))]" } ?? "" }
        let name = utf8(in: key.lowerBound..<min(key.upperBound, key.lowerBound + Document.longestKey), ofLine: line)
        let word = name.dropFirst().dropLast()
        let isQuoted = name.first == JSONByte.quote && name.count > 1 && name.last == JSONByte.quote
        let isIdentifier = isQuoted && word.first.map { !(0x30...0x39).contains($0) } == true && word.allSatisfy(JSONByte.isOfWord)
        return isIdentifier ? "." + String(decoding: word, as: UTF8.self) : "[\(String(decoding: name, as: UTF8.self))]"
    }

    /// Bytes; of a longer one a path has the beginning.
    private static let longestKey = 256

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

    /// Without the blanks and the comma after it.
    private func endOfValue(before end: ByteOffset) -> ByteOffset {
        guard charset.isUTF8 else { return end }
        let last = snapshot.bytes(in: max(.zero, end - 64)..<end)
        let blanks = last.reversed().prefix { JSONByte.kind(of: $0) == .space || $0 == JSONByte.comma }
        return end - blanks.count
    }

    /// The tokens of a line, or of its first piece, but for comments and what stands beside the layout; and the state before and
    /// after it.
    private func tokens(
        ofLine line: LineNumber
    ) -> (before: JSONScanner, tokens: [JSONFormatter.PlacedToken], isCut: Bool, after: JSONScanner)? {
        guard view == .json || view == .records, var place = checkpoint(atStartOf: line) else { return nil }
        var input = ByteCursor(snapshot, at: place.offset)
        guard pass(&place, &input, to: line), case .json(var formatter) = place.formatter, !formatter.scanner.isRaw else { return nil }
        let before = formatter.scanner
        let (tokens, isCut) = formatter.tokens(in: &input)
        return (before, tokens, isCut, formatter.scanner)
    }

    /// The text of some bytes of a line, or of it and those after it, as UTF-8. All of it is held in memory.
    package func utf8(in range: Range<ByteOffset>, ofLine line: LineNumber) -> [UInt8] {
        if charset.isUTF8 { return snapshot.bytes(in: range) }
        guard var place = checkpoint(atStartOf: line) else { return [] }
        var input = ByteCursor(snapshot, at: place.offset)
        guard pass(&place, &input, to: line), case .json(let formatter) = place.formatter else { return [] }
        return formatter.utf8(in: range, of: snapshot, from: place.offset)
    }
}
