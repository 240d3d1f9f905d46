package import Screen

/// What `bind` and `unbind` say: a key, or several one after the other, and the command they ask for.
package struct KeyBinding: Sendable, Equatable {
    package let keys: KeySequence
    /// The name of a command; `nil` takes the key's meaning away.
    package let command: String?
    /// What follows the command.
    package let argument: String
    /// `FILE:LINE`, `command line`, `:set`.
    package internal(set) var origin = ""

    /// `KEY COMMAND [ARGUMENTS]`; `nil` for what is none.
    package init?(binding text: String) {
        let words = text.split(maxSplits: 2, whereSeparator: \.isWhitespace)
        guard words.count > 1, let keys = KeySequence(String(words[0])) else { return nil }
        self.keys = keys
        command = String(words[1])
        argument = words.count > 2 ? String(words[2]) : ""
    }

    /// `KEY`.
    package init?(unbinding text: String) {
        guard let keys = KeySequence(text) else { return nil }
        self.keys = keys
        command = nil
        argument = ""
    }

    package var text: String { [keys.name, command, argument].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ") }
}

/// Whose keys it has first.
package enum KeyStyle: String, Sendable, CaseIterable {
    case less, vi
}
