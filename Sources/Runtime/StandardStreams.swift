internal import Glibc

/// Messages for people, outside the screen.
package enum StandardError {
    package static func write(_ text: String) {
        StandardStream.write(text, to: STDERR_FILENO)
    }
}

/// What was asked for in words: help, version.
package enum StandardOutput {
    package static func write(_ text: String) {
        StandardStream.write(text, to: STDOUT_FILENO)
    }
}

private enum StandardStream {
    /// A stream that takes no more has nobody to tell it to.
    static func write(_ text: String, to descriptor: Int32) {
        Array(text.utf8).withUnsafeBytes { try? FileSink(descriptor: descriptor).write($0) }
    }
}
