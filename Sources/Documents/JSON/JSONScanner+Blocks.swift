internal import CMasks

/// The same grammar over blocks of 64 bytes, for lines that are only counted: masks tell where tokens begin, and nothing between
/// them is looked at. What is rare is left to the way byte by byte: comments, single quotes, faults, sequences, prefixes.
extension JSONScanner {
    /// Lines that were passed over.
    struct Passed {
        var count = 0
        /// Of the text.
        var bytes = 0
        /// It came to the line that ends the container.
        var reachedEnd = false
    }

    /// So often, in bytes, the state is kept that can be gone back to.
    private static let keeping = 4 << 10

    /// From the start of a line, passes over lines that begin before `end` and have at most `longest` bytes, at most `limit` of them, and
    /// stops before the line that ends the containers of more than `depth` levels. It may stop at an earlier line, or not begin at all:
    /// then the way byte by byte goes on from there.
    ///
    /// `offset`: where the text begins in the body.
    mutating func passBlocks(
        of text: UnsafeBufferPointer<UInt8>, at offset: Int, before end: Int, atMost limit: Int, longest: Int, within depth: Int?
    ) -> Passed {
        guard mode == .between, isLineEmpty, !isSequence, limit > 0, let base = text.baseAddress else { return Passed() }
        return JSONTransitions.table.withUnsafeBufferPointer { transitions in
            var kept = (scanner: self, passed: Passed())
            var passed = Passed()
            var nextKeeping = JSONScanner.keeping
            var strings = StringMask()
            var scalarGoesOn: UInt64 = 0
            var none = NoTokens()
            // The line has begun already.
            var row = JSONTransitions.row(self) | JSONTransitions.outside
            // Members or elements of the innermost container that its level has not been told of.
            var members = 0
            let stopsAtEnd = depth != nil
            var block = 0
            while block + 64 <= text.count, block - passed.bytes <= longest {
                let masks = curlew_json_masks_of(base + block)
                let (inside, quotes) = strings.next(masks)
                // What the masks know nothing of.
                if (masks.backslash | masks.slash) & ~inside != 0 || isLinewise && masks.newline & inside != 0 { break }
                let scalars = ~(masks.structure | masks.space | quotes | inside)
                var events = masks.structure & ~inside | quotes & inside | scalars & ~(scalars << 1 | scalarGoesOn)
                scalarGoesOn = scalars >> 63
                let ends = quotes & ~inside
                let newlines = masks.newline & ~inside
                if nesting.depth == 0 || isLinewise || !isBroken { events |= newlines }
                while events != 0 {
                    let bit = events.trailingZeroBitCount
                    let place = block &+ bit
                    events &= events &- 1
                    let byte = base[place]
                    let next = transitions[row | Int(curlew_json_class(byte))]
                    if next & JSONTransitions.rare == 0, next & JSONTransitions.end == 0 || canEnd(row, with: byte) {
                        if next & JSONTransitions.line != 0 {
                            if !isCompact {
                                let length = place &- passed.bytes
                                passed.count &+= 1
                                passed.bytes = place
                                if length > longest { return goBack(to: kept) }
                                if place >= end || passed.count == limit || place >= nextKeeping
                                    || stopsAtEnd && next & JSONTransitions.end != 0
                                {
                                    stand(at: row, offset &+ place, &members)
                                    passed.reachedEnd = next & JSONTransitions.end != 0 && nesting.depth == depth
                                    if passed.reachedEnd || place >= end || passed.count == limit { return passed }
                                    if place >= nextKeeping {
                                        kept = (self, passed)
                                        nextKeeping = place &+ JSONScanner.keeping
                                    }
                                }
                            }
                            members &+= 1
                        }
                        var opening: UInt8 = 0
                        var awaited = next & 7
                        if next & JSONTransitions.begin != 0 {
                            opening = byte
                        } else if next & JSONTransitions.end != 0 {
                            members = 0
                            nesting.close()
                            levels.close(to: nesting.depth)
                            row = nesting.isObject ? JSONTransitions.object : 0
                        } else if awaited == JSONExpectation.colon.rawValue {
                            // A colon and a value that follow a key at once are passed with it.
                            let close = (ends & ~0 << UInt64(truncatingIfNeeded: bit)).trailingZeroBitCount
                            if close < 61, base[block &+ close &+ 1] == JSONByte.colon {
                                let value = close &+ (base[block &+ close &+ 2] == 0x20 ? 3 : 2)
                                let first = base[block &+ value]
                                let then = transitions[JSONTransitions.value | Int(curlew_json_class(first))]
                                if then & JSONTransitions.rare == 0 {
                                    events &= ~(2 << UInt64(truncatingIfNeeded: value) &- 1)
                                    awaited = then & 7
                                    if then & JSONTransitions.begin != 0 { opening = first }
                                }
                            }
                        }
                        if opening != 0 {
                            let isObject = opening == JSONByte.openObject
                            levels.count(nesting.depth, members)
                            members = 0
                            nesting.open(isObject: isObject)
                            levels.open(nesting.depth, at: offset &+ passed.bytes)
                            row = isObject ? JSONTransitions.newObject : JSONTransitions.newArray
                            continue
                        }
                        row = row & JSONTransitions.object
                        // So is a comma after a value.
                        if awaited == JSONExpectation.comma.rawValue, events != 0,
                            base[block &+ events.trailingZeroBitCount] == JSONByte.comma
                        {
                            events &= events &- 1
                            awaited = row == 0 ? JSONExpectation.element.rawValue : JSONExpectation.key.rawValue
                        }
                        row |= Int(awaited) << 4
                        continue
                    }
                    let isLineStart = row & JSONTransitions.outside != 0 && isLineEmpty
                    stand(at: row, offset &+ passed.bytes, &members, isLineStart: isLineStart)
                    if byte == JSONByte.newline {
                        noteNewline()
                        continue
                    }
                    let kind = JSONByte.kind(of: byte)
                    if step(kind, byte, at: place, &none) == nil {
                        if place - passed.bytes > longest { return goBack(to: kept) }
                        passed.count += 1
                        passed.bytes = place
                        stand(at: row, offset + place, &members)
                        passed.reachedEnd = kind == .close && nesting.depth == depth
                        if passed.reachedEnd || place >= end || passed.count == limit { return passed }
                        if place >= nextKeeping {
                            kept = (self, passed)
                            nextKeeping = place + JSONScanner.keeping
                        }
                        _ = step(kind, byte, at: place, &none)
                    }
                    switch mode {
                    case .between:
                        // At the end of a record newlines matter again.
                        if nesting.depth == 0 { events |= newlines & ~1 << UInt64(place - block) }
                    case .string, .scalar: endValue()
                    default: return goBack(to: kept)
                    }
                    row = JSONTransitions.row(self)
                }
                block += 64
            }
            return goBack(to: kept)
        }
    }

    /// Whether that byte ends the container of a row, within another.
    @inline(__always)
    private func canEnd(_ row: Int, with byte: UInt8) -> Bool {
        nesting.depth > 1 && byte == (row & JSONTransitions.object != 0 ? JSONByte.closeObject : JSONByte.closeArray)
    }

    /// What the row of a table says, as a state of its own; `place` is where the line begins, and `members` are told to their level.
    @inline(__always)
    private mutating func stand(at row: Int, _ place: Int, _ members: inout Int, isLineStart: Bool = true) {
        levels.count(nesting.depth, members)
        members = 0
        expected = JSONExpectation(rawValue: UInt8(truncatingIfNeeded: row >> 4 & 7)) ?? .record
        lineStart = place
        isLineEmpty = isLineStart
    }

    private mutating func goBack(to kept: (scanner: JSONScanner, passed: Passed)) -> Passed {
        self = kept.scanner
        return kept.passed
    }
}

/// Which bytes of block after block are in strings.
private struct StringMask {
    /// All bits if the block before ended in a string.
    private var isOpen: UInt64 = 0
    /// The block before ended with a backslash that escapes.
    private var isEscaped: UInt64 = 0

    /// The bytes inside strings, the opening quotes among them, the closing ones not; and the quotes that begin or end one.
    mutating func next(_ masks: curlew_json_masks) -> (inside: UInt64, quotes: UInt64) {
        var quotes = masks.quote
        if masks.backslash | isEscaped != 0 { quotes &= ~escaped(masks.backslash) }
        // Each bit is the parity of the quotes up to it.
        var inside = quotes
        inside ^= inside << 1
        inside ^= inside << 2
        inside ^= inside << 4
        inside ^= inside << 8
        inside ^= inside << 16
        inside ^= inside << 32
        inside ^= isOpen
        isOpen = UInt64(bitPattern: Int64(bitPattern: inside) >> 63)
        return (inside, quotes)
    }

    /// The bytes after a backslash that is not itself escaped: of each run of backslashes every second one escapes nothing
    /// (as simdjson finds them).
    private mutating func escaped(_ backslashes: UInt64) -> UInt64 {
        let even: UInt64 = 0x5555_5555_5555_5555
        let escaping = backslashes & ~isEscaped
        let following = escaping << 1 | isEscaped
        let starts = escaping & ~even & ~following
        let (sum, overflows) = starts.addingReportingOverflow(escaping)
        isEscaped = overflows ? 1 : 0
        return (even ^ (sum << 1)) & following
    }
}

/// What a token does that needs no look at the containers, by what was expected: nearly all of them.
private enum JSONTransitions {
    /// In what a token does: it needs the whole grammar.
    static let rare: UInt8 = 0x80
    /// A line begins with it; unless a container ends there, a member or an element does.
    static let line: UInt8 = 0x08
    /// A container begins; the innermost one ends, if the bracket is the right one.
    static let begin: UInt8 = 0x10
    static let end: UInt8 = 0x20

    /// In the number of a row: the innermost container is an object; there is none.
    static let object = 0x80
    static let outside = 0x100

    /// The rows after a colon and after `{` and `[`.
    static let value = Int(JSONExpectation.value.rawValue) << 4 | object
    static let newObject = Int(JSONExpectation.keyOrEnd.rawValue) << 4 | object
    static let newArray = Int(JSONExpectation.elementOrEnd.rawValue) << 4

    static func row(_ scanner: JSONScanner) -> Int {
        let container = scanner.nesting.depth == 0 ? outside : scanner.nesting.isObject ? object : 0
        return Int(scanner.expected.rawValue) << 4 | container
    }

    /// A row of sixteen for each expectation, one column for each class of bytes.
    static let table: [UInt8] = {
        var table = [UInt8](repeating: rare, count: 0x200)
        func set(_ expected: JSONExpectation, _ kinds: [JSONByte.Kind], inObject: Bool, _ next: JSONExpectation, _ flags: UInt8 = 0) {
            for kind in kinds {
                table[Int(expected.rawValue) << 4 | (inObject ? object : 0) | Int(kind.rawValue)] = next.rawValue | flags
            }
        }
        for expected in [JSONExpectation.key, .keyOrEnd] { set(expected, [.quote], inObject: true, .colon, line) }
        for expected in [JSONExpectation.element, .elementOrEnd] {
            set(expected, [.quote, .scalar], inObject: false, .comma, line)
            set(expected, [.open], inObject: false, .comma, line | begin)
        }
        set(.colon, [.colon], inObject: true, .value)
        set(.value, [.quote, .scalar], inObject: true, .comma)
        set(.value, [.open], inObject: true, .comma, begin)
        set(.comma, [.comma], inObject: true, .key)
        set(.comma, [.comma], inObject: false, .element)
        for expected in [JSONExpectation.comma, .key] { set(expected, [.close], inObject: true, .comma, line | end) }
        for expected in [JSONExpectation.comma, .element] { set(expected, [.close], inObject: false, .comma, line | end) }
        set(.keyOrEnd, [.close], inObject: true, .comma, end)
        set(.elementOrEnd, [.close], inObject: false, .comma, end)
        return table
    }()
}
