/// What a terminal would make of a stream of bytes, as far as it is more than text.
///
/// The list of what may be there is what ncurses sends to an xterm-256color; all else, and all that could come from
/// outside, is an offence.
struct TerminalStream {
    /// What should not be in `stream`, each with what stands around it.
    static func offences(in stream: String) -> [String] {
        let scalars = Array(stream.unicodeScalars)
        var offences: [String] = []
        var index = 0
        while index < scalars.count {
            let length = permittedLength(scalars[index...])
            if length == 0 {
                let context = scalars[max(0, index - 20)..<min(scalars.count, index + 20)]
                offences.append(String(String.UnicodeScalarView(context)).debugDescription)
            }
            index += max(1, length)
        }
        return offences
    }

    /// How many scalars at the start make up something that may be there; 0 for an offence.
    private static func permittedLength(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        guard let first = scalars.first else { return 0 }
        switch first.value {
        case 0x1B: return permittedSequenceLength(Array(scalars.prefix(20)))
        case 0x08, 0x0A, 0x0D: return 1
        case 0x20..<0x7F: return 1
        case 0..<0xA0, 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFD: return 0
        default: return 1
        }
    }

    private static func permittedSequenceLength(_ scalars: [Unicode.Scalar]) -> Int {
        guard scalars.count > 1 else { return 0 }
        switch scalars[1] {
        // Save and restore the cursor, reverse index, keypad modes.
        case "7", "8", "M", "=", ">": return 2
        // The character set.
        case "(": return scalars.count > 2 && (scalars[2] == "B" || scalars[2] == "0") ? 3 : 0
        case "[": break
        default: return 0
        }
        guard let end = scalars.dropFirst(2).firstIndex(where: { !(0x20...0x3F).contains($0.value) }) else { return 0 }
        let parameters = String(String.UnicodeScalarView(scalars[2..<end]))
        let isPermitted =
            switch scalars[end] {
            case "h", "l": ["?1", "?7", "?12", "?25", "?1049", "?12;25", "?2004", "4"].contains(parameters)
            case "t": ["22;0;0", "23;0;0"].contains(parameters)
            case "A", "B", "C", "D", "G", "H", "J", "K", "L", "M", "P", "S", "T", "X", "@", "b", "d", "m", "r":
                parameters.unicodeScalars.allSatisfy { $0 == ";" || ("0"..."9").contains($0) }
            default: false
            }
        return isPermitted ? end + 1 : 0
    }
}
