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

    /// `3/17`, `17 matches`, `searching`: for the bar.
    var countText: String? {
        switch (progress, total, ordinal) {
        case (.seeking, nil, _): "searching"
        case (_, let total?, let ordinal?): "\(ordinal)/\(total)"
        case (.notFound, _, _): "0 matches"
        case (_, let total?, nil): total == 1 ? "1 match" : "\(total) matches"
        case (.found, nil, _): nil
        }
    }
}

extension Direction {
    var reversed: Direction { self == .forward ? .backward : .forward }
}
