internal import Curses
internal import Glibc

/// Gives the terminal back when a signal ends the program, so that the shell is usable and the message is read.
enum CrashGuard {
    /// Of the terminal that is taken; nothing to give back before.
    nonisolated(unsafe) static var restorer: TerminalRestorer?

    /// Faults of the program's own: raised by the processor, the Swift runtime or the C library.
    private static let faults = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS]

    /// Sent by somebody, and fatal to a program that does not ask for them. Those for real-time (signal(7)) begin after the two
    /// that the C library keeps for itself. SIGSTKFLT (16) has no name in Swift.
    private static let requests = [SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO, SIGPWR, 16] + Array(34...64)

    /// What ends a program that does not show a screen, which has handlers of its own for these.
    private static let ends = [SIGINT, SIGTERM, SIGHUP]

    /// To be called first of all: the Swift runtime may have a handler that asks questions on the terminal.
    static func install() {
        useOwnStack()
        makeTexts()
        for number in faults {
            handle(number) { number in
                CrashGuard.restorer?.restoreNow()
                CrashGuard.say(number)
                CrashGuard.die(number)
            }
        }
        for number in requests + ends where !isIgnored(number) {
            handle(number) { number in
                CrashGuard.restorer?.restoreNow()
                CrashGuard.die(number)
            }
        }
    }

    /// By whoever began this process, for instance nohup.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        return sigaction(number, nil, &action) == 0 && unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }

    private static func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = SA_ONSTACK
        sigaction(number, &action, nil)
    }

    /// The main thread's stack may be what has run out.
    private static func useOwnStack() {
        let size = 64 << 10
        var stack = stack_t()
        stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        stack.ss_size = size
        sigaltstack(&stack, nil)
    }

    /// As if there had been no handler, once this one returns: with the signal's exit status.
    private static func die(_ number: Int32) {
        signal(number, SIG_DFL)
        raise(number)
    }

    /// Async-signal-safe: nothing is allocated.
    private static func say(_ number: Int32) {
        guard let text = texts?[Int(number)] else { return }
        _ = Glibc.write(STDERR_FILENO, text.baseAddress, text.count)
    }

    /// What is said of a fault, by its signal. Made beforehand: in a handler even the type of a tuple may be one too many that Swift
    /// has to make first, and whom the signal has interrupted may hold the lock of the memory for it.
    private nonisolated(unsafe) static var texts: UnsafeMutablePointer<UnsafeRawBufferPointer>?

    private static func makeTexts() {
        let texts = UnsafeMutablePointer<UnsafeRawBufferPointer>.allocate(capacity: Int(SIGSYS) + 1)
        texts.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0), count: Int(SIGSYS) + 1)
        for number in faults {
            let text = "curlew: a fault of its own has ended it (signal \(number)): where to report it: man curlew, BUGS\r\n"
            let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
            bytes.copyBytes(from: text.utf8)
            texts[Int(number)] = UnsafeRawBufferPointer(bytes)
        }
        self.texts = texts
    }
}
