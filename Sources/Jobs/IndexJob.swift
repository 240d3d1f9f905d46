internal import Bodies
internal import Documents
internal import Screen

/// Finds the lines of a body in a view.
struct IndexJob: Job {
    private var indexer: Indexer
    /// What has been found, for those who work on the lines.
    private(set) var document: Document

    init(_ view: ViewKind, charset: Charset, of body: BodySnapshot, as display: CharacterDisplay) {
        document = Document(view: view, snapshot: body, charset: charset, as: display)
        indexer = Indexer(view: view, charset: charset, as: display)
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
