import Bodies
import Documents
import Search

func searchable(_ bytes: some Sequence<UInt8>, charset: String? = nil) throws -> SearchableBody {
    var growing = try GrowingDocument(charset: charset)
    try growing.append(bytes)
    growing.finish()
    return growing.text
}

func searchable(_ text: String) throws -> SearchableBody {
    try searchable(text.utf8)
}

extension Range<ByteOffset> {
    init(bytes: Range<Int>) {
        self = ByteOffset(bytes.lowerBound)..<ByteOffset(bytes.upperBound)
    }

    var bytes: Range<Int> { lowerBound.bytes..<upperBound.bytes }
}

extension MatchFinder {
    /// Steps to the end of the search.
    mutating func finish() -> MatchFinder.Progress {
        while true {
            let progress = step()
            if progress != .more { return progress }
        }
    }
}

extension MatchCounter {
    /// Steps until it has caught up.
    mutating func finish() -> MatchMap? {
        var last: MatchMap?
        while let map = step() { last = map }
        return last
    }
}

extension Searchable {
    func find(_ pattern: Pattern, from: Int, _ direction: Direction) -> MatchFinder.Progress {
        var job = MatchFinder(pattern: pattern, in: self, from: ByteOffset(from), direction: direction)
        return job.finish()
    }

    func count(_ pattern: Pattern) -> MatchMap {
        var job = MatchCounter(pattern: pattern, in: self)
        return job.finish() ?? MatchMap()
    }

    /// Every match by `n` (or `N`) after `n`, in the body's order.
    func everyMatch(_ pattern: Pattern, _ direction: Direction = .forward) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var place = direction == .forward ? 0 : end.bytes
        while case .found(let match, wrapped: false) = find(pattern, from: place, direction) {
            found.append(match.bytes)
            place = direction == .forward ? match.bytes.upperBound : match.bytes.lowerBound
        }
        return direction == .forward ? found : found.reversed()
    }
}
