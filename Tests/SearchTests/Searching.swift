import Bodies
import Documents
import Search

func document(_ bytes: some Sequence<UInt8>, charset: String? = nil) throws -> Document {
    var growing = try GrowingDocument(charset: charset)
    try growing.append(bytes)
    growing.finish()
    return growing.document
}

func document(_ text: String) throws -> Document {
    try document(text.utf8)
}

extension Range<ByteOffset> {
    init(bytes: Range<Int>) {
        self = ByteOffset(bytes.lowerBound)..<ByteOffset(bytes.upperBound)
    }

    var bytes: Range<Int> { lowerBound.bytes..<upperBound.bytes }
}

extension FindJob {
    /// Steps to the end of the search.
    mutating func finish() -> FindProgress {
        while true {
            let progress = step()
            if progress != .more { return progress }
        }
    }
}

extension CountJob {
    /// Steps until it has caught up.
    mutating func finish() -> MatchMap? {
        var last: MatchMap?
        while let map = step() { last = map }
        return last
    }
}

extension Document {
    func find(_ pattern: Pattern, from: Int, _ direction: Direction) -> FindProgress {
        var job = FindJob(pattern: pattern, document: self, from: ByteOffset(from), direction: direction)
        return job.finish()
    }

    func count(_ pattern: Pattern) -> MatchMap {
        var job = CountJob(pattern: pattern, document: self)
        return job.finish() ?? MatchMap()
    }

    /// Every match by `n` (or `N`) after `n`, in the body's order.
    func everyMatch(_ pattern: Pattern, _ direction: Direction = .forward) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var place = direction == .forward ? 0 : snapshot.length
        while case .found(let match, wrapped: false) = find(pattern, from: place, direction) {
            found.append(match.bytes)
            place = direction == .forward ? match.bytes.upperBound : match.bytes.lowerBound
        }
        return direction == .forward ? found : found.reversed()
    }
}
