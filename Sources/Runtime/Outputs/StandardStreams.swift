internal import Glibc
internal import System

/// Messages for people, outside the screen.
package enum StandardError {
    package static func write(_ text: String) {
        Descriptor.standardError.tell(text.utf8)
    }

    /// `--stderr`: from now on all goes to the file at `path`; `-` is standard output. `false` if it cannot be made.
    package static func redirect(to path: String) -> Bool {
        let descriptor = path == "-" ? STDOUT_FILENO : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { return false }
        defer { if descriptor > STDERR_FILENO { close(descriptor) } }
        return dup2(descriptor, STDERR_FILENO) >= 0
    }
}

/// What was asked for in words: help, version.
package enum StandardOutput {
    package static func write(_ text: String) {
        Descriptor.standardOutput.tell(text.utf8)
    }
}
