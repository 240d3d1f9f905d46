internal import App
internal import Dispatch
internal import Glibc
internal import Screen

/// Signals as events. Kept alive as long as they are wanted.
final class Signals {
    private var sources: [any DispatchSourceSignal] = []

    /// `onResize` is called on a queue of its own.
    init(mailbox: Mailbox, onResize: @escaping @Sendable () -> Void) {
        on(SIGTERM) { mailbox.post(.terminated) }
        on(SIGHUP) { mailbox.post(.terminated) }
        on(SIGWINCH, onResize)
        on(SIGTSTP) { mailbox.post(.key(.control("Z"))) }
        // ^C comes as a key; a SIGINT from elsewhere means the same.
        on(SIGINT) { mailbox.post(.key(.control("C"))) }
    }

    /// SIGTSTP is an event and not a stop.
    static func takeSuspension() {
        signal(SIGTSTP, SIG_IGN)
    }

    private func on(_ number: Int32, _ action: @escaping @Sendable () -> Void) {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
        source.setEventHandler(handler: action)
        source.activate()
        sources.append(source)
    }
}
