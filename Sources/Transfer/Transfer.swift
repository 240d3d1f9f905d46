internal import System
package import Bodies
package import HTTP
package import Plan
internal import Foundation
internal import FoundationNetworking
internal import Synchronization

/// One request and its answer, on its way.
///
/// The network layer is `URLSession`: one session, one task and one thread a transfer; two of
/// them have nothing in common but what their `TransferShare` keeps. Where the answer comes from is a `URLProtocol` beneath it.
/// A transfer runs to its end even if nobody holds this object any more.
package final class Transfer: Sendable {
    private let assignment: Assignment
    private let delegate: SessionDelegate
    private let isStarted = Atomic<Bool>(false)

    /// Events come one at a time on a thread of the transfer's, in the order documented on `TransferEvent`;
    /// `onEvent` must be quick, and may call `cancel()` and `report`.
    /// `.finished` comes exactly once, after `sink.finish()`, with one exception: if `cancel()` finds a
    /// write that does not return, `.finished(.stopped, …)` does not wait for it, and `sink.finish()`
    /// follows that write, which is then the last.
    /// `share` keeps what one transfer has for the others: open connections, and cookies if its request says so.
    /// `recorder` writes down what happens, piece by piece as it comes; if it cannot, the transfer fails as
    /// if the sink could not. `trace` hears what libcurl says; `tellsNotes`: its own
    /// words are events too.
    package init(
        request: Request, source: Source = .network, share: TransferShare? = nil,
        recorder: RecordingWriter? = nil, trace: (any TransferTrace)? = nil, tellsNotes: Bool = false, sink: any BodySink,
        onEvent: @escaping @Sendable (TransferEvent) -> Void
    ) {
        assignment = Assignment(request: request, source: source, share: share, trace: trace, tellsNotes: tellsNotes)
        delegate = SessionDelegate(assignment: assignment, recorder: recorder, sink: sink, onEvent: onEvent)
    }

    /// Sends the request. Once; a second call does nothing.
    package func start() {
        guard !isStarted.exchange(true, ordering: .relaxed) else { return }
        delegate.begin()
        let configuration = BlankConfiguration.make()
        configuration.protocolClasses = [assignment.source.protocolClass]
        // URLSession has a multi handle of its own, from the beginning.
        CurlLibrary.start()
        let session = URLSession(configuration: configuration, delegate: delegate, delegateQueue: assignment.gate)
        session.dataTask(with: AssignmentDesk.leave(assignment)).resume()
    }

    /// Ends the transfer with `.finished(.stopped, …)` within 250 milliseconds, whatever it waits for.
    /// What has come by then is kept. From any thread, any number of times; never blocks.
    package func cancel() {
        assignment.cancel()
        if isStarted.load(ordering: .relaxed) { delegate.finishSoon() }
    }

    /// When the bytes of the body came so far. From any thread, at any time.
    package var arrivals: ArrivalLog {
        assignment.arrivals.withLock { $0 }
    }

    /// All that is known so far. From any thread, at any time.
    package var report: TransferReport {
        assignment.meter.report
    }
}
