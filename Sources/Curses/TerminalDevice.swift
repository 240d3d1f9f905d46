internal import Glibc
package import System

/// The terminal that the person is at.
package enum TerminalDevice {
    /// The controlling terminal; if there is none (`docker exec -t`, `setsid`), the one that standard output or standard error
    /// goes to. For reading and writing; whoever asks for it closes it. Throws the reason why there is no controlling one.
    package static func open() throws(SystemError) -> Descriptor {
        do {
            return try Descriptor.open("/dev/tty", O_RDWR | O_NOCTTY)
        } catch {
            for stream in [Descriptor.standardOutput, .standardError] where isatty(stream.number) == 1 {
                if let terminal = reopened(stream) { return terminal }
            }
            throw error
        }
    }

    /// A second description of the same terminal, so that modes of one do not become those of the other; if it cannot be
    /// had, because it belongs to somebody else or /proc is missing, a second number for the same.
    private static func reopened(_ stream: Descriptor) -> Descriptor? {
        if let terminal = try? Descriptor.open("/proc/self/fd/\(stream.number)", O_RDWR | O_NOCTTY) { return terminal }
        guard fcntl(stream.number, F_GETFL) & O_ACCMODE == O_RDWR else { return nil }
        return try? stream.duplicate()
    }
}
