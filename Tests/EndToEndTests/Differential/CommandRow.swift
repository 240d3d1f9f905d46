/// One command line of the table, without the program's name.
///
/// It is written as one would for a shell, with `'…'` around what has blanks. These stand for what is known only at
/// run time: `$http` and `$host` the logging server as `http://127.0.0.1:PORT` and `127.0.0.1:PORT`, `$tls` the same
/// server behind TLS and HTTP/2, `$stranger` a server whose certificate nobody trusts, `$port`, `$tlsport` and
/// `$refused` port numbers (nothing listens on the last), `$socket` a Unix socket in front of the logging server.
struct CommandRow: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    let line: String
    /// Put into the work directory beside the fixtures; `home` in it is the home directory.
    let files: [String: String]
    let input: String
    let environment: [String: String]
    /// Everything on standard error must be the same, not only the lines with an error number.
    let comparesAllErrors: Bool
    /// Requests may come in any order: they are made side by side.
    let isParallel: Bool

    init(
        _ line: String, files: [String: String] = [:], input: String = "", environment: [String: String] = [:],
        comparesAllErrors: Bool = false, isParallel: Bool = false
    ) {
        self.line = line
        self.files = files
        self.input = input
        self.environment = environment
        self.comparesAllErrors = comparesAllErrors
        self.isParallel = isParallel
    }

    init(stringLiteral line: String) {
        self.init(line)
    }

    var description: String { line }

    /// Two rows may share a line and differ in their files.
    var name: String {
        files.isEmpty
            ? line
            : line + "  # " + files.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.debugDescription)" }.joined(separator: ", ")
    }

    var needsNginx: Bool { ["$tls", "$stranger", "$socket"].contains { line.contains($0) } }

    /// The words as typed, with the placeholders still in them.
    var words: [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in line {
            if character == "'" {
                isQuoted.toggle()
                word = word ?? ""
            } else if character == " " && !isQuoted {
                if let ended = word { words.append(ended) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + [word].compactMap { $0 }
    }
}
