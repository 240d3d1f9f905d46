/// Finds where the lines of a JSON text begin, and what its tokens are.
///
/// A value that can be copied at any place and taken up there again. It knows the containers that are open, what comes next,
/// and whether it stands in a string; of what has passed it keeps nothing, so texts may be of any size and depth. It reads
/// UTF-8 byte by byte; characters beyond ASCII make no difference to it.
///
/// A line begins with each member, each element and each closing bracket, unless the container is empty; and with each record,
/// which is a value that no container holds. What breaks the rules of words, numbers and strings changes no line. What breaks the
/// structure ends the layout: from there on lines are those of the bytes, up to the next record if records have a line each
/// (NDJSON) or are marked (JSON text sequences).
struct JSONScanner: Sendable {
    enum Mode: UInt8, Sendable {
        /// Before the first byte of the body.
        case start
        /// Between tokens.
        case between
        case string, stringEscape
        /// In single quotes, which JSON does not know.
        case quoted, quotedEscape
        case scalar
        /// After a slash that may begin a comment.
        case slash
        case lineComment, blockComment, blockCommentStar
        /// Bytes that are no JSON any more; and the start of a further line of them.
        case raw, rawLine
    }

    /// A line begins with each record only.
    let isCompact: Bool
    var nesting = JSONNesting()
    var levels = JSONLevels()
    /// Where the line begins, in bytes of the body: for the containers that it opens.
    var lineStart = 0
    var expected = JSONExpectation.record
    var mode = Mode.start
    /// Nothing that is shown has come in this line.
    var isLineEmpty = true
    /// The comment before ends its line.
    var mustBreak = false
    /// A newline has come since the last token.
    var isAfterNewline = false
    /// A newline has come within the record.
    var isBroken = false
    /// Each record so far had a line of its own.
    private(set) var isLinewise = false
    /// Records begin with RS.
    var isSequence = false
    /// The text is the argument of a call.
    var isCall = false
    /// Records that have begun.
    var recordCount = 0

    init(isCompact: Bool = false) {
        self.isCompact = isCompact
    }

    /// Goes on from `start` until the next line begins, and returns where: the scanner then stands at the start of that line. nil
    /// when the text ends first. `isFinal`: the body ends with the text.
    mutating func nextLine(
        in text: UnsafeBufferPointer<UInt8>, from start: Int, isFinal: Bool, to tokens: inout some JSONTokenOutput
    ) -> Int? {
        var place = start
        // Where the token began that the scanner stands in.
        var tokenStart = start
        var isContinued = true
        if mode == .start, !passStart(text, &place, isFinal: isFinal, &tokens) { return nil }
        while place < text.count {
            let byte = text[place]
            switch mode {
            case .between, .start:
                switch JSONByte.kind(of: byte) {
                case .space:
                    if byte == JSONByte.newline { noteNewline() }
                    place += 1
                case .separator where isSequence:
                    if !isLineEmpty { return endLine(at: place) }
                    beginText(at: place, &tokens)
                    place += 1
                case let kind:
                    guard let next = step(kind, byte, at: place, &tokens) else { return endLine(at: place) }
                    tokenStart = place
                    isContinued = false
                    place = next
                }
            case .string, .quoted:
                let quote = mode == .string ? JSONByte.quote : JSONByte.apostrophe
                place = passString(text, from: place, quote)
                if place == text.count { break }
                let byte = text[place]
                if byte == quote {
                    place += 1
                    tokens.add(JSONToken(kind: isKey ? .key : .string, range: tokenStart..<place, isContinued: isContinued))
                    endValue()
                } else if byte == JSONByte.backslash {
                    mode = mode == .string ? .stringEscape : .quotedEscape
                    place += 1
                } else {
                    // The record ends within a string.
                    if !isLineEmpty {
                        addOpenToken(tokenStart..<place, isContinued, isOpen: false, &tokens)
                        return endLine(at: place)
                    }
                    if byte == JSONByte.separator {
                        beginText(at: place, &tokens)
                        place += 1
                    } else {
                        fail(.stringEnd, at: place, &tokens)
                        tokenStart = place
                        isContinued = false
                    }
                }
            case .stringEscape:
                mode = .string
                // It may be the byte that ends the record.
                if !endsString(byte) { place += 1 }
            case .quotedEscape:
                mode = .quoted
                if !endsString(byte) { place += 1 }
            case .scalar:
                while place < text.count, JSONByte.kind(of: text[place]).isScalar(isSequence: isSequence) { place += 1 }
                if place == text.count { break }
                tokens.add(
                    JSONToken(
                        kind: isKey ? .scalarKey : .scalar, range: tokenStart..<place, isContinued: isContinued,
                        lacksEnd: isWholeText && text[place] == JSONByte.separator))
                endValue()
            case .slash:
                if byte == JSONByte.star || byte == JSONByte.slash {
                    mode = byte == JSONByte.star ? .blockComment : .lineComment
                    isLineEmpty = false
                    isAfterNewline = false
                    place += 1
                } else {
                    // No comment, then: a word.
                    guard let next = step(.scalar, JSONByte.slash, at: place - 1, &tokens) else {
                        mode = .between
                        return endLine(at: place - 1)
                    }
                    place = next
                }
            case .lineComment:
                while place < text.count, text[place] != JSONByte.newline { place += 1 }
                if place == text.count { break }
                tokens.add(JSONToken(kind: .comment, range: tokenStart..<place, isContinued: isContinued))
                mode = .between
                mustBreak = true
            case .blockComment:
                while place < text.count, text[place] != JSONByte.star { place += 1 }
                if place == text.count { break }
                mode = .blockCommentStar
                place += 1
            case .blockCommentStar:
                if byte == JSONByte.slash {
                    place += 1
                    tokens.add(JSONToken(kind: .comment, range: tokenStart..<place, isContinued: isContinued))
                    mode = .between
                } else {
                    if byte != JSONByte.star { mode = .blockComment }
                    place += 1
                }
            case .rawLine:
                if !isBroken, recordCount > 0, byte == JSONByte.openObject || byte == JSONByte.openArray {
                    restart()
                } else {
                    mode = .raw
                    tokenStart = place
                    isContinued = false
                }
            case .raw:
                isLineEmpty = false
                while place < text.count, text[place] != JSONByte.newline, !isSequence || text[place] != JSONByte.separator { place += 1 }
                if place == text.count { break }
                if text[place] == JSONByte.newline {
                    place += 1
                    mode = .rawLine
                } else if tokenStart == place {
                    beginText(at: place, &tokens)
                    place += 1
                    continue
                }
                tokens.add(JSONToken(kind: .raw, range: tokenStart..<place, isContinued: isContinued))
                return endLine(at: place)
            }
        }
        addOpenToken(tokenStart..<text.count, isContinued, isOpen: true, &tokens)
        return nil
    }

    /// All but the mode and the place is that of the text's beginning, as after RS.
    mutating func restart() {
        nesting = JSONNesting()
        levels = JSONLevels()
        expected = .record
        mode = .between
        isLineEmpty = true
        mustBreak = false
        isAfterNewline = false
        isBroken = false
    }

    @inline(__always)
    mutating func endLine(at place: Int) -> Int {
        isLineEmpty = true
        mustBreak = false
        return place
    }

    @inline(__always)
    mutating func noteNewline() {
        isAfterNewline = true
        if nesting.depth > 0 {
            isBroken = true
            isLinewise = false
        } else if expected == .comma {
            isLinewise = !isBroken
        }
    }

    @inline(__always)
    var isKey: Bool { expected == .keyOrEnd || expected == .key }

    @inline(__always)
    mutating func endValue() {
        mode = .between
        expected = isKey ? .colon : .comma
    }
}
