internal import App
internal import Bodies
internal import Dispatch
internal import System

/// A body as it grows, for those who wait for more of it.
final class GrowingBody: BodySink {
    private struct Room {
        /// Of the quota.
        var taken = 0
        var isStopped = false
    }

    private let store: BodyStore
    private let directory: String
    private let quota: SpoolQuota
    private let room = Lock(Room())
    private let isSuspicious: @Sendable (Int) -> Bool
    private let onHold: (@Sendable (BodyHold?) -> Void)?
    private let waiting = Lock<[DispatchSemaphore]>([])
    private let onGrowth: @Sendable () -> Void

    /// `directory` is where it is kept if it is large, nil for `$TMPDIR`, else /var/tmp. `isSuspicious` says whether somebody is
    /// to be asked before it gets as long as that. `onHold` is called when a write has to wait for room, and with nil when it does
    /// no longer; without, it fails instead. `onGrowth` is called on the writer's thread after each write and once at the end: it
    /// must be quick.
    init(
        in directory: String?, _ quota: SpoolQuota, isSuspicious: @escaping @Sendable (Int) -> Bool = { _ in false },
        onHold: (@Sendable (BodyHold?) -> Void)? = nil, onGrowth: @escaping @Sendable () -> Void
    ) {
        store = BodyStore(directory: directory)
        self.directory = directory ?? SpoolFile.usualDirectory
        self.quota = quota
        self.isSuspicious = isSuspicious
        self.onHold = onHold
        self.onGrowth = onGrowth
    }

    deinit {
        quota.giveBack(room.withLock { $0.taken })
    }

    /// All that has come until now.
    var snapshot: BodySnapshot { store.snapshot }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard try takeRoom(for: store.snapshot.length + bytes.count) else { return }
        try store.write(bytes)
        grew()
    }

    func finish() {
        store.finish()
        grew()
    }

    /// Nobody wants more of it: what waits to be written is dropped.
    func stop() {
        room.withLock { $0.isStopped = true }
    }

    /// What is in memory takes none. `false` if nobody wants it any more.
    private func takeRoom(for length: Int) throws -> Bool {
        guard length > BodyStore.mostInMemory else { return true }
        let wanted = length - room.withLock { $0.taken }
        var isHeld = false
        defer { if isHeld { onHold?(nil) } }
        while let hold = quota.take(wanted, in: directory, isSuspicious: isSuspicious(length)) {
            guard let onHold else { throw BodyWriteFailure(message: hold.reason) }
            if room.withLock({ $0.isStopped }) { return false }
            if !isHeld { onHold(hold) }
            isHeld = true
            quota.wait()
        }
        room.withLock { $0.taken = length }
        return true
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
