internal import App
internal import Glibc
internal import Screen
internal import System

/// Signals as events: each handler writes the signal's number into a pipe that the event loop waits on.
///
/// Installed before the terminal is taken, so that there is no moment at which a signal would end the program and
/// leave the terminal as it is.
final class Signals {
    /// Readable while signals wait.
    let descriptor: Int32
    /// What the handlers wake; set before any of them is installed. There is one set of handlers a process.
    private nonisolated(unsafe) static var pipe: WakePipe?

    init() {
        let pipe = WakePipe()
        descriptor = pipe.reader
        Signals.pipe = pipe
        // SIGINT comes from elsewhere only, for ^C is a key here; it means the same.
        for number in [SIGTERM, SIGHUP, SIGINT, SIGWINCH] { Signals.install(number) }
        Signals.takeSuspension()
    }

    /// SIGTSTP is an event and not a stop, and being continued is one; to be called again after each stop.
    static func takeSuspension() {
        install(SIGTSTP)
        install(SIGCONT)
    }

    /// From now on signals act as on any program.
    func giveBack() {
        for number in [SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGCONT] { signal(number, SIG_DFL) }
    }

    /// Stops this process until SIGCONT comes.
    static func stop() {
        signal(SIGCONT, SIG_DFL)
        // The default action again. To this very thread: one for the process may go to another, and be thrown away when
        // SIGTSTP is taken again before it acts.
        signal(SIGTSTP, SIG_DFL)
        raise(SIGTSTP)
        takeSuspension()
    }

    /// What has come since the last call. The size that a resize brings is the terminal's to say. `continued` is called
    /// if the process was stopped by a signal that cannot be caught.
    func take(continued: () -> Void, size: () -> Size) -> [Event] {
        (Signals.pipe?.take() ?? []).compactMap { number in
            switch Int32(number) {
            case SIGTERM, SIGHUP: return .terminated(status: 128 + Int32(number))
            case SIGINT: return .key(.control("C"))
            case SIGTSTP: return .key(.control("Z"))
            case SIGWINCH: return .resized(size())
            case SIGCONT:
                continued()
                return .resized(size())
            default: return nil
            }
        }
    }

    private static func install(_ number: Int32) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in
            let saved = errno
            Signals.pipe?.wake(UInt8(truncatingIfNeeded: number))
            errno = saved
        }
        action.sa_flags = Int32(SA_RESTART)
        sigaction(number, &action, nil)
    }
}
