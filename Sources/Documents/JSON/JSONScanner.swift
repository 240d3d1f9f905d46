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
    private(set) var nesting = JSONNesting()
    var levels = JSONLevels()
    /// Where the line begins, in bytes of the body: for the containers that it opens.
    var lineStart = 0
    var expected = JSONExpectation.record
    private(set) var mode = Mode.start
    /// Nothing that is shown has come in this line.
    var isLineEmpty = true
    /// The comment before ends its line.
    private var mustBreak = false
    /// A newline has come since the last token.
    private var isAfterNewline = false
    /// A newline has come within the record.
    private(set) var isBroken = false
    /// Each record so far had a line of its own.
    private(set) var isLinewise = false
    /// Records begin with RS.
    private(set) var isSequence = false
    /// The text is the argument of a call.
    private var isCall = false
    /// Records that have begun.
    private(set) var recordCount = 0

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
                tokens.add(JSONToken(kind: isKey ? .scalarKey : .scalar, range: tokenStart..<place, isContinued: isContinued))
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
    private mutating func restart() {
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
    private var isKey: Bool { expected == .keyOrEnd || expected == .key }

    @inline(__always)
    mutating func endValue() {
        mode = .between
        expected = isKey ? .colon : .comma
    }
}

// The structure
extension JSONScanner {
    /// Takes the byte that a token begins with; returns where to go on, or nil if a line begins with it first.
    mutating func step(_ kind: JSONByte.Kind, _ byte: UInt8, at place: Int, _ tokens: inout some JSONTokenOutput) -> Int? {
        if mustBreak && !isLineEmpty { return nil }
        switch kind {
        case .open:
            guard takesValue else { return fault(at: place, &tokens) }
            guard beginValue() else { return nil }
            let isObject = byte == JSONByte.openObject
            nesting.open(isObject: isObject)
            levels.open(nesting.depth, at: lineStart)
            expected = isObject ? .keyOrEnd : .elementOrEnd
        case .close:
            let isObject = byte == JSONByte.closeObject
            guard nesting.depth > 0, nesting.isObject == isObject, expected != .colon, expected != .value else {
                return fault(at: place, &tokens)
            }
            let isEmpty = expected == .keyOrEnd || expected == .elementOrEnd
            if !isLineEmpty && !isEmpty && breaksLines { return nil }
            nesting.close()
            levels.close(to: nesting.depth)
            expected = .comma
        case .comma:
            guard expected == .comma, nesting.depth > 0 else { return fault(at: place, &tokens) }
            expected = nesting.isObject ? .key : .element
        case .colon:
            guard expected == .colon else { return fault(at: place, &tokens) }
            expected = .value
        case .quote:
            guard takesValue || isKey else { return fault(at: place, &tokens) }
            guard beginValue() else { return nil }
            mode = .string
        case .slash:
            // A comment that has a line of its own keeps it.
            if isAfterNewline, breaksLines, !isLineEmpty, expected != .colon, expected != .value { return nil }
            mode = .slash
            return place + 1
        case .scalar, .separator, .space:
            if isCall, nesting.depth == 0, expected == .comma, byte == JSONByte.closeCall {
                if !isLineEmpty { return nil }
            } else {
                guard takesValue || isKey, nesting.depth > 0 || JSONByte.beginsRecord(byte) else { return fault(at: place, &tokens) }
                guard beginValue() else { return nil }
            }
            mode = byte == JSONByte.apostrophe ? .quoted : .scalar
        }
        isLineEmpty = false
        isAfterNewline = false
        if mode == .between { tokens.add(JSONToken(kind: .punctuation, range: place..<place + 1)) }
        return place + 1
    }

    /// Whether that byte ends the innermost container.
    func closes(_ byte: UInt8) -> Bool {
        mode == .between && nesting.depth > 0 && expected != .colon && expected != .value
            && byte == (nesting.isObject ? JSONByte.closeObject : JSONByte.closeArray)
    }

    /// A member has begun that has no value yet.
    var hasKey: Bool { expected == .colon || expected == .value || isKey && mode != .between && mode != .slash }

    /// Whether the layout has ended with a fault.
    var isRaw: Bool { mode == .raw || mode == .rawLine }

    @inline(__always)
    private var breaksLines: Bool { !isCompact || nesting.depth == 0 }

    @inline(__always)
    private var takesValue: Bool {
        switch expected {
        case .record, .elementOrEnd, .element, .value: true
        case .comma: nesting.depth == 0
        case .keyOrEnd, .key, .colon: false
        }
    }

    /// A value or a key begins; false if a line begins with it, and it is not yet there.
    @inline(__always)
    private mutating func beginValue() -> Bool {
        if !isLineEmpty && expected != .value && breaksLines { return false }
        if nesting.depth == 0, expected == .record || expected == .comma {
            expected = .record
            recordCount += 1
            isBroken = false
        }
        if expected != .value { levels.count(nesting.depth) }
        return true
    }

    /// What is at `place` cannot be there: the lines from there on are those of the bytes. nil if the line that came so far
    /// ends first.
    private mutating func fault(at place: Int, _ tokens: inout some JSONTokenOutput) -> Int? {
        if !isLineEmpty { return nil }
        fail(.expected(expected, inObject: nesting.isObject, isOutside: nesting.depth == 0), at: place, &tokens)
        return place
    }

    private mutating func fail(_ fault: JSONFault, at place: Int, _ tokens: inout some JSONTokenOutput) {
        tokens.add(JSONToken(kind: .fault(fault), range: place..<place))
        mode = .raw
        isLineEmpty = false
    }

    /// RS: whatever came before, a text begins.
    private mutating func beginText(at place: Int, _ tokens: inout some JSONTokenOutput) {
        let isWhole = mode == .raw || mode == .between && nesting.depth == 0 && (expected == .record || expected == .comma)
        if !isWhole { tokens.add(JSONToken(kind: .fault(.textEnd), range: place..<place)) }
        tokens.add(JSONToken(kind: .separator, range: place..<place + 1))
        restart()
    }

    /// The beginning of the body; false if it is not yet known what it is.
    private mutating func passStart(
        _ text: UnsafeBufferPointer<UInt8>, _ place: inout Int, isFinal: Bool, _ tokens: inout some JSONTokenOutput
    ) -> Bool {
        guard let mark = JSONPrefix.mark(in: UnsafeBufferPointer(rebasing: text[place...]), isFinal: isFinal) else {
            tokens.add(JSONToken(kind: .raw, range: place..<text.count, isOpen: true))
            return false
        }
        place += mark
        let rest = UnsafeBufferPointer(rebasing: text[place...])
        switch JSONPrefix.find(in: rest, isFinal: isFinal || rest.count >= JSONPrefix.longest) {
        case .undecided:
            tokens.add(JSONToken(kind: .raw, range: place..<text.count, isOpen: true))
            return false
        case .none: isSequence = rest.first { JSONByte.kind(of: $0) != .space } == JSONByte.separator
        case .call(let length):
            isCall = true
            passPrefix(length, &place, &tokens)
        case .prefix(let length): passPrefix(length, &place, &tokens)
        }
        mode = .between
        return true
    }

    private mutating func passPrefix(_ length: Int, _ place: inout Int, _ tokens: inout some JSONTokenOutput) {
        tokens.add(JSONToken(kind: .wrapping, range: place..<place + length))
        place += length
        isLineEmpty = false
    }
}

// Tokens
extension JSONScanner {
    /// The place of the next byte that matters in a string.
    private func passString(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ quote: UInt8) -> Int {
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
    private func endsString(_ byte: UInt8) -> Bool {
        byte == JSONByte.newline && isLinewise || byte == JSONByte.separator && isSequence
    }

    /// What there is of the token that the scanner stands in.
    private func addOpenToken(_ range: Range<Int>, _ isContinued: Bool, isOpen: Bool, _ tokens: inout some JSONTokenOutput) {
        let kind: JSONToken.Kind
        switch mode {
        case .start, .between, .rawLine: return
        case .string, .stringEscape, .quoted, .quotedEscape: kind = isKey ? .key : .string
        case .scalar, .slash: kind = isKey ? .scalarKey : .scalar
        case .lineComment, .blockComment, .blockCommentStar: kind = .comment
        case .raw: kind = .raw
        }
        if !range.isEmpty { tokens.add(JSONToken(kind: kind, range: range, isContinued: isContinued, isOpen: isOpen)) }
    }
}
