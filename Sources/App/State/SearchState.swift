package import Bodies
internal import Documents
internal import Jobs
package import Search

/// The search that is on in a pane: what is looked for, and what is known of it so far.
package struct SearchState: Sendable {
    package enum Progress: Sendable, Equatable {
        case seeking
        case found
        case notFound
    }

    /// The job that counts.
    var counting: JobID
    /// The jobs that look for the next match and for those on the screen, while there are any.
    var finding: JobID?
    var highlighting: JobID?
    package var pattern: Pattern
    /// As it was typed.
    var typed: TypedPattern
    /// Where no other match is, it goes on in the next exchange.
    var spans = false
    /// The exchange that it began in, while it goes on in others.
    var origin: Int?
    /// The first match from there on ends following (ESC-F).
    var awaitedFrom: ByteOffset?
    /// The way `n` goes.
    var direction: Direction
    /// The way the search goes that is on, or was last: `N` goes against `direction`.
    var heading: Direction
    package var progress = Progress.seeking
    package var current: Range<ByteOffset>?
    package var total: Int?
    package var ordinal: Int?
    /// Lines too long to be searched whole may hold more matches.
    var isPartial = false
    /// The matches in `highlightedRanges`.
    var highlights: [Range<ByteOffset>] = []
    var highlightedRanges: [Range<ByteOffset>]?
    /// The job that finds the lines with matches, once a filter is on, and what it has found.
    var lining: JobID?
    var rows = RowSet()
    /// Matches still to be passed, the one looked for included: `3n` begins with 3.
    var matchesLeft = 1

    init(counting: JobID, pattern: Pattern, _ typed: TypedPattern, direction: Direction) {
        self.typed = typed
        self.counting = counting
        self.pattern = pattern
        self.direction = direction
        heading = direction
    }

    func owns(_ job: JobID) -> Bool { jobs.contains(job) }

    var jobs: [JobID] { [counting, finding, highlighting, lining].compactMap(\.self) }

    /// The lines they were found in are gone, and the jobs on them.
    mutating func forgetMatches() {
        if progress == .seeking { progress = .found }
        finding = nil
        highlighting = nil
        forgetLines()
        current = nil
        total = nil
        isPartial = false
        ordinal = nil
        highlights = []
        highlightedRanges = nil
        if awaitedFrom != nil { awaitedFrom = .zero }
    }

    /// The lines are others.
    mutating func forgetLines() {
        lining = nil
        rows = RowSet()
    }

    /// `match 3/17`, `17 matches`, `searching`: for the bar. That there is none is said once everything has been searched.
    var countText: String? {
        let total = total ?? 0
        if total > 0 {
            let count = Quantity.grouped(total)
            return ordinal.map { "match \(Quantity.grouped($0))/\(count)" } ?? (total == 1 ? "1 match" : "\(count) matches")
        }
        return switch progress {
        case .seeking: "searching"
        case .found: nil
        case .notFound: "no match"
        }
    }
}

extension Direction {
    var reversed: Direction { self == .forward ? .backward : .forward }

    /// Where the search for the match after `match` starts.
    func next(after match: Range<ByteOffset>) -> ByteOffset {
        self == .forward ? max(match.upperBound, match.lowerBound + 1) : match.lowerBound
    }
}
