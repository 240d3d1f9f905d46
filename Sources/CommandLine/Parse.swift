/// What `arguments` (without the program's own name) ask for.
///
/// Throws `CommandLineError`. Files are read only where an option names one, and the config files
/// that curl and curlew read by themselves.
package func parse(
    _ arguments: [String], environment: [String: String], files: any FileReader
) throws -> Action {
    guard let first = arguments.first else {
        throw CommandLineError("no URL specified!\n\(Usage.line)\n\(CommandLineError.hint)")
    }
    var interpreter = Interpreter(table: .standard, environment: environment, files: files)
    do {
        // curl looks for it nowhere else than in front, before any file is read.
        if !first.hasPrefix("-q") && first != "--disable" { try interpreter.readDefaultConfigs() }
        if let action = try interpreter.take(arguments) { return action }
    } catch let refusal as Refusal {
        let line = (["curl"] + arguments).map(shellQuoted).joined(separator: " ")
        throw refusal.option.error("\(refusal.reason)", hint: "use: \(line)")
    }
    return .view(
        try Invocations(
            try interpreter.groups(), warnings: interpreter.warnings, run: interpreter.run))
}
