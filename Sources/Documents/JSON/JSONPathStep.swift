/// A step of a path to a value: `.name`, `["a b"]`, `[3]`.
enum JSONPathStep {
    /// Bytes; of a longer key the beginning stands in a path.
    static let longestKey = 256

    /// To a member; `key` as it was sent, with its quotes, and at most one byte more of it than the longest.
    static func member(_ key: [UInt8]) -> [UInt8] {
        let isCut = key.count > longestKey
        let key = key.prefix(longestKey)
        if !isCut, isIdentifier(key) { return [UInt8(ascii: ".")] + key.dropFirst().dropLast() }
        return [JSONByte.openArray] + key + (isCut ? Array("…".utf8) : []) + [JSONByte.closeArray]
    }

    static func element(_ index: Int) -> [UInt8] { Array("[\(max(0, index))]".utf8) }

    /// In quotes, a name that needs none.
    static func isIdentifier(_ key: some Collection<UInt8>) -> Bool {
        let word = key.dropFirst().prefix(max(0, key.count - 2))
        return key.count > 2 && key.first == JSONByte.quote && !(0x30...0x39).contains(word.first ?? 0x30)
            && word.allSatisfy(JSONByte.isOfWord) && key.dropFirst(key.count - 1).first == JSONByte.quote
    }

    /// What a line begins with.
    enum Beginning {
        case key([UInt8])
        case none
        /// More of it has to be looked at.
        case undecided
    }

    /// Passes over blanks and comments. A key without quotes ends where a word does.
    static func beginning(of text: UnsafeBufferPointer<UInt8>) -> Beginning {
        var place = 0
        while place < text.count {
            switch JSONByte.kind(of: text[place]) {
            case .space, .separator: place += 1
            case .slash where place + 1 < text.count && text[place + 1] == JSONByte.star:
                place += 2
                while place + 1 < text.count, text[place] != JSONByte.star || text[place + 1] != JSONByte.slash { place += 1 }
                place += 2
            case .slash where place + 1 < text.count && text[place + 1] == JSONByte.slash:
                while place < text.count, text[place] != JSONByte.newline { place += 1 }
            case .quote, .scalar, .slash: return .key(key(in: text, at: place))
            case .open, .close, .comma, .colon: return .none
            }
        }
        return .undecided
    }

    private static func key(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> [UInt8] {
        let quote = text[start]
        let isQuoted = quote == JSONByte.quote || quote == JSONByte.apostrophe
        let most = min(text.count, start + longestKey + 1)
        var end = start + 1
        while end < most {
            let byte = text[end]
            if isQuoted {
                end += byte == JSONByte.backslash ? 2 : 1
                if byte == quote { break }
            } else {
                if !JSONByte.kind(of: byte).isScalar(isSequence: false) { break }
                end += 1
            }
        }
        return Array(text[start..<min(end, most)])
    }
}
