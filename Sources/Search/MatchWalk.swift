internal import Bodies
internal import Documents

/// The matches that begin in a part of a body, in order.
struct MatchWalk: Sendable {
    private let pattern: Pattern
    private let stretches: Stretches
    private let range: Range<ByteOffset>
    private var scan: StretchScan?
    private var pace = Pace()
    /// Where the stretch begins that is searched next.
    private var position: ByteOffset

    init(of pattern: Pattern, in document: Document, from range: Range<ByteOffset>) {
        self.pattern = pattern
        self.range = range
        stretches = Stretches(of: document)
        position = stretches.start(notAfter: range.lowerBound)
    }

    mutating func next(with matcher: Matcher, until limit: inout TimeLimit) -> StretchScan.Finding {
        while true {
            if scan == nil {
                guard position < range.upperBound, var stretch = stretches.stretch(at: position) else { return .end }
                position = stretch.range.upperBound
                stretch.dropStarts(from: range.upperBound)
                scan = StretchScan(stretch, pace: pace)
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
