internal import Bytes
internal import Bodies

/// The stretches of a text whose bytes are UTF-8 already: they are searched as they are.
///
/// A line longer than 64 KiB is cut at the multiples of 64 KiB which have no newline in the 64 KiB before
/// them, so that a minified JSON document of 100 MB costs no more than any other.
struct RawStretches<Text: RawText> {
    static var window: Int { 256 << 10 }
    /// The distance of the places where a long line may be cut; and how far a match may reach beyond a cut.
    static var cell: Int { 64 << 10 }
    /// What a lookbehind sees of the line before a cut.
    private static var context: Int { 1 << 10 }
    private static var newline: UInt8 { UInt8(ascii: "\n") }

    private let all: Text

    init(_ text: Text) {
        all = text
    }

    func start(notAfter offset: ByteOffset) -> ByteOffset {
        let cellStart = offset.bytes / Self.cell * Self.cell
        let first = max(0, cellStart - Self.cell)
        let bytes = all.bytes(in: ByteOffset(first)..<offset)
        guard let newline = bytes.lastIndex(ofByte: Self.newline, in: 0..<bytes.count) else { return ByteOffset(cellStart) }
        return ByteOffset(first + newline + 1)
    }

    func stretch(at start: ByteOffset) -> Stretch? {
        guard start >= .zero && start < all.end else { return nil }
        let lead = min(start.bytes, Self.context)
        var text = all.bytes(in: start - lead..<start + Self.window)
        guard text.count > lead else { return nil }
        let origin = start - lead
        let cut = firstCut(in: text, from: lead, at: start)
        var end = text.count
        if let cut {
            end = cut
            readOn(after: cut, in: &text, from: origin)
        } else if let newline = text.lastIndex(ofByte: Self.newline, in: lead..<text.count) {
            // The unfinished line after it is a stretch of its own.
            end = newline + 1
            text.removeSubrange(end...)
        }
        let isFinished = text.last == Self.newline
        let isWhole = cut.map { text.count - $0 == Self.cell } ?? false
        return Stretch(
            range: start..<origin + end, text: text, starts: lead..<end,
            beginsLine: lead == 0 || text[lead - 1] == Self.newline,
            endsLine: isFinished || origin + text.count == all.end,
            isSettled: isFinished || isWhole || all.isComplete, places: .following(origin))
    }

    /// Makes `text` end with the line that is cut, or a cell after the cut: so far a match may reach.
    private func readOn(after cut: Int, in text: inout [UInt8], from origin: ByteOffset) {
        let most = cut + Self.cell
        if text.count < most { text += all.bytes(in: origin + text.count..<origin + most) }
        let newline = text.firstIndex(ofByte: Self.newline, in: cut..<text.count)
        let end = min(newline.map { $0 + 1 } ?? .max, most, text.count)
        text.removeSubrange(end...)
    }

    /// The index in `text` of the first place where a line is cut; there must be a byte after it.
    private func firstCut(in text: [UInt8], from first: Int, at start: ByteOffset) -> Int? {
        let missing = (Self.cell - start.bytes % Self.cell) % Self.cell
        var cell = first + missing
        while cell + Self.cell <= text.count {
            let end = cell + Self.cell
            let hasMore = start.bytes + (end - first) < all.end.bytes
            if hasMore && text.firstIndex(ofByte: Self.newline, in: cell..<end) == nil { return end }
            cell = end
        }
        return nil
    }
}
