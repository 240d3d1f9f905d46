internal import App
internal import Bodies
internal import Dispatch
internal import Glibc
internal import Screen

/// Does to the world what `update` asked for. Used from the event loop's thread; what takes long goes to a queue.
final class EffectRunner {
    private let session: Session
    private let terminal: any Terminal
    private let mailbox: Mailbox
    private let asciiOnly: Bool
    private(set) var fetch: Fetch?
    private(set) var hasQuit = false

    init(session: Session, terminal: any Terminal, asciiOnly: Bool, mailbox: Mailbox) {
        self.session = session
        self.terminal = terminal
        self.asciiOnly = asciiOnly
        self.mailbox = mailbox
    }

    /// Goes on with a fetch that was started before there was a terminal.
    func adopt(_ fetch: Fetch) {
        self.fetch = fetch
    }

    func run(_ effect: Effect) {
        switch effect {
        case .fetch(let request, let id):
            fetch?.cancel()
            var session = session
            session.request = request
            let next = Fetch(id: id, session: session, asciiOnly: asciiOnly, mailbox: mailbox)
            fetch = next
            next.start()
        case .stopTransfer:
            fetch?.cancel()
        case .count(let pattern, let id):
            fetch?.worker?.count(pattern, id)
        case .find(let query):
            if let worker = fetch?.worker {
                worker.find(query)
            } else {
                mailbox.post(.searched(.notFound, query.id))
            }
        case .stopFinding:
            fetch?.worker?.stopFinding()
        case .forgetSearch:
            fetch?.worker?.forgetSearch()
        case .highlight(let pattern, let range, let id):
            fetch?.worker?.highlight(pattern, in: range, id)
        case .save(let path, let replacing):
            save(to: path, replacing: replacing)
        case .repaint:
            terminal.invalidate()
        case .suspend:
            suspend()
        case .quit:
            hasQuit = true
        }
    }

    private func save(to path: String, replacing: Bool) {
        guard let snapshot = fetch?.snapshot else { return }
        DispatchQueue.global(qos: .userInitiated).async { [mailbox] in
            mailbox.post(.saved(BodyFile.write(snapshot, to: path, replacing: replacing)))
        }
    }

    private func suspend() {
        terminal.restore()
        // The default action again, for Signals has taken SIGTSTP away: the process stops here until SIGCONT. To this very
        // thread: one for the process may go to another, and be thrown away when SIGTSTP is ignored again before it acts.
        signal(SIGTSTP, SIG_DFL)
        raise(SIGTSTP)
        Signals.takeSuspension()
        terminal.resume()
        mailbox.post(.resized(terminal.size))
        mailbox.post(.resumed)
    }
}
