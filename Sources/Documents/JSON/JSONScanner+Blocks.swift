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
    /// Members or elements of the innermost container that its level has not been told of.
    private var entries = 0
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
        var lines = scanner.isCompact ? 0 : block.lines
        if start &+ (lines != 0 ? lines.trailingZeroBitCount : 0) &- lineStart > longest { return false }
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
                    pass(&newlines, before)
                    if keepsState && keeping == 0 { keep(bit, block, lines, rest, newlines, start) }
                    lines |= bit
                    scanner.recordCount += 1
                    scanner.isBroken = false
                } else {
                    guard block.records & bit == 0, isRight(block, rest & upTo) else { return false }
                    scanner.levels.count(scanner.nesting.depth, entries &+ JSONBlockWalk.count(block.entries & rest & upTo))
                }
                entries = 0
                scanner.nesting.open(isObject: block.braces & bit != 0)
                let begun = lines & upTo
                let lineStart = begun != 0 ? start &+ 63 &- begun.leadingZeroBitCount : lineStart
                scanner.levels.open(scanner.nesting.depth, at: offset &+ lineStart)
            } else if block.closes & bit != 0 {
                guard scanner.nesting.depth > lastDepth, scanner.nesting.isObject == (block.braces & bit != 0),
                    isRight(block, rest & upTo)
                else { return false }
                if scanner.nesting.depth == 1 {
                    pass(&newlines, before)
                    scanner.expected = .comma
                }
                entries = 0
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
            entries &+= JSONBlockWalk.count(block.entries & rest)
        }
        if newlines != 0 { scanner.noteNewline() }
        if lines != 0 {
            lineStart = start &+ 63 &- lines.leadingZeroBitCount
            count &+= JSONBlockWalk.count(lines)
        }
        return true
    }

    @inline(__always)
    private static func count(_ bits: UInt64) -> Int { Int(curlew_bit_count(bits)) }

    /// Whether in a part of a block, which lies in the innermost container alone, all entries are of the kind that is right there.
    @inline(__always)
    private func isRight(_ block: JSONBlock, _ part: UInt64) -> Bool {
        (scanner.nesting.isObject ? block.elements : block.colons) & part == 0
    }

    /// The scanner is told of the newlines in a part of a block.
    private mutating func pass(_ newlines: inout UInt64, _ part: UInt64) {
        if newlines & part != 0 { scanner.noteNewline() }
        newlines &= ~part
    }

    /// Keeps the state at the start of the line that begins at `bit`.
    private mutating func keep(_ bit: UInt64, _ block: JSONBlock, _ lines: UInt64, _ rest: UInt64, _ newlines: UInt64, _ start: Int) {
        kept = scanner
        let before = bit &- 1
        let place = start + bit.trailingZeroBitCount
        kept.levels.count(scanner.nesting.depth, entries + JSONBlockWalk.count(block.entries & rest & before))
        if newlines & before != 0 { kept.noteNewline() }
        let isObject = scanner.nesting.isObject
        if block.afterComma & bit != 0 {
            kept.expected = isObject ? .key : .element
        } else if block.afterOpen & bit != 0 {
            kept.expected = isObject ? .keyOrEnd : .elementOrEnd
        } else if scanner.nesting.depth > 0 {
            kept.expected = .comma
        }
        kept.lineStart = offset + place
        kept.isLineEmpty = true
        passed = JSONScanner.Passed(count: count + JSONBlockWalk.count(lines & before) + 1, bytes: place)
    }
}
