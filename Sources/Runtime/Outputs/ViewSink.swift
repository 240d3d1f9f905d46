internal import App
internal import Bodies
internal import Documents
internal import HTTP
internal import System

/// `--view NAME` without a screen: one attempt's body as that view's text on standard output, each line as soon as it is
/// finished. The body is kept in a spool, as in the viewer, so that memory stays the same whatever its size.
final class ViewSink: Sendable {
    private struct State {
        var head: ResponseHead?
        var store: BodyStore?
        var text: ViewText?
        /// No view fits the body better than its bytes.
        var isPlain = false
    }

    private let view: WrittenView
    private let charset: String?
    private let output: FileSink
    private let spoolDirectory: String?
    private let state = Lock(State())

    /// `charset`: what it is read as; `nil`: as body and head say. `spoolDirectory`: `nil` is `$TMPDIR`, else /var/tmp.
    init(_ view: WrittenView, as charset: String?, to output: FileSink, spoolDirectory: String?) {
        self.view = view
        self.charset = charset
        self.output = output
        self.spoolDirectory = spoolDirectory
    }

    /// The head of the body that follows.
    func take(_ head: ResponseHead) {
        state.withLock { $0.head = head }
    }

    /// Throws a `BodyWriteFailure`.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try state.withLock { state in
            if state.isPlain { return try output.write(bytes) }
            let store = state.store ?? BodyStore(directory: spoolDirectory)
            state.store = store
            try store.write(bytes)
            try writeLines(&state, store)
        }
    }

    /// The body has ended: its last line is finished. Throws a `BodyWriteFailure`.
    func finish() throws {
        try state.withLock { state in
            guard let store = state.store else { return }
            store.finish()
            try writeLines(&state, store)
        }
    }

    /// Nothing is written before the charset is sure, and the view with it.
    private func writeLines(_ state: inout State, _ store: BodyStore) throws {
        let body = store.snapshot
        if state.text == nil { state.text = try newText(of: body, &state) }
        guard var text = state.text else { return }
        text.extend(to: body)
        while let piece = text.next() { try output.write(piece) }
        state.text = text
    }

    private func newText(of body: BodySnapshot, _ state: inout State) throws -> ViewText? {
        let finder = CharsetFinder(state.head, chosen: charset)
        let beginning = body.bytes(in: .zero..<ByteOffset(CharsetFinder.reach))
        guard body.isComplete || finder.isSettled(by: beginning) else { return nil }
        let chosen =
            switch view {
            case .view(let view): view
            case .fitting: ViewKind.fitting(ViewKind.all, type: state.head?.fields["content-type"], beginning: beginning).first
            }
        guard let chosen else {
            state.isPlain = true
            try output.write(body.bytes(in: .zero..<body.end))
            state.store = nil
            return nil
        }
        return ViewText(view: chosen, charset: finder.charset(ofBodyBeginning: beginning))
    }
}
