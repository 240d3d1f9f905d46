internal import Bodies
internal import Dispatch
internal import System

/// A body as it grows, for those who wait for more of it.
final class GrowingBody: BodySink {
    private let store: BodyStore
    private let waiting = Lock<[DispatchSemaphore]>([])
    private let onGrowth: @Sendable () -> Void

    /// `directory` is where it is kept if it is large, nil for `$TMPDIR`, else /var/tmp. `onGrowth` is called on the writer's
    /// thread after each write and once at the end: it must be quick.
    init(in directory: String?, onGrowth: @escaping @Sendable () -> Void) {
        store = BodyStore(directory: directory)
        self.onGrowth = onGrowth
    }

    /// All that has come until now.
    var snapshot: BodySnapshot { store.snapshot }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try store.write(bytes)
        grew()
    }

    func finish() {
        store.finish()
        grew()
    }

    private func grew() {
        let waiting = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        for more in waiting { more.signal() }
        onGrowth()
    }

    /// Returns once the body is longer than `snapshot`, or has ended.
    func waitForGrowth(beyond snapshot: BodySnapshot) {
        let more = DispatchSemaphore(value: 0)
        let waits = waiting.withLock { waiting in
            let now = store.snapshot
            guard now.length == snapshot.length, !now.isComplete else { return false }
            waiting.append(more)
            return true
        }
        if waits { more.wait() }
    }
}
