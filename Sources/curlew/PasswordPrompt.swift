internal import CommandLine
internal import Curses
internal import Glibc
internal import Plan
internal import Runtime
internal import System

/// Asks on the terminal for the passwords that `-u user` leaves open, before anything is sent or drawn.
struct PasswordPrompt {
    /// Asked once for each question.
    private var known: [String: String] = [:]

    /// `plan` with its credentials complete. Throws `CommandLineError` if there is nobody to ask.
    mutating func complete(_ plan: Plan) throws -> Plan {
        var plan = plan
        if plan.needsPassword, let user = plan.request.credentials {
            plan.request.credentials = try complete(user, for: "host")
            plan.needsPassword = false
        }
        if plan.needsProxyPassword, let user = plan.request.proxy.credentials {
            plan.request.proxy.credentials = try complete(user, for: "proxy")
            plan.needsProxyPassword = false
        }
        return plan
    }

    private mutating func complete(_ user: String, for whom: String) throws -> String {
        let question = "Enter \(whom) password for user '\(user)':"
        let password = try known[question] ?? ask(question)
        known[question] = password
        return "\(user):\(password)"
    }

    private func ask(_ question: String) throws -> String {
        var settings = termios()
        guard let terminal = (try? TerminalDevice.open())?.number, tcgetattr(terminal, &settings) == 0 else {
            // Without a terminal curl reads the password from standard input.
            say(question, STDERR_FILENO)
            defer { say("\n", STDERR_FILENO) }
            return line(from: STDIN_FILENO)
        }
        defer { close(terminal) }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        // ^C at the question must not leave a terminal that echoes nothing.
        let restorer = TerminalRestorer(Descriptor(terminal), settings: settings, flags: fcntl(terminal, F_GETFL), bytes: [0x0A])
        CrashGuard.restorer = restorer
        restorer.setTaken(true)
        tcsetattr(terminal, TCSAFLUSH, &silent)
        defer {
            tcsetattr(terminal, TCSAFLUSH, &settings)
            restorer.setTaken(false)
        }
        say(question, terminal)
        defer { say("\n", terminal) }
        return line(from: terminal)
    }

    private func line(from descriptor: Int32) -> String {
        var answer: [UInt8] = []
        var byte: UInt8 = 0
        // One at a time: what follows the line is not ours.
        while withUnsafeMutableBytes(of: &byte, { try? Descriptor(descriptor).read(into: $0) }) == 1, byte != UInt8(ascii: "\n") {
            answer.append(byte)
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// Names come from the command line, and may be pasted: a terminal gets them through the screen's gate.
    private func say(_ text: String, _ terminal: Int32) {
        Descriptor(terminal).tell(text.utf8)
    }
}
