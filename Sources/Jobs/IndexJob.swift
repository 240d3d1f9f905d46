internal import Bodies
internal import Documents

/// Finds the lines of a body in a view.
struct IndexJob: Job {
    private var indexer: Indexer

    init(_ view: ViewKind, charset: Charset, asciiOnly: Bool) {
        indexer = Indexer(view: view, charset: charset, asciiOnly: asciiOnly)
    }

    var priority: JobPriority { .indexing }

    mutating func extend(to material: JobMaterial) {
        if let body = material.body { indexer.extend(to: body) }
    }

    mutating func step(_ findings: inout [JobFinding]) -> JobState {
        guard let delta = indexer.step() else { return .waiting }
        findings.append(.indexed(delta))
        return indexer.isBehind ? .working : .waiting
    }
}
