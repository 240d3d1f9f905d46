/// `--manual`: the man page as plain text, as man(1) would show it at 80 columns.
///
/// Reads those requests of man(7) that `ManPage` writes, and no other.
struct ManualText {
    private static let width = 79

    private var lines: [String] = []
    private var words: [Substring] = []
    /// Columns in front of the text.
    private var indent = 7
    /// The next line is what the paragraph after it is about.
    private var isTag = false
    /// Lines stay as they are.
    private var isExample = false

    /// `page` is what `ManPage` writes.
    init(_ page: String) {
        for line in page.split(separator: "\n") { take(line) }
        flush()
    }

    /// Without a line end after it.
    var text: String { lines.joined(separator: "\n") }

    private mutating func take(_ line: Substring) {
        guard line.first == "." else {
            if isExample { return lines.append(String(repeating: " ", count: indent + 4) + plain(line)) }
            return add(plain(line))
        }
        let request = line.prefix { $0 != " " }
        let rest = line.dropFirst(request.count + 1)
        switch request {
        case ".\\\"", ".TH": break
        case ".SH": begin(under: plain(rest), at: 0)
        case ".SS": begin(under: plain(rest), at: 3)
        case ".PP": separate(at: 7)
        case ".TP":
            separate(at: 7)
            isTag = true
        case ".br": flush()
        case ".EX":
            separate(at: 7)
            isExample = true
        case ".EE": isExample = false
        case ".B", ".I": add(plain(rest))
        // Fonts take turns, without a blank between the words.
        case ".BR", ".RB", ".IR", ".RI", ".BI": add(arguments(rest).map(plain).joined())
        default: preconditionFailure("the man page has a request that is not known: \(request)")
        }
    }

    private mutating func begin(under title: String, at column: Int) {
        separate(at: 7)
        lines.append(String(repeating: " ", count: column) + title)
    }

    /// An empty line, and the text after it from that column on.
    private mutating func separate(at column: Int) {
        flush()
        indent = column
        if !lines.isEmpty && lines.last != "" { lines.append("") }
    }

    private mutating func add(_ text: String) {
        words += text.split(separator: " ")
        guard isTag else { return }
        isTag = false
        flush()
        indent = 14
    }

    /// Ends the line that is being filled.
    private mutating func flush() {
        var line = ""
        for word in words {
            if !line.isEmpty, indent + line.count + 1 + word.count > ManualText.width {
                lines.append(String(repeating: " ", count: indent) + line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { lines.append(String(repeating: " ", count: indent) + line) }
        words = []
    }

    /// Words apart by blanks, or with blanks in quotes.
    private func arguments(_ text: Substring) -> [Substring] {
        var arguments: [Substring] = []
        var rest = text
        while case let start = rest.drop(while: { $0 == " " }), let first = start.first {
            let isQuoted = first == "\""
            let word = start.dropFirst(isQuoted ? 1 : 0).prefix { $0 != (isQuoted ? "\"" : " ") }
            arguments.append(word)
            rest = start[word.endIndex...].dropFirst(isQuoted ? 1 : 0)
        }
        return arguments
    }

    /// Without fonts, and with what stands for a character replaced by it.
    private func plain(_ text: Substring) -> String {
        var result = ""
        var rest = text
        while let character = rest.popFirst() {
            guard character == "\\", let kind = rest.popFirst() else {
                result.append(character)
                continue
            }
            switch kind {
            case "f": rest.removeFirst()
            case "e": result.append("\\")
            case "&": break
            case "(":
                result.append(rest.starts(with: "ga") ? "`" : "'")
                rest.removeFirst(2)
            default: result.append(kind)
            }
        }
        return result
    }
}
