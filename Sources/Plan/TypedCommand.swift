/// What was typed or pasted to be fetched.
package struct TypedCommand: Sendable, Equatable {
    package var text: String
    /// The values of variables that it names and that were asked for.
    package var values: [String: String] = [:]
    /// The URL that is looked at: `/path` and `?query` go on from there.
    package var base: String?

    package init(_ text: String, relativeTo base: String? = nil) {
        self.text = text
        self.base = base
    }
}

/// How a typed command was understood.
package enum Opening: Sendable {
    /// What it asks for; `remarks` say how it was read, and what of it is left out, one line each.
    /// `filter` is the command that its output was to be piped into, which is left out too.
    case plans([Plan], remarks: [String], filter: String? = nil)
    /// A variable that it names has no value. A secret one is typed unseen.
    case lacks(name: String, isSecret: Bool, TypedCommand)
    /// Why it cannot be opened.
    case refused(String)
}

/// Understands curl commands; their grammar is another room's.
package struct CommandReader: Sendable {
    /// Opens files that the command names: it may take long.
    package let read: @Sendable (TypedCommand) -> Opening
    /// Whose quoting a text has, in a few words, if it is not the usual one; quick and pure.
    package let dialect: @Sendable (String) -> String?

    package init(
        read: @escaping @Sendable (TypedCommand) -> Opening, dialect: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.read = read
        self.dialect = dialect
    }
}
