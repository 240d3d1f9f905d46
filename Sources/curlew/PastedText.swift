internal import CommandLine
internal import HTTP
internal import Plan
internal import Runtime
internal import System

/// What is typed or pasted into the running viewer: curl commands, or a URL.
enum PastedText {
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// Throws a `Refusal`, in one line.
    static func plans(for text: String) throws -> [Plan] {
        do {
            let commands = isCommand(text) ? try pastedCommands(text) : [text.split(whereSeparator: \.isWhitespace).map(String.init)]
            return try commands.flatMap { arguments -> [Plan] in
                guard case .view(let plans) = try Action(arguments, environment: Environment.variables, files: NoStandardInput())
                else { throw Refusal(description: "that asks for help, and fetches nothing") }
                return try plans.prefix(100).map { plan in
                    if let refusal = plan.refusal { throw Refusal(description: refusal.message) }
                    if plan.needsPassword { throw Refusal(description: "-u needs user:password here") }
                    if plan.request.upload == .standardInput { throw Refusal(description: "-T needs the name of a file here") }
                    return plan
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
        if path == "-" { throw UnreadableFile(reason: "standard input cannot be read in the viewer") }
        return try SystemFiles().contents(of: path)
    }

    func demo(named name: String?) throws -> Recording {
        try SystemFiles().demo(named: name)
    }

    func time(of text: String) -> Int? {
        SystemFiles().time(of: text)
    }
}
