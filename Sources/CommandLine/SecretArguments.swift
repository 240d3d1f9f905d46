/// Where a command line holds a secret: the last `count` bytes of the argument at `index`, the program's own name aside.
package struct SecretArgument: Equatable, Sendable {
    package var index: Int
    package var count: Int
}

/// Names, passwords and tokens among `arguments`, for a process list not to show them. None if they are not
/// well formed: such a command line does not run.
package func secretArguments(in arguments: [String]) -> [SecretArgument] {
    if let index = arguments.firstIndex(where: Paste.isCommand), let paste = try? Paste(arguments[index], environment: [:]) {
        // A whole command as one argument: where in it the secret stands is not worth finding.
        let hasSecret = paste.commands.contains { !secretArguments(in: $0.arguments).isEmpty }
        let rest = secretArguments(in: Array(arguments[(index + 1)...])).map {
            SecretArgument(index: $0.index + index + 1, count: $0.count)
        }
        return (hasSecret ? [SecretArgument(index: index, count: arguments[index].utf8.count)] : []) + rest
    }
    let options = (try? OptionParser(table: .standard).parse(arguments)) ?? []
    return options.compactMap { raw in
        guard case .option(let option) = raw, let index = option.argumentIndex,
            secretOptions.contains(option.definition.name), !option.value.isEmpty
        else { return nil }
        return SecretArgument(index: index, count: option.value.utf8.count)
    }
}

/// Those that curl blanks (tool_getparam.c), and its bearer tokens.
private let secretOptions: Set<String> = [
    "user", "cert", "pass", "tlsuser", "tlspassword", "proxy-user", "proxy-cert", "proxy-pass", "proxy-tlsuser",
    "proxy-tlspassword", "oauth2-bearer",
]
