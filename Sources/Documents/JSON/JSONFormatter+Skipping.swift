package import Bodies

// Lines that are only counted
extension JSONFormatter {
    /// Passes over lines that end within the window, the last of it apart.
    package mutating func skipWindow(in input: inout ByteCursor, before end: ByteOffset, atMost limit: Int) -> Int {
        let last = end - input.offset
        return skipWindow(in: &input, limit > 64 ? .max : Self.usualPiece) { text, offset, formatter in
            formatter.skipText(text, at: offset, before: last, atMost: limit)
        }.count
    }

    /// `reach`: the bytes that are worth decoding.
    private mutating func skipWindow(
        in input: inout ByteCursor, _ reach: Int, _ skip: (UTF8Text, _ offset: Int, inout JSONFormatter) -> Skipped
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
        _ text: UTF8Text, at offset: Int, before end: Int, atMost limit: Int, within container: JSONContainer? = nil
    ) -> Skipped {
        var none = NoTokens()
        var start = 0
        var skipped = Skipped()
        if let container, let ending = ending(of: container, text, at: start) { return Skipped(ending: ending) }
        if text.sources == nil {
            let passed = scanner.passBlocks(
                of: text.utf8, at: offset, before: end, atMost: limit, longest: Self.longestPiece, within: container?.depth)
            if passed.count > 0 { return Skipped(count: passed.count, bytes: passed.bytes) }
        }
        var atLine = scanner
        while skipped.count < limit, text.end(before: start) < end, start < Self.usualPiece || text.sources != nil {
            if let container, let ending = ending(of: container, text, at: start) {
                skipped.ending = ending
                break
            }
            guard let next = scanner.nextLine(in: text.utf8, from: start, isFinal: false, to: &none),
                text.end(before: next) - text.end(before: start) <= Self.longestPiece
            else { break }
            scanner.lineStart = offset + text.end(before: next)
            atLine = scanner
            start = next
            skipped.count += 1
        }
        scanner = atLine
        skipped.bytes = start == 0 ? 0 : text.end(before: start)
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
    private func ending(of container: JSONContainer, _ text: UTF8Text, at place: Int) -> ContainerEnding? {
        guard scanner.isInside(container) else { return .brokenOff }
        guard place < text.utf8.count else { return nil }
        switch JSONByte.kind(of: text.utf8[place]) {
        case .close: return scanner.nesting.depth == container.depth ? .closed : nil
        case .separator: return scanner.isSequence ? .brokenOff : nil
        default: return nil
        }
    }
}
