internal import Bodies
internal import Bytes

/// Counts all matches, and goes on counting as the text grows.
package struct MatchCounter: Sendable {
    private static let stepTime = Duration.milliseconds(3)

    private let pattern: Pattern
    private var text: any Searchable
    /// What no later byte changes.
    private var settled = MatchMap()
    /// That, and what is counted of the rest: it is counted anew when the text has grown.
    private var counted = MatchMap()
    /// The stretch after that, and the count with what was found in it.
    private var current: (scan: BothSpellings, map: MatchMap)?
    private var pace = Pace()
    /// The last answer.
    private var latest = MatchMap()
    private var isCaughtUp = false

    package init(pattern: Pattern, in text: any Searchable) {
        self.pattern = pattern
        self.text = text
    }

    /// More of the same text, or its end, has come.
    package mutating func extend(to text: any Searchable) {
        self.text = text
        isCaughtUp = false
        let goesOn = current.map { $0.scan.stretch.isSettled && counted.scanned == settled.scanned } ?? false
        if !goesOn { current = nil }
        counted = settled
    }

    /// Counts for a few milliseconds; nil when there is nothing left to do.
    package mutating func step() -> MatchMap? {
        if isCaughtUp { return nil }
        var limit = TimeLimit(MatchCounter.stepTime)
        let matcher = Matcher(pattern.code)
        while !limit.isReached {
            guard current != nil || begin() else {
                isCaughtUp = true
                break
            }
            if countLiteral() {
                _ = limit.lap()
            } else {
                search(matcher, &limit)
            }
        }
        return latest
    }

    /// Counts a literal in the whole stretch; false if it is another pattern, or the stretch holds more than its bytes.
    private mutating func countLiteral() -> Bool {
        guard let literal = pattern.literal, let scan = current?.scan, scan.isPlain, case let stretch = scan.stretch,
            case .following(let origin) = stretch.places
        else { return false }
        stretch.text.withUnsafeBufferPointer { text in
            var start = stretch.starts.lowerBound
            while start < stretch.starts.upperBound {
                let offset = origin + start
                let end = min(stretch.starts.upperBound, start + MatchMap.band - offset.bytes % MatchMap.band)
                let (count, next) = literal.count(in: text, starts: start..<end)
                if count > 0 { current?.map.add(count, at: offset) }
                start = next
            }
        }
        finish()
        return true
    }

    /// Takes up the next stretch; false at the end.
    private mutating func begin() -> Bool {
        guard let stretch = text.stretch(at: ByteOffset(counted.scanned)) else { return false }
        current = (BothSpellings(stretch, for: pattern, pace: pace), counted)
        return true
    }

    private mutating func search(_ matcher: Matcher, _ limit: inout TimeLimit) {
        let pattern = pattern
        while let finding = current?.scan.find(pattern, with: matcher, until: &limit) {
            switch finding {
            case .match(let match): current?.map.add(match)
            case .outOfTime: return
            case .end: return finish()
            }
        }
    }

    private mutating func finish() {
        guard let (scan, map) = current else { return }
        current = nil
        pace = scan.pace
        let follows = counted.scanned == settled.scanned
        counted = map
        counted.isPartial = counted.isPartial || scan.isPartial
        counted.scanned = scan.stretch.range.upperBound.bytes
        if scan.stretch.isSettled && follows { settled = counted }
        // While the rest is counted anew, the last answer stands.
        if counted.scanned >= latest.scanned { latest = counted }
    }
}
