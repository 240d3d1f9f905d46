/// Where the bytes of a body go, in order.
package protocol BodySink: Sendable {
    /// Takes the next bytes. May block: that is the back-pressure which closes the TCP window.
    /// Throws a `BodyWriteFailure` if they cannot be kept; the transfer then ends with curl's exit status 23.
    func write(_ bytes: UnsafeRawBufferPointer) throws
    /// No byte follows. Called once, after the last `write`, however the transfer ended.
    func finish()
}

/// Bytes could not be kept. The message names the place and the system's reason.
package struct BodyWriteFailure: Error, Sendable, Equatable {
    package var message: String

    package init(message: String) {
        self.message = message
    }
}
