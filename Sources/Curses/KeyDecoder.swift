package import Screen

/// Keys from the bytes a terminal sends.
///
/// Not ncurses' own `wgetch`, which passes the rest of a sequence it does not know as if it had been typed, reads a byte
/// a system call, and loses a character whose bytes do not come together. Sequences of the terminal's terminfo entry come
/// first, then those that terminals have in common; a control sequence of neither kind is swallowed whole.
/// Input is UTF-8 whatever the locale; what is none is dropped.
package struct KeyDecoder: Sendable {
    private let named: [[UInt8]: Key]
    private let longestNamed: Int
    private var pending: [UInt8] = []

    /// `named`: sequences of this terminal in particular. Only those that start with ESC count.
    package init(named: [[UInt8]: Key] = [:]) {
        self.named = named.filter { $0.key.count > 1 && $0.key.first == Self.escape }
        longestNamed = self.named.keys.map(\.count).max() ?? 0
    }

    /// Whether what came last may be the start of a sequence. If nothing follows within the escape delay it is what it
    /// looks like: call `flush`.
    package var isInsideSequence: Bool {
        pending.first == Self.escape
    }

    /// The keys that `bytes`, together with what was left over before, are for certain.
    package mutating func keys(from bytes: some Sequence<UInt8>) -> [Key] {
        pending += bytes
        return decode(isAtEnd: false)
    }

    /// The keys that the bytes left over are, now that nothing follows: a lone ESC is the escape key.
    package mutating func flush() -> [Key] {
        decode(isAtEnd: true)
    }

    private static let escape: UInt8 = 0x1B

    private enum Step {
        case key(Key, length: Int)
        case nothing(length: Int)
        case needsMore
    }

    private mutating func decode(isAtEnd: Bool) -> [Key] {
        var keys: [Key] = []
        var rest = pending[...]
        while !rest.isEmpty {
            switch rest.starts(with: Self.pasteStart) ? paste(rest, isAtEnd) : step(rest, isAtEnd) {
            case .key(let key, let length):
                keys.append(key)
                rest = rest.dropFirst(length)
            case .nothing(let length):
                rest = rest.dropFirst(length)
            case .needsMore:
                pending = Array(rest)
                return keys
            }
        }
        pending = []
        return keys
    }

    private static let pasteStart = Array("\u{1B}[200~".utf8)
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// Bracketed paste (xterm, mode 2004): everything up to the end mark is one key, ESC and line ends too.
    private func paste(_ bytes: ArraySlice<UInt8>, _ isAtEnd: Bool) -> Step {
        let text = bytes.dropFirst(Self.pasteStart.count)
        var end = text.startIndex
        while let escape = text[end...].firstIndex(of: Self.escape) {
            if text[escape...].starts(with: Self.pasteEnd) {
                let length = escape - bytes.startIndex + Self.pasteEnd.count
                return .key(.paste(Self.pasted(text[..<escape])), length: length)
            }
            end = escape + 1
        }
        return isAtEnd ? .key(.paste(Self.pasted(text)), length: bytes.count) : .needsMore
    }

    /// Terminals send a line end as CR.
    private static func pasted(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.map { $0 == 0x0D ? 0x0A : $0 }, as: UTF8.self)
    }

    private func step(_ bytes: ArraySlice<UInt8>, _ isAtEnd: Bool) -> Step {
        let bytes = Array(bytes.prefix(Self.longestSequence))
        guard bytes.first == Self.escape else { return character(bytes, isAtEnd) }
        for length in stride(from: min(longestNamed, bytes.count), to: 1, by: -1) {
            if let key = named[Array(bytes.prefix(length))] { return .key(key, length: length) }
        }
        if !isAtEnd, bytes.count < longestNamed, named.keys.contains(where: { $0.starts(with: bytes) }) { return .needsMore }
        guard bytes.count > 1 else { return isAtEnd ? .key(.escape, length: 1) : .needsMore }
        switch bytes[1] {
        case UInt8(ascii: "["): return controlSequence(bytes, isAtEnd)
        case UInt8(ascii: "O"): return keypadSequence(bytes, isAtEnd)
        default: return meta(bytes, isAtEnd)
        }
    }

    /// ESC before a character is Meta; before anything else it is the escape key.
    private func meta(_ bytes: [UInt8], _ isAtEnd: Bool) -> Step {
        switch character(Array(bytes.dropFirst()), isAtEnd) {
        case .key(.character(let scalar), let length): .key(.meta(scalar), length: length + 1)
        case .needsMore: .needsMore
        case .key, .nothing: .key(.escape, length: 1)
        }
    }

    private func keypadSequence(_ bytes: [UInt8], _ isAtEnd: Bool) -> Step {
        guard bytes.count > 2 else { return isAtEnd ? .key(.meta("O"), length: 2) : .needsMore }
        guard let key = KeySequences.byFinal[bytes[2]] ?? KeySequences.keypad[bytes[2]] else { return .nothing(length: 3) }
        return .key(key, length: 3)
    }

    /// `ESC [ parameters intermediates final` (ECMA-48, 5.4). Modifiers (`ESC [ 1 ; 5 C`) do not make another key here.
    private func controlSequence(_ bytes: [UInt8], _ isAtEnd: Bool) -> Step {
        // The Linux console's F1 to F5: ESC [ [ A to E.
        if bytes.count > 2, bytes[2] == UInt8(ascii: "[") {
            guard bytes.count > 3 else { return isAtEnd ? .nothing(length: 3) : .needsMore }
            let number = Int(bytes[3]) - Int(UInt8(ascii: "A")) + 1
            return (1...5).contains(number) ? .key(.function(number), length: 4) : .nothing(length: 4)
        }
        guard let end = bytes.dropFirst(2).firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
            if bytes.count == Self.longestSequence { return .nothing(length: bytes.count) }
            if !isAtEnd { return .needsMore }
            return bytes.count == 2 ? .key(.meta("["), length: 2) : .nothing(length: bytes.count)
        }
        // A byte that no control sequence has ends it; the byte itself is a key of its own.
        guard (0x40...0x7E).contains(bytes[end]) else { return .nothing(length: end) }
        guard bytes[end] == UInt8(ascii: "~") else {
            return KeySequences.byFinal[bytes[end]].map { .key($0, length: end + 1) } ?? .nothing(length: end + 1)
        }
        let digits = bytes[2..<end].prefix { (0x30...0x39).contains($0) }
        let number = Int(String(decoding: digits, as: UTF8.self)) ?? 0
        return KeySequences.byNumber[number].map { .key($0, length: end + 1) } ?? .nothing(length: end + 1)
    }

    private static let longestSequence = 64

    private func character(_ bytes: [UInt8], _ isAtEnd: Bool) -> Step {
        switch bytes[0] {
        case 0x0A, 0x0D: return .key(.enter, length: 1)
        case 0x09: return .key(.tab, length: 1)
        case 0x08, 0x7F: return .key(.backspace, length: 1)
        case Self.escape: return .key(.escape, length: 1)
        case 0x00..<0x20: return .key(.control(Unicode.Scalar(bytes[0] | 0x40)), length: 1)
        case 0x20..<0x7F: return .key(.character(Unicode.Scalar(bytes[0])), length: 1)
        default: break
        }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        if case .scalarValue(let scalar) = decoder.decode(&iterator) {
            let isControl = scalar.value < 0xA0
            let length = UTF8.width(scalar)
            return isControl ? .nothing(length: length) : .key(.character(scalar), length: length)
        }
        return isAtEnd || !Self.mayContinue(bytes) ? .nothing(length: 1) : .needsMore
    }

    /// Whether `bytes` are the beginning, and no more than that, of a character that takes several.
    private static func mayContinue(_ bytes: [UInt8]) -> Bool {
        let length =
            switch bytes[0] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        return bytes.count < length && bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
    }
}
