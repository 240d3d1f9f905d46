internal import System
internal import Bodies
internal import Plan
internal import Dispatch
internal import Foundation
internal import FoundationNetworking
internal import HTTP

/// Gets the answer from a recording, by the same path that an answer from a server takes.
final class RecordingProtocol: ExchangeProtocol {
    /// As much as libcurl's side hands over at once.
    private static let longestPiece = 256 << 10

    override func startLoading() {
        guard let assignment, case .recording(let recording, let speed) = assignment.source else { return }
        // Handed over whole: only the new thread uses it from here on.
        nonisolated(unsafe) let receiver = self
        let player = RecordingPlayer(recording: recording, speed: speed)
        begin { receiver.play(player, assignment) }
    }

    private func play(_ player: RecordingPlayer, _ assignment: Assignment) {
        let woken = DispatchSemaphore(value: 0)
        assignment.setWake { woken.signal() }
        let start = DispatchTime.now()
        let outcome = player.play(
            wait: { due in
                let (seconds, attoseconds) = due.components
                let deadline = start + .nanoseconds(Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
                while !assignment.isCancelled && DispatchTime.now() < deadline {
                    _ = woken.wait(timeout: deadline)
                }
                return !assignment.isCancelled
            },
            perform: { moment, time in
                let elapsed = RecordingProtocol.elapsed(since: start)
                assignment.meter.update { RecordingProtocol.note(moment, at: elapsed, in: &$0) }
                if case .body(let bytes) = moment { assignment.arrivals.withLock { $0.note(bytes.count, at: time) } }
                perform(moment, assignment)
            })
        assignment.setWake(nil)
        let total = RecordingProtocol.elapsed(since: start)
        assignment.meter.update { $0.timing.total = total }
        end(outcome)
    }

    private static func elapsed(since start: DispatchTime) -> Duration {
        .nanoseconds(Int64(clamping: DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds))
    }

    private func perform(_ moment: RecordedMoment, _ assignment: Assignment) {
        switch moment {
        case .url, .end: break
        case .event(let event): report(event)
        case .body(let bytes):
            var rest = bytes[...]
            while !rest.isEmpty && !assignment.isCancelled {
                let piece = rest.prefix(RecordingProtocol.longestPiece)
                deliver(Data(piece))
                rest = rest.dropFirst(piece.count)
            }
        }
    }

    /// The figures that a recording has: what libcurl would have said of the rest is not written down.
    private static func note(_ moment: RecordedMoment, at elapsed: Duration, in report: inout TransferReport) {
        report.timing.total = elapsed
        switch moment {
        case .url(let url): report.effectiveURL = url
        case .event(.head(let head)):
            if report.timing.firstByte == nil { report.timing.firstByte = elapsed }
            report.counts.headBytes += head.fields.fields.reduce(head.statusLine.count + 4) { $0 + $1.line.count + 2 }
            report.peer.httpVersion = head.version.isEmpty ? nil : head.version
            let length = head.fields["Content-Length"].flatMap { Int($0) }
            report.counts.expectedWireBytes = length.flatMap { $0 >= 0 ? $0 : nil }
        case .event(.bodySent(let body)): (report.counts.sentBytes, report.counts.expectedSentBytes) = (body.length, body.length)
        case .body(let bytes): report.counts.wireBytes += bytes.count
        case .event, .end: break
        }
    }
}
