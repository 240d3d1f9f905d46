/// Takes commands apart as a POSIX shell does (XCU section 2.2), with bash's `$'…'`.
///
/// What would need a shell to run something or to know a value is refused.
struct PosixWords {
    private let bytes: [UInt8]
    private var position = 0
    private var commands: [[PastedWord]] = []
    private var words: [PastedWord] = []
    /// The word in progress; `''` makes an empty one.
    private var word: PastedWord?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // The prompt of a terminal is often copied along.
        let start = bytes.prefix { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }.count
        let isPrompt = bytes[start...].starts(with: "$ ".utf8) || bytes[start...].starts(with: "% ".utf8)
        position = isPrompt ? start + 2 : start
    }

    /// Throws `CommandLineError`.
    mutating func split() throws -> [[PastedWord]] {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: " "), 0x09, 0x0D:
                endWord()
                position += 1
            case UInt8(ascii: ";"), UInt8(ascii: "&"), 0x0A:
                endCommand()
                position += 1
            case UInt8(ascii: "#") where word == nil:
                position = bytes[position...].firstIndex(of: 0x0A) ?? bytes.endIndex
            case UInt8(ascii: "'"):
                append(try singleQuoted())
            case UInt8(ascii: "\""):
                try doubleQuoted()
            case UInt8(ascii: "$") where peek(1) == UInt8(ascii: "'"):
                let start = position
                position += 2
                var string = AnsiCString(bytes: bytes, position: position)
                guard let text = string.parse() else { throw error("this quote has no end", at: start) }
                append(text, from: start)
                position = string.position
            case UInt8(ascii: "$"):
                try refuseExpansion()
                append([byte])
                position += 1
            case UInt8(ascii: "`"):
                throw error("this would run a command")
            case UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"):
                throw error("only the curl command can be taken, without what a shell does around it")
            case UInt8(ascii: "\\"):
                escaped()
            default:
                append([byte])
                position += 1
            }
        }
        endCommand()
        return commands
    }

    /// Outside of quotes: the byte behind the backslash as it is; a line end is no byte at all.
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
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return
            case UInt8(ascii: "\\"):
                guard let next = peek() else { break }
                if "$`\"\\".utf8.contains(next) {
                    append([next])
                    position += 1
                } else if next == 0x0A {
                    position += 1
                } else {
                    append([byte])
                }
            case UInt8(ascii: "$"):
                position -= 1
                try refuseExpansion()
                append([byte])
                position += 1
            case UInt8(ascii: "`"):
                throw error("this would run a command", at: position - 1)
            default:
                append([byte])
            }
        }
        throw error("this quote has no end", at: start)
    }

    /// A `$` that a shell would put something in place of.
    private func refuseExpansion() throws {
        guard let next = peek(1) else { return }
        let isName = (0x30...0x39).contains(next) || (0x41...0x5A).contains(next & 0xDF) || next == UInt8(ascii: "_")
        if isName || next == UInt8(ascii: "{") { throw error("a shell variable, and its value is not known here") }
        if next == UInt8(ascii: "(") { throw error("this would run a command") }
    }

    private mutating func append(_ text: [UInt8], from start: Int? = nil) {
        if word == nil { word = PastedWord(text: [], start: start ?? position) }
        word?.text += text
    }

    private mutating func endWord() {
        if let word { words.append(word) }
        word = nil
    }

    private mutating func endCommand() {
        endWord()
        if !words.isEmpty { commands.append(words) }
        words = []
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private func error(_ problem: String, at place: Int? = nil) -> CommandLineError {
        pasteError(problem, at: place ?? position, in: bytes)
    }
}
