internal import Documents
internal import Search

/// Finds the lines that a filter means, of those that an index job finds, and goes on as they become more.
struct FilterJob: Job {
    /// The job that finds the lines.
    let indexing: JobID
    private let condition: RowCondition
    private var finder: RowFinder?

    init(_ condition: RowCondition, of indexing: JobID) {
        self.condition = condition
        self.indexing = indexing
    }

    var priority: JobPriority { .filtering }
    var readsText: Bool { false }

    /// What it reads are lines.
    mutating func extend(to material: JobMaterial) {}

    mutating func note(_ document: Document, of job: JobID) {
        guard job == indexing else { return }
        if finder == nil {
            finder = RowFinder(condition, in: document)
        } else {
            finder?.extend(to: document)
        }
    }

    mutating func step(_ findings: inout [JobFinding]) -> JobState {
        guard finder?.step() == true, let finder else { return .waiting }
        findings.append(.filtered(finder.rows, last: finder.last))
        return .working
    }
}
