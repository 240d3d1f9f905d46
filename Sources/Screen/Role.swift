/// What a piece of text is. How it looks is the terminal's palette alone, and a role never
/// carries meaning that is not also in the words.
package enum Role: UInt8, Sendable, CaseIterable {
    case text
    /// A byte or character that cannot be shown as itself: `^[`, `<E9>`, `<U+202E>`.
    case token
    case match
    case currentMatch
    case dim
    case title
    case headerName
    case headerValue
    case bar
    case barWarning
    case status2xx
    case status3xx
    case status4xx
    case status5xx
    case failure
    case notice
    case prompt
}
