internal import Bodies

/// The matches that begin in a part of a text, in order.
struct MatchWalk: Sendable {
    private let pattern: Pattern
    private let text: any Searchable
    private let range: Range<ByteOffset>
    private var scan: BothSpellings?
    private var pace = Pace()
    /// Where the stretch begins that is searched next.
    private var position: ByteOffset

    init(of pattern: Pattern, in text: any Searchable, from range: Range<ByteOffset>) {
        self.pattern = pattern
        self.range = range
        self.text = text
        position = text.start(notAfter: max(.zero, min(range.lowerBound, text.end)))
    }

    mutating func next(with matcher: Matcher, until limit: inout TimeLimit) -> StretchScan.Finding {
        let pattern = pattern
        while true {
            if scan == nil {
                guard position < range.upperBound, var stretch = text.stretch(at: position) else { return .end }
                position = stretch.range.upperBound
                stretch.dropStarts(from: range.upperBound)
                scan = BothSpellings(stretch, for: pattern, pace: pace)
            }
            guard let finding = scan?.find(pattern, with: matcher, until: &limit) else { return .end }
            switch finding {
            case .match(let match) where match.lowerBound < range.lowerBound: continue
            case .match, .outOfTime: return finding
            case .end:
                if let scan { pace = scan.pace }
                scan = nil
            }
        }
    }
}
