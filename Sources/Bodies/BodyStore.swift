internal import Synchronization
internal import System

/// A body as it arrives: append-only, so that every prefix of it is an immutable value.
///
/// One writer; any number of readers, each with a `BodySnapshot` of its own. A small body is in memory, a larger one in a file.
package final class BodyStore: BodySink {
    /// The most bytes that are kept in memory: most bodies are smaller, and a thousand of them need no descriptors.
    package static let mostInMemory = 64 << 10

    private struct Place {
        var memory: [UInt8] = []
        /// Once there is one, everything is in it.
        var spool: SpoolFile?
    }

    private let place = Lock(Place())
    private let directory: String?
    private let written = Atomic<Int>(0)
    private let ended = Atomic<Bool>(false)

    /// `directory` is where the file of a large body is made; `nil`: `$TMPDIR`, else /var/tmp.
    package init(directory: String? = nil) {
        self.directory = directory
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        let length = written.load(ordering: .relaxed)
        let spool = try spool(for: bytes, at: length)
        do {
            try spool?.write(bytes, at: ByteOffset(length))
        } catch {
            // What fits is kept.
            written.store(min(max(length, spool?.length ?? 0), length + bytes.count), ordering: .releasing)
            throw error
        }
        written.store(length + bytes.count, ordering: .releasing)
    }

    /// The file that `bytes` go into; nil if they are in memory now.
    private func spool(for bytes: UnsafeRawBufferPointer, at length: Int) throws -> SpoolFile? {
        try place.withLock { place in
            if let spool = place.spool { return spool }
            if length + bytes.count <= BodyStore.mostInMemory {
                place.memory += bytes
                return nil
            }
            let spool = try directory.map(SpoolFile.init(directory:)) ?? SpoolFile()
            try place.memory.withUnsafeBytes { try spool.write($0, at: .zero) }
            place = Place(spool: spool)
            return spool
        }
    }

    package func finish() {
        ended.store(true, ordering: .releasing)
    }

    /// All that has come until now.
    package var snapshot: BodySnapshot {
        // `ended` first: a body that has ended does not grow, so the length read after it is the last one.
        let isComplete = ended.load(ordering: .acquiring)
        return BodySnapshot(store: self, length: written.load(ordering: .acquiring), isComplete: isComplete)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: ByteOffset) -> Int {
        nonisolated(unsafe) let buffer = buffer
        let (spool, count) = place.withLock { place -> (SpoolFile?, Int) in
            if let spool = place.spool { return (spool, 0) }
            let bytes = place.memory.dropFirst(offset.bytes).prefix(buffer.count)
            buffer.copyBytes(from: bytes)
            return (nil, bytes.count)
        }
        return spool?.read(into: buffer, at: offset) ?? count
    }
}
