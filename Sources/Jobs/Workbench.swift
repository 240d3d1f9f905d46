package import Bodies
package import Documents
internal import Screen
internal import Search

/// All the jobs on one body, and those on texts: which there are, and whose turn it is.
///
/// A value without threads: the program runs it on a queue, the tests run it in place.
package struct Workbench: Sendable {
    private struct Entry: Sendable {
        let id: JobID
        /// On the body, and not on a text that stays as it is.
        let isOnBody: Bool
        var job: any Job
        var state = JobState.working
    }

    private var body: BodySnapshot?
    private var charset: Charset
    /// What the view that is shown, or will be, has searched.
    private var view = ViewKind.text
    private let asciiOnly: Bool
    /// In order of priority, then of starting.
    private var entries: [Entry] = []
    /// The lines of a body in a charset other than UTF-8, or in a view with a text of its own, by which it is searched; made for the
    /// first search.
    private var decoded: Decoded?

    private struct Decoded: Sendable {
        var indexer: Indexer
        var document: Document
        /// It has not come as far as the body.
        var isBehind = true
        /// It has once been as far as the body: before that a search would find too little.
        var isReady = false
    }

    /// For a body, nothing of which has been worked on; without one, for texts. `asciiOnly`: everything beyond ASCII is
    /// shown as a token.
    package init(body: BodySnapshot? = nil, charset: Charset = Charset(label: nil), asciiOnly: Bool = false) {
        self.body = body
        self.charset = charset
        self.asciiOnly = asciiOnly
    }

    /// Starts a job on the body, or on a text.
    package mutating func start(_ request: JobRequest, as id: JobID, on text: TextLines? = nil) {
        if case .index(let view, let charset, _) = request { search(in: view, as: charset) }
        var job = job(for: request)
        if let text {
            job.extend(to: JobMaterial(body: nil, text: text))
        } else {
            if job.readsText { decodeIfNeeded() }
            if let material { job.extend(to: material) }
            for entry in entries { if let index = entry.job as? IndexJob { job.note(index.document, of: entry.id) } }
        }
        let place = entries.firstIndex { $0.job.priority > job.priority } ?? entries.endIndex
        entries.insert(Entry(id: id, isOnBody: text == nil, job: job), at: place)
    }

    private func job(for request: JobRequest) -> any Job {
        switch request {
        case .index(let view, let charset, let tabs):
            IndexJob(view, charset: charset, of: body ?? BodySnapshot([]), as: CharacterDisplay(asciiOnly: asciiOnly, tabs: tabs))
        case .count(let pattern): CountJob(pattern)
        case .find(let query): FindJob(query)
        case .highlight(let pattern, let ranges): HighlightJob(pattern, in: ranges)
        case .answer(let view): AnswerJob(view)
        case .bracket(let query): BracketJob(query)
        case .filter(let condition, let indexing): FilterJob(condition, of: indexing)
        }
    }

    package mutating func stop(_ id: JobID) {
        entries.removeAll { $0.id == id }
    }

    /// The body has grown, or has ended.
    package mutating func extend(to body: BodySnapshot) {
        self.body = body
        decoded?.indexer.extend(to: body)
        decoded?.isBehind = true
        extendJobs()
    }

    /// The body as far as it has come, and as far as it can be searched.
    private var material: JobMaterial? {
        guard let body else { return nil }
        let readsEscapes = view.searched != .asSent
        if let decoded { return JobMaterial(body: body, text: SearchableBody(decoded.document, readsEscapes: readsEscapes)) }
        guard view.searched != .lines, let text = SearchableBody(body, charset: charset, readsEscapes: readsEscapes) else {
            return JobMaterial(body: body, text: TextLines())
        }
        return JobMaterial(body: body, text: text)
    }

    private mutating func extendJobs() {
        guard let material else { return }
        for index in entries.indices where entries[index].isOnBody {
            entries[index].job.extend(to: material)
            entries[index].state = .working
        }
    }

    /// Nothing to do until something is asked for or the body grows.
    package var isIdle: Bool { decoded?.isBehind != true && entries.allSatisfy { $0.state == .waiting } }

    /// Does one step of the jobs whose turn it is, and returns what they have to say.
    package mutating func step() -> [(JobID, JobFinding)] {
        decode()
        var said: [(JobID, JobFinding)] = []
        var isFinding = false
        for index in entries.indices where entries[index].state == .working {
            let priority = entries[index].job.priority
            if entries[index].job.readsText, entries[index].isOnBody, decoded?.isReady == false { continue }
            // Counting waits for a search under way: the match is what the eye is waiting for.
            if isFinding && priority > .finding { break }
            var findings: [JobFinding] = []
            entries[index].state = entries[index].job.step(&findings)
            if priority == .finding && entries[index].state == .working { isFinding = true }
            if !findings.isEmpty, entries.count > 1, let job = entries[index].job as? IndexJob { tell(of: job.document, entries[index].id) }
            for finding in findings {
                said.append((entries[index].id, finding))
                if case .found(let range, _) = finding, let job = entries[index].job as? FindJob { note(range, job.query.counting) }
            }
        }
        entries.removeAll { $0.state == .ended }
        return said
    }

    private mutating func note(_ match: Range<ByteOffset>, _ counting: JobID) {
        guard let index = entries.firstIndex(where: { $0.id == counting }) else { return }
        entries[index].job.note(current: match)
        entries[index].state = .working
    }

    /// Those that work on the lines of a job go on.
    private mutating func tell(of document: Document, _ job: JobID) {
        for index in entries.indices where entries[index].job is FilterJob {
            entries[index].job.note(document, of: job)
            entries[index].state = .working
        }
    }

    // MARK: Texts that are no bytes of the body

    private mutating func search(in view: ViewKind, as charset: Charset) {
        if charset != self.charset || view.searched != self.view.searched { decoded = nil }
        self.charset = charset
        self.view = view
    }

    private mutating func decodeIfNeeded() {
        guard !charset.isUTF8 || view.searched == .lines, decoded == nil, let body else { return }
        let view = view.searched == .lines ? view : .text
        let display = CharacterDisplay(asciiOnly: asciiOnly)
        var indexer = Indexer(view: view, charset: charset, as: display)
        indexer.extend(to: body)
        let document = Document(view: view, snapshot: body, charset: charset, as: display)
        decoded = Decoded(indexer: indexer, document: document)
    }

    private mutating func decode() {
        guard decoded?.isBehind == true else { return }
        if let delta = decoded?.indexer.step() {
            decoded?.document.apply(delta)
            if decoded?.isReady == true { extendJobs() }
        } else {
            decoded?.isBehind = false
            decoded?.isReady = true
            extendJobs()
        }
    }
}
