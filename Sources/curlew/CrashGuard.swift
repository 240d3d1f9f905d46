internal import Curses
internal import Glibc

/// Gives the terminal back when the program dies of a trap, so that the shell is usable and the message is read.
enum CrashGuard {
    /// Set once, before the handlers that read it are installed.
    private nonisolated(unsafe) static var restorer: TerminalRestorer?

    static func install(_ restorer: TerminalRestorer) {
        self.restorer = restorer
        for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                CrashGuard.restorer?.restoreNow()
                signal(number, SIG_DFL)
                raise(number)
            }
            sigaction(number, &action, nil)
        }
    }
}
