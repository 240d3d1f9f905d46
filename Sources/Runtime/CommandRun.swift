internal import App
internal import Bodies
internal import Documents
internal import Glibc
internal import HTTP
internal import System

/// A shell command over a body: reads the body as it grows, and its output is a body itself.
///
/// Its events are those of a transfer: no head, and the end says the command's exit status and its last words on standard
/// error.
final class CommandRun: Sendable {
    private struct State {
        var process: ChildProcess?
        var isCancelled = false
        var report = TransferReport()
        var arrivals = ArrivalLog(timeOfDay: LocalTime.ofDay)
    }

    /// The last words are kept, in bytes.
    private static let longestErrors = 4 << 10
    private static let pieceSize = 64 << 10
    /// A command that does not end when it is asked to is ended.
    private static let patience = Duration.milliseconds(500)

    private let command: String
    /// The body it reads; `nil` for none.
    private let input: CommandText?
    private let sink: any BodySink
    private let onEvent: @Sendable (TransferEvent) -> Void
    private let state = Lock(State())
    private let start = ContinuousClock().now

    init(_ command: String, reading input: CommandText?, sink: any BodySink, onEvent: @escaping @Sendable (TransferEvent) -> Void) {
        self.command = command
        self.input = input
        self.sink = sink
        self.onEvent = onEvent
    }

    func begin() {
        onOwnThread { self.run() }
    }

    func cancel() {
        let process = state.withLock { state in
            state.isCancelled = true
            return state.process
        }
        guard let process else { return }
        process.end()
        onOwnThread {
            usleep(useconds_t(CommandRun.patience / .microseconds(1)))
            if self.state.withLock({ $0.process != nil }) { process.end(atOnce: true) }
        }
    }

    /// For when it was asked to end and has not.
    func endAtOnce() { state.withLock { $0.process }?.end(atOnce: true) }

    var report: TransferReport {
        state.withLock { $0.report }
    }

    /// When its output came so far.
    var arrivals: ArrivalLog {
        state.withLock { $0.arrivals }
    }

    private func run() {
        do {
            let process = try ChildProcess(shell: Environment.value("SHELL") ?? "/bin/sh", command: command)
            let isCancelled = state.withLock { state in
                state.process = process
                return state.isCancelled
            }
            if isCancelled { process.end(atOnce: true) }
            onOwnThread { self.feed(process.input) }
            let errors = read(process)
            let status = process.wait()
            state.withLock { $0.process = nil }
            process.output.close()
            process.errors.close()
            finish(status, errors)
        } catch {
            sink.finish()
            onEvent(.finished(.failed(TransferFailure(exitStatus: 126, message: "cannot run the shell: \(error)")), report))
        }
    }

    private func finish(_ status: Int32, _ errors: [UInt8]) {
        sink.finish()
        let outcome: Outcome
        if state.withLock({ $0.isCancelled }) {
            outcome = .stopped
        } else if status == 0 {
            outcome = .complete
        } else {
            let words = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline).last.map(String.init)
            outcome = .failed(TransferFailure(exitStatus: status, message: words ?? "exit status \(status)"))
        }
        onEvent(.finished(outcome, report))
    }

    /// Takes its output to the sink until it has no more; returns the end of what it said on standard error.
    private func read(_ process: ChildProcess) -> [UInt8] {
        var errors: [UInt8] = []
        var open = [process.output, process.errors]
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: CommandRun.pieceSize, alignment: 16)
        defer { buffer.deallocate() }
        while !open.isEmpty {
            var ready = open.map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
            guard poll(&ready, nfds_t(ready.count), -1) > 0 else { continue }
            for entry in ready where entry.revents != 0 {
                let stream = Descriptor(entry.fd)
                let count = (try? stream.read(into: buffer)) ?? 0
                if count == 0 { open.removeAll { $0.number == entry.fd } }
                let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                if entry.fd == process.errors.number {
                    errors = (errors + piece).suffix(CommandRun.longestErrors)
                } else if count > 0 {
                    take(piece, process)
                }
            }
        }
        return errors
    }

    private func take(_ piece: UnsafeRawBufferPointer, _ process: ChildProcess) {
        do {
            let elapsed = ContinuousClock().now - start
            // Before it can be seen.
            state.withLock { $0.arrivals.note(piece.count, at: elapsed) }
            try sink.write(piece)
            state.withLock { state in
                state.report.counts.wireBytes += piece.count
                state.report.counts.decodedBytes += piece.count
                state.report.timing.firstByte = state.report.timing.firstByte ?? elapsed
                state.report.timing.total = elapsed
            }
        } catch {
            process.end()
        }
    }

    /// Gives it the body as it comes, for as long as it reads.
    private func feed(_ stream: Descriptor) {
        defer { stream.close() }
        guard var input else { return }
        while let piece = input.next() {
            guard (try? stream.writeAll(piece)) != nil else { return }
        }
    }
}

/// What a command reads: a body's bytes or its text in a view, until the body has ended.
struct CommandText: Sendable {
    private enum Part: Sendable {
        case bytes(Range<ByteOffset>?)
        case text(ViewText)
    }

    private let body: GrowingBody
    private var part: Part
    private var offset: ByteOffset
    private var hasEnded = false

    /// The bytes of a body, `range` of them or all.
    init(_ body: GrowingBody, bytes range: Range<ByteOffset>?) {
        self.body = body
        part = .bytes(range)
        offset = range?.lowerBound ?? .zero
    }

    /// A body's text in a view.
    init(_ body: GrowingBody, text: ViewText) {
        self.body = body
        part = .text(text)
        offset = .zero
    }

    /// The next piece; waits for the body to grow. `nil` at the end.
    mutating func next() -> [UInt8]? {
        while !hasEnded {
            let snapshot = body.snapshot
            switch part {
            case .bytes(let range):
                let end = min(range?.upperBound ?? snapshot.end, snapshot.end)
                let piece = snapshot.bytes(in: offset..<max(offset, min(end, offset + (64 << 10))))
                offset = offset + piece.count
                if !piece.isEmpty { return piece }
                if snapshot.isComplete || range.map({ offset >= $0.upperBound }) == true { hasEnded = true }
            case .text(var text):
                text.extend(to: snapshot)
                let piece = text.next()
                part = .text(text)
                if let piece { return piece }
                if snapshot.isComplete {
                    hasEnded = true
                    return text.unfinished()
                }
            }
            if !hasEnded { body.waitForGrowth(beyond: snapshot) }
        }
        return nil
    }
}
