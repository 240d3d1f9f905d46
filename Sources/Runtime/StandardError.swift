internal import Glibc

/// Messages for people, outside the screen.
package enum StandardError {
    package static func write(_ text: String) {
        var text = text
        text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
