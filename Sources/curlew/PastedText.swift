internal import CommandLine
internal import Plan
internal import Runtime
internal import System
internal import Transfer

/// What is typed or pasted into the running viewer: curl commands, or a URL.
enum PastedText {
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// Throws a `Refusal`, in one line.
    static func sessions(for text: String, share: TransferShare) throws -> [Session] {
        do {
            let commands = isCommand(text) ? try pastedCommands(text) : [text.split(whereSeparator: \.isWhitespace).map(String.init)]
            return try commands.flatMap { arguments -> [Session] in
                guard case .view(let invocations) = try parse(arguments, environment: Environment.variables, files: NoStandardInput())
                else { throw Refusal(description: "that asks for help, and fetches nothing") }
                return try invocations.prefix(100).map { invocation in
                    if invocation.needsPassword { throw Refusal(description: "-u needs user:password here") }
                    if invocation.request.upload == .standardInput { throw Refusal(description: "-T needs the name of a file here") }
                    return try Session(invocation, share: share)
                }
            }
        } catch let error as CommandLineError {
            throw Refusal(description: error.message.split(separator: "\n").first.map(String.init) ?? "")
        }
    }

    private static func isCommand(_ text: String) -> Bool {
        text.split(whereSeparator: \.isWhitespace).first.map { ["curl", "curlew", "curl.exe"].contains($0.lowercased()) } ?? false
    }
}

/// Files as ever, but nothing is read from a terminal that is in use.
private struct NoStandardInput: FileReader {
    func contents(of path: String) throws -> [UInt8] {
        if path == "-" { throw UnreadableFile(reason: "standard input is not to be had in the viewer") }
        return try SystemFiles().contents(of: path)
    }

    func time(of text: String) -> Int? {
        SystemFiles().time(of: text)
    }
}
