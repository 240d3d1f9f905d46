package import HTTP

/// `--retry` and the options beside it: whether and when an exchange that went wrong is tried again.
package struct RetryPolicy: Sendable, Equatable {
    /// `--retry`: how often at most.
    package var limit = 0
    /// `--retry-delay`, in seconds; 0 begins with one second and doubles it each time, up to ten minutes.
    package var delay = 0
    /// `--retry-max-time`, in seconds since the first attempt began; 0 is no limit.
    package var maximumTime = 0
    /// `--retry-connrefused`.
    package var retriesRefusal = false
    /// `--retry-all-errors`.
    package var retriesAllErrors = false

    package init() {}

    /// What follows an attempt that has ended.
    package enum Decision: Sendable, Equatable {
        /// It was the last.
        case none
        /// It was the last, because the server's Retry-After is longer than `maximumTime` allows.
        case tooLate
        case again(Retry)

        /// The attempt that follows.
        package var retry: Retry? {
            if case .again(let retry) = self { retry } else { nil }
        }

        /// What is to be said of it, in curl's words; `nil` if nothing.
        package var warning: String? {
            switch self {
            case .none: nil
            case .tooLate: "The Retry-After: time would make this command line exceed the maximum allowed time for retries."
            case .again(let retry):
                "Problem: \(retry.reason). Will retry in \(retry.delay / 1000) seconds. "
                    + "\(retry.left) retr\(retry.left == 1 ? "y" : "ies") left."
            }
        }
    }

    package struct Retry: Sendable, Equatable {
        /// What went wrong, in curl's words.
        package var reason: String
        /// How long to wait, in milliseconds.
        package var delay: Int
        /// How many more may follow.
        package var left: Int
    }

    /// What follows an attempt that ended with `outcome`. `retries`: how many there have been; `elapsed`: since the
    /// first attempt began.
    package func decision(after outcome: Outcome, _ figures: TransferFigures, retries: Int, elapsed: Duration) -> Decision {
        guard retries < limit, maximumTime == 0 || elapsed < .seconds(maximumTime), let reason = reason(outcome, figures)
        else { return .none }
        var wait = delay > 0 ? delay * 1000 : min(1000 << min(retries, 10), 600_000)
        if reason == RetryPolicy.errorStatus, figures.retryAfter > 0 {
            wait = max(wait, min(figures.retryAfter, RetryPolicy.longestRetryAfter) * 1000)
            if maximumTime > 0, elapsed + .milliseconds(wait) > .seconds(maximumTime) { return .tooLate }
        }
        return .again(Retry(reason: reason, delay: wait, left: limit - retries - 1))
    }

    /// A server may ask for any wait; more seconds than this nobody lives to see.
    private static let longestRetryAfter = 10_000_000_000
    private static let errorStatus = "HTTP error"

    private func reason(_ outcome: Outcome, _ figures: TransferFigures) -> String? {
        switch outcome {
        case .stopped: return nil
        case .failed(let failure) where failure.wasNeverBegun: return nil
        case .failed(let failure) where [28, 6, 5].contains(failure.exitStatus): return "(timeout)"
        case .failed(let failure) where failure.exitStatus == 7 && retriesRefusal && figures.wasRefused: return "(connection refused)"
        case .failed(let failure) where failure.exitStatus != 22: return retriesAllErrors ? "(retrying all errors)" : nil
        case .failed, .complete:
            if [408, 429, 500, 502, 503, 504, 522, 524].contains(figures.status) { return RetryPolicy.errorStatus }
            return outcome != .complete && retriesAllErrors ? "(retrying all errors)" : nil
        }
    }
}
