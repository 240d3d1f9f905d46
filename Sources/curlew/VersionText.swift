internal import Curses
internal import Plan
internal import Runtime
internal import Transfer

/// What `-V` says: this program and what it is made of, then in curl's form, for scripts, what the libcurl at hand can do.
enum VersionText {
    static var text: String {
        let library = LibraryFacts.now
        let parts = [
            "curlew \(Version.number)", "libcurl/\(library.version)", "ncurses/\(ncursesVersion)", "PCRE2/\(pcre2Version)",
            "Swift/\(swift)",
        ]
        return """
            \(parts.joined(separator: " "))
            \(libcurlVersion)
            Protocols: \(library.protocols.joined(separator: " "))
            Features: \(library.features.joined(separator: " "))

            """
    }

    /// The compiler's; it has no function that says it.
    private static var swift: String {
        #if compiler(>=6.5)
            "6.5 or later"
        #elseif compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}
