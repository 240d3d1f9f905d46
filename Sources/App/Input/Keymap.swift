package import Screen

/// Which key asks for which command, made of the table of commands.
package struct Keymap: Sendable {
    private let byKey: [Key: Command]
    private let byWord: [String: Command]

    package init(_ commands: [Command]) {
        var byKey: [Key: Command] = [:], byWord: [String: Command] = [:]
        for command in commands {
            for key in command.keys { byKey[key] = command }
            if !command.colon.isEmpty { byWord[command.colon] = command }
        }
        self.byKey = byKey
        self.byWord = byWord
    }

    package subscript(key: Key) -> Command? { byKey[key] }

    /// What a word after `:` asks for.
    package subscript(word: String) -> Command? { byWord[word] }
}
