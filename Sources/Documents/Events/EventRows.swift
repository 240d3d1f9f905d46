internal import Bytes

/// Rows of an event stream in memory that are only counted, not shown: line by line at the speed of memory. What is rare is left to the
/// way that shows them: lines that end with a CR alone, rows longer than a piece.
struct EventRows {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let base: UnsafeRawPointer
    /// There are some among them.
    private let hasCR: Bool
    private let isASCII: Bool

    /// nil if there are none, or none of this kind.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return nil }
        self.bytes = bytes
        self.base = UnsafeRawPointer(base)
        let raw = UnsafeRawBufferPointer(bytes)
        let cr = ByteSearch.firstIndex(of: 0x0D, in: raw)
        if let cr, cr + 1 < bytes.count, bytes[cr + 1] != 0x0A { return nil }
        hasCR = cr != nil
        isASCII = ByteSearch.isASCII(raw)
    }

    /// Where the row that begins at `start` ends, and what it adds; nil if it is left to others, or is not there whole.
    func end(ofRowAt start: Int, longest: Int, _ counts: inout EventCounts) -> Int? {
        var row = EventCounts.Row()
        var place = start
        var hasLines = false
        while place < bytes.count {
            var newline = place
            if bytes[place] != 0x0A {
                let rest = UnsafeRawBufferPointer(start: base + place, count: bytes.count - place)
                guard let found = ByteSearch.firstIndex(of: 0x0A, in: rest) else { return nil }
                newline += found
            }
            if newline - start >= longest { return nil }
            var end = newline
            if hasCR {
                let line = UnsafeRawBufferPointer(start: base + place, count: newline - place)
                if let cr = ByteSearch.firstIndex(of: 0x0D, in: line) {
                    guard place + cr == newline - 1 else { return nil }
                    end -= 1
                }
            }
            row.counts.lineEnds.insert(end < newline ? .crlf : .lf)
            if end > place {
                hasLines = true
                row.add(kind(of: place..<end))
            } else if hasLines {
                row.end()
                if !isASCII {
                    row.counts.invalidBytes = EventCounts.invalidBytes(in: UnsafeBufferPointer(rebasing: bytes[start...newline]))
                }
                counts.add(row.counts)
                return newline + 1
            }
            place = newline + 1
        }
        return nil
    }

    private static let data = UInt32(littleEndian: 0x6174_6164)

    @inline(__always)
    private func kind(of line: Range<Int>) -> EventStreamLine.Kind {
        if bytes[line.lowerBound] == UInt8(ascii: ":") { return .comment }
        if line.count >= 4, base.loadUnaligned(fromByteOffset: line.lowerBound, as: UInt32.self) == Self.data,
            line.count == 4 || bytes[line.lowerBound + 4] == UInt8(ascii: ":")
        {
            return .data
        }
        return EventStreamLine(in: UnsafeBufferPointer(rebasing: bytes[..<line.upperBound]), at: line.lowerBound, isFinal: true).kind
    }
}
