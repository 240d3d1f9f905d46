internal import CommandLine
internal import Curses
internal import Glibc
internal import HTTPModel
internal import Runtime

/// Reads the command line, chooses between viewer and plain mode, and leaves with curl's exit status.
@main
struct Curlew {
    static func main() {
        setlocale(LC_ALL, "")
        exit(run())
    }

    private static func run() -> Int32 {
        do {
            let action = try parse(
                Array(Swift.CommandLine.arguments.dropFirst()), environment: Environment.variables, files: SystemFiles())
            switch action {
            case .help(let text), .version(let text):
                print(text)
                return 0
            case .view(let invocation):
                return try view(invocation)
            }
        } catch let error as CommandLineError {
            complain(error.message)
            return error.exitStatus
        } catch {
            complain("\(error)")
            return 2
        }
    }

    private static func view(_ invocation: Invocation) throws -> Int32 {
        var session = Session(request: invocation.request)
        session.includesHead = invocation.includesHead
        session.failsOnHTTPError = invocation.failsOnHTTPError
        session.showsErrors = invocation.showsErrors
        session.outputPath = invocation.outputPath
        guard isatty(STDOUT_FILENO) == 1, Environment.variables["TERM"] != "dumb" else {
            return PlainMode(session: session).run()
        }
        let asciiOnly = String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8"
        return try InteractiveMode(session: session, asciiOnly: asciiOnly).run { try CursesTerminal() }
    }

    private static func complain(_ text: String) {
        StandardError.write("curlew: \(text)\n")
    }
}
