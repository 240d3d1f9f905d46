/// A command line without what came along when it was copied after the word `curlew`: `curlew curl URL`, `curlew $ curl URL`,
/// `curlew 'curl -s URL'`.
struct ProgramWord {
    let arguments: [String]
    /// What is to be said of a command that came as one argument; one line each.
    let remarks: [String]

    /// Throws `CommandLineError`.
    init(takenFrom arguments: [String], environment: [String: String]) throws {
        var rest = arguments[...]
        if let first = rest.first, ["$", "%"].contains(first), rest.dropFirst().first.map({ isCurl($0.utf8) }) ?? false {
            rest.removeFirst()
        }
        // Alone it may be a host of that name.
        if let first = rest.first, isCurl(first.utf8), rest.count > 1 { rest.removeFirst() }
        guard let text = rest.first, Paste.isCommand(text) else {
            self.arguments = Array(rest)
            remarks = []
            return
        }
        let paste = try Paste(text, environment: environment)
        if !paste.missing.isEmpty { throw CommandLineError(unset: paste.missing) }
        self.arguments = Array(paste.commands.map(\.arguments).joined(separator: ["--next"])) + rest.dropFirst()
        remarks = paste.remarks
    }
}

extension Paste {
    /// Whether it is `curl` and something after it, and so no URL.
    static func isCommand(_ text: String) -> Bool {
        guard text.utf8.contains(where: isBlankOrLineEnd) else { return false }
        var cleaning = PasteCleaning(text)
        return (try? cleaning.cleaned()).map(namesProgram) ?? false
    }
}
