internal import App
internal import Bodies
internal import Documents
internal import HTTP
internal import Jobs
internal import Plan
internal import Screen
internal import System
internal import Transfer

/// One transfer, the body it fills, and the worker on it; says to the mailbox what happens.
final class Fetch: Sendable {
    private struct State {
        /// The head of the body that comes.
        var head: ResponseHead?
        /// The body as it comes.
        var arrived: GrowingBody?
        var shown: Shown
        var transfer: Transfer?
        /// In the place of a transfer.
        var command: CommandRun?
    }

    /// The body that is worked on: the one that comes, or what it decodes to.
    private struct Shown {
        var reading: BodyReading
        /// The job that finds its lines.
        var indexing: JobID
        /// What is decoded and what it decodes to; nil for the body as it comes.
        var decoding: (packing: Packing, run: BodyDecoding)?
        /// From its first byte on.
        var worker: Worker?
    }

    private let id: FetchID
    /// `nil` for a command's output.
    private let outputs: ExchangeOutputs?
    private let context: RunContext
    private let asciiOnly: Bool
    private let mailbox: Mailbox
    private let state: Lock<State>

    /// `indexing`: the job that finds the lines of the body.
    init(
        id: FetchID, outputs: ExchangeOutputs?, context: RunContext, _ reading: BodyReading, indexing: JobID, asciiOnly: Bool,
        mailbox: Mailbox
    ) {
        self.id = id
        self.outputs = outputs
        self.context = context
        self.asciiOnly = asciiOnly
        self.mailbox = mailbox
        state = Lock(State(shown: Shown(reading: reading, indexing: indexing)))
    }

    func start() {
        do {
            guard let outputs else { return }
            let body = newBody(mayWait: !outputs.keepsBody)
            let sink: any BodySink = outputs.keepsBody ? besideFile(body) : body
            let transfer = try outputs.transfer(beside: sink) { [weak self] event in self?.take(event) }
            state.withLock { ($0.arrived, $0.transfer) = (body, transfer) }
            if !outputs.isSkipped, let path = outputs.fileName { mailbox.post(.output(path: path, id)) }
            transfer.start()
        } catch {
            Fetch.refuse(id, TransferFailure(beginning: error), mailbox)
        }
    }

    /// The output of a command in the place of an answer.
    func start(_ command: String, reading input: CommandText?) {
        let body = newBody(mayWait: true)
        let run = CommandRun(command, reading: input, sink: body) { [weak self] event in self?.take(event) }
        state.withLock { ($0.arrived, $0.command) = (body, run) }
        run.begin()
    }

    private func newBody(mayWait: Bool) -> GrowingBody {
        GrowingBody(
            in: context.spoolDirectory, context.quota, isSuspicious: { [weak self] in self?.isSuspicious($0) == true },
            onHold: mayWait ? onHold : nil
        ) { [weak self] in self?.grew() }
    }

    private func besideFile(_ body: GrowingBody) -> BodyBesideFile {
        BodyBesideFile(body) { [mailbox, id] reason in mailbox.post(.notKept(reason: reason, id)) }
    }

    private var onHold: @Sendable (BodyHold?) -> Void {
        { [mailbox, id] hold in mailbox.post(.held(hold, id)) }
    }

    /// Whether a body that libcurl unpacks is a bomb, rather than a body.
    private func isSuspicious(_ length: Int) -> Bool {
        guard length > PackedBodies.leastSuspicious, let packed = report?.counts.wireBytes else { return false }
        return PackedBodies.isSuspicious(length, of: packed)
    }

    /// Says to the mailbox that nothing was sent, because something cannot be read or made.
    static func refuse(_ id: FetchID, _ failure: TransferFailure, _ mailbox: Mailbox) {
        mailbox.post(.transfer(.finished(.failed(failure), TransferReport()), id))
    }

    func cancel() {
        let (transfer, command, body) = state.withLock { ($0.transfer, $0.command, $0.arrived) }
        transfer?.cancel()
        command?.cancel()
        body?.stop()
    }

    /// Something is written besides the body that is looked at: it has its end when the transfer has.
    var writesFiles: Bool { outputs?.writesFiles == true }

    /// A command is run in the place of a transfer.
    var runsCommand: Bool { state.withLock { $0.command != nil } }

    /// A command that was asked to end and has not is ended.
    func endAtOnce() { state.withLock { $0.command }?.endAtOnce() }

    /// Nothing is shown of it any more.
    func discard() {
        state.withLock { $0.shown.decoding?.run }?.stop()
    }

    /// Counts and timing so far.
    var report: TransferReport? {
        let (transfer, command) = state.withLock { ($0.transfer, $0.command) }
        return transfer?.report ?? command?.report
    }

    /// When the bytes of the body that is shown came so far: those of what it decodes to came with those that they are made from.
    var arrivals: (log: ArrivalLog, decoded: Bool)? {
        if let decoding = state.withLock({ $0.shown.decoding?.run }) { return (decoding.arrivals, true) }
        return packedArrivals.map { ($0, false) }
    }

    private var packedArrivals: ArrivalLog? {
        let (transfer, command) = state.withLock { ($0.transfer, $0.command) }
        return transfer?.arrivals ?? command?.arrivals
    }

    private func postArrivals() {
        if let (log, decoded) = arrivals { mailbox.post(.arrived(log, decoded: decoded, id)) }
    }

    /// The body that is shown: what it decodes to, if that is.
    var body: GrowingBody? {
        state.withLock { $0.shown.decoding?.run.unpacked ?? $0.arrived }
    }

    /// The text of the body so far, in a view; of its lines only those of `rows`, if there are any given.
    func text(in view: ViewKind, as charset: Charset, only rows: FilteredRows? = nil) -> ViewText? {
        guard let body else { return nil }
        var text = ViewText(view: view, charset: charset, asciiOnly: asciiOnly, only: rows)
        text.extend(to: body.snapshot)
        return text
    }

    var worker: Worker? {
        state.withLock { $0.shown.worker }
    }

    /// On the transfer's queue, before any byte of the body the head belongs to.
    private func take(_ event: TransferEvent) {
        if case .head(let head) = event { state.withLock { $0.head = head } }
        // The server may have named it.
        if let outputs, !outputs.isSkipped, let path = outputs.fileName { mailbox.post(.output(path: path, id)) }
        if case .finished = event { postArrivals() }
        mailbox.post(.transfer(event, id))
    }

    // MARK: What is shown of it

    /// Shows the body from its first byte on, decoded or as it comes, in place of what was shown of it.
    func show(as reading: BodyReading, indexing: JobID) {
        let replaced = state.withLock { state in
            defer { state.shown = Shown(reading: reading, indexing: indexing) }
            return state.shown.decoding?.run
        }
        replaced?.stop()
        grew()
        postArrivals()
    }

    /// On the writer's thread, after each write.
    private func grew() {
        guard let arrived = state.withLock({ $0.arrived }), case let snapshot = arrived.snapshot, snapshot.length > 0 else { return }
        do {
            let decoding = try state.withLock { state -> BodyDecoding? in
                if state.shown.worker == nil, state.shown.decoding == nil, state.shown.reading.decodes {
                    state.shown.decoding = try self.decoding(of: arrived, state.head)
                }
                return state.shown.decoding?.run
            }
            if let decoding { decoding.goOn() } else { extendWorker(to: snapshot) }
        } catch {
            state.withLock { $0.shown.reading.decodes = false }
            mailbox.post(.decoded(id, failure: (error as? DecodingFailure)?.message ?? "\(error)"))
            extendWorker(to: snapshot)
        }
    }

    /// Nil if the body is not packed.
    private func decoding(of arrived: GrowingBody, _ head: ResponseHead?) throws -> (Packing, BodyDecoding)? {
        guard let packing = Packing(head, outputs?.plan.request, beginning: beginning(of: arrived.snapshot)) else { return nil }
        let unpacked = GrowingBody(
            in: context.spoolDirectory, context.quota, isSuspicious: { PackedBodies.isSuspicious($0, of: arrived.snapshot.length) },
            onHold: onHold
        ) { [weak self] in self?.unpackedGrew() }
        return (
            packing,
            try BodyDecoding(packing.coding, of: arrived, into: unpacked, arrivals: { [weak self] in self?.packedArrivals }) {
                [weak self, mailbox, id] failure in
                self?.postArrivals()
                mailbox.post(.decoded(id, failure: failure))
            }
        )
    }

    /// On the queue of the decoding, after each write.
    private func unpackedGrew() {
        guard let snapshot = state.withLock({ $0.shown.decoding?.run.unpacked })?.snapshot, snapshot.length > 0 else { return }
        extendWorker(to: snapshot)
    }

    private func extendWorker(to snapshot: BodySnapshot) {
        let beginning = state.withLock { $0.shown.worker == nil } ? beginning(of: snapshot) : []
        let (worker, began) = state.withLock { state -> (Worker, (document: Document, decoded: Packing?, indexing: JobID)?) in
            let shown = state.shown
            if let worker = shown.worker { return (worker, nil) }
            let empty = snapshot.prefix(0)
            let head = shown.decoding?.packing.isFile == true ? nil : state.head
            let charset = CharsetFinder(head, chosen: shown.reading.charset).charset(ofBodyBeginning: beginning)
            let worker = Worker(Workbench(body: empty, charset: charset, asciiOnly: asciiOnly), mailbox: mailbox)
            state.shown.worker = worker
            let display = CharacterDisplay(asciiOnly: asciiOnly, tabs: shown.reading.tabs)
            let document = Document(view: shown.reading.view, snapshot: empty, charset: charset, as: display)
            return (worker, (document, shown.decoding?.packing, shown.indexing))
        }
        if let began {
            mailbox.post(.bodyBegan(began.document, decoded: began.decoded, id, indexing: began.indexing))
            worker.start(
                .index(began.document.view, began.document.charset, tabs: began.document.tabs), as: began.indexing)
        }
        worker.extend(to: snapshot)
    }

    private func beginning(of body: BodySnapshot) -> [UInt8] {
        body.bytes(in: .zero..<ByteOffset(CharsetFinder.reach))
    }
}
