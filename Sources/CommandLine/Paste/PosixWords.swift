/// Takes commands apart as a POSIX shell does (XCU section 2.2), with bash's `$'…'`: quotes, variables, `~/`.
///
/// Nothing is run: what would need that is refused, or left out if it only comes after the command.
struct PosixWords {
    let bytes: [UInt8]
    /// Arguments without a program in front: no shell is meant, and what only a shell acts on stands for itself. Quotes and
    /// backslashes are read as ever, and line ends are blanks.
    private let isBare: Bool
    var position = 0
    private var commands: [SplitCommand] = []
    var command = SplitCommand(words: [], end: 0)
    /// The word in progress; `''` makes an empty one.
    var word: PastedWord?
    private var variables = PasteVariables([:])
    /// Where something is put into standard input, if anything is.
    var inputRedirection: Int?

    init(_ bytes: [UInt8], isBare: Bool = false) {
        self.bytes = bytes
        self.isBare = isBare
    }

    /// Throws `CommandLineError`.
    func split(_ variables: inout PasteVariables) throws -> [SplitCommand] {
        var copy = self
        copy.variables = variables
        defer { variables = copy.variables }
        return try copy.split()
    }

    private mutating func split() throws -> [SplitCommand] {
        while let byte = peek() {
            switch byte {
            case 0x20, 0x09, 0x0D:
                endWord()
                position += 1
            case 0x0A:
                if isBare { endWord() } else { try endCommand() }
                position += 1
            case UInt8(ascii: "'"):
                append(try singleQuoted())
            case UInt8(ascii: "\""):
                try doubleQuoted()
            case UInt8(ascii: "\\"):
                escaped()
            case UInt8(ascii: "$") where peek(1) == UInt8(ascii: "'"):
                let start = position
                position += 2
                var string = AnsiCString(bytes: bytes, position: position)
                guard let text = string.parse() else { throw error("this quote has no end", at: start) }
                append(text, from: start)
                position = string.position
            case _ where isBare:
                append([byte])
                position += 1
            default:
                try takeForShell(byte)
            }
        }
        try endCommand()
        return commands
    }

    /// What a shell acts on outside of quotes.
    private mutating func takeForShell(_ byte: UInt8) throws {
        switch byte {
        case UInt8(ascii: "#") where word == nil:
            position = bytes[position...].firstIndex(of: 0x0A) ?? bytes.endIndex
        case UInt8(ascii: "~") where word == nil && isTildePrefix:
            append(Array((variables.value(of: "HOME") ?? "~").utf8))
            position += 1
        case UInt8(ascii: "$") where peek(1) == 0x22:
            // bash's translated text.
            position += 1
        case UInt8(ascii: "$"):
            try expand(isQuoted: false)
        case UInt8(ascii: "`"):
            throw error("this would run a command, and nothing is run here")
        case UInt8(ascii: "("), UInt8(ascii: ")"):
            throw error("only the curl command can be taken, without what a shell does around it")
        case UInt8(ascii: ";"):
            try endCommand()
            position += 1
        case UInt8(ascii: "|"):
            try leaveOutRest()
        case UInt8(ascii: "&"):
            if peek(1) == UInt8(ascii: "&") { return try leaveOutRest() }
            if peek(1) == UInt8(ascii: ">") { return try leaveOutRedirection() }
            try endCommand()
            position += 1
            command.followsAmpersand = true
        case UInt8(ascii: "<"), UInt8(ascii: ">"):
            try leaveOutRedirection()
        default:
            append([byte])
            position += 1
        }
    }

    private var isTildePrefix: Bool {
        guard let next = peek(1) else { return true }
        return next == UInt8(ascii: "/") || isBlankOrLineEnd(next)
    }

    /// Outside of quotes: the byte after the backslash as it is; a line end is no byte at all.
    private mutating func escaped() {
        let start = position
        position += 1
        if peek() == 0x0D && peek(1) == 0x0A { position += 1 }
        guard let byte = peek() else { return }
        position += 1
        if byte != 0x0A { append([byte], from: start) }
    }

    private mutating func singleQuoted() throws -> [UInt8] {
        guard let end = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "'")) else {
            throw error("this quote has no end")
        }
        defer { position = end + 1 }
        return Array(bytes[(position + 1)..<end])
    }

    private mutating func doubleQuoted() throws {
        let start = position
        append([])
        position += 1
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"):
                position += 1
                guard let next = peek() else { break }
                if "$`\"\\".utf8.contains(next) {
                    append([next])
                    position += 1
                } else if next == 0x0A {
                    position += 1
                } else if next == 0x0D && peek(1) == 0x0A {
                    position += 2
                } else {
                    append([byte])
                }
            case UInt8(ascii: "$"):
                try expand(isQuoted: true)
            case UInt8(ascii: "`"):
                throw error("this would run a command, and nothing is run here")
            default:
                append([byte])
                position += 1
            }
        }
        throw error("this quote has no end", at: start)
    }

    private mutating func append(_ text: [UInt8], from start: Int? = nil) {
        if word == nil { word = PastedWord(text: [], start: start ?? position) }
        word?.text += text
    }

    mutating func endWord() {
        if let word { command.words.append(word) }
        word = nil
    }

    /// A command that only sets variables sets them for those after it.
    private mutating func endCommand() throws {
        endWord()
        command.end = position
        let words = command.words.first?.string == "export" ? Array(command.words.dropFirst()) : command.words
        if let inputRedirection, command.words.contains(where: { $0.string == "-" || $0.string.hasSuffix("@-") }) {
            throw error("what a shell puts into standard input cannot be taken: name the file in place of -", at: inputRedirection)
        }
        inputRedirection = nil
        if !words.isEmpty, words.allSatisfy(\.isAssignment), !command.followsAmpersand {
            for word in words {
                let parts = word.string.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                variables.assign(String(parts[0]), String(parts[1]))
            }
        } else if !command.words.isEmpty {
            commands.append(command)
        }
        command = SplitCommand(words: [], end: position)
    }

    func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    func error(_ problem: String, at place: Int? = nil) -> CommandLineError {
        pasteError(problem, at: place ?? position, in: bytes)
    }
}

// Variables
extension PosixWords {
    /// A `$`: the value of the variable that it names; itself if it names none.
    private mutating func expand(isQuoted: Bool) throws {
        let start = position
        guard let next = peek(1) else { return appendDollar() }
        switch next {
        case UInt8(ascii: "("):
            throw error("this would run a command, and nothing is run here")
        case UInt8(ascii: "{"):
            guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")) else {
                throw error("this brace has no end", at: start + 1)
            }
            try expand(braced: bytes[(position + 2)..<end], isQuoted)
            position = end + 1
        case let byte where ShellName.isStart(byte):
            let name = bytes[(position + 1)...].prefix(while: ShellName.isPart)
            insert(String(decoding: name, as: UTF8.self), isQuoted)
            position = name.endIndex
        case 0x30...0x39:
            insert(String(Unicode.Scalar(next)), isQuoted)
            position += 2
        case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "$"),
            UInt8(ascii: "-"):
            throw error("a value that only the shell knows")
        default:
            appendDollar()
        }
    }

    private mutating func appendDollar() {
        append([UInt8(ascii: "$")])
        position += 1
    }

    /// `${NAME}`, `${NAME:-text}` and its relatives if the text is no more than that.
    private mutating func expand(braced content: ArraySlice<UInt8>, _ isQuoted: Bool) throws {
        let name = content.prefix(while: ShellName.isPart)
        let rest = String(decoding: content[name.endIndex...], as: UTF8.self)
        let operators = [":-", ":=", "-", "="]
        guard !name.isEmpty, rest.isEmpty || operators.contains(where: rest.hasPrefix), !rest.contains(where: { "$`'\"\\".contains($0) })
        else {
            throw error("only ${NAME} and ${NAME:-text} can be read here")
        }
        let variable = String(decoding: name, as: UTF8.self)
        guard let sign = operators.first(where: rest.hasPrefix) else { return insert(variable, isQuoted) }
        let value = variables.value(of: variable)
        let isMissing = value == nil || value == "" && sign.hasPrefix(":")
        insert(value: isMissing ? String(rest.dropFirst(sign.count)) : value ?? "", isQuoted)
    }

    private mutating func insert(_ name: String, _ isQuoted: Bool) {
        guard let value = variables.value(of: name) else {
            variables.miss(name, before: command.words.suffix(1) + (word.map { [$0] } ?? []))
            // A word it is all the same: something is to come in its place.
            return append([])
        }
        insert(value: value, isQuoted)
    }

    /// Outside of quotes blanks in a value end words (XCU 2.6.5).
    private mutating func insert(value: String, _ isQuoted: Bool) {
        if isQuoted { return append(Array(value.utf8)) }
        for byte in value.utf8 {
            if isBlankOrLineEnd(byte) { endWord() } else { append([byte]) }
        }
    }
}
