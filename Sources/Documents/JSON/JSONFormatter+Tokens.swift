internal import Bodies
internal import Screen

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
                formatter.scanner.lineStart = place.bytes + text.end(before: next)
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
    /// layout. The layout is in the state after them then, which is so many bytes on if the next line begins there.
    mutating func tokens(in input: inout ByteCursor) -> (tokens: [PlacedToken], isCut: Bool, next: Int?) {
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
            if let next { formatter.scanner.lineStart = start.bytes + text.end(before: next) }
            return (tokens, next == nil && window.count == most, next.map { text.end(before: $0) })
        }
    }

    /// Lays out a text in memory: of each line what it shows, with sources counted from `place`, and its tokens, counted from there
    /// as well.
    static func eachLine(
        of utf8: [UInt8], as display: CharacterDisplay, columnLimit: Int, _ take: (VisibleText, [JSONToken], _ place: Int) -> Void
    ) {
        utf8.withUnsafeBufferPointer { all in
            var formatter = JSONFormatter(charset: Charset(label: nil))
            var place = 0
            while place < all.count {
                let rest = UnsafeBufferPointer(rebasing: all[place...])
                let before = formatter.scanner
                var found = CollectedTokens()
                let length = formatter.scanner.nextLine(in: rest, from: 0, isFinal: true, to: &found) ?? rest.count
                var builder = LineBuilder(display, columnLimit: columnLimit)
                formatter.write(found.tokens, of: UTF8Text(rest), length, before, at: ByteOffset(place), &builder)
                take(builder.text, found.tokens, place)
                place += length
            }
        }
    }

    /// The key that the line at `start` begins with, as it was sent and at most a little more of it than a path shows; nil if it begins
    /// with something else.
    func key(at start: ByteOffset, in snapshot: BodySnapshot) -> [UInt8]? {
        for reach in [1 << 10, 64 << 10] {
            let bytes = snapshot.bytes(in: start..<start + reach)
            let found: JSONPathStep.Beginning = bytes.withUnsafeBufferPointer { window in
                var formatter = self
                let mark = start == .zero ? formatter.readBeginning(window) : 0
                return formatter.encoding.withText(window, from: mark, .ascii, isFinal: true) { JSONPathStep.beginning(of: $0.utf8) }
            }
            switch found {
            case .key(let key): return key
            case .none: return nil
            case .undecided: continue
            }
        }
        return nil
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
