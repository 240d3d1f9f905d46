/// What is left out: pipes, redirections, what is to be run after the command.
extension PosixWords {
    /// `| …`, `&& …`, `|| …`: up to where the next command begins.
    mutating func leaveOutRest() throws {
        endWord()
        let start = position
        while let byte = peek() {
            if byte == 0x0A, !goesOn(after: start) { break }
            if byte == UInt8(ascii: ";") { break }
            if byte == UInt8(ascii: "&") {
                if peek(1) != UInt8(ascii: "&") && peek(1) != UInt8(ascii: ">") && bytes[position - 1] != UInt8(ascii: ">")
                    && bytes[position - 1] != UInt8(ascii: "|")
                {
                    break
                }
                position += 1
            }
            try skip()
        }
        command.leftOut.append(oneLine(bytes[start..<position]))
    }

    /// A line end right after an operator ends nothing.
    private func goesOn(after start: Int) -> Bool {
        let last = bytes[start..<position].last { !isBlankOrLineEnd($0) }
        return last == UInt8(ascii: "|") || last == UInt8(ascii: "&")
    }

    /// `> file`, `2>&1`, `< file`; words may go on after it.
    mutating func leaveOutRedirection() throws {
        var start = position
        if let number = word, number.text.allSatisfy({ (0x30...0x39).contains($0) }), number.start + number.text.count == position {
            start = number.start
            word = nil
        }
        endWord()
        if bytes[position...].starts(with: "<<".utf8), peek(2) != UInt8(ascii: "<") {
            throw error("a here-document cannot be taken: put its text after -d")
        }
        if peek() == UInt8(ascii: "<") { inputRedirection = position }
        while let byte = peek(), "<>&|".utf8.contains(byte) { position += 1 }
        while let byte = peek(), byte == 0x20 || byte == 0x09 { position += 1 }
        if peek() == UInt8(ascii: "(") { throw error("this would run a command, and nothing is run here") }
        while let byte = peek(), !isBlankOrLineEnd(byte), !";|&<>".utf8.contains(byte) { try skip() }
        command.leftOut.append(oneLine(bytes[start..<position]))
    }

    /// Passes over a character, or all that is quoted.
    private mutating func skip() throws {
        let start = position
        guard let byte = peek() else { return }
        position += byte == UInt8(ascii: "\\") ? 2 : 1
        guard byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") else { return position = min(position, bytes.count) }
        while let next = peek(), next != byte { position += next == UInt8(ascii: "\\") && byte == UInt8(ascii: "\"") ? 2 : 1 }
        guard position < bytes.count else { throw error("this quote has no end", at: start) }
        position += 1
    }
}
