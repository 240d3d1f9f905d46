internal import Bodies
internal import Dispatch
internal import Foundation
internal import FoundationNetworking
internal import HTTP
internal import Plan
internal import System

/// Takes URLSession's callbacks, one after the other on the gate's queue, to the body sink and the events.
///
/// Every delegate method is in this class: one that a subclass or an extension in another file adds
/// may never be called on Linux.
final class SessionDelegate: NSObject, URLSessionDataDelegate, Sendable {
    private let assignment: Assignment
    private let recorder: RecordingWriter?
    private let sink: any BodySink
    private let onEvent: @Sendable (TransferEvent) -> Void
    private let state = Lock(State())

    private struct State {
        var writeFailure: TransferFailure?
        /// `.finished` has been said: no event and no write follows.
        var isFinished = false
    }

    init(
        assignment: Assignment, recorder: RecordingWriter?, sink: any BodySink,
        onEvent: @escaping @Sendable (TransferEvent) -> Void
    ) {
        self.assignment = assignment
        self.recorder = recorder
        self.sink = sink
        self.onEvent = onEvent
    }

    /// Before the first callback.
    func begin() {
        keep { try recorder?.begin(assignment.request) }
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        if let event = (response as? EventResponse)?.event {
            keep { try recorder?.write(event) }
            say(event)
        } else if let note = response as? NoteResponse, state.withLock({ !$0.isFinished }) {
            keep { try note.bytes.withUnsafeBytes { try assignment.trace?.note(note.kind, $0) } }
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        guard state.withLock({ !$0.isFinished && $0.writeFailure == nil }) else { return }
        keep {
            try data.withUnsafeBytes { bytes in
                try recorder?.write(body: bytes)
                try sink.write(bytes)
            }
            assignment.meter.addDecoded(data.count)
        }
    }

    /// What cannot be written ends the transfer.
    private func keep(_ write: () throws -> Void) {
        do {
            try write()
        } catch {
            let message = (error as? BodyWriteFailure)?.message ?? "\(error)"
            state.withLock { $0.writeFailure = $0.writeFailure ?? TransferFailure(exitStatus: 23, message: message) }
            assignment.cancel()
        }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        // Now and not before: the callbacks of a task still running would never come.
        session.finishTasksAndInvalidate()
        sink.finish()
        let writeFailure = state.withLock { $0.writeFailure }
        finish(writeFailure.map(Outcome.failed) ?? SessionDelegate.outcome(of: error))
    }

    /// After a cancel the end comes by itself, unless the sink is stuck in a write: then it is said without
    /// it. A sink that is merely slow has until then to take what is already here. On a queue of its own: the global ones have as
    /// many threads as there are cores, and whoever waits on them keeps all others waiting.
    func finishSoon() {
        DispatchQueue(label: "curlew.end").asyncAfter(deadline: .now() + .milliseconds(150)) { self.finish(.stopped) }
    }

    private func finish(_ outcome: Outcome) {
        say(.finished(outcome, assignment.meter.report))
    }

    /// Under the lock, so that no event on the queue slips in after the end said by `finishSoon`.
    private func say(_ event: TransferEvent) {
        state.withLock { state in
            guard !state.isFinished else { return }
            if case .finished = event {
                state.isFinished = true
                // The transfer is over: that its end cannot be recorded does not make it a failure.
                try? recorder?.write(event)
            }
            onEvent(event)
        }
    }

    private static func outcome(of error: (any Error)?) -> Outcome {
        switch error {
        case nil: .complete
        case let failure as TransferFailure: .failed(failure)
        case let error as URLError where error.code == .cancelled: .stopped
        case let error?: .failed(TransferFailure(exitStatus: 2, message: error.localizedDescription))
        }
    }
}
