/// A line typed as a command, where keys do not come one by one.
package enum TypedLine {
    /// Keys after which the rest of the line is text for their prompt, ended as if by Enter.
    private static let prompts: Set<Character> = [":", "/", "?", "&", "!", "|"]
    /// As those, if a blank follows.
    private static let promptsWithBlank: Set<Character> = ["s", "S", "o"]

    /// The keys that stand for it: `:set wrap off`, `/pattern`, `s FILE`, `42g`, `Tab`, `ESC-u`; an empty line is Enter.
    package static func keys(_ line: String) -> [Key] {
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let command = line[digits.endIndex...]
        let count = digits.map { Key.character($0.unicodeScalars[$0.unicodeScalars.startIndex]) }
        guard let first = command.first else { return count + [.enter] }
        let rest = command.dropFirst()
        if prompts.contains(first) { return count + characters(command) + [.enter] }
        if promptsWithBlank.contains(first), rest.first == " " {
            // What the prompt proposes goes.
            return count + characters(command.prefix(1)) + [.control("U")] + characters(rest.dropFirst()) + [.enter]
        }
        return count + (KeySequence(String(command))?.keys ?? characters(command))
    }

    /// The keys that stand for it where it is a text, and not a command: in a prompt that is open already.
    package static func text(_ line: String) -> [Key] {
        line.isEmpty ? [.enter] : [.control("U")] + characters(line[...]) + [.enter]
    }

    private static func characters(_ text: Substring) -> [Key] {
        text.unicodeScalars.compactMap { scalar in
            if scalar == "\t" { return .tab }
            return scalar.value >= 0x20 && scalar.value != 0x7F ? .character(scalar) : nil
        }
    }
}
