internal import App
internal import Bodies
internal import Dispatch
internal import Documents
internal import HTTP
internal import Jobs
internal import Plan
internal import System
internal import Transfer

/// One transfer, the body it fills, and the worker on it; says to the mailbox what happens.
final class Fetch: Sendable {
    private struct State {
        /// The head of the body that comes.
        var head: ResponseHead?
        var store: BodyStore?
        var transfer: Transfer?
        /// In the place of a transfer.
        var command: CommandRun?
        /// Of those who wait for more of the body.
        var waiting: [DispatchSemaphore] = []
        var worker: Worker?
    }

    private let id: FetchID
    /// `nil` for a command's output.
    private let outputs: ExchangeOutputs?
    private let context: RunContext
    private let reading: BodyReading
    private let indexing: JobID
    private let asciiOnly: Bool
    private let mailbox: Mailbox
    private let state = Lock(State())

    /// `indexing`: the job that finds the lines of the body.
    init(
        id: FetchID, outputs: ExchangeOutputs?, context: RunContext, _ reading: BodyReading, indexing: JobID, asciiOnly: Bool,
        mailbox: Mailbox
    ) {
        self.id = id
        self.outputs = outputs
        self.context = context
        self.reading = reading
        self.indexing = indexing
        self.asciiOnly = asciiOnly
        self.mailbox = mailbox
    }

    func start() {
        do {
            guard let outputs else { return }
            let store = try newStore()
            let transfer = try outputs.transfer(beside: store) { [weak self] event in self?.take(event) }
            state.withLock { ($0.store, $0.transfer) = (store, transfer) }
            if let path = outputs.fileName { mailbox.post(.output(path: path, id)) }
            transfer.start()
        } catch {
            Fetch.refuse(id, TransferFailure(beginning: error), mailbox)
        }
    }

    /// The output of a command in the place of an answer.
    func start(_ command: String, reading input: CommandText?) {
        do {
            let store = try newStore()
            let run = CommandRun(command, reading: input, sink: store) { [weak self] event in self?.take(event) }
            state.withLock { ($0.store, $0.command) = (store, run) }
            run.begin()
        } catch {
            Fetch.refuse(id, TransferFailure(beginning: error), mailbox)
        }
    }

    private func newStore() throws -> BodyStore {
        let spool = try context.spoolDirectory.map(SpoolFile.init(directory:)) ?? SpoolFile()
        return BodyStore(spool: spool) { [weak self] in self?.grew() }
    }

    /// Returns once the body is longer than `snapshot`, or has ended.
    func waitForGrowth(beyond snapshot: BodySnapshot) {
        let more = DispatchSemaphore(value: 0)
        let waits = state.withLock { state in
            guard let now = state.store?.snapshot, now.length == snapshot.length, !now.isComplete else { return false }
            state.waiting.append(more)
            return true
        }
        if waits { more.wait() }
    }

    /// Says to the mailbox that nothing was sent, because something cannot be read or made.
    static func refuse(_ id: FetchID, _ failure: TransferFailure, _ mailbox: Mailbox) {
        mailbox.post(.transfer(.finished(.failed(failure), TransferReport()), id))
    }

    func cancel() {
        let (transfer, command) = state.withLock { ($0.transfer, $0.command) }
        transfer?.cancel()
        command?.cancel()
    }

    /// Ends the transfer because the program ends: nothing is waited for.
    func abandon() {
        cancel()
        state.withLock { $0.store }?.outliveProcess()
    }

    /// Counts and timing so far.
    var report: TransferReport? {
        let (transfer, command) = state.withLock { ($0.transfer, $0.command) }
        return transfer?.report ?? command?.report
    }

    /// The body so far.
    var snapshot: BodySnapshot? {
        state.withLock { $0.store }?.snapshot
    }

    /// The text of the body so far, in a view.
    func text(in view: ViewKind, as charset: Charset) -> ViewText? {
        guard let snapshot else { return nil }
        var text = ViewText(view: view, charset: charset, asciiOnly: asciiOnly)
        text.extend(to: snapshot)
        return text
    }

    var worker: Worker? {
        state.withLock { $0.worker }
    }

    /// On the transfer's queue, before any byte of the body the head belongs to.
    private func take(_ event: TransferEvent) {
        if case .head(let head) = event { state.withLock { $0.head = head } }
        // The server may have named it.
        if let path = outputs?.fileName { mailbox.post(.output(path: path, id)) }
        mailbox.post(.transfer(event, id))
    }

    /// On the writer's thread, after each write.
    private func grew() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for more in waiting { more.signal() }
        guard let snapshot, snapshot.length > 0 else { return }
        let (worker, began) = state.withLock { state -> (Worker, Document?) in
            if let worker = state.worker { return (worker, nil) }
            let empty = snapshot.prefix(0)
            let beginning = snapshot.bytes(in: .zero..<ByteOffset(CharsetFinder.reach))
            let charset = CharsetFinder(state.head, chosen: reading.charset).charset(ofBodyBeginning: beginning)
            let worker = Worker(Workbench(body: empty, charset: charset, asciiOnly: asciiOnly), mailbox: mailbox)
            state.worker = worker
            return (worker, Document(view: reading.view, snapshot: empty, charset: charset, asciiOnly: asciiOnly))
        }
        if let began {
            mailbox.post(.bodyBegan(began, id))
            worker.start(.index(began.view, began.charset), as: indexing)
        }
        worker.extend(to: snapshot)
    }
}
