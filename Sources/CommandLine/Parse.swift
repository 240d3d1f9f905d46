/// What `arguments` (without the program's own name) ask for.
///
/// Throws `CommandLineError`. Files are read only where an option names one.
package func parse(
    _ arguments: [String], environment: [String: String], files: any FileReader
) throws -> Action {
    if arguments.isEmpty { throw CommandLineError("no URL specified!\n\(Usage.line)\n\(CommandLineError.hint)") }
    var draft = InvocationDraft(files: files)
    for raw in try OptionParser(table: .standard).parse(arguments) {
        switch raw {
        case .word(let word):
            draft.words.append(word)
        case .option(let option):
            switch option.definition.support {
            case .done(let apply): try apply(&draft, option)
            case .answered(let answer): return try answer(option)
            case .withoutEffect: break
            // To be told to leave it alone is no reason to refuse.
            case .refused where option.isOn == option.definition.isOnByDefault: break
            case .refused(let reason): throw refusal(of: option, because: reason, in: arguments)
            }
        }
    }
    return .view(try draft.finished())
}

private func refusal(of option: TypedOption, because reason: String, in arguments: [String]) -> CommandLineError {
    let line = (["curl"] + arguments).map(shellQuoted).joined(separator: " ")
    return CommandLineError("option \(option.spelling): \(reason)\nuse: \(line)")
}
