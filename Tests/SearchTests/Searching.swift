import Bodies
import Documents
import Search
import TestSupport

/// All of `store` as a document.
func document(of store: BodyStore, charset: String? = nil) -> Document {
    let charset = Charset(label: charset)
    var document = Document(snapshot: store.snapshot, charset: charset)
    var indexer = Indexer(charset: charset)
    indexer.extend(to: store.snapshot)
    while let delta = indexer.step() { document.apply(delta) }
    return document
}

func document(_ text: String, growing: Bool = false) throws -> Document {
    document(of: try body(text.utf8, growing: growing))
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
    mutating func finish() -> MatchMap? {
        var last: MatchMap?
        while let map = step() { last = map }
        return last
    }
}

/// Every match, by walking forward from the start with `n`.
func allMatches(_ pattern: Pattern, in document: Document, direction: Direction = .forward) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var place = direction == .forward ? ByteOffset.zero : document.snapshot.end
    while true {
        var job = FindJob(pattern: pattern, document: document, from: place, direction: direction)
        guard case .found(let match, wrapped: false) = job.finish() else { return found }
        found.append(match.lowerBound.bytes..<match.upperBound.bytes)
        place = direction == .forward ? match.upperBound : match.lowerBound
    }
}
