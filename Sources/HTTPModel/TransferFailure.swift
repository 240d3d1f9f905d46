/// Why a transfer did not complete, in curl's words, with curl's exit status.
package struct TransferFailure: Error, Sendable, Equatable {
    /// curl's number (curl(1), EXIT CODES): 6 unknown host, 7 refused, 28 timed out, 60 bad certificate …
    package var exitStatus: Int32
    /// What happened, without a `curl: (n)` in front and without a full stop; may hold bytes from the server.
    package var message: String

    package init(exitStatus: Int32, message: String) {
        self.exitStatus = exitStatus
        self.message = message
    }
}

/// How a transfer ended.
package enum Outcome: Sendable, Equatable {
    case complete
    /// Stopped by the user; what came is kept.
    case stopped
    case failed(TransferFailure)
}
