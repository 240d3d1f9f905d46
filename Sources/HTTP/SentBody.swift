/// The body of a request as it was sent: its beginning, and how long all of it is.
package struct SentBody: Sendable, Equatable {
    /// As much as is kept.
    package static let mostKept = 1 << 20

    /// Up to `mostKept` bytes, without the frames of a chunked coding.
    package var bytes: [UInt8]
    /// In bytes; of what was sent before the answer came, or all of it.
    package var length: Int

    package init(bytes: [UInt8], length: Int) {
        self.bytes = bytes
        self.length = length
    }

    package var isWhole: Bool { bytes.count == length }
}
