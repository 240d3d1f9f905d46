internal import Bodies
internal import Glibc
internal import HTTP
internal import Plan
internal import System
internal import Transfer

/// All that one exchange writes: the file of `-o` or standard output, the file of `-D`, cookies and an ETag.
///
/// Made once for an exchange; each attempt at it (`--retry`, `R`) writes by a sink of its own, and what an earlier
/// attempt still has to say is dropped.
final class ExchangeOutputs: Sendable {
    private struct State {
        var file: OutputFile?
        /// Of `-D`.
        var heads: FileSink?
        var attempt = 0
        /// The attempt's body as a view's text, if that is asked for.
        var view: ViewSink?
        /// How far the attempt has come.
        var exchange = Exchange()
        /// `-f`: the file gets no error's body, although it is looked at.
        var withholdsBody = false
        /// What could not be written when nobody could be told at once.
        var failure: BodyWriteFailure?
    }

    /// The plan, `-C -` settled.
    let plan: Plan
    private let context: RunContext
    private var settings: Output { plan.output }
    /// Where a body without a file goes; `nil` if it is looked at.
    private let standardOutput: FileSink?
    private let state: Lock<State>

    /// `toStandardOutput`: a body without a file goes there, and nobody looks at it. Throws a `TransferFailure` if the plan
    /// cannot be carried out or a file not be made; then nothing is sent.
    init(_ plan: Plan, _ context: RunContext, toStandardOutput: Bool) throws(TransferFailure) {
        if let refusal = plan.refusal { throw refusal }
        var plan = plan.resumed()
        if plan.keptBytes > 0, plan.request.body != nil {
            throw TransferFailure(exitStatus: 2, message: Plan.resumedPost, wasNeverBegun: true)
        }
        if plan.output.skipsExisting, let path = plan.output.path, access(path, F_OK) == 0 {
            // Whoever looks at it sees what is there.
            plan.source = .file(path: path)
        }
        plan.request.refusesErrorBody = toStandardOutput && plan.errorStatus == .failsWithoutBody
        self.plan = plan
        self.context = context
        let settings = plan.output
        // A recording that is written there has the body in it.
        let isBodyThere = toStandardOutput && !settings.isFile && !settings.discardsBody && plan.recording?.path != "-"
        standardOutput = isBodyThere ? FileSink(descriptor: .standardOutput) : nil
        do {
            state = Lock(plan.skips ? State() : try ExchangeOutputs.files(plan, toStandardOutput ? nil : context.screen))
        } catch {
            throw TransferFailure(beginning: error)
        }
    }

    /// `screen` gets what would go to the terminal that the viewer is on.
    private static func files(_ plan: Plan, _ screen: ScreenHold?) throws -> State {
        let settings = plan.output
        var state = State()
        if screen != nil {
            if plan.recording?.path == "-" { throw BodyWriteFailure(message: "cannot record to standard output: the viewer is on it") }
            for path in [settings.path, plan.recording?.path].compactMap(\.self) where leadsToScreen(path) {
                throw BodyWriteFailure(message: "cannot write to \(path): the viewer is on that terminal")
            }
        }
        if settings.isFile { state.file = try OutputFile(settings, keeping: plan.keptBytes) }
        guard let path = settings.headPath else { return state }
        do {
            let flags = O_WRONLY | O_CREAT | (settings.appendsHeads ? O_APPEND : O_TRUNC)
            let file = path == "-" ? try Descriptor.standardOutput.duplicate() : try Descriptor.open(path, flags)
            state.heads = FileSink(descriptor: file, name: path, hold: path == "-" || leadsToScreen(path) ? screen : nil)
        } catch {
            throw BodyWriteFailure(message: "Failed to open \(path): \(error)")
        }
        return state
    }

    deinit {
        state.withLock {
            $0.file?.close()
            $0.heads?.descriptor.close()
        }
    }

    /// A new attempt at the exchange: its body goes where it is asked for, and into `store` too if there is one.
    ///
    /// `onEvent` hears each event when all is written that belongs to it, and of the end with what could not be written.
    /// Throws a `TransferFailure`; then nothing is sent.
    func transfer(
        beside store: (any BodySink)? = nil, onEvent: @escaping @Sendable (TransferEvent) -> Void
    ) throws(TransferFailure) -> Transfer {
        let sink = begin(beside: store)
        let isUploaded = plan.request.upload == .standardInput
        if sink.attempt > 1 && (isUploaded || plan.source == .standardInput) {
            let message = "standard input was \(isUploaded ? "uploaded" : "read") already, and cannot be read again"
            throw TransferFailure(exitStatus: 26, message: message, wasNeverBegun: true)
        }
        do {
            let recorder = try plan.skips ? nil : plan.recording.map { try RecordingWriter(path: $0.path, keepsSecrets: $0.keepsSecrets) }
            let entityTag =
                try plan.skips
                ? nil : plan.entityTagPath.map { try EntityTagFile(path: $0, screen: standardOutput == nil ? context.screen : nil) }
            return Transfer(
                request: plan.request, source: plan.source, share: context.share, recorder: recorder, trace: context.trace,
                tellsNotes: context.tellsNotes, sink: sink
            ) { event in
                if case .head(let head) = event { entityTag?.write(head) }
                self.take(event, sink)
                guard case .finished(let outcome, let report) = event else { return onEvent(event) }
                if let jar = self.plan.cookieFile(onScreen: self.context.screen != nil) { self.context.share.writeCookies(to: jar) }
                onEvent(.finished(self.conclude(outcome, report, sink), report))
            }
        } catch {
            throw TransferFailure(beginning: error)
        }
    }

    private func begin(beside store: (any BodySink)?) -> AttemptSink {
        state.withLock { state in
            if state.attempt > 0 { state.file?.startOver() }
            state.attempt += 1
            state.view = newView()
            state.exchange = Exchange()
            state.failure = nil
            return AttemptSink(outputs: self, attempt: state.attempt, store: store)
        }
    }

    private func newView() -> ViewSink? {
        guard let view = context.view, let standardOutput else { return nil }
        return ViewSink(view, as: context.charset, to: standardOutput, spoolDirectory: context.spoolDirectory)
    }

    /// Takes heads and trailers to where they are asked for, before the body that follows.
    private func take(_ event: TransferEvent, _ sink: AttemptSink) {
        keep(sink) { $0.exchange.apply(event) }
        switch event {
        case .head(let head):
            keep(sink) { $0.withholdsBody = false }
            take(head.bytes, sink)
            keep(sink) { state in
                state.view?.take(head)
                state.withholdsBody = plan.errorStatus == .failsWithoutBody && head.status >= 400
                try state.file?.take(head)
            }
        case .trailers(let trailers): take(trailers.fields.flatMap { $0.line + [0x0D, 0x0A] }, sink)
        case .requestSent, .bodySent, .note, .finished: break
        }
    }

    /// Line by line, as curl does: `-D -` and `-i` are the same stream.
    private func take(_ bytes: [UInt8], _ sink: AttemptSink) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let line = Array(rest[..<(rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex)])
            rest = rest.dropFirst(line.count)
            keep(sink) { state in
                try state.heads?.write(line)
            }
            guard plan.includesHead else { continue }
            do {
                try line.withUnsafeBytes(sink.write)
            } catch {
                keep(sink) { _ in throw error }
            }
        }
    }

    /// Does what belongs to the attempt of `sink`; remembers what could not be done.
    private func keep(_ sink: AttemptSink, _ work: (inout State) throws -> Void) {
        state.withLock { state in
            guard state.attempt == sink.attempt else { return }
            do {
                try work(&state)
            } catch {
                state.failure = state.failure ?? error as? BodyWriteFailure
            }
        }
    }

    fileprivate func write(_ bytes: UnsafeRawBufferPointer, attempt: Int) throws {
        try state.withLock { state in
            guard state.attempt == attempt else { return }
            if let failure = state.failure { throw failure }
            if !state.withholdsBody { try state.file?.write(bytes) }
            if let view = state.view { try view.write(bytes) } else { try standardOutput?.write(bytes) }
        }
    }

    /// The attempt of `sink` has ended: brings the file to what it is to be, and says how it ended with that.
    private func conclude(_ outcome: Outcome, _ report: TransferReport, _ sink: AttemptSink) -> Outcome {
        let figures = report.figures
        return state.withLock { state in
            guard state.attempt == sink.attempt else { return outcome }
            var outcome = outcome
            do {
                if let failure = state.failure { throw failure }
                try state.view?.finish()
                standardOutput?.finish()
                if outcome == .complete && !figures.isConditionUnmet && !state.withholdsBody { try state.file?.make() }
            } catch {
                let failure = TransferFailure(exitStatus: 23, message: (error as? BodyWriteFailure)?.message ?? "\(error)")
                if case .failed = outcome {} else { outcome = .failed(failure) }
            }
            state.file?.close()
            state.exchange.apply(.finished(outcome, report))
            let fails = plan.verdict(outcome, of: state.exchange).exitStatus != 0
            if fails, settings.removesOnError { state.file?.remove() }
            if !fails, outcome == .complete, settings.keepsRemoteTime, let time = figures.fileTime { state.file?.setTime(time) }
            if !fails, outcome == .complete, settings.storesOrigin { state.file?.storeOrigin(report).map(warn) }
            return outcome
        }
    }

    /// One line, outside of the screen.
    private func warn(_ text: String) {
        if plan.isSilent { return }
        let line = "Warning: \(text)\n"
        if let screen = context.screen { screen.add(line.utf8) } else { StandardError.write(line) }
    }

    /// A file gets the body, whatever becomes of it elsewhere.
    var keepsBody: Bool { settings.isFile && !plan.skips }

    /// Files are written that have their end only when the transfer has.
    var writesFiles: Bool {
        settings.isFile || settings.headPath != nil || plan.recording != nil || plan.entityTagPath != nil || plan.request.cookies.jar != nil
    }

    /// The attempt that `transfer` was to make has ended before it was begun.
    func endUnbegun(_ outcome: Outcome) {
        state.withLock { $0.exchange.apply(.finished(outcome, TransferReport())) }
    }

    /// `--skip-existing`: the file is there, and nothing is fetched.
    var isSkipped: Bool { plan.skips }

    /// How often it was tried again; whoever asks for it anew by hand does so too.
    var retries: Int {
        min(plan.retry.limit, max(0, state.withLock { $0.attempt } - 1))
    }

    /// How far the last attempt has come.
    var exchange: Exchange {
        state.withLock { $0.exchange }
    }

    /// The file's name as it is now; `nil` for standard output.
    var fileName: String? {
        isSkipped ? settings.path : state.withLock { $0.file?.path }
    }
}

/// The body sink of one attempt.
struct AttemptSink: BodySink {
    fileprivate let outputs: ExchangeOutputs
    fileprivate let attempt: Int
    fileprivate let store: (any BodySink)?

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        // The store first: what came is looked at even if the file cannot have it.
        try store?.write(bytes)
        try outputs.write(bytes, attempt: attempt)
    }

    func finish() {
        store?.finish()
    }
}

extension Plan {
    /// Nothing is sent and nothing written.
    fileprivate var skips: Bool {
        if case .file = source { true } else { false }
    }

    /// Where cookies are written after each exchange; those for the terminal come at the end of all.
    func cookieFile(onScreen: Bool) -> String? {
        guard let jar = request.cookies.jar, jar != "-", !(onScreen && leadsToScreen(jar)) else { return nil }
        return jar
    }

    /// The same with the request of `-C -`: as long as the output file is, so much is not asked for.
    fileprivate func resumed() -> Plan {
        guard resumesOutput, request.resumeFrom == nil, let path = output.path else { return self }
        var plan = self
        var status = stat()
        plan.request.resumeFrom = stat(path, &status) == 0 ? status.st_size : 0
        return plan
    }
}

extension TransferFailure {
    /// What keeps a transfer from being begun.
    init(beginning error: any Error) {
        self =
            error as? TransferFailure
            ?? TransferFailure(exitStatus: 23, message: (error as? BodyWriteFailure)?.message ?? "\(error)")
        wasNeverBegun = true
    }
}
