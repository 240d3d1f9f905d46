internal import Bodies
internal import Documents

/// Finds the lines of a body in a view.
struct IndexJob: Job {
    private var indexer: Indexer
    /// What has been found, for those who work on the lines.
    private(set) var document: Document

    init(_ view: ViewKind, charset: Charset, of body: BodySnapshot, asciiOnly: Bool) {
        document = Document(view: view, snapshot: body, charset: charset, asciiOnly: asciiOnly)
        indexer = Indexer(view: view, charset: charset, asciiOnly: asciiOnly)
    }

    var priority: JobPriority { .indexing }
    var readsText: Bool { false }

    mutating func extend(to material: JobMaterial) {
        if let body = material.body { indexer.extend(to: body) }
    }

    mutating func step(_ findings: inout [JobFinding]) -> JobState {
        guard let delta = indexer.step() else { return .waiting }
        document.apply(delta)
        findings.append(.indexed(delta))
        return indexer.isBehind ? .working : .waiting
    }
}
