import TestSupport

/// The options of the installed curl by its own `--help all`: enough of its grammar to tell which ones a command line uses.
struct CurlHelp {
    private struct Option {
        var name: String
        var takesValue: Bool
    }

    private var byName: [String: Option] = [:]
    private var byShort: [Character: Option] = [:]

    static let curlIsInstalled = run(["curl", "--version"]).status == 0

    static let installed = CurlHelp(text: String(decoding: run(["curl", "--help", "all"]).output, as: UTF8.self))

    /// Rows like ` -d, --data <data>   HTTP POST data`.
    init(text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let long = words.first(where: { $0.hasPrefix("--") }), line.hasPrefix(" ") else { continue }
            let position = words.firstIndex(of: long) ?? 0
            let takesValue = words.dropFirst(position + 1).first?.hasPrefix("<") ?? false
            var name = String(long.dropFirst(2))
            // `--no-buffer` is what the table calls `--buffer`.
            if name.hasPrefix("no-"), name != "no-" { name.removeFirst(3) }
            let option = Option(name: name, takesValue: takesValue)
            byName[name] = option
            if position > 0, let short = words[0].dropFirst().first { byShort[short] = option }
        }
    }

    var names: Set<String> { Set(byName.keys) }

    /// The names of the options that `words` use, as far as curl knows them.
    func options(in words: [String]) -> Set<String> {
        var found: Set<String> = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word.hasPrefix("--") {
                guard let option = option(long: String(word.dropFirst(2).prefix { $0 != "=" })) else { continue }
                found.insert(option.name)
                if option.takesValue && !word.contains("=") { _ = rest.popFirst() }
            } else if word.hasPrefix("-"), word != "-" {
                var letters = word.dropFirst()
                while let letter = letters.popFirst(), let option = byShort[letter] {
                    found.insert(option.name)
                    guard option.takesValue else { continue }
                    if letters.isEmpty { _ = rest.popFirst() }
                    break
                }
            }
        }
        return found
    }

    private func option(long name: String) -> Option? {
        if let option = byName[name] { return option }
        if name.hasPrefix("no-") { return byName[String(name.dropFirst(3))] }
        let candidates = byName.keys.filter { $0.hasPrefix(name) }
        return candidates.count == 1 ? byName[candidates[0]] : nil
    }
}
