internal import CommandLine
internal import Curses
internal import Glibc
internal import HTTPModel
internal import Runtime
internal import Screen

/// Reads the command line, chooses between viewer and plain mode, and leaves with curl's exit status.
@main
struct Curlew {
    static func main() {
        let asciiOnly = !DisplayWidth.useEnvironment()
        // Not `exit`: a cancelled transfer may still be on its way out on threads of its own, and what they use must not be
        // torn down under them. Nothing is buffered that would be lost.
        _exit(run(asciiOnly: asciiOnly))
    }

    /// `asciiOnly`: the locale, and so the terminal, shows nothing else.
    private static func run(asciiOnly: Bool) -> Int32 {
        do {
            let action = try parse(
                Array(Swift.CommandLine.arguments.dropFirst()), environment: Environment.variables, files: SystemFiles())
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

    /// More than these nobody looks at; each costs memory and a spool file.
    private static let mostPanes = 1000

    private static func view(_ invocations: Invocations, asciiOnly: Bool) throws -> Int32 {
        if invocations.first?.isSilent == false { invocations.warnings.forEach { complain("warning: \($0)") } }
        guard isatty(STDOUT_FILENO) == 1, Environment.variables["TERM"] != "dumb" else {
            // In turn, and the last one decides, as with curl.
            var status: Int32 = 0
            for invocation in invocations { status = PlainMode(session: session(invocation)).run() }
            return status
        }
        guard invocations.count <= mostPanes else {
            throw CommandLineError("\(invocations.count) exchanges are too many to look at; \(mostPanes) can be shown")
        }
        return try InteractiveMode(sessions: invocations.map(session), asciiOnly: asciiOnly).run {
            let terminal = try CursesTerminal()
            CrashGuard.install(terminal.restorer)
            return terminal
        }
    }

    private static func session(_ invocation: Invocation) -> Session {
        var session = Session(request: invocation.request)
        session.includesHead = invocation.includesHead
        session.failsOnHTTPError = invocation.failsOnHTTPError
        session.showsErrors = invocation.showsErrors
        session.outputPath = invocation.outputPath
        return session
    }

    private static func complain(_ text: String) {
        StandardError.write("curlew: \(text)\n")
    }
}
