internal import Bytes
package import Screen

/// Keys from the bytes a terminal sends.
///
/// Not ncurses' own `wgetch`, which passes the rest of a sequence it does not know as if it had been typed, reads a byte
/// a system call, and loses a character whose bytes do not come together. Sequences of the terminal's terminfo entry come
/// first, then those that terminals have in common. What a terminal says of itself is no key and is swallowed whole: control
/// sequences of neither kind, strings (OSC, DCS, APC, PM, SOS), reports of the mouse.
/// Input is UTF-8 whatever the locale; what is none is dropped.
package struct KeyDecoder: Sendable {
    /// The most bytes of a string that are swallowed; an answer with the clipboard in it (OSC 52) is the longest there is.
    package static let longestString = 1 << 20

    /// A longer paste is no command and no URL, in bytes.
    package static let longestPaste = 1 << 20

    private enum Mode {
        case keys
        /// Inside a string of `length` bytes so far: everything up to its end is dropped.
        case string(length: Int)
        /// Inside a marked paste: `pending` is its text, in the first `searched` bytes of which no end mark begins; `taken` bytes
        /// before it are keys already.
        case paste(searched: Int, taken: Int)
        /// Inside one that is too long: everything up to its end is dropped.
        case endlessPaste
    }

    private let named: [[UInt8]: Key]
    private let longestNamed: Int
    private var mode = Mode.keys
    private var pending: [UInt8] = []

    /// `named`: sequences of this terminal in particular. Only those that start with ESC count.
    package init(named: [[UInt8]: Key] = [:]) {
        self.named = named.filter { $0.key.count > 1 && $0.key.first == Self.escape }
        longestNamed = self.named.keys.map(\.count).max() ?? 0
    }

    /// Whether what came last may be the start of a sequence. If nothing follows within the escape delay it is what it
    /// looks like: call `flush`.
    package var isInsideSequence: Bool {
        if case .keys = mode { pending.first == Self.escape } else { true }
    }

    /// The keys that `bytes`, together with what was left over before, are for certain.
    package mutating func keys(from bytes: some Sequence<UInt8>) -> [Key] {
        pending += bytes
        return decode(isAtEnd: false)
    }

    /// The keys that the bytes left over are, now that nothing follows: a lone ESC is the escape key. A string or a paste
    /// still waits for its end; of a paste, what has come until now is a key.
    package mutating func flush() -> [Key] {
        decode(isAtEnd: true)
    }

    /// Gives up a string or a paste whose end has not come for so long (a second) that it never will.
    package mutating func forgetUnfinished() {
        mode = .keys
        pending = []
    }

    private static let escape: UInt8 = 0x1B

    private enum Step {
        case key(Key, length: Int)
        case nothing(length: Int)
        case entering(Mode, length: Int)
        case needsMore
    }

    private mutating func decode(isAtEnd: Bool) -> [Key] {
        var keys: [Key] = []
        var rest = pending[...]
        pending = []
        while !rest.isEmpty {
            let step =
                switch mode {
                case .keys: step(rest, isAtEnd)
                case .string(let length): stringStep(rest, length, isAtEnd)
                case .paste(let searched, let taken): pasteStep(rest, searched, taken, isAtEnd)
                case .endlessPaste: endlessPasteStep(rest)
                }
            switch step {
            case .key(let key, let length):
                keys.append(key)
                rest = rest.dropFirst(length)
                if case .paste(_, let taken) = mode {
                    mode = key == .endlessPaste ? .endlessPaste : .paste(searched: 0, taken: taken + length)
                }
            case .nothing(let length):
                rest = rest.dropFirst(length)
            case .entering(let next, let length):
                mode = next
                rest = rest.dropFirst(length)
            case .needsMore:
                pending = Array(rest)
                if case .paste(_, let taken) = mode {
                    mode = .paste(searched: max(0, rest.count - Self.pasteEnd.count + 1), taken: taken)
                }
                return keys
            }
        }
        return keys
    }

    private func step(_ bytes: ArraySlice<UInt8>, _ isAtEnd: Bool) -> Step {
        guard bytes.first == Self.escape else { return character(bytes, isAtEnd) }
        for length in stride(from: min(longestNamed, bytes.count), to: 1, by: -1) {
            if let key = named[Array(bytes.prefix(length))] { return .key(key, length: length) }
        }
        if !isAtEnd, bytes.count < longestNamed, named.keys.contains(where: { $0.starts(with: bytes) }) { return .needsMore }
        guard let second = bytes.dropFirst().first else { return isAtEnd ? .key(.escape, length: 1) : .needsMore }
        switch second {
        case UInt8(ascii: "["): return controlSequence(bytes, isAtEnd)
        case UInt8(ascii: "O"): return keypadSequence(bytes, isAtEnd)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            return string(bytes, isAtEnd) ?? meta(bytes, isAtEnd)
        default: return meta(bytes, isAtEnd)
        }
    }

    /// ESC before a character is Meta; before anything else it is the escape key.
    private func meta(_ bytes: ArraySlice<UInt8>, _ isAtEnd: Bool) -> Step {
        switch character(bytes.dropFirst(), isAtEnd) {
        case .key(.character(let scalar), let length): .key(.meta(scalar), length: length + 1)
        // Those that end something end it whatever was typed before.
        case .key(.control(let letter), let length) where !["C", "G", "Z"].contains(letter):
            .key(.metaControl(letter), length: length + 1)
        case .needsMore: .needsMore
        case .key, .nothing, .entering: .key(.escape, length: 1)
        }
    }

    private func character(_ bytes: ArraySlice<UInt8>, _ isAtEnd: Bool) -> Step {
        guard let first = bytes.first else { return .needsMore }
        switch first {
        case 0x0A, 0x0D: return .key(.enter, length: 1)
        case 0x09: return .key(.tab, length: 1)
        case 0x08, 0x7F: return .key(.backspace, length: 1)
        case Self.escape: return .key(.escape, length: 1)
        case 0x00..<0x20: return .key(.control(Unicode.Scalar(first | 0x40)), length: 1)
        case 0x20..<0x7F: return .key(.character(Unicode.Scalar(first)), length: 1)
        default: break
        }
        switch bytes.withUnsafeBufferPointer({ UTF8Scan.next(in: $0, at: 0) }) {
        case .scalar(let scalar, let length):
            let isControl = scalar.value < 0xA0
            return isControl ? .nothing(length: length) : .key(.character(scalar), length: length)
        case .incomplete where !isAtEnd: return .needsMore
        case .incomplete, .invalid: return .nothing(length: 1)
        }
    }
}

// Sequences
extension KeyDecoder {
    /// A control sequence that is still not over by then is none.
    private static let longestSequence = 1024

    /// `ESC O final`, in older terminals with modifiers before the final byte (`ESC O 5 C`).
    private func keypadSequence(_ bytes: ArraySlice<UInt8>, _ isAtEnd: Bool) -> Step {
        let isParameter = { (byte: UInt8) in (0x30...0x3B).contains(byte) }
        let parameters = bytes.dropFirst(2).prefix(8).prefix(while: isParameter)
        guard let final = bytes[parameters.endIndex...].first else {
            if !isAtEnd { return .needsMore }
            return parameters.isEmpty ? .key(.meta("O"), length: 2) : .nothing(length: bytes.count)
        }
        guard final >= 0x20 else { return .nothing(length: parameters.count + 2) }
        let length = parameters.count + 3
        return (KeySequences.byFinal[final] ?? KeySequences.keypad[final]).map { .key($0, length: length) } ?? .nothing(length: length)
    }

    /// `ESC [ parameters intermediates final` (ECMA-48, 5.4). Modifiers make another key of Left and Right with Ctrl
    /// (`ESC [ 1 ; 5 C`), and of no others.
    private func controlSequence(_ bytes: ArraySlice<UInt8>, _ isAtEnd: Bool) -> Step {
        let start = bytes.startIndex + 2
        // The Linux console's F1 to F5: ESC [ [ A to E.
        if bytes.count > 2, bytes[start] == UInt8(ascii: "[") {
            guard bytes.count > 3 else { return isAtEnd ? .nothing(length: 3) : .needsMore }
            let number = Int(bytes[start + 1]) - Int(UInt8(ascii: "A")) + 1
            return (1...5).contains(number) ? .key(.function(number), length: 4) : .nothing(length: 4)
        }
        guard let end = bytes[start...].prefix(Self.longestSequence).firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
            if bytes.count >= Self.longestSequence { return .nothing(length: bytes.count) }
            if !isAtEnd { return .needsMore }
            return bytes.count == 2 ? .key(.meta("["), length: 2) : .nothing(length: bytes.count)
        }
        let length = end - bytes.startIndex + 1
        let final = bytes[end]
        // A byte that no control sequence has ends it; the byte itself is a key of its own.
        guard (0x40...0x7E).contains(final) else { return .nothing(length: length - 1) }
        if bytes[start...end].elementsEqual("200~".utf8) { return .entering(.paste(searched: 0, taken: 0), length: length) }
        if end == start, let count = KeySequences.mouseReports[final] { return mouseReport(bytes, of: count, isAtEnd) }
        return KeySequences.key(parameters: bytes[start..<end], final).map { .key($0, length: length) } ?? .nothing(length: length)
    }

    /// `count` bytes after `ESC [ final`, each a number plus 32, or 0 for one that is too large (xterm's ctlseqs, "Mouse
    /// Tracking"). With a control character among them it is none, and the character is a key of its own.
    private func mouseReport(_ bytes: ArraySlice<UInt8>, of count: Int, _ isAtEnd: Bool) -> Step {
        let report = bytes.dropFirst(3).prefix(count).prefix { $0 == 0 || $0 >= 0x20 && $0 != 0x7F }
        if report.count == count { return .nothing(length: 3 + count) }
        if report.endIndex < bytes.endIndex { return .nothing(length: 3 + report.count) }
        return isAtEnd ? .nothing(length: bytes.count) : .needsMore
    }
}

// Strings
extension KeyDecoder {
    /// The start of a string (ECMA-48, 5.6): OSC, DCS, APC, PM or SOS, and something in it. `nil` if it is Meta and a
    /// letter instead: with nothing, a control character or another sequence after it.
    private func string(_ bytes: ArraySlice<UInt8>, _ isAtEnd: Bool) -> Step? {
        let content = bytes.dropFirst(2)
        guard let first = content.first else { return isAtEnd ? nil : .needsMore }
        if first == Self.escape && content.count == 1 && !isAtEnd { return .needsMore }
        let isEnded = first == Self.bell || content.starts(with: Self.stringEnd)
        return isEnded || first >= 0x20 && first != 0x7F ? .entering(.string(length: 0), length: 2) : nil
    }

    private static let bell: UInt8 = 0x07
    private static let stringEnd: [UInt8] = [escape, UInt8(ascii: "\\")]

    /// Passes over as much of a string as there is. It ends with ST or BEL; any other sequence ends it too and is what it
    /// is, and so does a control character that no string has: with ^C, ^Z or ESC the keyboard is back.
    private func stringStep(_ bytes: ArraySlice<UInt8>, _ length: Int, _ isAtEnd: Bool) -> Step {
        let text = bytes.prefix(Self.longestString - length).prefix { $0 >= 0x20 || (0x08...0x0D).contains($0) }
        if !text.isEmpty { return .entering(.string(length: length + text.count), length: text.count) }
        switch bytes.first {
        case Self.bell?: return .entering(.keys, length: 1)
        case Self.escape?:
            if bytes.starts(with: Self.stringEnd) { return .entering(.keys, length: 2) }
            if bytes.count > 1 { return .entering(.keys, length: 0) }
            return isAtEnd ? .entering(.keys, length: 1) : .needsMore
        default: return .entering(.keys, length: 0)
        }
    }
}

// Pastes
extension KeyDecoder {
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// Bracketed paste (xterm, mode 2004): everything up to the end mark is one key, ESC and line ends too.
    private func pasteStep(_ bytes: ArraySlice<UInt8>, _ searched: Int, _ taken: Int, _ isAtEnd: Bool) -> Step {
        var place = bytes.startIndex + searched
        while let escape = bytes[place...].firstIndex(of: Self.escape) {
            if bytes[escape...].starts(with: Self.pasteEnd) {
                if taken + escape - bytes.startIndex > Self.longestPaste {
                    return .key(.endlessPaste, length: escape - bytes.startIndex)
                }
                return escape == bytes.startIndex ? .entering(.keys, length: Self.pasteEnd.count) : Self.paste(bytes[..<escape])
            }
            place = escape + 1
        }
        let text = bytes.dropLast(Self.unfinishedBytes(bytes))
        if taken + text.count > Self.longestPaste { return .key(.endlessPaste, length: text.count) }
        return isAtEnd && !text.isEmpty ? Self.paste(text) : .needsMore
    }

    private func endlessPasteStep(_ bytes: ArraySlice<UInt8>) -> Step {
        guard let escape = bytes.firstIndex(of: Self.escape) else { return .nothing(length: bytes.count) }
        if bytes[escape...].starts(with: Self.pasteEnd) {
            return .entering(.keys, length: escape - bytes.startIndex + Self.pasteEnd.count)
        }
        if bytes.endIndex - escape < Self.pasteEnd.count, Self.pasteEnd.starts(with: bytes[escape...]) {
            return escape == bytes.startIndex ? .needsMore : .nothing(length: escape - bytes.startIndex)
        }
        return .nothing(length: escape - bytes.startIndex + 1)
    }

    /// Terminals send a line end as CR.
    private static func paste(_ bytes: ArraySlice<UInt8>) -> Step {
        .key(.paste(String(decoding: bytes.map { $0 == 0x0D ? 0x0A : $0 }, as: UTF8.self)), length: bytes.count)
    }

    /// How many of the last bytes may be the beginning of the end mark or of a character.
    private static func unfinishedBytes(_ bytes: ArraySlice<UInt8>) -> Int {
        (1..<pasteEnd.count).reversed().first { count in
            let suffix = bytes.suffix(count)
            guard suffix.count == count else { return false }
            return pasteEnd.starts(with: suffix) || UTF8Scan.first(in: Array(suffix)) == .incomplete
        } ?? 0
    }
}
