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
            case .view(let invocation):
                return try view(invocation, asciiOnly: asciiOnly)
            }
        } catch let error as CommandLineError {
            complain(error.message)
            return error.exitStatus
        } catch {
            complain("\(error)")
            return 2
        }
    }

    private static func view(_ invocation: Invocation, asciiOnly: Bool) throws -> Int32 {
        var session = Session(request: invocation.request)
        session.includesHead = invocation.includesHead
        session.failsOnHTTPError = invocation.failsOnHTTPError
        session.showsErrors = invocation.showsErrors
        session.outputPath = invocation.outputPath
        guard isatty(STDOUT_FILENO) == 1, Environment.variables["TERM"] != "dumb" else {
            return PlainMode(session: session).run()
        }
        return try InteractiveMode(sessions: [session], asciiOnly: asciiOnly).run {
            let terminal = try CursesTerminal()
            CrashGuard.install(terminal.restorer)
            return terminal
        }
    }

    private static func complain(_ text: String) {
        StandardError.write("curlew: \(text)\n")
    }
}
