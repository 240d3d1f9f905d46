/// The first `length` bytes of a body: they never change.
package struct BodySnapshot: Sendable {
    private enum Source: Sendable {
        case store(BodyStore)
        case memory([UInt8])
    }

    private let source: Source
    /// In bytes.
    package let length: Int
    /// No byte will follow this snapshot's last one.
    package let isComplete: Bool

    init(store: BodyStore, length: Int, isComplete: Bool) {
        self.init(source: .store(store), length: length, isComplete: isComplete)
    }

    /// A small body that is held in memory whole, and has ended.
    package init(_ bytes: [UInt8]) {
        self.init(source: .memory(bytes), length: bytes.count, isComplete: true)
    }

    private init(source: Source, length: Int, isComplete: Bool) {
        self.source = source
        self.length = length
        self.isComplete = isComplete
    }

    package var end: ByteOffset { ByteOffset(length) }

    /// Fills `buffer` with the bytes from `offset`; returns how many, fewer only at the snapshot's end.
    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: ByteOffset) -> Int {
        let count = min(buffer.count, length - offset.bytes)
        guard count > 0, let base = buffer.baseAddress else { return 0 }
        switch source {
        case .store(let store): return store.read(into: UnsafeMutableRawBufferPointer(start: base, count: count), at: offset)
        case .memory(let bytes):
            buffer.copyBytes(from: bytes[offset.bytes..<offset.bytes + count])
            return count
        }
    }

    /// The bytes of `range`, cut at the snapshot's end. For small ranges: all of it is held in memory.
    package func bytes(in range: Range<ByteOffset>) -> [UInt8] {
        let count = max(0, min(range.upperBound.bytes, length) - range.lowerBound.bytes)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = read(into: UnsafeMutableRawBufferPointer(buffer), at: range.lowerBound)
        }
    }

    /// The first `length` bytes of this snapshot, itself if that is all of it.
    package func prefix(_ length: Int) -> BodySnapshot {
        length >= self.length ? self : BodySnapshot(source: source, length: length, isComplete: false)
    }
}
