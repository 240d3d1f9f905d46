package import Bodies
package import HTTPModel
package import Search

/// What `update` wants done to the world. Results come back as events.
package enum Effect: Sendable {
    /// Starts a fetch; an earlier one is cancelled first.
    case fetch(Request, FetchID)
    case stopTransfer
    /// Counts all matches, and goes on counting as the body grows; replaces an earlier search, its current match too.
    case count(Pattern, SearchID)
    /// Looks for the next match of the search that is on; replaces an earlier look-out.
    case find(SearchQuery)
    /// Stops looking out; counting goes on.
    case stopFinding
    case forgetSearch
    /// Asks for the matches in a range of the body.
    case highlight(Pattern, in: Range<ByteOffset>, SearchID)
    /// Writes what came so far to a file.
    case save(path: String, replacing: Bool)
    /// Sends the whole screen anew.
    case repaint
    case suspend
    case quit
}

/// What to look for, from where, and which way, round the end.
package struct SearchQuery: Sendable {
    package var id: SearchID
    package var pattern: Pattern
    package var from: ByteOffset
    package var direction: Direction
}
