package import Bodies

/// Looks for the next match from a place on, all the way round.
package struct MatchFinder: Sendable {
    package enum Progress: Sendable, Equatable {
        case more
        /// `wrapped`: the search went over the text's end, or its start, to get there.
        case found(Range<ByteOffset>, wrapped: Bool)
        case notFound
    }

    /// A part of the text that is searched in one go, for matches that begin in it.
    private struct Leg {
        var range: Range<ByteOffset>
        var wrapped: Bool
    }

    private static let stepTime = Duration.milliseconds(3)
    /// Searched at once on the way back, from start to end: the last match of it is the nearest.
    private static let blockLength = 256 << 10

    private let pattern: Pattern
    private let text: any Searchable
    private let direction: Direction
    private var legs: [Leg]
    private var walk: MatchWalk?
    private var nearest: Range<ByteOffset>?
    private var result: Progress?

    /// Forward, finds the first match that begins at or after `from`; backward, the last that begins before it.
    package init(pattern: Pattern, in text: any Searchable, from: ByteOffset, direction: Direction) {
        self.pattern = pattern
        self.text = text
        self.direction = direction
        let end = text.end
        let from = max(.zero, min(from, end))
        let head = ByteOffset.zero..<from, tail = from..<end
        legs =
            switch direction {
            case .forward: [Leg(range: tail, wrapped: false), Leg(range: head, wrapped: true)]
            case .backward: [Leg(range: head, wrapped: false), Leg(range: tail, wrapped: true)]
            }
    }

    /// Searches for a few milliseconds.
    package mutating func step() -> Progress {
        if let result { return result }
        var limit = TimeLimit(MatchFinder.stepTime)
        let matcher = Matcher(pattern.code)
        while let leg = legs.first {
            let progress = direction == .forward ? goOn(leg, matcher, &limit) : goBack(leg, matcher, &limit)
            if let progress {
                if progress != .more { result = progress }
                return progress
            }
        }
        result = .notFound
        return .notFound
    }

    /// Passes over all that lies between the match that was found and `place`.
    package mutating func goOn(from place: ByteOffset) {
        guard let range = legs.first?.range else { return }
        result = nil
        walk = nil
        nearest = nil
        let place = min(max(place, range.lowerBound), range.upperBound)
        legs[0].range = direction == .forward ? place..<range.upperBound : range.lowerBound..<place
    }

    /// Nil: the leg is done.
    private mutating func goOn(_ leg: Leg, _ matcher: Matcher, _ limit: inout TimeLimit) -> Progress? {
        var walk = walk ?? MatchWalk(of: pattern, in: text, from: leg.range)
        switch walk.next(with: matcher, until: &limit) {
        case .match(let match):
            return .found(match, wrapped: leg.wrapped)
        case .outOfTime:
            self.walk = walk
            return .more
        case .end:
            self.walk = nil
            legs.removeFirst()
            return nil
        }
    }

    private mutating func goBack(_ leg: Leg, _ matcher: Matcher, _ limit: inout TimeLimit) -> Progress? {
        let end = leg.range.upperBound
        guard end > leg.range.lowerBound else {
            legs.removeFirst()
            return nil
        }
        let start = text.start(notAfter: max(leg.range.lowerBound, end - MatchFinder.blockLength))
        let block = max(start, leg.range.lowerBound)..<end
        var walk = walk ?? MatchWalk(of: pattern, in: text, from: block)
        while true {
            switch walk.next(with: matcher, until: &limit) {
            case .match(let match):
                nearest = match
            case .outOfTime:
                self.walk = walk
                return .more
            case .end:
                if let nearest { return .found(nearest, wrapped: leg.wrapped) }
                self.walk = nil
                legs[0].range = leg.range.lowerBound..<block.lowerBound
                return nil
            }
        }
    }
}

/// Which way a search goes.
package enum Direction: Sendable {
    case forward, backward

    /// Where the search for the match after `match` starts.
    package func next(after match: Range<ByteOffset>) -> ByteOffset {
        self == .forward ? max(match.upperBound, match.lowerBound + 1) : match.lowerBound
    }
}
