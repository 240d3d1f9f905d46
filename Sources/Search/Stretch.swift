internal import Bodies
internal import Documents

/// A piece of a body in memory that is searched by itself.
///
/// Where stretches begin follows from the body's bytes alone: at a line's start, or at a cut in a very
/// long line. So searches that begin in different places, or while the body grows, agree about every match.
struct Stretch: Sendable {
    /// A match belongs to the stretch that its first byte is in.
    var range: Range<ByteOffset>
    /// UTF-8: the bytes of `range`, some context before it, and where it ends inside a line some more after it.
    var text: [UInt8]
    /// The part of `text` that `range` stands for.
    var starts: Range<Int>
    var beginsLine: Bool
    var endsLine: Bool
    /// No later byte changes it.
    var isSettled: Bool
    var places: Places

    /// Where in the body the bytes of `text` come from.
    enum Places: Sendable {
        case following(ByteOffset)
        /// For each byte, and for the end of the text, the place counted from an offset.
        case decoded([UInt32], from: ByteOffset)
    }

    /// Leaves out the matches that begin at `end` or behind it.
    mutating func dropStarts(from end: ByteOffset) {
        var low = starts.lowerBound, high = starts.upperBound
        while low < high {
            let middle = (low + high) / 2
            if offset(of: middle) < end { low = middle + 1 } else { high = middle }
        }
        starts = starts.lowerBound..<low
    }

    func offset(of index: Int) -> ByteOffset {
        switch places {
        case .following(let start): start + index
        case .decoded(let sources, let start): start + (sources.isEmpty ? 0 : Int(sources[min(index, sources.count - 1)]))
        }
    }

    func offsets(of part: Range<Int>) -> Range<ByteOffset> {
        let lower = offset(of: part.lowerBound)
        return lower..<max(lower, offset(of: part.upperBound))
    }
}

/// Cuts a body into stretches.
struct Stretches: Sendable {
    private let document: Document

    init(of document: Document) {
        self.document = document
    }

    /// The last place at or before `offset` where a stretch can begin.
    func start(notAfter offset: ByteOffset) -> ByteOffset {
        let offset = max(.zero, min(offset, document.snapshot.end))
        return document.charset.isUTF8
            ? RawStretches(document.snapshot).start(notAfter: offset)
            : DecodedStretches(document).start(notAfter: offset)
    }

    /// The stretch that begins at `start`; nil at the end.
    func stretch(at start: ByteOffset) -> Stretch? {
        document.charset.isUTF8
            ? RawStretches(document.snapshot).stretch(at: start)
            : DecodedStretches(document).stretch(at: start)
    }
}
