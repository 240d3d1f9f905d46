internal import CommandLine
internal import Curses
internal import Glibc
internal import Plan
internal import Runtime
internal import Screen
internal import System
internal import Transfer

/// Reads the command line, chooses between viewer and plain mode, and leaves with curl's exit status.
@main
struct Curlew {
    /// More exchanges than anyone looks through; a URL pattern makes a million of them in a few characters.
    private static let mostExchanges = 1000

    static func main() {
        StandardDescriptors.fillGaps()
        let asciiOnly = !DisplayWidth.useEnvironment()
        // Not `exit`: a cancelled transfer may still be on its way out on threads of its own, and what they use must not be
        // torn down under them. Nothing is buffered that would be lost.
        _exit(run(asciiOnly: asciiOnly))
    }

    /// `asciiOnly`: the locale, and so the terminal, shows nothing else.
    private static func run(asciiOnly: Bool) -> Int32 {
        do {
            let arguments = Array(Swift.CommandLine.arguments.dropFirst())
            ProcessArguments.blank(secretArguments(in: arguments))
            let action = try parse(
                arguments, environment: Environment.variables, files: SystemFiles())
            switch action {
            case .help(let text), .version(let text):
                StandardOutput.write(text + "\n")
                return 0
            case .view(let invocations):
                return try view(invocations, asciiOnly: asciiOnly)
            }
        } catch let error as CommandLineError {
            complain(error.message)
            return error.exitStatus
        } catch {
            complain("\(error)")
            return 2
        }
    }

    private static func view(_ invocations: Invocations, asciiOnly: Bool) throws -> Int32 {
        let run = invocations.run
        if let path = run.errorPath, !StandardError.redirect(to: path) { complain("warning: cannot write to \(path)") }
        for warning in invocations.warnings where !invocations[0].isSilent { complain("warning: \(warning)") }
        var passwords = PasswordPrompt()
        let share = TransferShare()
        guard let entry = terminalEntry(isSilent: invocations[0].isSilent) else {
            let trace = try TraceWriter.asked(for: run, onScreen: false)
            return try PlainMode(
                count: invocations.count, maximumParallel: run.isParallel ? run.maximumParallel : nil, failsEarly: run.failsEarly
            ) { index in
                var session = try Session(try passwords.complete(invocations[index]), share: share)
                session.trace = trace
                return session
            }.run()
        }
        if invocations.count > mostExchanges {
            throw CommandLineError("\(invocations.count) URLs are too many to look at; at most \(mostExchanges) are shown at a time")
        }
        let trace = try TraceWriter.asked(for: run, onScreen: true)
        let sessions = try invocations.map { invocation in
            var session = try Session(try passwords.complete(invocation), share: share)
            session.trace = trace
            return session
        }
        if sessions.contains(where: { $0.request.upload == .standardInput }), isatty(STDIN_FILENO) == 1 {
            throw CommandLineError("option -T: the viewer needs the terminal for itself; upload a file, or pipe it in")
        }
        let mode = InteractiveMode(
            sessions: sessions, isParallel: run.isParallel, maximumParallel: run.maximumParallel, failsEarly: run.failsEarly,
            opensHeaders: run.trace != nil, asciiOnly: asciiOnly, interpret: { try PastedText.sessions(for: $0, share: share) })
        return try mode.run {
            let terminal = try CursesTerminal(name: entry)
            CrashGuard.install(terminal.restorer)
            return terminal
        }
    }

    /// How terminfo calls the terminal that the viewer is shown on; nil where bodies are only printed.
    private static func terminalEntry(isSilent: Bool) -> String? {
        guard isatty(STDOUT_FILENO) == 1 else { return nil }
        switch TerminalType(Environment.value("TERM")) {
        case .screen(let entry): return entry
        case .plain(let reason):
            if let reason, !isSilent { complain(reason) }
            return nil
        }
    }

    private static func complain(_ text: String) {
        StandardError.write("curlew: \(text)\n")
    }
}
