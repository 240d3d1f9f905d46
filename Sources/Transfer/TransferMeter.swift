internal import HTTP
internal import System

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
