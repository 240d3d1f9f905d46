/// Takes commands apart as cmd.exe and the C library of Windows do, one after the other: cmd.exe
/// drops its carets and splits at `&`, the library splits words at blanks and reads quotes and
/// backslashes.
///
/// Browsers have written three forms: `"…"` with `""` for a quote and `"%"` for a percent sign;
/// `"…"` with carets inside, which cmd.exe itself would leave there; and `^"…^"`. What the browser
/// meant is what is read, in all three.
struct CommandPromptWords {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A byte that has passed cmd.exe, and where it came from.
    struct Passed {
        var byte: UInt8
        var source: Int
        /// A line end that is meant, and so ends no word.
        var isText = false
    }

    private struct PassedCommand {
        var bytes: [Passed] = []
        var leftOut: [String] = []
        var end = 0
        var followsAmpersand = false
    }

    /// Throws `CommandLineError`.
    func split(_ variables: inout PasteVariables) throws -> [SplitCommand] {
        try passed(variables).map { command in
            SplitCommand(
                words: try Self.words(command.bytes, in: bytes), leftOut: command.leftOut, end: command.end,
                followsAmpersand: command.followsAmpersand)
        }.filter { !$0.words.isEmpty }
    }

    /// What cmd.exe hands on, split into commands.
    private func passed(_ variables: PasteVariables) throws -> [PassedCommand] {
        var commands = [PassedCommand()]
        var isQuoted = false
        var index = 0
        func append(_ byte: UInt8, _ source: Int, isText: Bool = false) {
            commands[commands.count - 1].bytes.append(Passed(byte: byte, source: source, isText: isText))
        }
        func endCommand(followsAmpersand: Bool) {
            commands[commands.count - 1].end = index
            commands.append(PassedCommand(followsAmpersand: followsAmpersand))
        }
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "^"):
                let start = index
                let isEscape = !isQuoted || isEscapedInQuotes(at: index + 1) || isAfterPercent(index)
                index += 1
                if lineEnd(at: index) > 0 {
                    let afterQuote = start > 0 && bytes[start - 1] == 0x22
                    index += lineEnd(at: index)
                    let second = lineEnd(at: index)
                    // Twice is a line end that is meant; so is one between a quote's end and the next one's start.
                    if second > 0 || (afterQuote && index < bytes.count && bytes[index] == 0x22) {
                        append(0x0A, start, isText: true)
                        index += second
                    }
                } else if isEscape, index < bytes.count {
                    append(bytes[index], start)
                    index += 1
                } else {
                    append(byte, start)
                }
                continue
            case UInt8(ascii: "\""):
                isQuoted.toggle()
                append(byte, index)
            case UInt8(ascii: "%"):
                if let (value, length) = variable(at: index, variables) {
                    for byte in value.utf8 { append(byte, index) }
                    index += length
                    continue
                }
                append(byte, index)
            case UInt8(ascii: "|") where !isQuoted, UInt8(ascii: "&") where !isQuoted && bytes[(index + 1)...].first == byte:
                let end = try endOfLine(from: index)
                commands[commands.count - 1].leftOut.append(oneLine(bytes[index..<end]))
                index = end
                continue
            case UInt8(ascii: "<") where !isQuoted, UInt8(ascii: ">") where !isQuoted:
                var start = index
                if let last = commands[commands.count - 1].bytes.last, (0x30...0x39).contains(last.byte), last.source == index - 1,
                    index > 1,
                    isBlankOrLineEnd(bytes[index - 2])
                {
                    commands[commands.count - 1].bytes.removeLast()
                    start -= 1
                }
                let end = endOfRedirection(from: index)
                commands[commands.count - 1].leftOut.append(oneLine(bytes[start..<end]))
                index = end
                continue
            case UInt8(ascii: "&") where !isQuoted:
                endCommand(followsAmpersand: true)
            case 0x0A where !isQuoted:
                endCommand(followsAmpersand: false)
            case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A:
                break
            default:
                append(byte, index)
            }
            index += 1
        }
        commands[commands.count - 1].end = index
        return commands
    }

    /// The browsers put no caret before these.
    private func isEscapedInQuotes(at index: Int) -> Bool {
        guard index < bytes.count else { return false }
        switch bytes[index] {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x09: return false
        case let byte: return !"_-:=+~'/.,?;()*`".utf8.contains(byte)
        }
    }

    /// After a `%` the browsers put a caret before what could begin a variable's name: `^%^20`.
    private func isAfterPercent(_ index: Int) -> Bool {
        index > 1 && bytes[index - 1] == UInt8(ascii: "%") && bytes[index - 2] == UInt8(ascii: "^")
    }

    /// `%NAME%` if the environment has it; else it stands for itself, as at a prompt.
    private func variable(at index: Int, _ variables: PasteVariables) -> (String, length: Int)? {
        let name = bytes[(index + 1)...].prefix(while: ShellName.isPart)
        guard let first = name.first, ShellName.isStart(first), bytes[name.endIndex...].first == UInt8(ascii: "%") else { return nil }
        return variables.value(ofAnyCase: String(decoding: name, as: UTF8.self)).map { ($0, name.count + 2) }
    }

    private func lineEnd(at index: Int) -> Int {
        if bytes[index...].starts(with: [0x0D, 0x0A]) { return 2 }
        return index < bytes.count && bytes[index] == 0x0A ? 1 : 0
    }

    /// Where the line ends that holds `start`, with those that a caret joins to it; not inside of quotes.
    private func endOfLine(from start: Int) throws -> Int {
        var index = start, isQuoted = false, quote = start
        while index < bytes.count, isQuoted || bytes[index] != 0x0A {
            if bytes[index] == UInt8(ascii: "^"), !isQuoted {
                index += 1
                index += max(1, lineEnd(at: index))
                continue
            }
            if bytes[index] == 0x22 {
                isQuoted.toggle()
                quote = index
            }
            index += 1
        }
        if isQuoted { throw pasteError("this quote has no end", at: quote, in: bytes) }
        return min(index, bytes.count)
    }

    private func endOfRedirection(from start: Int) -> Int {
        let target = bytes[start...].drop { "<>&".utf8.contains($0) }.drop { $0 == 0x20 || $0 == 0x09 }
        guard target.first == 0x22 else { return target.firstIndex(where: isBlankOrLineEnd) ?? bytes.endIndex }
        return target.dropFirst().firstIndex(of: 0x22).map { $0 + 1 } ?? bytes.endIndex
    }

    /// The library's half: `\"` is a quote, and so is `""` inside quotes. The library would halve
    /// backslashes before a quote only, but the browsers have doubled all they quote.
    static func words(_ command: [Passed], in bytes: [UInt8]) throws -> [PastedWord] {
        var words: [PastedWord] = []
        var word: PastedWord?
        var quote: Int?
        var index = 0
        while index < command.count {
            let (byte, source) = (command[index].byte, command[index].source)
            if quote == nil && !command[index].isText && [0x20, 0x09, 0x0A].contains(byte) {
                if let word { words.append(word) }
                word = nil
                index += 1
                continue
            }
            if word == nil { word = PastedWord(text: [], start: source) }
            let slashes = command[index...].prefix { $0.byte == UInt8(ascii: "\\") }.count
            let isQuote = index + slashes < command.count && command[index + slashes].byte == 0x22
            if slashes > 0 {
                let kept = isQuote ? slashes / 2 : quote == nil ? slashes : (slashes + 1) / 2
                word?.text += Array(repeating: UInt8(ascii: "\\"), count: kept)
                index += slashes
                if isQuote && slashes % 2 == 1 {
                    word?.text.append(0x22)
                    index += 1
                }
            } else if isQuote {
                let isDouble = quote != nil && index + 1 < command.count && command[index + 1].byte == 0x22
                if isDouble { word?.text.append(0x22) } else { quote = quote == nil ? source : nil }
                index += isDouble ? 2 : 1
            } else {
                word?.text.append(byte)
                index += 1
            }
        }
        if let quote { throw pasteError("this quote has no end", at: quote, in: bytes) }
        if let word { words.append(word) }
        return words
    }
}
