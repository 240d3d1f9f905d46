/// `-b`, `-c` and `-j`.
package struct CookieSettings: Sendable, Equatable {
    /// `-b name=value`: sent as they are, several joined by `;`; `nil` for none.
    package var literal: String?
    /// `-b FILE`, in Netscape's format or as header lines; one that cannot be read counts as empty.
    package var files: [String] = []
    /// `-c`: the file that gets all cookies at the end; `-` is standard output.
    package var jar: String?
    /// `-j`: cookies without an expiry date are not taken from `files`.
    package var dropsSessionCookies = false

    package init() {}

    /// Cookies that come are kept and sent again.
    package var areKept: Bool { !files.isEmpty || jar != nil }
}
