internal import Search

/// Looks for the other one of a pair of brackets, in what there was when it began.
struct BracketJob: Job {
    private let query: BracketFinder.Query
    private var finder: BracketFinder?

    init(_ query: BracketFinder.Query) {
        self.query = query
    }

    var priority: JobPriority { .finding }

    mutating func extend(to material: JobMaterial) {
        if finder == nil { finder = BracketFinder(query, in: material.text) }
    }

    mutating func step(_ findings: inout [JobFinding]) -> JobState {
        let progress = finder?.step() ?? .noBracket
        if progress == .more { return .working }
        findings.append(.bracket(progress))
        return .ended
    }
}
