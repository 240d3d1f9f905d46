internal import App
internal import Bodies
internal import Dispatch
internal import Documents
internal import Search
internal import System

/// Does the long work on one body, in steps of a few milliseconds on a serial queue of its own: indexing what
/// arrives, looking for matches, counting them. Says what it finds to the mailbox.
final class DocumentWorker: Sendable {
    /// What was asked for and not yet taken up. Locked for moments only, by any thread.
    private struct Inbox {
        var snapshot: BodySnapshot
        var finds: FindRequest?
        var counts: CountRequest?
        var highlights: (pattern: Pattern, range: Range<ByteOffset>, id: SearchID)?
        /// A step is on the queue.
        var isScheduled = false
    }

    private enum FindRequest: Sendable {
        case find(SearchQuery)
        case stop
    }

    private enum CountRequest: Sendable {
        case count(Pattern, SearchID)
        case forget
    }

    /// Touched by steps on the queue only; the lock is never waited for.
    private struct Work {
        var document: Document
        var indexer: Indexer
        var find: (job: MatchFinder, id: SearchID)?
        var count: (job: MatchCounter, pattern: Pattern, id: SearchID)?
        var map: MatchMap?
        var current: Range<ByteOffset>?
        /// Which match `current` is, one-based; once known it stays, for nothing arrives before it.
        var ordinal: Int?
    }

    private let fetch: FetchID
    private let mailbox: Mailbox
    private let queue = DispatchQueue(label: "curlew.document", qos: .userInitiated)
    private let inbox: Lock<Inbox>
    private let work: Lock<Work>

    init(document: Document, fetch: FetchID, mailbox: Mailbox) {
        self.fetch = fetch
        self.mailbox = mailbox
        inbox = Lock(Inbox(snapshot: document.snapshot))
        work = Lock(Work(document: document, indexer: Indexer(charset: document.charset)))
    }

    /// The body has grown to `snapshot`.
    func extend(to snapshot: BodySnapshot) {
        ask { $0.snapshot = snapshot }
    }

    func find(_ query: SearchQuery) {
        ask { $0.finds = .find(query) }
    }

    func stopFinding() {
        ask { $0.finds = .stop }
    }

    func count(_ pattern: Pattern, _ id: SearchID) {
        ask { $0.counts = .count(pattern, id) }
    }

    func forgetSearch() {
        ask {
            $0.finds = .stop
            $0.counts = .forget
        }
    }

    func highlight(_ pattern: Pattern, in range: Range<ByteOffset>, _ id: SearchID) {
        ask { $0.highlights = (pattern, range, id) }
    }

    private func ask(_ change: (inout Inbox) -> Void) {
        let isIdle = inbox.withLock { inbox in
            change(&inbox)
            defer { inbox.isScheduled = true }
            return !inbox.isScheduled
        }
        if isIdle { queue.async { self.step() } }
    }

    /// One round: what was asked for is taken up, and each job that is on does one step.
    private func step() {
        var asked = inbox.withLock { inbox in
            defer {
                inbox.finds = nil
                inbox.counts = nil
                inbox.highlights = nil
            }
            return inbox
        }
        let goesOn = work.withLock { work in
            takeUp(&asked, &work)
            let indexes = index(to: asked.snapshot, &work)
            let finds = find(&work)
            // Counting waits for the look-out: the match is what the eye is waiting for.
            let counts = finds ? false : count(&work)
            return indexes || finds || counts
        }
        let isIdle = inbox.withLock { inbox in
            let hasMail =
                inbox.finds != nil || inbox.counts != nil || inbox.highlights != nil
                || inbox.snapshot.length != asked.snapshot.length || inbox.snapshot.isComplete != asked.snapshot.isComplete
            inbox.isScheduled = goesOn || hasMail
            return !inbox.isScheduled
        }
        if !isIdle { queue.async { self.step() } }
    }

    private func takeUp(_ asked: inout Inbox, _ work: inout Work) {
        switch asked.counts {
        case .count(let pattern, let id)?:
            work.count = (MatchCounter(pattern: pattern, in: SearchableBody(work.document)), pattern, id)
            work.map = nil
            work.current = nil
            work.ordinal = nil
        case .forget?:
            work.count = nil
            work.map = nil
        case nil: break
        }
        switch asked.finds {
        case .find(let query)?:
            let job = MatchFinder(pattern: query.pattern, in: SearchableBody(work.document), from: query.from, direction: query.direction)
            work.find = (job, query.id)
        case .stop?: work.find = nil
        case nil: break
        }
        if let (pattern, range, id) = asked.highlights {
            let matches = pattern.matches(in: range, of: SearchableBody(work.document))
            mailbox.post(.highlighted(matches, in: range, id))
        }
    }

    private func index(to snapshot: BodySnapshot, _ work: inout Work) -> Bool {
        work.indexer.extend(to: snapshot)
        guard let delta = work.indexer.step() else { return false }
        work.document.apply(delta)
        work.count?.job.extend(to: SearchableBody(work.document))
        mailbox.post(.indexed(delta, fetch))
        return true
    }

    private func find(_ work: inout Work) -> Bool {
        guard case (var job, let id)? = work.find else { return false }
        switch job.step() {
        case .more:
            work.find = (job, id)
            return true
        case .found(let range, let wrapped):
            work.find = nil
            work.current = range
            work.ordinal = nil
            mailbox.post(.searched(.found(range, wrapped: wrapped), id))
            postCount(&work, id)
        case .notFound:
            work.find = nil
            mailbox.post(.searched(.notFound, id))
        }
        return false
    }

    private func count(_ work: inout Work) -> Bool {
        guard let map = work.count?.job.step(), let id = work.count?.id else { return false }
        let isNews = work.map?.total != map.total
        work.map = map
        if isNews || work.ordinal == nil && work.current != nil { postCount(&work, id) }
        return true
    }

    private func postCount(_ work: inout Work, _ id: SearchID) {
        guard let map = work.map, let count = work.count, count.id == id else { return }
        if work.ordinal == nil, let current = work.current {
            work.ordinal = map.ordinal(of: current.lowerBound, pattern: count.pattern, in: SearchableBody(work.document))
        }
        mailbox.post(.searched(.counted(total: map.total, ordinal: work.ordinal), id))
    }
}
