package import Bodies
package import Documents

/// The matches that have a byte in `range`, in order, to be highlighted. For the lines on a screen: no
/// more than 1 MiB is searched, and no longer than a key press may take.
package func matches(of pattern: Pattern, in range: Range<ByteOffset>, of document: Document) -> [Range<ByteOffset>] {
    let range = range.lowerBound..<max(range.lowerBound, min(range.upperBound, range.lowerBound + (1 << 20)))
    var limit = TimeLimit(.milliseconds(8), exhaustions: 8)
    let start = Stretches(of: document).start(notAfter: range.lowerBound)
    var walk = MatchWalk(of: pattern, in: document, from: start..<range.upperBound)
    let matcher = Matcher(pattern.code)
    var matches: [Range<ByteOffset>] = []
    while case .match(let match) = walk.next(with: matcher, until: &limit) {
        if match.upperBound > range.lowerBound { matches.append(match) }
    }
    return matches
}
