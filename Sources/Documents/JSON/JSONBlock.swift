internal import CMasks

/// What begins where in 64 bytes of a JSON text, a bit for each byte, the first byte in the lowest bit. All but the newlines are of
/// tokens, and of a token its first byte.
struct JSONBlock {
    let opens: UInt64
    let closes: UInt64
    /// Of those, and of other bytes, the brackets of objects.
    let braces: UInt64
    let colons: UInt64
    /// What does not stand between brackets, if it is there, breaks the structure: but for the brackets of records.
    let tokens: UInt64
    /// Members and elements.
    let entries: UInt64
    /// Where it is plain that such an entry is no member: what begins there, or a string before it that no colon follows.
    let elements: UInt64
    /// Lines begin there; with records as well, which are not among them.
    let lines: UInt64
    /// Values after values: that is right for records only.
    let records: UInt64
    let newlines: UInt64
    /// Something is in it that the masks know nothing of, or a token comes after one that it cannot come after.
    let isUnusual: Bool
    let hasNewlineInString: Bool
}

/// Reads a text block by block: the masks of one go on from those of the one before. Nothing but masks is looked at: it takes the
/// same time for any text.
struct JSONBlockReader {
    /// All bits if the block before ended in a string.
    private var isInString: UInt64 = 0
    /// The block before ended with a backslash that escapes.
    private var isEscaped: UInt64 = 0
    /// It ended in a number or a word.
    private var isInScalar: UInt64 = 0
    /// It ended in a string that may be a key.
    private var isInKey: UInt64 = 0
    /// What its last token was, each 0 or 1.
    private var isAfterStart: UInt64 = 0
    private var isAfterColon: UInt64 = 0
    private var isAfterKey: UInt64 = 0
    /// If that was a comma or the bracket that begins a container: the bracket.
    private var isAfterOpen: UInt64 = 0

    /// The text begins where that is expected, and not in a token.
    init(_ expected: JSONExpectation) {
        switch expected {
        case .key, .element: isAfterStart = 1
        case .keyOrEnd, .elementOrEnd: (isAfterStart, isAfterOpen) = (1, 1)
        case .value: isAfterColon = 1
        case .colon: isAfterKey = 1
        case .record, .comma: break
        }
    }

    @inline(__always)
    mutating func next(_ masks: curlew_json_masks) -> JSONBlock {
        let (inside, quotes) = strings(masks)
        let outside = ~inside
        let opens = masks.open & outside
        let closes = masks.close & outside
        let commas = masks.comma & outside
        let colons = masks.colon & outside
        let spaces = masks.space & outside
        let separators = commas | colons
        let openings = quotes & inside

        let scalars = ~(opens | closes | separators | spaces | quotes | inside)
        let scalarStarts = scalars & ~(scalars << 1 | isInScalar)
        isInScalar = scalars >> 63

        let values = openings | scalarStarts | opens
        let starts = commas | opens
        let wasAfterOpen = isAfterStart & isAfterOpen
        // Two ways for the compiler: where there are no blanks nothing is to be run through.
        let following = spaces == 0 ? follow(starts, colons, openings, inside, 0) : follow(starts, colons, openings, inside, spaces)
        var ends = closes
        if following.starts & closes != 0 {
            // No line begins with the end of what is empty.
            var carry = wasAfterOpen
            ends &= ~JSONBlockReader.next(opens, &carry, spaces)
        }
        if starts != 0 { isAfterOpen = opens > commas ? 1 : 0 }

        let entries = following.starts & values
        let records = values & ~(following.starts | following.colons)
        let faults = following.colons & ~values | following.starts & separators | colons & ~following.keys | records & ~opens
        return JSONBlock(
            opens: opens, closes: closes, braces: masks.brace, colons: colons, tokens: values | closes | separators,
            entries: entries, elements: entries & ~openings | following.keys & ~colons, lines: entries | ends, records: records,
            newlines: masks.newline & outside, isUnusual: (masks.backslash | masks.unusual) & outside | faults != 0,
            hasNewlineInString: masks.newline & inside != 0)
    }

    /// What comes after commas and opening brackets, after colons, and after strings that may be keys.
    @inline(__always)
    private mutating func follow(_ starts: UInt64, _ colons: UInt64, _ openings: UInt64, _ inside: UInt64, _ spaces: UInt64) -> (
        starts: UInt64, colons: UInt64, keys: UInt64
    ) {
        let afterStart = JSONBlockReader.next(starts, &isAfterStart, spaces)
        let afterColon = JSONBlockReader.next(colons, &isAfterColon, spaces)
        // A carry runs from where a string begins to where it ends.
        let (ended, goesOn) = (openings & afterStart | isInKey).addingReportingOverflow(inside)
        isInKey = goesOn ? 1 : 0
        return (afterStart, afterColon, JSONBlockReader.next(ended & ~inside, &isAfterKey, spaces))
    }

    /// For each of `tokens` the next byte that is no blank. `carry`: such a byte is still looked for at the beginning; then, at the end.
    @inline(__always)
    private static func next(_ tokens: UInt64, _ carry: inout UInt64, _ spaces: UInt64) -> UInt64 {
        // Added to blanks, a bit runs through them.
        let (sum, overflows) = (tokens << 1 | carry).addingReportingOverflow(spaces)
        carry = tokens >> 63 | (overflows ? 1 : 0)
        return sum & ~spaces
    }

    /// The bytes inside strings, the opening quotes among them, the closing ones not; and the quotes that begin or end one.
    @inline(__always)
    private mutating func strings(_ masks: curlew_json_masks) -> (inside: UInt64, quotes: UInt64) {
        var quotes = masks.quote
        if masks.backslash | isEscaped != 0 { quotes &= ~escaped(masks.backslash) }
        let inside = curlew_parities(quotes) ^ isInString
        isInString = UInt64(bitPattern: Int64(bitPattern: inside) >> 63)
        return (inside, quotes)
    }

    /// The bytes after a backslash that is not itself escaped: of each run of backslashes every second one escapes nothing
    /// (as simdjson finds them).
    @inline(__always)
    private mutating func escaped(_ backslashes: UInt64) -> UInt64 {
        let next = backslashes << 1 | isEscaped
        if backslashes & next == 0 {
            isEscaped = backslashes >> 63
            return next
        }
        let even: UInt64 = 0x5555_5555_5555_5555
        let escaping = backslashes & ~isEscaped
        let following = escaping << 1 | isEscaped
        let starts = escaping & ~even & ~following
        let (sum, overflows) = starts.addingReportingOverflow(escaping)
        isEscaped = overflows ? 1 : 0
        return (even ^ (sum << 1)) & following
    }
}
