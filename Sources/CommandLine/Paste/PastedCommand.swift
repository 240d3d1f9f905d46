/// The commands in `text`, as a browser puts them on the clipboard or as one finds them in a page:
/// for each the words behind `curl`, without their quoting.
///
/// Throws `CommandLineError` with the place marked.
package func pastedCommands(_ text: String) throws -> [[String]] {
    let bytes = Array(text.utf8)
    var posix = PosixWords(bytes)
    let commands = isForCommandPrompt(bytes) ? try CommandPromptWords(bytes).split() : try posix.split()
    if commands.isEmpty { throw CommandLineError("nothing was pasted") }
    return try commands.map { words in
        guard let program = words.first, isCurl(program.text) else {
            throw pasteError("a curl command is expected", at: words.first?.start ?? 0, in: bytes)
        }
        return words.dropFirst().map { String(decoding: $0.text, as: UTF8.self) }
    }
}

/// One word of a command and where it began in what was pasted.
struct PastedWord: Equatable {
    var text: [UInt8]
    var start: Int
}

/// A caret in front of a quote or a line end is cmd.exe's, unless a POSIX shell's quotes are around it.
private func isForCommandPrompt(_ bytes: [UInt8]) -> Bool {
    var quote: UInt8?, openedByDollar = false
    var index = 0
    while index + 1 < bytes.count {
        let (byte, next) = (bytes[index], bytes[index + 1])
        let isAnsi = quote == UInt8(ascii: "'") && openedByDollar
        switch byte {
        case UInt8(ascii: "\\") where quote != UInt8(ascii: "'") || isAnsi:
            index += 1
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            if quote == nil {
                quote = byte
                openedByDollar = index > 0 && bytes[index - 1] == UInt8(ascii: "$")
            } else if quote == byte {
                quote = nil
            }
        case UInt8(ascii: "^") where quote == nil && [0x22, 0x0A, 0x0D].contains(next):
            return true
        default:
            break
        }
        index += 1
    }
    return false
}

/// `curl`, `/usr/bin/curl`, `curl.exe`, `curlew`.
private func isCurl(_ program: [UInt8]) -> Bool {
    let name = program.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }).last ?? []
    return ["curl", "curlew", "curl.exe"].contains(String(decoding: name, as: UTF8.self).lowercased())
}

/// The line that `position` is in, under it a mark.
func pasteError(_ problem: String, at position: Int, in bytes: [UInt8]) -> CommandLineError {
    let position = min(position, bytes.count)
    let start = bytes[..<position].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[position...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) ?? bytes.endIndex
    let line = String(decoding: bytes[start..<end], as: UTF8.self)
    let number = bytes[..<start].count { $0 == 0x0A } + 1
    let column = String(decoding: bytes[start..<position], as: UTF8.self).count
    return CommandLineError(
        "line \(number) of what was pasted: \(problem):\n\(line)\n\(String(repeating: " ", count: column))^")
}
