package import Bodies
package import Search

/// The search that is on: what is looked for, and what is known of it so far.
package struct SearchState: Sendable {
    package enum Progress: Sendable, Equatable {
        case seeking
        case found
        case notFound
    }

    package var id: SearchID
    package var pattern: Pattern
    /// The way `n` goes.
    package var direction: Direction
    /// The way of the look-out that is on, or was last: `N` goes against `direction`.
    package var heading: Direction
    package var progress = Progress.seeking
    package var current: Range<ByteOffset>?
    package var total: Int?
    package var ordinal: Int?
    /// The matches in `highlightedRange`.
    package var highlights: [Range<ByteOffset>] = []
    package var highlightedRange: Range<ByteOffset>?
    /// Matches still to be passed, the one looked for included: `3n` begins with 3.
    package var matchesLeft = 1

    init(id: SearchID, pattern: Pattern, direction: Direction) {
        self.id = id
        self.pattern = pattern
        self.direction = direction
        heading = direction
    }

    /// The body they were found in is gone, and whoever was looking out with it.
    mutating func forgetMatches() {
        if progress == .seeking { progress = .found }
        current = nil
        total = nil
        ordinal = nil
        highlights = []
        highlightedRange = nil
    }

    /// `3/17`, `17 matches`, `searching`: for the bar. That there is none is said once everything has been searched.
    var countText: String? {
        let total = total ?? 0
        if total > 0 {
            let count = Quantity.grouped(total)
            return ordinal.map { "\(Quantity.grouped($0))/\(count)" } ?? (total == 1 ? "1 match" : "\(count) matches")
        }
        return switch progress {
        case .seeking: "searching"
        case .found: nil
        case .notFound: "0 matches"
        }
    }
}

extension Direction {
    var reversed: Direction { self == .forward ? .backward : .forward }
}
