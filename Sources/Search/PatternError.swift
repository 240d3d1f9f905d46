/// A pattern that PCRE2 refuses.
package struct PatternError: Error, Sendable, Equatable {
    /// PCRE2's words: `missing closing parenthesis`.
    package var message: String
    /// Where in the pattern, in UTF-8 bytes from its start.
    package var offset: Int

    package init(message: String, offset: Int) {
        self.message = message
        self.offset = offset
    }
}
