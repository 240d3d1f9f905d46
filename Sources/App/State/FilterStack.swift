internal import Bodies
internal import Documents
internal import Jobs
internal import Screen
internal import Search

/// One filter of a body: which lines it means, and which they are as far as is known.
struct LineFilter: Sendable {
    enum Meaning: Sendable, Equatable {
        /// Found by a job.
        case rows(RowCondition)
        /// Known by the places of the lines.
        case arrived(ArrivalSpan)
    }

    /// As it was typed after `&`.
    let text: String
    var meaning: Meaning
    /// The other lines are shown.
    let isInverted: Bool
    var isOn = true
    /// The job that finds the lines.
    var job: JobID?
    /// The lines that it means.
    var rows = RowSet()
    /// Whether it means the line after them, which is not finished; nil if there is none, or it is not known.
    var last: Bool?

    /// Nil if it is empty; throws a `PatternError`.
    init?(_ typed: String, in view: ViewKind) throws {
        let isInverted = typed.first == "!"
        let text = isInverted ? String(typed.dropFirst()) : typed
        guard !text.isEmpty else { return nil }
        self.isInverted = isInverted
        self.text = typed
        meaning = try Meaning(special: text, in: view) ?? .rows(.pattern(Pattern(text)))
    }

    /// The lines of that level at least.
    init(_ level: LogLevel) {
        text = "level>=\(level.name)"
        isInverted = false
        meaning = .rows(.test(.level(level)))
    }

    /// What is typed may mean something else in another view.
    fileprivate mutating func read(in view: ViewKind) {
        if isLevel { return }
        if let other = try? LineFilter(text, in: view) { meaning = other.meaning }
    }

    var isLevel: Bool { if case .rows(.test(.level)) = meaning { true } else { false } }

    /// The unfinished line after so many passes it; those that came in a time may be known one line further.
    fileprivate func passesLast(_ count: Int) -> Bool {
        if rows.rowCount > count { return rows.contains(count) != isInverted }
        return rows.rowCount == count && last.map { $0 != isInverted } == true
    }

    /// How many lines it lets pass, of those that it has come to.
    var passing: Int { isInverted ? rows.rowCount - rows.count : rows.count }
}

/// The filters of a body. A line is shown if each of them that is on lets it pass.
struct FilterStack: Sendable {
    private(set) var filters: [LineFilter] = []
    /// Lines shown above and below each one that passes.
    var context = 0
    /// All lines are shown for now; the filters are kept.
    private(set) var isLeft = false
    /// A line is looked at among all lines; where to come back to.
    var whole: (viewport: Viewport, cursor: LineNumber?)?
    /// What is shown of the finished lines.
    private var known = RowSet()

    var isOn: Bool { !isLeft && whole == nil && active.count > 0 }
    var isEmpty: Bool { filters.isEmpty }
    /// One of them asks when lines came.
    var hasArrived: Bool { filters.contains { if case .arrived = $0.meaning { true } else { false } } }

    private var active: [LineFilter] { filters.filter(\.isOn) }

    /// For the bar: `&error &!debug`.
    var text: String { active.map { "&\($0.text)" }.joined(separator: " ") }

    /// The lines that are shown; nil for all of them.
    var rows: FilteredRows? {
        guard isOn else { return nil }
        var matches = known
        // The line that is just coming.
        let active = active
        if active.allSatisfy({ $0.passesLast(matches.rowCount) }) { matches.append(matches.rowCount) }
        return FilteredRows(matches: matches, context: context)
    }

    mutating func leave() {
        isLeft = true
        whole = nil
    }

    mutating func enter() {
        isLeft = false
        whole = nil
    }

    /// After filters that were left begins a new stack.
    mutating func add(_ filter: LineFilter) -> [JobID] {
        var stopped: [JobID] = []
        if isLeft {
            stopped = filters.compactMap(\.job)
            filters = []
            context = 0
        }
        enter()
        filters.append(filter)
        known = RowSet()
        return stopped
    }

    mutating func change(_ index: Int, _ change: (inout LineFilter) -> Void) {
        guard filters.indices.contains(index) else { return }
        change(&filters[index])
        known = RowSet()
        combine()
    }

    mutating func remove(_ index: Int) -> LineFilter? {
        guard filters.indices.contains(index) else { return nil }
        defer {
            known = RowSet()
            combine()
        }
        return filters.remove(at: index)
    }

    func owns(_ job: JobID) -> Bool { filters.contains { $0.job == job } }

    /// The lines that came in a time may be others.
    mutating func update(_ document: Document, _ log: ArrivalLog?) {
        var isChanged = false
        for index in filters.indices {
            guard case .arrived(let span) = filters[index].meaning else { continue }
            let rows = log.map { span.rows(of: document, $0) } ?? RowSet(0..<document.lineCount, of: document.lineCount)
            if rows == filters[index].rows { continue }
            filters[index].rows = rows
            isChanged = true
        }
        guard isChanged else { return }
        known = RowSet()
        combine()
    }

    /// More lines are known of the filter of a job.
    mutating func take(_ rows: RowSet, last: Bool?, of job: JobID) {
        guard let index = filters.firstIndex(where: { $0.job == job }) else { return }
        filters[index].rows = rows
        filters[index].last = last
        combine()
    }

    private mutating func combine() {
        known = RowSet.intersection(of: active.map { ($0.rows, $0.isInverted) }, known: known)
    }

    /// The view is another.
    mutating func read(in view: ViewKind) {
        for index in filters.indices { filters[index].read(in: view) }
    }

    /// All lines are others: those that the filters mean are to be found by these jobs.
    mutating func begin(_ jobs: [JobID]) {
        for (index, job) in zip(filters.indices, jobs) {
            filters[index].job = job
            filters[index].rows = RowSet()
            filters[index].last = nil
        }
        known = RowSet()
    }
}

extension LineFilter.Meaning {
    /// What is no pattern; nil if the text is none of that, all of it, or the view has nothing of the kind.
    fileprivate init?(special text: String, in view: ViewKind) {
        if let span = ArrivalSpan(text) {
            self = .arrived(span)
        } else if view == .events, text.hasPrefix("event:"), text.count > 6 {
            self = .rows(.test(.event(String(text.dropFirst(6)))))
        } else if view == .records, let test = FieldTest(text) {
            self = .rows(.test(.field(test)))
        } else {
            return nil
        }
    }
}
