internal import Bodies
internal import System

/// The body that is looked at while a file gets all of it: when it cannot be kept any more, it ends there, and the file goes on.
final class BodyBesideFile: BodySink {
    private let body: GrowingBody
    private let isOver = Lock(false)
    private let onEnd: @Sendable (String) -> Void

    /// `onEnd` gets the reason, in words.
    init(_ body: GrowingBody, onEnd: @escaping @Sendable (String) -> Void) {
        self.body = body
        self.onEnd = onEnd
    }

    func write(_ bytes: UnsafeRawBufferPointer) {
        if isOver.withLock({ $0 }) { return }
        do {
            try body.write(bytes)
        } catch {
            isOver.withLock { $0 = true }
            body.finish()
            onEnd((error as? BodyWriteFailure)?.message ?? "\(error)")
        }
    }

    func finish() {
        if !isOver.withLock({ $0 }) { body.finish() }
    }
}
