internal import App
internal import Bodies
internal import Glibc
internal import Documents
internal import HTTP
internal import Jobs
internal import Plan
internal import Screen
internal import System

/// Does to the world what `update` asked for. Used from the event loop's thread; what takes long goes to a queue.
final class EffectRunner {
    private let context: RunContext
    /// Set once there is one: what concerns it is asked for by keys only.
    var terminal: (any Terminal)?
    private let mailbox: Mailbox
    private let asciiOnly: Bool
    private let reader: CommandReader
    /// In the place of the terminal's own clipboard.
    private let clipboard: ClipboardProgram?
    /// Those that run, and those whose body is shown.
    private var fetches: [FetchID: Fetch] = [:]
    /// Works on the texts of panels.
    private let textWorker: Worker
    /// What each exchange writes besides, over all its fetches.
    private var outputs: [Int: ExchangeOutputs] = [:]
    /// Fetches that nobody reads the FIFO of.
    private var waits: [FetchID: ReaderWait] = [:]
    private(set) var hasQuit = false
    /// If it is not that of the exchanges.
    private(set) var exitStatus: Int32?

    init(context: RunContext, reader: CommandReader, clipboard: ClipboardProgram?, asciiOnly: Bool, mailbox: Mailbox) {
        self.context = context
        self.reader = reader
        self.clipboard = clipboard
        self.asciiOnly = asciiOnly
        self.mailbox = mailbox
        textWorker = Worker(Workbench(), mailbox: mailbox)
    }

    /// Counts and timing of a fetch so far.
    func report(of id: FetchID) -> TransferReport? {
        fetches[id]?.report
    }

    /// When the bytes of its body came so far.
    func arrivals(of id: FetchID) -> (log: ArrivalLog, decoded: Bool)? {
        fetches[id]?.arrivals
    }

    /// What an exchange that was fetched writes besides.
    func outputs(of exchange: Int) -> ExchangeOutputs? {
        outputs[exchange]
    }

    /// Ends everything because the program ends. Nothing is waited for but the end of files that are being written, as long
    /// as a transfer may take to stop, and that of commands: one that does not heed that it is asked to would outlive us, and nobody
    /// would see what it says.
    func endAll(running: [FetchID]) {
        var ending = Set(running.filter { fetches[$0]?.writesFiles == true || fetches[$0]?.runsCommand == true })
        // What else is under way ends with the program: to stop it takes longer.
        for id in ending { fetches[id]?.cancel() }
        let clock = ContinuousClock(), end = clock.now + .milliseconds(250)
        while !ending.isEmpty, clock.now < end {
            var mail = pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&mail, 1, Int32(clamping: Int((end - clock.now) / .milliseconds(1)) + 1))
            for case .transfer(.finished, let id) in mailbox.take() { ending.remove(id) }
        }
        for id in ending { fetches[id]?.endAtOnce() }
    }

    func run(_ effect: Effect) {
        switch effect {
        case .fetch(let plan, let id, let reading, let indexing):
            if hasToWait(effect, plan, id) { return }
            // Kept until its files are open.
            defer { waits[id] = nil }
            do throws(TransferFailure) {
                let outputs: ExchangeOutputs
                if let known = self.outputs[id.exchange] {
                    outputs = known
                } else {
                    outputs = try ExchangeOutputs(plan, context, toStandardOutput: false)
                    self.outputs[id.exchange] = outputs
                }
                let fetch = Fetch(
                    id: id, outputs: outputs, context: context, reading, indexing: indexing, asciiOnly: asciiOnly, mailbox: mailbox)
                fetches[id] = fetch
                fetch.start()
            } catch {
                Fetch.refuse(id, error, mailbox)
            }
        case .run(let command, let id, let reading, let indexing):
            let fetch = Fetch(
                id: id, outputs: nil, context: context, reading, indexing: indexing, asciiOnly: asciiOnly, mailbox: mailbox)
            fetches[id] = fetch
            fetch.start(command.text, reading: text(command.input))
        case .discard(let id):
            fetches.removeValue(forKey: id)?.discard()
        case .reread(let id, let reading, let indexing):
            fetches[id]?.show(as: reading, indexing: indexing)
        case .stopTransfer(let id):
            fetches[id]?.cancel()
            if let wait = waits.removeValue(forKey: id) {
                wait.cancel()
                mailbox.post(.transfer(.finished(.stopped, TransferReport()), id))
            }
        case .start(let request, let job, let subject):
            switch subject {
            case .body(let id): fetches[id]?.worker?.start(request, as: job)
            case .text(let text): textWorker.start(request, as: job, on: text)
            }
        case .stop(let job, .body(let id)):
            fetches[id]?.worker?.stop(job)
        case .stop(let job, .text):
            textWorker.stop(job)
        case .save(let content, let path, let mode):
            save(content, to: path, mode)
        case .edit(let content, let line):
            edit(content, line: line)
        case .complete(let path):
            onOwnThread { [mailbox] in mailbox.post(.completed(PathCompletion(ofFilesAt: path))) }
        case .copy(let text):
            if let clipboard {
                clipboard.copy(text) { [mailbox] failure in
                    if let failure { mailbox.post(.notCopied(failure)) }
                }
            } else {
                terminal?.copy(text)
            }
        case .open(let command):
            onOwnThread { [reader, mailbox] in mailbox.post(.opened(reader.read(command))) }
        case .limitSpool(let limit):
            context.quota.set(limit: limit)
        case .restyle(let theme):
            terminal?.restyle(theme)
        case .ring:
            terminal?.ring()
        case .enter(let path):
            mailbox.post(.entered(enter(path)))
        case .takeMouse(let isTaken):
            terminal?.takeMouse(isTaken)
        case .repaint:
            terminal?.invalidate()
        case .suspend:
            suspend()
        case .quit:
            hasQuit = true
        case .terminate(let status):
            exitStatus = status
            hasQuit = true
        }
    }

    /// Whether a fetch waits for a reader of what it writes; it is asked for again when there is one.
    private func hasToWait(_ effect: Effect, _ plan: Plan, _ id: FetchID) -> Bool {
        guard waits[id] == nil, let wait = ReaderWait(plan) else { return false }
        waits[id] = wait
        wait.begin { [mailbox] path in
            mailbox.post(.awaitsReader(path: path, id))
        } ready: { [mailbox] in
            mailbox.post(.ready(effect))
        }
        return true
    }

    private func text(_ input: CommandInput) -> CommandText? {
        switch input {
        case .nothing: nil
        case .body(let id, let range): fetches[id]?.body.map { CommandText($0, bytes: range) }
        case .view(let view, let charset, let id, let rows):
            fetches[id].flatMap { fetch in
                guard let body = fetch.body, let text = fetch.text(in: view, as: charset, only: rows) else { return nil }
                return CommandText(body, text: text)
            }
        }
    }

    private func save(_ content: SaveContent, to path: String, _ mode: SaveMode) {
        guard let content = saved(content) else { return }
        onOwnThread { [mailbox] in
            mailbox.post(.saved(SavedFile.write(content, to: path, mode)))
        }
    }

    private func saved(_ content: SaveContent) -> SavedFile.Content? {
        switch content {
        case .body(let id): (fetches[id]?.body?.snapshot).map { .body($0) }
        case .view(let view, let charset, let id, let rows): fetches[id]?.text(in: view, as: charset, only: rows).map { .view($0) }
        case .text(let text): .text(text.utf8)
        }
    }

    /// What is said of it.
    private func enter(_ path: String) -> String {
        let path = path.isEmpty ? "~" : path
        guard chdir(homeExpanded(path)) == 0 else { return "cannot go to \(path): \(SystemError(code: errno))" }
        guard let place = getcwd(nil, 0) else { return path }
        defer { free(place) }
        return String(cString: place)
    }

    private func edit(_ content: SaveContent, line: Int) {
        guard let terminal, let content = saved(content) else { return }
        let failure = EditedFile.show(content, line: line) {
            terminal.restore()
        }
        terminal.resume()
        mailbox.post(.resized(terminal.size))
        mailbox.post(.resumed)
        if let failure { mailbox.post(.saved(.failed(message: failure))) }
    }

    private func suspend() {
        guard let terminal else { return }
        terminal.restore()
        Signals.stop()
        terminal.resume()
        mailbox.post(.resized(terminal.size))
        mailbox.post(.resumed)
    }
}
