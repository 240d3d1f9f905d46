internal import Synchronization

/// A body as it arrives: append-only, so that every prefix of it is an immutable value.
///
/// One writer; any number of readers, each with a `BodySnapshot` of its own.
package final class BodyStore: BodySink {
    private let spool: SpoolFile
    private let written = Atomic<Int>(0)
    private let ended = Atomic<Bool>(false)
    private let onGrowth: @Sendable () -> Void

    /// `onGrowth` is called on the writer's thread after each write and once at the end: it must be quick.
    package init(spool: SpoolFile, onGrowth: @escaping @Sendable () -> Void = {}) {
        self.spool = spool
        self.onGrowth = onGrowth
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        let length = written.load(ordering: .relaxed)
        try spool.write(bytes, at: ByteOffset(length))
        written.store(length + bytes.count, ordering: .releasing)
        onGrowth()
    }

    package func finish() {
        ended.store(true, ordering: .releasing)
        onGrowth()
    }

    /// All that has come until now.
    package var snapshot: BodySnapshot {
        // `ended` first: a body that has ended does not grow, so the length read after it is the last one.
        let isComplete = ended.load(ordering: .acquiring)
        return BodySnapshot(store: self, length: written.load(ordering: .acquiring), isComplete: isComplete)
    }

    /// Keeps the end of this process from waiting for a large body to be freed; to be called right before it ends.
    package func outliveProcess() {
        if written.load(ordering: .relaxed) >= BodyStore.slowToFree { spool.outliveProcess() }
    }

    /// In bytes; freeing less takes less than making a process would.
    private static let slowToFree = 16 << 20

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: ByteOffset) -> Int {
        spool.read(into: buffer, at: offset)
    }
}
