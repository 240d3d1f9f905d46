package import Plan

/// What a command line asks for.
package enum Action: Sendable {
    /// At least one exchange.
    case view(Plans)
    /// Text for standard output; exit status 0.
    case help(Help)
    /// Text for standard output; exit status 0.
    case version

    /// What `arguments` (without the program's own name) ask for.
    ///
    /// Throws `CommandLineError`. Files are read only if an option names one, and the config files
    /// that curl and curlew read by themselves. `can`: what the libcurl at hand can do.
    package init(
        _ arguments: [String], environment: [String: String], files: any FileReader,
        can: @escaping @Sendable (LibraryNeed) -> Bool = { _ in false }
    ) throws {
        let command = try ProgramWord(takenFrom: arguments, environment: environment)
        let arguments = command.arguments
        guard let first = arguments.first else {
            throw CommandLineError(lackingURL: Usage.line)
        }
        var interpreter = Interpreter(table: .standard, environment: environment, files: files, remarks: command.remarks, can: can)
        do {
            // curl looks for it nowhere else than in front, before any file is read.
            if !first.hasPrefix("-q") && first != "--disable" { try interpreter.readDefaultConfigs() }
            if let action = try interpreter.take(arguments, areTyped: true) {
                self = action
            } else {
                self = .view(
                    Plans(try interpreter.groups(), warnings: interpreter.warnings, remarks: interpreter.remarks, run: interpreter.run))
            }
        } catch {
            var failure = (error as? Refusal)?.failure(of: arguments) ?? error
            if var said = failure as? CommandLineError {
                said.errorPath = interpreter.run.errorPath
                failure = said
            }
            throw failure
        }
    }
}

extension Refusal {
    /// What to type instead.
    fileprivate func failure(of arguments: [String]) -> any Error {
        let line = (["curl"] + arguments).map(shellQuoted).joined(separator: " ")
        return option.error(reason, hint: "use: \(line)")
    }
}
