/// Reads a snapshot from front to back through a window in memory, so that a body of any size costs the same.
///
/// If the window comes out shorter than asked for, the snapshot has ended: for good if it is
/// complete, else the reader is *starved* and more may come in a longer snapshot.
package struct ByteCursor: ~Copyable {
    package let snapshot: BodySnapshot
    /// Where the next window begins.
    package private(set) var offset: ByteOffset
    private let buffer: UnsafeMutableRawBufferPointer
    /// How much is read at least the next time: little at first, for most questions are about a line or a page.
    private var reach = 8 << 10
    /// The part of `buffer` that holds the bytes from `offset` on.
    private var filled: Range<Int> = 0..<0

    /// `capacity` in bytes: the longest window that can be asked for.
    package init(_ snapshot: BodySnapshot, at offset: ByteOffset, capacity: Int = 64 << 10) {
        self.snapshot = snapshot
        self.offset = min(max(offset, .zero), snapshot.end)
        // Of a body that trickles, the few bytes after the last line are all there is to hold.
        buffer = .allocate(byteCount: max(min(capacity, snapshot.end - self.offset), 1), alignment: 16)
    }

    deinit {
        buffer.deallocate()
    }

    /// The bytes from `offset` on: at least `count` of them, fewer only at the snapshot's end.
    /// Valid until the cursor is next asked for a window.
    package mutating func window(atLeast count: Int) -> UnsafeBufferPointer<UInt8> {
        if filled.count < min(count, snapshot.end - offset) { refill(count) }
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[filled])
        return bytes.assumingMemoryBound(to: UInt8.self)
    }

    /// Moves on by `count` bytes, at most to the snapshot's end.
    package mutating func advance(by count: Int) {
        let step = min(max(count, 0), snapshot.end - offset)
        offset = offset + step
        filled = min(filled.lowerBound + step, filled.upperBound)..<filled.upperBound
    }

    /// Goes back to a place it has been at, or on to any other. Never before where it began: the window is too short for that.
    package mutating func seek(to place: ByteOffset) {
        let step = place - offset
        if step >= 0 { return advance(by: step) }
        offset = max(place, .zero)
        // What has been passed over lies before the window until that is filled again.
        filled = filled.lowerBound + step >= 0 ? filled.lowerBound + step..<filled.upperBound : 0..<0
    }

    private mutating func refill(_ count: Int) {
        let kept = filled.count
        if kept > 0, filled.lowerBound > 0, let base = buffer.baseAddress {
            base.copyMemory(from: base + filled.lowerBound, byteCount: kept)
        }
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[kept..<min(buffer.count, max(count, kept + reach))])
        reach = min(reach * 4, buffer.count)
        filled = 0..<kept + snapshot.read(into: room, at: offset + kept)
    }
}
