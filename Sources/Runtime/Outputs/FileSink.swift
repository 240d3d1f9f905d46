internal import Bodies
internal import System

/// A body into a descriptor that somebody else opened and will close, unbuffered: what came is in it.
struct FileSink: BodySink {
    let descriptor: Descriptor
    /// For messages.
    var name = "standard output"

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        do {
            try descriptor.writeAll(bytes)
        } catch {
            throw BodyWriteFailure(message: "cannot write to \(name): \(error)")
        }
    }

    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes(write)
    }

    func finish() {}
}
