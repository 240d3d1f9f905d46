/// Takes commands apart as PowerShell does before it starts a program (about_Quoting_Rules, about_Parsing): backticks
/// escape, quotes are doubled inside their own kind, `--%` hands on the rest of the line.
struct PowerShellWords {
    private let bytes: [UInt8]
    private var position = 0
    private var commands: [SplitCommand] = []
    private var command = SplitCommand(words: [], end: 0)
    private var word: PastedWord?
    private var variables = PasteVariables([:])
    /// The command is the value of this variable: `$body = '…'`.
    private var assigned: String?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
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
            case 0x0A, UInt8(ascii: ";"):
                endCommand()
                position += 1
            case UInt8(ascii: "'"): try singleQuoted()
            case UInt8(ascii: "\""): try doubleQuoted()
            case UInt8(ascii: "@") where word == nil && isHereString: try hereString()
            case UInt8(ascii: "`"): escaped(isQuoted: false)
            case UInt8(ascii: "$"): try expand()
            case UInt8(ascii: "#") where word == nil: position = endOfLine
            case UInt8(ascii: "-") where word == nil && isStopParsing: try takeRestOfLine()
            case UInt8(ascii: "("), UInt8(ascii: ")"):
                throw error("this would run a command, and nothing is run here")
            case UInt8(ascii: "&") where peek(1) != byte:
                // At the start it calls the program that follows; at the end the command goes to the background.
                if !command.words.isEmpty || word != nil { endCommand() }
                position += 1
            case UInt8(ascii: "|"), UInt8(ascii: "&"): leaveOutRest()
            case UInt8(ascii: ">"), UInt8(ascii: "<"): leaveOutRedirection()
            default:
                append([byte])
                position += 1
            }
        }
        endCommand()
        return commands
    }

    // MARK: quotes

    /// `'…'`, with `''` for a quote.
    private mutating func singleQuoted() throws {
        let start = position
        append([])
        position += 1
        while let byte = peek() {
            position += 1
            if byte == UInt8(ascii: "'") {
                guard peek() == byte else { return }
                position += 1
            }
            append([byte])
        }
        throw error("this quote has no end", at: start)
    }

    /// `"…"`, with `""` or a backtick and a quote for a quote. Many write `\"`, as for the command prompt, and mean the same.
    private mutating func doubleQuoted() throws {
        let start = position
        var hasBackslashQuotes = false
        append([])
        position += 1
        while let byte = peek() {
            switch byte {
            case 0x22 where peek(1) == 0x22:
                append([byte])
                position += 2
            case 0x22:
                position += 1
                return
            case UInt8(ascii: "\\") where peek(1) == 0x22 && (hasBackslashQuotes || peek(2).map { !isBlankOrLineEnd($0) } ?? false):
                hasBackslashQuotes = true
                append([0x22])
                position += 2
            case UInt8(ascii: "`"): escaped(isQuoted: true)
            case UInt8(ascii: "$"): try expand()
            default:
                append([byte])
                position += 1
            }
        }
        throw error("this quote has no end", at: start)
    }

    private var isHereString: Bool {
        (peek(1) == UInt8(ascii: "'") || peek(1) == 0x22) && peek(2).map(isLineEnd) ?? false
    }

    /// `@'`, lines, `'@`: the lines as they are, without the last line end. Variables in the other kind are not looked for.
    private mutating func hereString() throws {
        let start = position
        let end: [UInt8] = [0x0A, bytes[position + 1], UInt8(ascii: "@")]
        let text = bytes[(position + 2)...].drop { $0 == 0x0D }.dropFirst()
        guard let close = text.indices.first(where: { bytes[$0...].starts(with: end) }) else {
            throw error("this quote has no end", at: start)
        }
        append(text[..<close].filter { $0 != 0x0D })
        position = close + end.count
    }

    /// A backtick: before a line end it joins the lines, before some letters it is a control, else it takes what follows as it is.
    private mutating func escaped(isQuoted: Bool) {
        let controls: [UInt8: UInt8] = [
            UInt8(ascii: "0"): 0x00, UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "e"): 0x1B, UInt8(ascii: "f"): 0x0C,
            UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
        ]
        position += 1
        guard let byte = peek() else { return }
        if byte == 0x0A || byte == 0x0D {
            if !isQuoted { endWord() }
            position += byte == 0x0D && peek(1) == 0x0A ? 2 : 1
        } else if byte == UInt8(ascii: "u"), peek(1) == UInt8(ascii: "{"),
            let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")),
            let code = UInt32(String(decoding: bytes[(position + 2)..<end], as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(code)
        {
            append(Array(String(Character(scalar)).utf8))
            position = end + 1
        } else {
            append([controls[byte] ?? byte])
            position += 1
        }
    }

    // MARK: variables

    /// `$NAME`, `${NAME}`, `$env:NAME`: all from the environment, which is what there is.
    private mutating func expand() throws {
        let start = position
        position += 1
        if peek() == UInt8(ascii: "(") { throw error("this would run a command, and nothing is run here", at: start) }
        let name: ArraySlice<UInt8>
        if peek() == UInt8(ascii: "{"), let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")) {
            name = bytes[(position + 1)..<end]
            position = end + 1
        } else {
            name = bytes[position...].prefix { ShellName.isPart($0) || $0 == UInt8(ascii: ":") }
            position = name.endIndex
        }
        guard !name.isEmpty else { return append([UInt8(ascii: "$")], from: start) }
        let full = String(decoding: name, as: UTF8.self)
        let variable = full.lowercased().hasPrefix("env:") ? String(full.dropFirst(4)) : full
        if command.words.isEmpty && word == nil, let sign = bytes[position...].firstIndex(where: { $0 != 0x20 }),
            bytes[sign] == UInt8(ascii: "=")
        {
            assigned = variable
            position = sign + 1
            return
        }
        if let value = variables.value(ofAnyCase: variable) {
            append(Array(value.utf8), from: start)
        } else {
            variables.miss(variable, before: command.words.suffix(1) + (word.map { [$0] } ?? []))
            append([], from: start)
        }
    }

    // MARK: what is handed on, and what is left out

    private var isStopParsing: Bool {
        bytes[position...].starts(with: "--%".utf8) && peek(3).map(isBlankOrLineEnd) ?? true
    }

    /// After `--%` the program gets the line as it stands, and takes it apart itself.
    private mutating func takeRestOfLine() throws {
        let start = position + 3
        let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == UInt8(ascii: "|") } ?? bytes.endIndex
        let rest = bytes[start..<end].enumerated().filter { $0.element != 0x0D }
        let passed = rest.map { CommandPromptWords.Passed(byte: $0.element, source: start + $0.offset) }
        command.words += try CommandPromptWords.words(passed, in: bytes)
        position = end
    }

    private var endOfLine: Int {
        bytes[position...].firstIndex(of: 0x0A) ?? bytes.endIndex
    }

    private mutating func leaveOutRest() {
        endWord()
        let start = position
        var quote: UInt8?
        while let byte = peek(), quote != nil || byte != 0x0A && byte != UInt8(ascii: ";") {
            if byte == UInt8(ascii: "`") { position += 1 }
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == 0x22 || byte == UInt8(ascii: "'") {
                quote = byte
            }
            position = min(position + 1, bytes.count)
        }
        command.leftOut.append(oneLine(bytes[start..<position]))
    }

    private mutating func leaveOutRedirection() {
        var start = position
        if let stream = word, stream.text.count == 1, stream.text.allSatisfy({ "*123456".utf8.contains($0) }), stream.start == position - 1
        {
            start = stream.start
            word = nil
        }
        endWord()
        let target = bytes[position...].drop { "<>&".utf8.contains($0) }.drop { $0 == 0x20 || $0 == 0x09 }
        if let first = target.first, first == 0x22 || first == UInt8(ascii: "'") {
            position = target.dropFirst().firstIndex(of: first).map { $0 + 1 } ?? bytes.endIndex
        } else {
            position = target.firstIndex { isBlankOrLineEnd($0) || $0 == UInt8(ascii: ";") } ?? bytes.endIndex
        }
        command.leftOut.append(oneLine(bytes[start..<position]))
    }

    // MARK: words

    private mutating func append(_ text: [UInt8], from start: Int? = nil) {
        if word == nil { word = PastedWord(text: [], start: start ?? position) }
        word?.text += text
    }

    private mutating func endWord() {
        if var word {
            word.text = Self.withoutBackslashes(word.text)
            command.words.append(word)
        }
        word = nil
    }

    private mutating func endCommand() {
        endWord()
        command.end = position
        if let assigned {
            variables.assign(assigned, command.words.map(\.string).joined(separator: " "))
        } else if !command.words.isEmpty {
            commands.append(command)
        }
        assigned = nil
        command = SplitCommand(words: [], end: position)
    }

    /// Windows PowerShell loses the quotes in what it hands to a program, unless there is a backslash before them, which
    /// the program takes away. If every quote has one, it is for that; if some have none, it belongs to the text.
    private static func withoutBackslashes(_ text: [UInt8]) -> [UInt8] {
        let quotes = text.indices.filter { text[$0] == 0x22 }
        guard !quotes.isEmpty, quotes.allSatisfy({ $0 > 0 && text[$0 - 1] == UInt8(ascii: "\\") }) else { return text }
        let taken = Set(quotes.map { $0 - 1 })
        return text.indices.filter { !taken.contains($0) }.map { text[$0] }
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private func error(_ problem: String, at place: Int? = nil) -> CommandLineError {
        pasteError(problem, at: place ?? position, in: bytes)
    }
}
