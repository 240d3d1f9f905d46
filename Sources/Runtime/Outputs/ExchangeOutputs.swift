internal import Bodies
internal import Glibc
internal import HTTP
internal import Plan
internal import System

/// All places that one exchange writes to: the file of `-o` or standard output, and the file of `-D`.
///
/// Made once for an exchange; each attempt at it (`--retry`, `R`) writes by a sink of its own, and what an earlier
/// attempt still has to say is dropped.
final class ExchangeOutputs: Sendable {
    private struct State {
        var file: OutputFile?
        /// Of `-D`.
        var heads: FileSink?
        var attempt = 0
        /// `-f`: the file gets no error's body, although it is looked at.
        var withholdsBody = false
        /// What could not be written where nobody could be told at once.
        var failure: BodyWriteFailure?
    }

    private let session: Session
    private var settings: OutputSettings { session.output }
    /// Where a body without a file goes; `nil` where it is looked at.
    private let standardOutput: FileSink?
    private let state: Lock<State>

    /// `toStandardOutput`: a body without a file goes there. Throws a `BodyWriteFailure`; then nothing is to be sent.
    init(_ session: Session, toStandardOutput: Bool) throws {
        self.session = session
        let settings = session.output
        standardOutput = toStandardOutput && !settings.isFile ? FileSink(descriptor: .standardOutput) : nil
        var state = State()
        if settings.isFile { state.file = try OutputFile(settings, keeping: session.keptBytes) }
        if let path = settings.headPath, toStandardOutput || path != "-" {
            do {
                let flags = O_WRONLY | O_CREAT | (settings.appendsHeads ? O_APPEND : O_TRUNC)
                let file = path == "-" ? try Descriptor.standardOutput.duplicate() : try Descriptor.open(path, flags)
                state.heads = FileSink(descriptor: file, name: path)
            } catch {
                throw BodyWriteFailure(message: "Failed to open \(path): \(error)")
            }
        }
        self.state = Lock(state)
    }

    deinit {
        state.withLock {
            $0.file?.close()
            $0.heads?.descriptor.close()
        }
    }

    /// Where the next attempt's body goes, and into `store` too if there is one.
    func begin(beside store: (any BodySink)? = nil) -> AttemptSink {
        state.withLock { state in
            if state.attempt > 0 { state.file?.startOver() }
            state.attempt += 1
            state.failure = nil
            return AttemptSink(outputs: self, attempt: state.attempt, store: store)
        }
    }

    /// Takes heads and trailers to where they are asked for; to be called before the body that follows.
    func take(_ event: TransferEvent, _ sink: AttemptSink) {
        switch event {
        case .head(let head):
            keep(sink) { $0.withholdsBody = false }
            take(head.bytes, sink)
            keep(sink) { state in
                state.withholdsBody = session.errorStatus == .failsWithoutBody && head.status >= 400
                try state.file?.take(head)
            }
        case .trailers(let trailers): take(trailers.fields.flatMap { $0.line + [0x0D, 0x0A] }, sink)
        case .requestSent, .finished: break
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
            guard session.includesHead else { continue }
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
            try standardOutput?.write(bytes)
        }
    }

    /// The attempt of `sink` has ended: brings the file to what it is to be, and says how it ended with that.
    func conclude(_ outcome: Outcome, _ figures: TransferFigures, _ sink: AttemptSink) -> Outcome {
        state.withLock { state in
            guard state.attempt == sink.attempt else { return outcome }
            var outcome = outcome
            do {
                if let failure = state.failure { throw failure }
                if outcome == .complete && !figures.isConditionUnmet && !state.withholdsBody { try state.file?.make() }
            } catch {
                let failure = TransferFailure(exitStatus: 23, message: (error as? BodyWriteFailure)?.message ?? "\(error)")
                if case .failed = outcome {} else { outcome = .failed(failure) }
            }
            state.file?.close()
            let fails = session.verdict(outcome, status: figures.status).exitStatus != 0
            if fails, settings.removesOnError { state.file?.remove() }
            if !fails, outcome == .complete, settings.keepsRemoteTime, let time = figures.fileTime { state.file?.setTime(time) }
            return outcome
        }
    }

    /// The file's name as it is now; `nil` for standard output.
    var fileName: String? {
        state.withLock { $0.file?.path }
    }
}

/// The body sink of one attempt.
struct AttemptSink: BodySink {
    fileprivate let outputs: ExchangeOutputs
    fileprivate let attempt: Int
    fileprivate let store: (any BodySink)?

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        // The store first: what came is looked at even where the file cannot have it.
        try store?.write(bytes)
        try outputs.write(bytes, attempt: attempt)
    }

    func finish() {
        store?.finish()
    }
}
