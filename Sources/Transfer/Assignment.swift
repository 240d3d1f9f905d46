internal import Bodies
internal import HTTP
internal import Plan
internal import System

/// What the two ends of a transfer share: `Transfer` and its delegate above URLSession, the URLProtocol below.
final class Assignment: Sendable {
    let request: Request
    let source: Source
    let share: TransferShare?
    let trace: (any TransferTrace)?
    /// What libcurl says becomes events.
    let tellsNotes: Bool
    let gate = DeliveryGate()
    let meter = TransferMeter()
    /// When the bytes of the body came, at the socket.
    let arrivals = Lock(ArrivalLog(timeOfDay: LocalTime.ofDay))
    private let state = Lock(State())

    private struct State {
        var isCancelled = false
        var isOverdue = false
        var wake: (@Sendable () -> Void)?
    }

    init(request: Request, source: Source, share: TransferShare? = nil, trace: (any TransferTrace)? = nil, tellsNotes: Bool = false) {
        self.request = request
        self.source = source
        self.share = share
        self.trace = trace
        self.tellsNotes = tellsNotes
    }

    var isCancelled: Bool {
        state.withLock { $0.isCancelled }
    }

    /// Asks the source to end: it looks at `isCancelled` when woken, and nothing it does then blocks.
    func cancel() {
        gate.open()
        state.withLock {
            $0.isCancelled = true
            $0.wake?()
        }
    }

    /// Its time was up and nothing ended it.
    var isOverdue: Bool {
        state.withLock { $0.isOverdue }
    }

    /// Once the source has ended it makes no difference.
    func endAsOverdue() {
        state.withLock {
            $0.isOverdue = true
            $0.wake?()
        }
    }

    /// What gets the source out of its sleep; runs under a lock, so that after `setWake(nil)` it is not running.
    func setWake(_ wake: (@Sendable () -> Void)?) {
        state.withLock { $0.wake = wake }
    }
}

/// The figures of a transfer, written by the thread that receives and read by anyone.
final class TransferMeter: Sendable {
    private let state = Lock(TransferReport())

    var report: TransferReport {
        state.withLock { $0 }
    }

    func update(_ change: (inout sending TransferReport) -> Void) {
        state.withLock { change(&$0) }
    }

    func addDecoded(_ count: Int) {
        state.withLock { $0.counts.decodedBytes += count }
    }
}
