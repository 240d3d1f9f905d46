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
    }

    private let view: ViewKind
    private let charset: String?
    private let output: FileSink
    private let spoolDirectory: String?
    private let state = Lock(State())

    /// `charset`: what it is read as; `nil`: as body and head say. `spoolDirectory`: `nil` is `$TMPDIR`, else /var/tmp.
    init(_ view: ViewKind, as charset: String?, to output: FileSink, spoolDirectory: String?) {
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

    /// Nothing is written before the charset is sure.
    private func writeLines(_ state: inout State, _ store: BodyStore) throws {
        let body = store.snapshot
        guard var text = state.text ?? newText(of: body, state.head) else { return }
        text.extend(to: body)
        while let piece = text.next() { try output.write(piece) }
        state.text = text
    }

    private func newText(of body: BodySnapshot, _ head: ResponseHead?) -> ViewText? {
        let finder = CharsetFinder(head, chosen: charset)
        let beginning = body.bytes(in: .zero..<ByteOffset(CharsetFinder.reach))
        guard body.isComplete || finder.isSettled(by: beginning) else { return nil }
        return ViewText(view: view, charset: finder.charset(ofBodyBeginning: beginning))
    }
}
