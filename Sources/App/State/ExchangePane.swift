internal import Bodies
internal import Documents
package import HTTP
package import Plan
package import Jobs
internal import Screen

/// One exchange of the viewer: what was asked for, how far it has come, and the place in its body.
/// Times are those of the program; what belongs to a fetch before the last is not heard.
package struct ExchangePane: Sendable {
    @Shared package private(set) var plan: Plan
    /// The command whose output it shows, and the exchange that it was typed in; `nil` for an exchange with a server.
    @Shared package internal(set) var command: (run: ShellCommand, source: Int)?
    /// A filter that a pasted command had after it, for `|`.
    var leftOutFilter: String?
    @Shared package internal(set) var exchange = Exchange()
    /// The fetch that runs or ran last; `nil` while the exchange waits for its turn.
    package internal(set) var fetch: FetchID?
    var fetchStart = Duration.zero
    var firstByte: Duration?
    /// The one that `fetch` is.
    private(set) var attempt: Attempt?
    var rate = RateMeter()
    /// When the bytes of a fetch's body came.
    @Shared var arrivals: Arrivals?
    /// The heads that came, and when, since the fetch's start.
    private(set) var hops: [(status: Int, time: Duration)] = []
    private static let mostHops = 100
    /// Why its body does not go on.
    var hold: BodyHold?
    /// Why its body ends before that of the file does.
    var notKept: String?
    /// The file that the body goes into as well.
    var outputPath: String?
    @Shared package internal(set) var body: BodyPane
    /// How the headers panel shows the bodies of its requests.
    var sentView = ViewKind.text
    /// It is in the list no more (`:d`).
    var isRemoved = false

    init(_ plan: Plan, view: ViewKind, _ settings: ViewerSettings) {
        self.plan = plan
        body = BodyPane(view: view, settings)
    }

    /// A fetch is on its way; what is on the screen stays there until it has a body. Returns the fetch that nothing is
    /// shown of any more, if there is one; so do the others that say so.
    mutating func begin(_ attempt: Attempt, at time: Duration) -> FetchID? {
        let superseded = fetch == body.fetch ? nil : fetch
        self.attempt = attempt
        fetch = FetchID(attempt)
        exchange = Exchange()
        fetchStart = time
        firstByte = nil
        rate = RateMeter()
        hops = []
        hold = nil
        notKept = nil
        return superseded
    }

    /// Returns a fetch that nothing is shown of any more.
    mutating func take(_ event: TransferEvent, at time: Duration) -> FetchID? {
        exchange.apply(event)
        if case .head(let head) = event {
            rate.noteHead(at: time - fetchStart)
            if !head.isInterim, hops.count < ExchangePane.mostHops { hops.append((head.status, time - fetchStart)) }
        }
        guard case .finished(_, let report) = event else { return nil }
        rate.note(bytes: report.counts.wireBytes, at: time - fetchStart)
        // What failed before it was sent has no timing.
        if report.timing.total == nil { exchange.report.timing.total = time - fetchStart }
        guard body.fetch != fetch else { return nil }
        // What it decodes to is still to come.
        if body.decodes, report.counts.wireBytes > 0 { return nil }
        // A refetch without a body: what is on the screen belongs to no answer any more.
        defer { body.clear() }
        return body.fetch
    }

    mutating func note(_ report: TransferReport, at time: Duration) {
        guard isTransferring else { return }
        exchange.report = report
        rate.note(bytes: report.counts.wireBytes, at: time - fetchStart)
    }

    /// The body of a fetch has begun, or begins once more. Returns a fetch that nothing is shown of any more.
    mutating func begin(_ document: Document, decoded: Packing?, of id: FetchID, indexing: JobID, at time: Duration) -> FetchID? {
        let shown = body.fetch
        body.begin(document, decoded, id, indexing: indexing, mayGrow: isTransferring)
        guard shown != id else { return nil }
        firstByte = time
        return shown
    }

    /// More lines have been found by a job. Returns the job of a view that is not shown any more.
    mutating func take(_ delta: IndexDelta, of job: JobID, at time: Duration, _ size: Size, _ views: [ViewKind]) -> JobID? {
        let replaced = body.apply(delta, of: job)
        study(views)
        settleOpening(at: time, size)
        return replaced
    }

    /// Finds out what its body is.
    mutating func study(_ views: [ViewKind]) {
        if body.isStudied { return }
        body.study(exchange.finalHead, plan.source == .network && command == nil ? plan.request : nil, views)
    }

    /// A body that fills its first screen at once is a page to be read from its top; one that trickles in, or
    /// says that it is a stream, is followed. Until the screen is full the two look the same.
    private mutating func settleOpening(at time: Duration, _ size: Size) {
        guard body.isOpening, body.document != nil else { return }
        let fromTop = Viewport(anchor: .top, wraps: body.pane.viewport.wraps)
        guard !fromTop.page(of: body.pane.source, size: size).reachesEnd else { return }
        body.isOpening = false
        let comesBitByBit = time - (firstByte ?? time) >= .milliseconds(250) || isDeclaredStream
        let follows = body.followMode == .auto ? comesBitByBit : body.followMode == .on
        if !follows { body.pane.viewport.anchor = .top }
    }

    private var isDeclaredStream: Bool {
        guard let type = exchange.finalHead?.fields["content-type"] else { return false }
        let media = MediaType(type)
        // Kubernetes says so of a watch.
        if media.parameters.contains(where: { $0.name == "stream" && $0.value == "watch" }) { return true }
        return ExchangePane.streams.contains(media.essence) || ExchangePane.streamMarks.contains { media.essence.contains($0) }
    }

    /// Types of what comes bit by bit as long as there is something to say.
    private static let streams: Set<String> = [
        "text/event-stream", "multipart/x-mixed-replace", "application/json-seq", "application/vnd.amazon.eventstream",
        "application/vnd.docker.raw-stream", "application/vnd.docker.multiplexed-stream",
    ]
    /// What is in the names of the others: `application/x-ndjson`, `application/x-jsonlines`, `application/connect+json`.
    private static let streamMarks = ["ndjson", "jsonl", "json-lines", "stream+json", "json-stream", "connect+", "grpc"]

    /// A request of the last fetch has left.
    var wasSent: Bool { !exchange.requestHeads.isEmpty }

    // Asked for often: the phase alone is looked at.
    package var isTransferring: Bool {
        @inline(__always) get { if case .ended = exchange.phase { false } else { fetch != nil } }
    }

    /// From the fetch's start until now, or until it ended.
    func elapsed(at time: Duration) -> Duration {
        guard fetch != nil else { return .zero }
        return (isTransferring ? nil : exchange.report.timing.total) ?? time - fetchStart
    }

    /// Nothing has come for so long: said in the bar.
    static let leastStall = Duration.seconds(3)

    /// Whole seconds since the last byte, from three on; `nil` if nothing is awaited.
    func stalledSeconds(at time: Duration) -> Int? {
        guard exchange.phase == .receiving, let lastArrival = rate.lastArrival else { return nil }
        let quiet = time - fetchStart - lastArrival
        return quiet >= ExchangePane.leastStall ? Int(quiet.components.seconds) : nil
    }
}
