/// Tokens that go on for more than a byte.
extension JSONScanner {
    /// The place of the next byte that matters in a string.
    func passString(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ quote: UInt8) -> Int {
        var place = start
        let quotes = JSONScanner.eight(quote), backslashes = JSONScanner.eight(JSONByte.backslash)
        while place < text.count {
            // Eight bytes at once, as long as none of them can matter.
            if let base = text.baseAddress, place + 8 <= text.count {
                let word = UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self)
                let controls = (word &- JSONScanner.eight(0x20)) & ~word
                let matters = JSONScanner.zeros(word ^ quotes) | JSONScanner.zeros(word ^ backslashes) | controls & JSONScanner.eight(0x80)
                if matters == 0 {
                    place += 8
                    continue
                }
            }
            let byte = text[place]
            if byte == quote || byte == JSONByte.backslash || byte < 0x20 && endsString(byte) { break }
            place += 1
        }
        return place
    }

    private static func eight(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

    /// Not 0 if a byte of the word is 0.
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- eight(1)) & ~word & eight(0x80) }

    /// Whether the record ends with that byte, though a string is open.
    func endsString(_ byte: UInt8) -> Bool {
        byte == JSONByte.newline && isLinewise || byte == JSONByte.separator && isSequence
    }

    /// What there is of the token that the scanner stands in.
    func addOpenToken(_ range: Range<Int>, _ isContinued: Bool, isOpen: Bool, _ tokens: inout some JSONTokenOutput) {
        let kind: JSONToken.Kind
        switch mode {
        case .start, .between, .rawLine: return
        case .string, .stringEscape, .quoted, .quotedEscape: kind = isKey ? .key : .string
        case .scalar, .slash: kind = isKey ? .scalarKey : .scalar
        case .lineComment, .blockComment, .blockCommentStar: kind = .comment
        case .raw: kind = .raw
        }
        if range.isEmpty { return }
        tokens.add(
            JSONToken(kind: kind, range: range, isContinued: isContinued, isOpen: isOpen, lacksEnd: mode == .scalar && isWholeText))
    }

    /// What stands here is all of a text of a sequence.
    var isWholeText: Bool { isSequence && nesting.depth == 0 }
}
