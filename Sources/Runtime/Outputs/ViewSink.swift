internal import Bodies
internal import Documents
internal import HTTP
internal import System

/// `--view NAME` without a screen: one attempt's body as that view's text on standard output, each line as soon as it is
/// finished. The body is kept in a spool, as in the viewer, so that memory stays the same whatever its size.
final class ViewSink: Sendable {
    private struct State {
        var charset = Charset(label: nil)
        var store: BodyStore?
        var text: ViewText?
    }

    private let view: ViewKind
    private let output: FileSink
    private let spoolDirectory: String?
    private let state = Lock(State())

    /// `spoolDirectory`: `nil` is `$TMPDIR`, else /var/tmp.
    init(_ view: ViewKind, to output: FileSink, spoolDirectory: String?) {
        self.view = view
        self.output = output
        self.spoolDirectory = spoolDirectory
    }

    /// The head of the body that follows: its charset counts until the first byte.
    func take(_ head: ResponseHead) {
        state.withLock { $0.charset = Charset(label: head.fields["content-type"].map(MediaType.init)?.charset) }
    }

    /// Throws a `BodyWriteFailure`.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try state.withLock { state in
            let store = try state.store ?? BodyStore(spool: spoolDirectory.map(SpoolFile.init(directory:)) ?? SpoolFile())
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

    private func writeLines(_ state: inout State, _ store: BodyStore) throws {
        var text = state.text ?? ViewText(view: view, charset: state.charset)
        text.extend(to: store.snapshot)
        while let piece = text.next() { try output.write(piece) }
        state.text = text
    }
}
