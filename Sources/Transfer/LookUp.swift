internal import CCurl
internal import Dispatch
internal import HTTP
internal import Plan

/// The name look-up that a transfer waits for: libcurl does it on a thread of its own, which nothing can stop.
///
/// A look-up that nobody waits for any more is still waited for, by the transfer's thread and after the transfer's end
/// was said, so that there are never more of them than turns.
final class LookUp {
    private struct Running {
        let start: ContinuousClock.Instant
        /// libcurl's figure before it; another one says that it is over.
        let timeBefore: curl_off_t
    }

    private let assignment: Assignment
    private let wake: @Sendable () -> Void
    private var turns: LookUpTurns? { assignment.share?.lookUps }
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var running: Running?
    private var hasTurn = false
    private var isFirst = true
    /// Why it was not begun.
    private(set) var failure: TransferFailure?
    private var handle: UnsafeMutableRawPointer?

    /// `wake` is what a cancel calls whenever no turn is waited for.
    init(_ assignment: Assignment, wake: @escaping @Sendable () -> Void) {
        self.assignment = assignment
        self.wake = wake
        start = clock.now
    }

    /// Must outlive the transfer: C keeps a pointer to it.
    func attach(to handle: UnsafeMutableRawPointer) {
        self.handle = handle
        curlew_set_resolver_start(handle, beginLookUp, Unmanaged.passUnretained(self).toOpaque())
    }

    var isRunning: Bool {
        if let running, timePassed != running.timeBefore { end() }
        return running != nil
    }

    /// The transfer's end if the look-up has reached a time limit. To be asked before libcurl is, which would then wait for
    /// the look-up's end.
    var timeout: TransferFailure? {
        guard isRunning, let running, clock.now >= deadline(from: running.start) else { return nil }
        return LookUp.timedOut(after: clock.now - running.start)
    }

    /// Its thread has come to an end, or is given up.
    func end() {
        running = nil
        if hasTurn { turns?.giveBack() }
        hasTurn = false
    }

    private func deadline(from begin: ContinuousClock.Instant) -> ContinuousClock.Instant {
        let request = assignment.request
        let connecting = begin + .milliseconds(request.connectTimeout.flatMap { $0 > 0 ? $0 : nil } ?? LookUp.connectTimeout)
        guard let limit = request.maximumTime, limit > 0 else { return connecting }
        return min(connecting, start + .milliseconds(limit))
    }

    /// libcurl's own, in milliseconds.
    private static let connectTimeout = 300_000

    private static func timedOut(after time: Duration) -> TransferFailure {
        TransferFailure(exitStatus: 28, message: "Resolving timed out after \(Int(time / .milliseconds(1))) milliseconds")
    }

    private var timePassed: curl_off_t {
        var time: curl_off_t = 0
        if let handle { curlew_getinfo_offset(handle, CURLINFO_NAMELOOKUP_TIME_T, &time) }
        return time
    }

    /// Waits for a turn; `false` if there is to be no look-up.
    fileprivate func begin() -> Bool {
        end()
        // The first one begins with the transfer, as libcurl counts.
        let now = isFirst ? start : clock.now
        isFirst = false
        if needsTurn {
            while let change = turns?.take() {
                assignment.setWake { change.signal() }
                if assignment.isCancelled { change.signal() }
                let left = max(.zero, deadline(from: now) - clock.now)
                let isInTime = change.wait(timeout: .now() + .milliseconds(Int(left / .milliseconds(1)))) == .success
                assignment.setWake(wake)
                if assignment.isCancelled { return false }
                if !isInTime {
                    failure = LookUp.timedOut(after: clock.now - now)
                    return false
                }
            }
            hasTurn = turns != nil
        }
        running = Running(start: now, timeBefore: timePassed)
        return true
    }

    /// An address is looked up without a thread. What a redirect led to counts, not what was asked for.
    private var needsTurn: Bool {
        var url: UnsafePointer<CChar>?
        if let handle { curlew_getinfo_string(handle, CURLINFO_EFFECTIVE_URL, &url) }
        let host = urlPart(.host, of: url.map { String(cString: $0) } ?? assignment.request.url) ?? ""
        return !host.hasPrefix("[") && !host.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    }
}

private func beginLookUp(_ resolver: UnsafeMutableRawPointer?, _ reserved: UnsafeMutableRawPointer?, _ context: UnsafeMutableRawPointer?)
    -> Int32
{
    guard let context else { return 0 }
    return Unmanaged<LookUp>.fromOpaque(context).takeUnretainedValue().begin() ? 0 : 1
}
