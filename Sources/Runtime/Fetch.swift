internal import App
internal import Bodies
internal import Documents
internal import HTTP
internal import Plan
internal import System
internal import Transfer

/// One transfer, the body it fills, and the worker on it; says to the mailbox what happens.
final class Fetch: Sendable {
    private struct State {
        var charset = Charset(label: nil)
        var worker: DocumentWorker?
    }

    private let id: FetchID
    private let session: Session
    private let outputs: ExchangeOutputs
    private let mailbox: Mailbox
    private let asciiOnly: Bool
    private let state = Lock(State())
    private let store = Lock<BodyStore?>(nil)
    private let transfer = Lock<Transfer?>(nil)

    init(id: FetchID, session: Session, outputs: ExchangeOutputs, asciiOnly: Bool, mailbox: Mailbox) {
        self.id = id
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

    var worker: DocumentWorker? {
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
        let (worker, began) = state.withLock { state -> (DocumentWorker, Document?) in
            if let worker = state.worker { return (worker, nil) }
            let document = Document(snapshot: snapshot.prefix(0), charset: state.charset, asciiOnly: asciiOnly)
            let worker = DocumentWorker(document: document, fetch: id, mailbox: mailbox)
            state.worker = worker
            return (worker, document)
        }
        if let began { mailbox.post(.bodyBegan(began, id)) }
        worker.extend(to: snapshot)
    }
}
