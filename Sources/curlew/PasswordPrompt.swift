internal import CommandLine
internal import Curses
internal import Glibc
internal import Plan
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
        tcsetattr(terminal, TCSAFLUSH, &silent)
        defer { tcsetattr(terminal, TCSAFLUSH, &settings) }
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

    private func say(_ text: String, _ terminal: Int32) {
        try? Descriptor(terminal).writeAll(Array(text.utf8))
    }
}
