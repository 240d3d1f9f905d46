package import Bodies
package import Documents
package import HTTP
package import Jobs
package import Plan
package import Screen

/// Everything that can happen to the program. The time it happens at is given beside it.
///
/// Indirect, since some carry a lot and all pass through several hands.
package indirect enum Event: Sendable {
    case key(Key)
    case resized(Size)
    /// Time has passed; nothing else happened.
    case tick
    case transfer(TransferEvent, FetchID)
    /// Counts and timing so far.
    case progress(TransferReport, FetchID)
    /// When the bytes of the body came so far, those that are decoded or shown or not yet.
    case arrived(ArrivalLog, decoded: Bool, FetchID)
    /// The body goes into this file.
    case output(path: String, FetchID)
    /// Nothing is sent before somebody reads that FIFO, which the exchange writes to.
    case awaitsReader(path: String, FetchID)
    /// What was asked for and had to wait can be done now.
    case ready(Effect)
    /// The body of a fetch has begun, or what it decodes to if it was `decoded`; `document` is still empty, read as was asked
    /// for, and its lines are found by that job.
    case bodyBegan(Document, decoded: Packing?, FetchID, indexing: JobID)
    /// The body of a fetch has been decoded as far as it can be: all of it, or up to a failure.
    case decoded(FetchID, failure: String?)
    /// The body of a fetch waits for room before it goes on; nil: no longer.
    case held(BodyHold?, FetchID)
    /// No more of it is looked at, and the file that it goes into gets all.
    case notKept(reason: String, FetchID)
    case found(JobFinding, JobID)
    case saved(SaveResult)
    /// The working directory, or why it is not another.
    case entered(String)
    /// What was copied is not on the clipboard, and why.
    case notCopied(String)
    /// The paths that a path may become.
    case completed(PathCompletion)
    /// What was typed or pasted has been understood, or not.
    case opened(Opening)
    /// Back from suspension: the terminal shows something else now.
    case resumed
    /// SIGTERM or SIGHUP, with the exit status that a shell gives it: 128 and the signal's number.
    case terminated(status: Int32)
}

/// Why no more of a body is received for now. The person has to say whether to go on.
package enum BodyHold: Sendable, Equatable {
    /// Bodies have taken as many bytes as they may.
    case spoolIsFull(at: Int)
    /// It unpacks to more than a thousand times what came.
    case isSuspicious(at: Int)

    package var reason: String {
        switch self {
        case .spoolIsFull(let used): "spool full at \(Quantity.bytes(used))"
        case .isSuspicious(let used): "unpacks to over 1000 times its size, \(Quantity.bytes(used)) so far"
        }
    }

    /// For the bar.
    var notice: String {
        let used =
            switch self {
            case .spoolIsFull(let used), .isSuspicious(let used): used
            }
        let more = max(2, used / (1 << 30) * 5 / 3)
        return "\(reason): ^C stops, :set max-spool \(more)G goes on"
    }
}

/// What there is whose path begins with a text.
package struct PathCompletion: Sendable, Equatable {
    package var text: String
    /// In order; folders end in `/`, and `~/` stays as it was typed.
    package var paths: [String]

    package init(_ text: String, paths: [String]) {
        self.text = text
        self.paths = paths
    }
}

package enum SaveResult: Sendable, Equatable {
    /// Path and bytes written.
    case saved(path: String, bytes: Int)
    /// There is such a file, and nobody said that it may be replaced.
    case exists(path: String)
    case failed(message: String)
}
