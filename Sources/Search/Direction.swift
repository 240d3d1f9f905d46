package import Bodies

/// Which way a search goes.
package enum Direction: Sendable {
    case forward, backward

    /// Where the search for the match after `match` starts.
    package func next(after match: Range<ByteOffset>) -> ByteOffset {
        self == .forward ? max(match.upperBound, match.lowerBound + 1) : match.lowerBound
    }
}
