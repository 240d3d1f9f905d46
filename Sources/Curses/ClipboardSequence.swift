internal import Bytes

/// OSC 52: what puts text on the clipboard of the terminal that reads it.
enum ClipboardSequence {
    /// Bytes of one sequence that GNU screen passes on at once, its frame included.
    private static let longestPiece = 768
    private static let escape: UInt8 = 0x1B

    /// `passesScreen`: GNU screen stands between, which passes on to the terminal what is in a device control string.
    static func bytes(_ text: String, passesScreen: Bool) -> [UInt8] {
        let sequence = Array("\u{1B}]52;c;".utf8) + Base64.encoded(text.utf8) + [0x07]
        guard passesScreen else { return sequence }
        let opening = [escape, UInt8(ascii: "P")], closing = [escape, UInt8(ascii: "\\")]
        let room = longestPiece - opening.count - closing.count
        return stride(from: 0, to: sequence.count, by: room).flatMap { start in
            opening + sequence[start..<min(sequence.count, start + room)] + closing
        }
    }

    /// The terminal is GNU screen, by the environment. tmux calls itself by the same name.
    static func passesScreen(term: String?, session: String?) -> Bool { term?.hasPrefix("screen") == true && session != nil }
}
