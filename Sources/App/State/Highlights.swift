internal import Bodies
internal import Jobs
internal import Screen
internal import Search

/// A pattern that is marked wherever it is on the screen, and counted.
struct Highlight: Sendable {
    let pattern: Pattern
    var counting: JobID
    /// It is shown.
    var isOn = true
    /// The job that looks for those on the screen, while there is one.
    var marking: JobID?
    var total: Int?
    /// The matches in `ranges`.
    var matches: [Range<ByteOffset>] = []
    var ranges: [Range<ByteOffset>]?
}

extension Role {
    /// One of six, of the highlight with that place in the list.
    static func mark(_ index: Int) -> Role { [.mark1, .mark2, .mark3, .mark4, .mark5, .mark6][index % 6] }
}
