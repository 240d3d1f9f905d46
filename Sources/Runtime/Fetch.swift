internal import App
internal import Bodies
internal import Documents
internal import HTTP
internal import Jobs
internal import Plan
internal import System
internal import Transfer

/// One transfer, the body it fills, and the worker on it; says to the mailbox what happens.
final class Fetch: Sendable {
    private struct State {
        var charset = Charset(label: nil)
        var worker: Worker?
    }

    private let id: FetchID
    private let session: Session
    private let outputs: ExchangeOutputs
    private let mailbox: Mailbox
    private let view: ViewKind
    private let indexing: JobID
    private let asciiOnly: Bool
    private let state = Lock(State())
    private let store = Lock<BodyStore?>(nil)
    private let transfer = Lock<Transfer?>(nil)

    /// `indexing`: the job that finds the lines of the body in `view`.
    init(
        id: FetchID, session: Session, outputs: ExchangeOutputs, view: ViewKind, indexing: JobID, asciiOnly: Bool, mailbox: Mailbox
    ) {
        self.id = id
        self.view = view
        self.indexing = indexing
        self.session = session
        self.outputs = outputs
        self.asciiOnly = asciiOnly
        self.mailbox = mailbox
    }

    func start() {
        do {
            let spool = try session.spoolDirectory.map(SpoolFile.init(directory:)) ?? SpoolFile()
            let store = BodyStore(spool: spool) { [weak self] in self?.grew() }
            let sink = outputs.begin(beside: store)
            let transfer = try session.transfer(to: sink) { [weak self] event in self?.take(event, sink) }
            self.store.withLock { $0 = store }
            self.transfer.withLock { $0 = transfer }
            transfer.start()
        } catch {
            Fetch.refuse(id, error, mailbox)
        }
    }

    /// Says to the mailbox that nothing was sent, because something cannot be written.
    static func refuse(_ id: FetchID, _ error: any Error, _ mailbox: Mailbox) {
        mailbox.post(.transfer(.finished(.failed(Session.failure(error)), TransferReport()), id))
    }

    func cancel() {
        transfer.withLock { $0 }?.cancel()
    }

    /// Ends the transfer because the program ends: nothing is waited for.
    func abandon() {
        cancel()
        store.withLock { $0 }?.outliveProcess()
    }

    /// Counts and timing so far.
    var report: TransferReport? {
        transfer.withLock { $0 }?.report
    }

    /// The body so far.
    var snapshot: BodySnapshot? {
        store.withLock { $0 }?.snapshot
    }

    /// The text of the body so far, in a view.
    func text(in view: ViewKind) -> ViewText? {
        guard let snapshot else { return nil }
        var text = ViewText(view: view, charset: state.withLock { $0.charset }, asciiOnly: asciiOnly)
        text.extend(to: snapshot)
        return text
    }

    var worker: Worker? {
        state.withLock { $0.worker }
    }

    /// On the transfer's queue, before any byte of the body the head belongs to.
    private func take(_ event: TransferEvent, _ sink: AttemptSink) {
        if case .head(let head) = event {
            let type = head.fields["content-type"].map(MediaType.init)
            state.withLock { $0.charset = Charset(label: type?.charset) }
        }
        outputs.take(event, sink)
        if case .finished(let outcome, let report) = event {
            let outcome = outputs.conclude(outcome, report.figures, sink)
            mailbox.post(.transfer(.finished(outcome, report), id))
        } else {
            mailbox.post(.transfer(event, id))
        }
    }

    /// On the writer's thread, after each write.
    private func grew() {
        guard let snapshot, snapshot.length > 0 else { return }
        let (worker, began) = state.withLock { state -> (Worker, Document?) in
            if let worker = state.worker { return (worker, nil) }
            let empty = snapshot.prefix(0)
            let worker = Worker(Workbench(body: empty, charset: state.charset, asciiOnly: asciiOnly), mailbox: mailbox)
            state.worker = worker
            return (worker, Document(view: view, snapshot: empty, charset: state.charset, asciiOnly: asciiOnly))
        }
        if let began {
            mailbox.post(.bodyBegan(began, id))
            worker.start(.index(view), as: indexing)
        }
        worker.extend(to: snapshot)
    }
}
