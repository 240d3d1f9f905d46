package import Bodies

/// How many matches there are, and roughly where: a count for each band of 1 MiB, so that a pattern which
/// matches a thousand million times takes no more memory than one which matches once.
package struct MatchMap: Sendable, Equatable {
    static let band = 1 << 20

    /// All matches found so far.
    package private(set) var total = 0
    /// Bytes that have been searched, from the text's start.
    package internal(set) var scanned = 0
    /// There may be more matches in lines that PCRE2 gave up on, or that are longer than what it is shown at once.
    package internal(set) var isPartial = false
    private var counts: [Int32] = []

    package init() {}

    mutating func add(_ match: Range<ByteOffset>) {
        add(1, at: match.lowerBound)
    }

    /// `count` matches, which begin at `offset` or after it, in the same band.
    mutating func add(_ count: Int, at offset: ByteOffset) {
        let band = offset.bytes / MatchMap.band
        while counts.count <= band { counts.append(0) }
        counts[band] &+= Int32(count)
        total += count
    }

    /// Which match begins at `offset`, one-based: the 3 of `3/17`. Nil if the search has not come so far, and
    /// if it takes longer than a key press may.
    package func ordinal(of offset: ByteOffset, pattern: Pattern, in text: any Searchable) -> Int? {
        guard offset >= .zero && offset.bytes < scanned else { return nil }
        let band = offset.bytes / MatchMap.band
        var ordinal = counts.prefix(band).reduce(0) { $0 + Int($1) }
        var limit = TimeLimit(.milliseconds(20), exhaustions: 8)
        var walk = MatchWalk(of: pattern, in: text, from: ByteOffset(band * MatchMap.band)..<offset + 1)
        let matcher = Matcher(pattern.code)
        while case .match = walk.next(with: matcher, until: &limit) { ordinal += 1 }
        return limit.isReached ? nil : ordinal
    }
}
