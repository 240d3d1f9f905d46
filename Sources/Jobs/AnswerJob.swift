internal import Documents

/// Finds out what is known of a body as a model's answer, and goes on as it grows.
struct AnswerJob: Job {
    private var reader: AnswerReader

    init(_ view: ViewKind) {
        reader = AnswerReader(view)
    }

    var priority: JobPriority { .filtering }
    var readsText: Bool { false }

    mutating func extend(to material: JobMaterial) {
        if let body = material.body { reader.extend(to: body) }
    }

    mutating func step(_ findings: inout [JobFinding]) -> JobState {
        if let facts = reader.step() { findings.append(.answered(facts, isAll: reader.isAtEnd)) }
        return reader.isHopeless ? .ended : reader.isBehind ? .working : .waiting
    }
}
