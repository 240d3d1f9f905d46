internal import Bytes
internal import CMasks

/// Rows of an event stream in memory that are only counted, not shown: 64 bytes at a time, for where a line begins says nearly
/// everything. What is rare is left to the way that shows them: lines that end with a CR alone, rows longer than a piece.
struct EventRows {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let base: UnsafePointer<UInt8>
    /// The most bytes of a row.
    private let longest: Int

    /// nil if there are no bytes.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, longest: Int) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
        (self.bytes, self.base, self.longest) = (bytes, base, longest)
    }

    /// Passes over the rows that begin before `last` and are there whole, at most `limit` of them, up to the first one that is left to
    /// others: how many, and where the last of them ends. What they hold is added to `counts`.
    func pass(before last: Int, atMost limit: Int, _ counts: inout EventCounts) -> (count: Int, end: Int) {
        var passed = (count: 0, end: 0)
        var hasBeyondASCII = false
        // Of the row that has not come to its end as well.
        var reached = counts
        var row = EventCounts.Row()
        var hasLines = false
        var lineStart = 0
        var block = 0
        scan: while block < bytes.count {
            let masks = masks(at: block)
            hasBeyondASCII = hasBeyondASCII || masks.beyondASCII != 0
            var newlines = masks.newline
            let stops = loneReturns(masks, at: block)
            if stops != 0 { newlines &= ~stops & (stops &- 1) }
            while newlines != 0 {
                let newline = block + newlines.trailingZeroBitCount
                newlines &= newlines &- 1
                var end = newline
                if end > lineStart, base[end - 1] == 0x0D { end -= 1 }
                reached.lineEnds.insert(end < newline ? .crlf : .lf)
                if end > lineStart {
                    hasLines = true
                    row.add(kind(of: lineStart..<end), to: &reached)
                } else if hasLines {
                    if newline - passed.end >= longest { break scan }
                    row.end(in: &reached)
                    hasLines = false
                    counts = reached
                    passed = (passed.count + 1, newline + 1)
                    if passed.count == limit || passed.end >= last { break scan }
                }
                lineStart = newline + 1
            }
            if stops != 0 || block - passed.end > longest { break }
            block += 64
        }
        if hasBeyondASCII {
            counts.invalidBytes += EventCounts.invalidBytes(in: UnsafeBufferPointer(rebasing: bytes[..<passed.end]))
        }
        return passed
    }

    /// Which of 64 bytes end a line, or are none of ASCII.
    private struct Masks {
        var newline: UInt64 = 0
        var carriageReturn: UInt64 = 0
        var beyondASCII: UInt64 = 0

        init() {}

        @inline(__always)
        init(_ bytes: UnsafePointer<UInt8>) {
            newline = curlew_equal_mask(bytes, 0x0A, 0)
            carriageReturn = curlew_equal_mask(bytes, 0x0D, 0)
            beyondASCII = curlew_equal_mask(bytes, 0xFF, 0x7F)
        }
    }

    private func masks(at block: Int) -> Masks {
        if block + 64 <= bytes.count { return Masks(base + block) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { rest in
            rest.initialize(repeating: 0)
            for index in block..<bytes.count { rest[index - block] = bytes[index] }
            return rest.baseAddress.map { Masks($0) } ?? Masks()
        }
    }

    /// The CRs of a block that no LF follows, as far as is known.
    @inline(__always)
    private func loneReturns(_ masks: Masks, at block: Int) -> UInt64 {
        if masks.carriageReturn == 0 { return 0 }
        let next = block + 64
        let follows: UInt64 = next < bytes.count && base[next] == 0x0A ? 1 << 63 : 0
        return masks.carriageReturn & ~(masks.newline >> 1 | follows)
    }

    private static let data = UInt64(littleEndian: 0x3A_6174_6164)
    private static let event = UInt64(littleEndian: 0x3A74_6E65_7665)
    private static let id = UInt64(littleEndian: 0x3A_6469)

    /// Of a line that is not empty.
    @inline(__always)
    private func kind(of line: Range<Int>) -> EventStreamLine.Kind {
        if base[line.lowerBound] == UInt8(ascii: ":") { return .comment }
        if line.lowerBound + 8 <= bytes.count {
            let raw = UnsafeRawBufferPointer(bytes)
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: line.lowerBound, as: UInt64.self))
            if word & 0xFF_FFFF_FFFF == Self.data { return .data }
            if word & 0xFFFF_FFFF_FFFF == Self.event { return .type }
            if word & 0xFF_FFFF == Self.id, ByteSearch.firstIndex(of: 0, in: UnsafeRawBufferPointer(rebasing: raw[line])) == nil {
                return .id
            }
        }
        return EventStreamLine(in: UnsafeBufferPointer(rebasing: bytes[..<line.upperBound]), at: line.lowerBound, isFinal: true).kind
    }
}
