/// What a piece of text is. How it looks is the theme's business alone, and a role never
/// carries meaning that is not also in the words.
package enum Role: UInt8, Sendable, CaseIterable {
    case text
    /// A byte or character that cannot be shown as itself: `^[`, `<E9>`, `<U+202E>`.
    case token
    case match
    case currentMatch
    /// What somebody has marked, in six ways.
    case mark1, mark2, mark3, mark4, mark5, mark6
    /// A line of a log, by the level that it names.
    case levelDebug, levelWarning, levelError, levelFatal
    /// What a container wrote to its standard error.
    case standardError
    /// The line of a list that Enter acts on.
    case selection
    case dim
    /// What a view adds beside the text: offsets, line numbers, folding marks. No match is shown in it.
    case gutter
    /// A member's name, an attribute's name.
    case key
    case string
    case number
    /// A word with a meaning of its own: `true`, `null`.
    case literal
    /// Brackets, commas, colons.
    case punctuation
    /// What breaks the rules of its format.
    case error
    case comment
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

extension Role {
    /// As settings name it: `header-name`, `status-2xx`.
    package var name: String {
        "\(self)".reduce(into: "") { name, letter in
            let begins = letter.isUppercase || letter.isNumber && name.last?.isNumber == false
            name += (begins ? "-" : "") + letter.lowercased()
        }
    }
}
