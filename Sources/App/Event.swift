package import Bodies
package import Documents
package import HTTP
internal import Plan
package import Screen

/// Numbers the fetches of a session: what a fetch before the last one still says is not heard.
package struct FetchID: Sendable, Hashable {
    package var number: Int

    package init(number: Int) {
        self.number = number
    }
}

/// Numbers the searches of a session, for the same reason.
package struct SearchID: Sendable, Hashable {
    package var number: Int

    package init(number: Int) {
        self.number = number
    }
}

/// Everything that can happen to the program. The time it happens at is given beside it.
package enum Event: Sendable {
    case key(Key)
    case resized(Size)
    /// Time has passed; nothing else happened.
    case tick
    case transfer(TransferEvent, FetchID)
    /// Counts and timing so far.
    case progress(TransferReport, FetchID)
    /// The body of a fetch has begun; `document` is still empty.
    case bodyBegan(Document, FetchID)
    case indexed(IndexDelta, FetchID)
    case searched(SearchResult, SearchID)
    /// The matches that lie in a range of the body.
    case highlighted([Range<ByteOffset>], in: Range<ByteOffset>, SearchID)
    case saved(SaveResult)
    case opened([PlannedExchange])
    /// What was typed or pasted cannot be opened, and why.
    case notOpened(String)
    /// Back from suspension: the terminal shows something else now.
    case resumed
    /// SIGTERM or SIGHUP, with the exit status that a shell gives it: 128 and the signal's number.
    case terminated(status: Int32)
}

package enum SearchResult: Sendable, Equatable {
    case found(Range<ByteOffset>, wrapped: Bool)
    case notFound
    /// How many there are in what has been counted of the body, and which of them the current match is (one-based).
    case counted(total: Int, ordinal: Int?)
}

package enum SaveResult: Sendable, Equatable {
    /// Path and bytes written.
    case saved(path: String, bytes: Int)
    /// There is such a file, and nobody said that it may be replaced.
    case exists(path: String)
    case failed(message: String)
}
