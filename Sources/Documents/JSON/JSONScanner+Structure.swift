/// The grammar: what a token does, by what was expected.
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
        // What is no text of a sequence stands in the place of one.
        if isSequence, expected == .record { recordCount += 1 }
        fail(.expected(expected, inObject: nesting.isObject, isOutside: nesting.depth == 0), at: place, &tokens)
        return place
    }

    mutating func fail(_ fault: JSONFault, at place: Int, _ tokens: inout some JSONTokenOutput) {
        tokens.add(JSONToken(kind: .fault(fault), range: place..<place))
        mode = .raw
        isLineEmpty = false
    }

    /// RS: whatever came before, a text begins.
    mutating func beginText(at place: Int, _ tokens: inout some JSONTokenOutput) {
        let isWhole = mode == .raw || mode == .between && nesting.depth == 0 && (expected == .record || expected == .comma)
        if !isWhole { tokens.add(JSONToken(kind: .fault(.textEnd), range: place..<place)) }
        tokens.add(JSONToken(kind: .separator, range: place..<place + 1))
        restart()
    }

    /// The beginning of the body; false if it is not yet known what it is.
    mutating func passStart(
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
