internal import CMasks

/// The same grammar over blocks of 64 bytes, for lines that are only counted: masks tell where tokens begin and what stands before
/// them, and of all tokens only the brackets are looked at one by one. What is rare is left to the way byte by byte: comments,
/// single quotes, keys without quotes, records that are no containers, faults, sequences, prefixes.
extension JSONScanner {
    /// Lines that were passed over.
    struct Passed {
        var count = 0
        /// Of the text.
        var bytes = 0
    }

    /// From the start of a line, passes over lines that begin before `end` and have at most `longest` bytes, at most `limit` of them, and
    /// stops before the line that ends the containers of more than `depth` levels. It may stop at an earlier line, or not begin at all:
    /// then the way byte by byte goes on from there.
    ///
    /// `offset`: where the text begins in the body.
    mutating func passBlocks(
        of text: UnsafeBufferPointer<UInt8>, at offset: Int, before end: Int, atMost limit: Int, longest: Int, within depth: Int?
    ) -> Passed {
        guard mode == .between, isLineEmpty, !isSequence, let base = text.baseAddress else { return Passed() }
        let end = min(end, text.count)
        guard end >= 64, limit > 64, JSONByte.kind(of: base[0]) != .space else { return Passed() }
        var walk = JSONBlockWalk(self, at: offset, before: end, longest: longest, within: depth)
        var reader = JSONBlockReader(expected)
        withUnsafeTemporaryAllocation(of: curlew_json_masks.self, capacity: JSONBlockWalk.blocks) { masks in
            var place = 0
            var goesOn = true
            while goesOn, place + 64 <= end {
                let blocks = min(masks.count, (end - place) / 64)
                curlew_json_masks_of(base + place, CInt(blocks), masks.baseAddress)
                for index in 0..<blocks {
                    goesOn = walk.count + 64 <= limit && walk.pass(reader.next(masks[index]), at: place)
                    if !goesOn { break }
                    place += 64
                }
            }
        }
        self = walk.kept
        return walk.passed
    }
}

/// Goes through the brackets of block after block, and keeps the state at the start of a line now and then, which can be gone
/// back to.
private struct JSONBlockWalk {
    /// The blocks whose masks are made at once, in the nearest cache. So often the state is kept, and more often near the end.
    static let blocks = 64

    /// At the end of the block before, but for the token that it stands in or after.
    private(set) var scanner: JSONScanner
    private(set) var kept: JSONScanner
    /// As far as that.
    private(set) var passed = JSONScanner.Passed()
    /// Lines that have begun after the first one, which is met as well.
    private(set) var count = -1
    /// Of the last one of them, in bytes of the text.
    private(set) var lineStart = 0
    private var nextKeeping = 0
    private let offset: Int
    /// As far as that it may go, in bytes of the text.
    private let end: Int
    private let longest: Int
    /// How deep the line is before which it stops.
    private let lastDepth: Int

    init(_ scanner: JSONScanner, at offset: Int, before end: Int, longest: Int, within depth: Int?) {
        self.scanner = scanner
        kept = scanner
        self.offset = offset
        self.end = end
        self.longest = longest
        lastDepth = depth ?? 0
        setNextKeeping(after: 0)
    }

    private mutating func setNextKeeping(after place: Int) {
        nextKeeping = max(place + 64, min(place + 64 * JSONBlockWalk.blocks, end - 256))
    }

    /// False if the block is to be looked at byte by byte.
    @inline(__always)
    mutating func pass(_ block: JSONBlock, at start: Int) -> Bool {
        if block.isUnusual || block.hasNewlineInString && scanner.isLinewise { return false }
        let lines = scanner.isCompact ? 0 : block.lines
        if start &+ (lines != 0 ? lines.trailingZeroBitCount : 0) &- lineStart > longest { return false }
        return start < nextKeeping && isWithinRecord(block) ? passBrackets(block, lines, at: start) : passRecords(block, lines, at: start)
    }

    /// Whether the record goes on after the block, and no level is reached in it that the innermost block of levels does not have.
    @inline(__always)
    private func isWithinRecord(_ block: JSONBlock) -> Bool {
        let depth = scanner.nesting.depth
        let (first, last) = scanner.levels.innermost
        return block.records == 0 && depth &+ JSONBlockWalk.count(block.opens) <= last
            && depth &- JSONBlockWalk.count(block.closes) >= max(first, lastDepth)
    }

    /// The usual block, of which nothing is kept: what a bracket does there is all that is looked at.
    @inline(__always)
    private mutating func passBrackets(_ block: JSONBlock, _ lines: UInt64, at start: Int) -> Bool {
        var visited = block.opens | block.closes
        // What comes after the last bracket visited.
        var rest = ~0 as UInt64
        while visited != 0 {
            let bit = visited & (0 &- visited)
            visited ^= bit
            let upTo: UInt64 = bit &- 1 | bit
            guard isRight(block, rest & upTo) else { return false }
            if block.opens & bit != 0 {
                scanner.levels.countInnermost(scanner.nesting.depth, JSONBlockWalk.count(block.entries & rest & upTo))
                scanner.nesting.openWithin(isObject: block.braces & bit != 0)
                scanner.levels.openInnermost(scanner.nesting.depth, at: offset &+ lineStart(lines & upTo, start))
            } else {
                guard scanner.nesting.isObject == (block.braces & bit != 0) else { return false }
                scanner.nesting.closeWithin()
            }
            rest = ~upTo
        }
        guard isRight(block, rest) else { return false }
        scanner.levels.countInnermost(scanner.nesting.depth, JSONBlockWalk.count(block.entries & rest))
        if block.newlines != 0 { scanner.noteNewline() }
        pass(lines, at: start)
        return true
    }

    /// Any block: records may begin and end in it, any level may be reached, and the state is kept when that is due.
    @inline(never)
    private mutating func passRecords(_ block: JSONBlock, _ begun: UInt64, at start: Int) -> Bool {
        var lines = begun
        let keepsState = start >= nextKeeping
        if keepsState { setNextKeeping(after: start) }
        // The last line that begins in the block is visited as the brackets are.
        let keeping: UInt64 = keepsState && lines != 0 ? 1 << UInt64(63 - lines.leadingZeroBitCount) : 0
        var visited = block.opens | block.closes | keeping
        // What comes after the last bracket visited.
        var rest = ~0 as UInt64
        // The newlines that the scanner has not been told of.
        var newlines = block.newlines
        while visited != 0 {
            let bit = visited & (0 &- visited)
            visited ^= bit
            let before: UInt64 = bit &- 1
            let upTo: UInt64 = before | bit
            if bit == keeping { keep(bit, block, lines, rest, newlines, start) }
            if block.opens & bit != 0 {
                if scanner.nesting.depth == 0 {
                    guard block.tokens & rest & upTo == bit, start &+ bit.trailingZeroBitCount &- lineStart <= longest else { return false }
                    tell(&newlines, before)
                    if keepsState && keeping == 0 { keep(bit, block, lines, rest, newlines, start) }
                    lines |= bit
                    scanner.recordCount += 1
                    scanner.isBroken = false
                } else {
                    guard block.records & bit == 0, isRight(block, rest & upTo) else { return false }
                    scanner.levels.count(scanner.nesting.depth, JSONBlockWalk.count(block.entries & rest & upTo))
                }
                scanner.nesting.open(isObject: block.braces & bit != 0)
                scanner.levels.open(scanner.nesting.depth, at: offset &+ lineStart(lines & upTo, start))
            } else if block.closes & bit != 0 {
                guard scanner.nesting.depth > lastDepth, scanner.nesting.isObject == (block.braces & bit != 0),
                    isRight(block, rest & upTo)
                else { return false }
                if scanner.nesting.depth == 1 {
                    tell(&newlines, before)
                    scanner.expected = .comma
                }
                scanner.nesting.close()
                scanner.levels.close(to: scanner.nesting.depth)
            } else {
                continue
            }
            rest = ~upTo
        }
        if scanner.nesting.depth == 0 {
            guard block.tokens & rest == 0 else { return false }
        } else {
            guard isRight(block, rest) else { return false }
            scanner.levels.count(scanner.nesting.depth, JSONBlockWalk.count(block.entries & rest))
        }
        if newlines != 0 { scanner.noteNewline() }
        pass(lines, at: start)
        return true
    }

    /// Where the last of these lines begins, or if there is none the line before them.
    @inline(__always)
    private func lineStart(_ lines: UInt64, _ start: Int) -> Int {
        lines != 0 ? start &+ 63 &- lines.leadingZeroBitCount : lineStart
    }

    /// So many lines have begun in the block.
    @inline(__always)
    private mutating func pass(_ lines: UInt64, at start: Int) {
        lineStart = lineStart(lines, start)
        count &+= JSONBlockWalk.count(lines)
    }

    @inline(__always)
    private static func count(_ bits: UInt64) -> Int { Int(curlew_bit_count(bits)) }

    /// Whether in a part of a block, which lies in the innermost container alone, all entries are of the kind that is right there.
    @inline(__always)
    private func isRight(_ block: JSONBlock, _ part: UInt64) -> Bool {
        (scanner.nesting.isObject ? block.elements : block.colons) & part == 0
    }

    /// The scanner is told of the newlines in a part of a block.
    private mutating func tell(_ newlines: inout UInt64, _ part: UInt64) {
        if newlines & part != 0 { scanner.noteNewline() }
        newlines &= ~part
    }

    /// Keeps the state at the start of the line that begins at `bit`.
    private mutating func keep(_ bit: UInt64, _ block: JSONBlock, _ lines: UInt64, _ rest: UInt64, _ newlines: UInt64, _ start: Int) {
        kept = scanner
        let before = bit &- 1
        let place = start + bit.trailingZeroBitCount
        kept.levels.count(scanner.nesting.depth, JSONBlockWalk.count(block.entries & rest & before))
        if newlines & before != 0 { kept.noteNewline() }
        if block.entries & bit != 0 {
            // It begins there: whether the container could have ended instead is no question any more.
            kept.expected = scanner.nesting.isObject ? .key : .element
        } else if scanner.nesting.depth > 0 {
            kept.expected = .comma
        }
        kept.lineStart = offset + place
        kept.isLineEmpty = true
        passed = JSONScanner.Passed(count: count + JSONBlockWalk.count(lines & before) + 1, bytes: place)
    }
}
