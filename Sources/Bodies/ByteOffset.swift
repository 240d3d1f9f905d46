/// A place in a body: the number of bytes before it. Zero-based.
package struct ByteOffset: Sendable, Hashable, Comparable {
    package var bytes: Int

    @inlinable
    package init(_ bytes: Int) {
        self.bytes = bytes
    }

    package static let zero = ByteOffset(0)

    @inlinable
    package static func < (left: ByteOffset, right: ByteOffset) -> Bool {
        left.bytes < right.bytes
    }

    @inlinable
    package static func + (offset: ByteOffset, count: Int) -> ByteOffset {
        ByteOffset(offset.bytes + count)
    }

    @inlinable
    package static func - (offset: ByteOffset, count: Int) -> ByteOffset {
        ByteOffset(offset.bytes - count)
    }

    /// The bytes between two places.
    @inlinable
    package static func - (left: ByteOffset, right: ByteOffset) -> Int {
        left.bytes - right.bytes
    }
}
