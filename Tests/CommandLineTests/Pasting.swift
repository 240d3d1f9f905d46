import CommandLine

/// The arguments of each command in `text`, with an empty environment.
func pastedCommands(_ text: String) throws -> [[String]] {
    try Paste(text, environment: [:]).commands.map(\.arguments)
}
