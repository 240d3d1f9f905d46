package import Bodies
package import Search

/// What `update` wants done to the world. Results come back as events.
package enum Effect: Sendable {
    /// Starts a fetch of an exchange (its place in the list, zero-based).
    case fetch(exchange: Int, FetchID)
    /// Nothing is shown of that fetch any more: its body can go.
    case discard(FetchID)
    case stopTransfer(FetchID)
    /// Counts all matches, and goes on counting as the body grows; replaces an earlier search, its current match too.
    case count(Pattern, SearchID, FetchID)
    /// Looks for the next match of the search that is on; replaces an earlier look-out.
    case find(SearchQuery)
    /// Stops looking out; counting goes on.
    case stopFinding(FetchID)
    case forgetSearch(FetchID)
    /// Asks for the matches in a range of the body.
    case highlight(Pattern, in: Range<ByteOffset>, SearchID, FetchID)
    /// Writes what came so far of a body to a file.
    case save(FetchID, path: String, replacing: Bool)
    /// Puts text on the clipboard of whoever sits at the terminal.
    case copy(String)
    /// Understands a curl command or a URL; what it asks for comes back as `Event.opened`.
    case open(String)
    /// Sends the whole screen anew.
    case repaint
    case suspend
    case quit
    /// Ends the program with an exit status of its own.
    case terminate(status: Int32)
}

/// What to look for, in which body, from where, and which way, round the end.
package struct SearchQuery: Sendable {
    package var fetch: FetchID
    package var id: SearchID
    package var pattern: Pattern
    package var from: ByteOffset
    package var direction: Direction
}
