package import Bodies

/// Looks for the bracket that closes one of a line, or for the one that opens it.
package struct BracketFinder: Sendable {
    package enum Progress: Sendable, Equatable {
        case more
        case found(ByteOffset)
        /// The line has no such bracket.
        case noBracket
        case unmatched
    }

    /// What is looked for: the match of the `number`th bracket of a line, from its beginning if the search goes forward, else from
    /// its end.
    package struct Query: Sendable, Equatable {
        /// In ASCII.
        package var open: UInt8
        package var close: UInt8
        package var line: Range<ByteOffset>
        package var number: Int
        package var direction: Direction

        package init(open: UInt8, close: UInt8, line: Range<ByteOffset>, number: Int, direction: Direction) {
            self.open = open
            self.close = close
            self.line = line
            self.number = number
            self.direction = direction
        }
    }

    private static let stepTime = Duration.milliseconds(3)
    private static let blockLength = 64 << 10

    private let query: Query
    private let text: any Searchable
    /// How far the search has come.
    private var place: ByteOffset
    /// Brackets that still have to be passed before the one that is matched.
    private var left: Int
    /// Brackets that are open; 0 before the first.
    private var depth = 0

    package init(_ query: Query, in text: any Searchable) {
        self.query = query
        self.text = text
        place = query.direction == .forward ? query.line.lowerBound : min(query.line.upperBound, text.end)
        left = max(1, query.number)
    }

    /// Searches for a few milliseconds.
    package mutating func step() -> Progress {
        let clock = ContinuousClock(), end = clock.now + BracketFinder.stepTime
        repeat {
            guard let block = nextBlock() else { return depth == 0 ? .noBracket : .unmatched }
            for (offset, byte) in block {
                if let progress = take(byte, at: offset) { return progress }
            }
        } while clock.now < end
        return .more
    }

    /// The brackets of the next part of the text, in the order of the search; `nil` at its end.
    private mutating func nextBlock() -> [(ByteOffset, UInt8)]? {
        if query.direction == .forward {
            guard place < text.end, let stretch = text.stretch(at: text.start(notAfter: place)) else { return nil }
            let brackets = brackets(of: stretch).filter { $0.0 >= place }
            place = max(place + 1, stretch.range.upperBound)
            return brackets
        }
        guard place > .zero else { return nil }
        let start = text.start(notAfter: max(.zero, place - BracketFinder.blockLength))
        var found: [(ByteOffset, UInt8)] = []
        var next = start
        while next < place, let stretch = text.stretch(at: next) {
            found += brackets(of: stretch).filter { $0.0 < place }
            next = max(next + 1, stretch.range.upperBound)
        }
        place = start
        return found.reversed()
    }

    private func brackets(of stretch: Stretch) -> [(ByteOffset, UInt8)] {
        stretch.starts.compactMap { index in
            let byte = stretch.text[index]
            return byte == query.open || byte == query.close ? (stretch.offset(of: index), byte) : nil
        }
    }

    private mutating func take(_ byte: UInt8, at offset: ByteOffset) -> Progress? {
        let begins = byte == (query.direction == .forward ? query.open : query.close)
        if depth == 0 {
            if !query.line.contains(offset) { return .noBracket }
            guard begins else { return nil }
            left -= 1
            if left == 0 { depth = 1 }
            return nil
        }
        depth += begins ? 1 : -1
        return depth == 0 ? .found(offset) : nil
    }
}
