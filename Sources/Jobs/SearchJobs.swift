internal import Bodies
internal import Documents
internal import Search

/// Looks for the next match.
///
/// It looks in what there was when it began: what comes meanwhile is looked at by the next search.
struct FindJob: Job {
    let query: SearchQuery
    private var text: (any Searchable)?
    private var finder: MatchFinder?

    init(_ query: SearchQuery) {
        self.query = query
    }

    var priority: JobPriority { .finding }

    mutating func extend(to material: JobMaterial) {
        text = material.text
    }

    mutating func step(_ findings: inout [JobFinding]) -> JobState {
        if finder == nil, let text {
            finder = MatchFinder(pattern: query.pattern, in: text, from: query.from, direction: query.direction)
        }
        switch finder?.step() {
        case .more?: return .working
        case .found(let range, let wrapped)?:
            if let lines = query.lines, let place = query.direction.place(afterHidden: range, in: lines) {
                finder?.goOn(from: place)
                return .working
            }
            findings.append(.found(range, wrapped: wrapped))
        case .notFound?, nil: findings.append(.notFound)
        }
        return .ended
    }
}

extension Direction {
    /// Where a search goes on after a match in a line that is not shown; nil if it is shown.
    fileprivate func place(afterHidden match: Range<ByteOffset>, in lines: Document) -> ByteOffset? {
        guard let filter = lines.filter, case let line = lines.line(at: match.lowerBound), !filter.shows(line) else { return nil }
        switch self {
        case .forward:
            return filter.lines(from: line, count: 1, before: LineNumber(lines.lineCount)).first.map(lines.start) ?? lines.snapshot.end
        case .backward: return filter.lines(before: line, count: 1).first.map { lines.start(of: $0 + 1) } ?? .zero
        }
    }
}

/// Counts all matches, and says which of them the current one is.
struct CountJob: Job {
    private let pattern: Pattern
    private var counter: MatchCounter?
    private var text: (any Searchable)?
    private var map: MatchMap?
    private var current: Range<ByteOffset>?
    /// Which match `current` is, one-based; once known it stays, for nothing arrives before it.
    private var ordinal: Int?
    private var hasNews = false

    init(_ pattern: Pattern) {
        self.pattern = pattern
    }

    var priority: JobPriority { .counting }

    mutating func extend(to material: JobMaterial) {
        text = material.text
        if counter == nil {
            counter = MatchCounter(pattern: pattern, in: material.text)
        } else {
            counter?.extend(to: material.text)
        }
    }

    mutating func note(current: Range<ByteOffset>) {
        self.current = current
        ordinal = nil
        hasNews = true
    }

    mutating func step(_ findings: inout [JobFinding]) -> JobState {
        let map = counter?.step()
        if let map {
            hasNews = hasNews || self.map?.total != map.total || self.map?.isPartial != map.isPartial || ordinal == nil && current != nil
            self.map = map
        }
        report(&findings)
        return map == nil ? .waiting : .working
    }

    private mutating func report(_ findings: inout [JobFinding]) {
        guard hasNews, let map, let text else { return }
        hasNews = false
        if ordinal == nil, let current { ordinal = map.ordinal(of: current.lowerBound, pattern: pattern, in: text) }
        findings.append(.counted(total: map.total, ordinal: ordinal, isPartial: map.isPartial))
    }
}

/// The matches on the screen.
struct HighlightJob: Job {
    private let pattern: Pattern
    private let ranges: [Range<ByteOffset>]
    private var text: (any Searchable)?

    init(_ pattern: Pattern, in ranges: [Range<ByteOffset>]) {
        self.pattern = pattern
        self.ranges = ranges
    }

    var priority: JobPriority { .highlighting }

    mutating func extend(to material: JobMaterial) {
        text = material.text
    }

    mutating func step(_ findings: inout [JobFinding]) -> JobState {
        if let text { findings.append(.highlighted(pattern.matches(in: ranges, of: text), in: ranges)) }
        return .ended
    }
}
