package import Bodies
package import Documents
package import Screen
package import Search

/// Names a job of a session: what a job that was stopped still says is not heard.
package struct JobID: Sendable, Hashable {
    /// The place in the list of the exchange whose body it works on, zero-based; `nil` for the text of a panel.
    package let exchange: Int?
    /// No two jobs of a session have the same.
    package let number: Int

    package init(exchange: Int?, number: Int) {
        self.exchange = exchange
        self.number = number
    }
}

/// Names a fetch of a session.
package struct FetchID: Sendable, Hashable {
    /// The place in the list of the exchange that it is a fetch of, zero-based.
    package let exchange: Int
    /// Counted over the whole session: a later fetch has a greater number.
    package let number: Int

    package init(exchange: Int, number: Int) {
        self.exchange = exchange
        self.number = number
    }
}

/// What is worked on: the body of a fetch as it grows, or the text of a panel as it is.
package enum JobSubject: Sendable {
    case body(FetchID)
    case text(TextLines)
}

/// Long work that can be asked for. To add one: a case here, a finding below, and a file with its `Job`.
package enum JobRequest: Sendable {
    /// Finds the lines of a body in a view, and goes on as it grows. From then on it is searched in that charset: searches
    /// that were begun in another are to be begun anew.
    case index(ViewKind, Charset, tabs: TabStops = .standard)
    /// Counts all matches, and goes on counting as the body grows.
    case count(Pattern)
    /// Looks for the next match; ends when there is one or none.
    case find(SearchQuery)
    /// The matches in some ranges, for what is on the screen; ends at once.
    case highlight(Pattern, in: [Range<ByteOffset>])
    /// Finds out what is known of the body as a model's answer, as that view reads it, and goes on as it grows.
    case answer(ViewKind)
    /// Looks for the other one of a pair of brackets; ends when it is found or is not there.
    case bracket(BracketFinder.Query)
    /// Finds the lines that meet a condition, of those that an index job finds, and goes on as that finds more.
    case filter(RowCondition, of: JobID)
}

/// What to look for, from where, and which way, round the end.
package struct SearchQuery: Sendable {
    package var pattern: Pattern
    package var from: ByteOffset
    package var direction: Direction
    /// The job that counts the same matches, which then says which of them was found.
    package var counting: JobID
    /// Only in the lines that are shown of these; nil for everywhere.
    package var lines: Document?

    package init(pattern: Pattern, from: ByteOffset, direction: Direction, counting: JobID, in lines: Document? = nil) {
        self.lines = lines
        self.pattern = pattern
        self.from = from
        self.direction = direction
        self.counting = counting
    }
}

/// What a job has to say.
package enum JobFinding: Sendable {
    case indexed(IndexDelta)
    case found(Range<ByteOffset>, wrapped: Bool)
    case notFound
    /// How many matches there are in what has been counted, and which of them the current match is (one-based).
    /// `isPartial`: there may be more in lines too long to be searched whole.
    case counted(total: Int, ordinal: Int?, isPartial: Bool = false)
    /// `.found`, `.noBracket` or `.unmatched`.
    case bracket(BracketFinder.Progress)
    case highlighted([Range<ByteOffset>], in: [Range<ByteOffset>])
    /// What is known of a model's answer so far, or of all of it.
    case answered(TranscriptFacts, isAll: Bool)
    /// The lines that meet a condition, as far as they are known; and whether the one after them, which is not finished, does so
    /// far, if there is one.
    case filtered(RowSet, last: Bool?)
}

/// What a job works on, as far as it has come.
struct JobMaterial: Sendable {
    /// `nil` when the text is made here.
    var body: BodySnapshot?
    /// What is searched. Its end may lie before the body's.
    var text: any Searchable
}

/// Which job goes before which: what the eye waits for comes first.
enum JobPriority: Int, Comparable {
    case highlighting, indexing, filtering, finding, counting

    static func < (left: JobPriority, right: JobPriority) -> Bool { left.rawValue < right.rawValue }
}

enum JobState: Sendable {
    /// There is more to do at once.
    case working
    /// Nothing to do until there is more of the body.
    case waiting
    /// Nothing more to do.
    case ended
}

/// A piece of long work as a value, done in steps of a few milliseconds. No threads inside.
protocol Job: Sendable {
    var priority: JobPriority { get }
    /// It reads the text of the body, which may have to be decoded first.
    var readsText: Bool { get }
    /// There is more to work on, or its end has come.
    mutating func extend(to material: JobMaterial)
    /// Does a few milliseconds' work, and adds what it has to say.
    mutating func step(_ findings: inout [JobFinding]) -> JobState
    /// A match of the pattern it counts has been found.
    mutating func note(current: Range<ByteOffset>)
    /// The job of that number has found these lines so far.
    mutating func note(_ document: Document, of job: JobID)
}

extension Job {
    var readsText: Bool { true }
    mutating func note(_ document: Document, of job: JobID) {}
    mutating func note(current: Range<ByteOffset>) {}
}
