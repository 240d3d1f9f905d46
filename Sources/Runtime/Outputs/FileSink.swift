internal import Bodies
internal import Glibc
internal import Screen
internal import System

/// A body into a descriptor that somebody else opened and will close, unbuffered: what came is in it.
///
/// Files and pipes get the bytes as they are. A terminal gets them through the screen's gate: nothing that a server sends
/// acts on it, whether there is a screen or not.
struct FileSink: BodySink {
    let descriptor: Descriptor
    /// For messages.
    let name: String
    private let gate: Lock<VisibleStream>?
    /// In place of the terminal, if that has a screen now.
    private let hold: ScreenHold?

    /// `hold` gets what would go to the terminal under a screen.
    init(descriptor: Descriptor, name: String = "standard output", hold: ScreenHold? = nil) {
        self.descriptor = descriptor
        self.name = name
        self.hold = hold
        gate = descriptor.isTerminal ? Lock(VisibleStream()) : nil
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        if let hold {
            hold.add(bytes)
        } else if let gate {
            try writeAll(gate.withLock { $0.append(bytes) })
        } else {
            try writeAll(bytes)
        }
    }

    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes(write)
    }

    /// What a terminal has not been shown yet, because it might have been the beginning of something else.
    func finish() {
        if let gate { try? writeAll(gate.withLock { $0.finish() }) }
    }

    private func writeAll(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes(writeAll)
    }

    private func writeAll(_ bytes: UnsafeRawBufferPointer) throws {
        do {
            try descriptor.writeAll(bytes)
        } catch {
            throw BodyWriteFailure(message: "cannot write to \(name): \(error)")
        }
    }
}

extension Descriptor {
    var isTerminal: Bool { isatty(number) == 1 }

    /// A terminal gets it through the screen's gate.
    func writeVisibly(_ text: some Sequence<UInt8>) throws(SystemError) {
        try writeAll(isTerminal ? VisibleStream.bytes(text) : Array(text))
    }

    /// For people, as well as it goes: a stream that takes no more has nobody to tell it to.
    package func tell(_ text: some Sequence<UInt8>) {
        try? writeVisibly(text)
    }
}
