/// Takes commands apart as cmd.exe and the C library of Windows do, one behind the other: cmd.exe
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
    private struct Passed {
        var byte: UInt8
        var source: Int
        /// A line end that is meant, and so ends no word.
        var isText = false
    }

    /// Throws `CommandLineError`.
    func split() throws -> [[PastedWord]] {
        try passed().map(words).filter { !$0.isEmpty }
    }

    /// What cmd.exe hands on, split into commands.
    private func passed() -> [[Passed]] {
        var commands: [[Passed]] = [[]]
        var isQuoted = false
        var index = 0
        func append(_ byte: UInt8, _ source: Int, isText: Bool = false) {
            commands[commands.count - 1].append(Passed(byte: byte, source: source, isText: isText))
        }
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "^"):
                let start = index
                let isEscape = !isQuoted || isEscapedInQuotes(at: index + 1)
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
            case UInt8(ascii: "&") where !isQuoted:
                commands.append([])
            case 0x0A where !isQuoted:
                commands.append([])
            case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A:
                break
            default:
                append(byte, index)
            }
            index += 1
        }
        return commands
    }

    /// The browsers put no caret in front of these.
    private func isEscapedInQuotes(at index: Int) -> Bool {
        guard index < bytes.count else { return false }
        switch bytes[index] {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x09: return false
        case let byte: return !"_-:=+~'/.,?;()*`".utf8.contains(byte)
        }
    }

    private func lineEnd(at index: Int) -> Int {
        if bytes[index...].starts(with: [0x0D, 0x0A]) { return 2 }
        return index < bytes.count && bytes[index] == 0x0A ? 1 : 0
    }

    /// The library's half: `\"` is a quote, and so is `""` inside quotes. The library would halve
    /// backslashes in front of a quote only, but the browsers have doubled all they quote.
    private func words(_ command: [Passed]) throws -> [PastedWord] {
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
