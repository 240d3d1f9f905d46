internal import Bytes
internal import Bodies
internal import Documents

/// The stretches of a text whose bytes are UTF-8 already: they are searched as they are.
///
/// A line is cut at the multiples of 512 KiB which have no newline in the 512 KiB before them, so that a minified JSON
/// document of 1 GB costs no more than any other; a match may reach 1 MiB beyond a cut.
struct RawStretches<Text: RawText> {
    /// Searched at once where lines are short.
    private static var window: Int { 256 << 10 }
    /// The distance of the places where a long line may be cut.
    static var cell: Int { 512 << 10 }
    /// How far a match may reach beyond a cut.
    static var reach: Int { 1 << 20 }
    /// What a lookbehind sees of the line before a cut.
    private static var context: Int { 1 << 10 }
    /// A newline is looked for so far back at first.
    private static var near: Int { 16 << 10 }
    private static var newline: UInt8 { UInt8(ascii: "\n") }

    private let all: Text

    init(_ text: Text) {
        all = text
    }

    func start(notAfter offset: ByteOffset) -> ByteOffset {
        let cellStart = offset.bytes / Self.cell * Self.cell
        let first = max(0, cellStart - Self.cell)
        let near = max(first, offset.bytes - Self.near)
        for part in [near..<offset.bytes, first..<near] {
            let bytes = all.bytes(in: ByteOffset(part.lowerBound)..<ByteOffset(part.upperBound))
            guard let newline = bytes.lastIndex(ofByte: Self.newline, in: 0..<bytes.count) else { continue }
            return ByteOffset(part.lowerBound + newline + 1)
        }
        return ByteOffset(cellStart)
    }

    func stretch(at start: ByteOffset) -> Stretch? {
        guard start >= .zero && start < all.end else { return nil }
        let lead = min(start.bytes, Self.context)
        var text = all.bytes(in: start - lead..<start + Self.window)
        guard text.count > lead else { return nil }
        var origin = start - lead
        var end = text.count
        var isCut = false
        if let newline = text.lastIndex(ofByte: Self.newline, in: lead..<text.count) {
            // The unfinished line after it is a stretch of its own.
            end = newline + 1
            text.removeSubrange(end...)
        } else {
            // Whole multiples from the start on, which have no newline: the line is cut at the end of the first.
            let cut = lead + (Self.cell - start.bytes % Self.cell) % Self.cell + Self.cell
            read(until: cut + Self.reach, in: &text, from: origin)
            isCut = text.count > cut
            end = min(cut, text.count)
        }
        let isFinished = text.last == Self.newline
        let isEnd = isFinished || origin + text.count == all.end
        if start == .zero, text.starts(with: UTF8Decoding.mark) {
            // The mark is no character of the line.
            text.removeFirst(UTF8Decoding.mark.count)
            origin = origin + UTF8Decoding.mark.count
            end -= UTF8Decoding.mark.count
        }
        return Stretch(
            range: start..<origin + end, text: text, starts: lead..<end,
            beginsLine: lead == 0 || text[lead - 1] == Self.newline,
            endsLine: isEnd,
            isSettled: isFinished || isCut && text.count - end == Self.reach || all.isComplete, places: .following(origin))
    }

    /// Makes `text` end with the line that it ends in, or at `end`.
    private func read(until end: Int, in text: inout [UInt8], from origin: ByteOffset) {
        while text.count < end {
            let read = text.count
            text += all.bytes(in: origin + read..<origin + min(end, read + Self.window))
            if text.count == read { return }
            if let newline = text.firstIndex(ofByte: Self.newline, in: read..<text.count) {
                text.removeSubrange((newline + 1)...)
                return
            }
        }
    }
}
