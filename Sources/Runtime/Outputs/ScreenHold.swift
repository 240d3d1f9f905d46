internal import Glibc
internal import Screen
internal import System

/// What is to go to the terminal that the viewer is on: held back until the screen is left.
package final class ScreenHold: Sendable {
    /// More than heads and warnings come to; what is beyond is left out.
    private static let most = 1 << 20

    private let held = Lock<[UInt8]>([])

    package init() {}

    func add(_ bytes: some Sequence<UInt8>) {
        held.withLock { $0 += Array(bytes).prefix(ScreenHold.most - $0.count) }
    }

    func release() {
        let bytes = held.withLock { held in
            defer { held = [] }
            return held
        }
        if !bytes.isEmpty { Descriptor.standardOutput.tell(bytes) }
    }
}

/// Whether what is written to `path` goes to the terminal that a viewer is on: the session's, or the one of standard output
/// or standard error, by whatever name.
package func leadsToScreen(_ path: String) -> Bool {
    var file = stat()
    guard stat(path, &file) == 0, file.st_mode & S_IFMT == S_IFCHR else { return false }
    var names = ["/dev/tty", "/dev/stdout", "/dev/stderr"]
    if isatty(STDOUT_FILENO) == 0 { names.removeAll { $0 == "/dev/stdout" } }
    if isatty(STDERR_FILENO) == 0 { names.removeAll { $0 == "/dev/stderr" } }
    return names.contains { name in
        var terminal = stat()
        return stat(name, &terminal) == 0 && terminal.st_rdev == file.st_rdev
    }
}
