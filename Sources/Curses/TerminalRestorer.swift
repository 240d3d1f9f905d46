package import Glibc
internal import Synchronization
package import System

/// Gives the terminal back from where nothing else may be called any more: a signal handler or a trap.
///
/// All that is needed was computed when the terminal was taken and lies in memory that is never freed (a few hundred
/// bytes for each terminal taken, which is one), so a copy of this value can be called at any time, from any thread.
package struct TerminalRestorer: @unchecked Sendable {
    private let descriptor: Int32
    private let settings: UnsafePointer<termios>
    private let flags: Int32
    private let bytes: UnsafeRawBufferPointer
    private let isTaken: UnsafeMutablePointer<Atomic<Bool>>

    /// `bytes` leave full-screen mode; `settings` are those of the terminal before it was taken, `flags` those of its descriptor.
    package init(_ descriptor: Descriptor, settings: termios, flags: Int32, bytes: [UInt8]) {
        self.descriptor = descriptor.number
        self.flags = flags
        let settingsCopy = UnsafeMutablePointer<termios>.allocate(capacity: 1)
        settingsCopy.initialize(to: settings)
        self.settings = UnsafePointer(settingsCopy)
        let bytesCopy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        bytesCopy.copyBytes(from: bytes)
        self.bytes = UnsafeRawBufferPointer(bytesCopy)
        isTaken = .allocate(capacity: 1)
        isTaken.initialize(to: Atomic(false))
    }

    /// Async-signal-safe: calls `write`, `tcsetattr` and `fcntl` and nothing else. Does nothing while the terminal is not taken,
    /// and does not wait for one that takes no more.
    package func restoreNow() {
        guard isTaken.pointee.exchange(false, ordering: .sequentiallyConsistent) else { return }
        try? Descriptor(descriptor).writeAll(bytes, whenFull: .fail)
        _ = tcsetattr(descriptor, TCSANOW, settings)
        _ = fcntl(descriptor, F_SETFL, flags)
    }

    package func setTaken(_ isTaken: Bool) {
        self.isTaken.pointee.store(isTaken, ordering: .sequentiallyConsistent)
    }
}
