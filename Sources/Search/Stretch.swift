internal import Bodies

/// A piece of a text in memory that is searched by itself.
///
/// Where stretches begin follows from the bytes alone: at a line's start, or at a cut in a very
/// long line. So searches that begin in different places, or while the text grows, agree about every match.
package struct Stretch: Sendable {
    /// A match belongs to the stretch that its first byte is in.
    var range: Range<ByteOffset>
    /// UTF-8: the bytes of `range`, some context before it, and if it ends inside a line some more after it.
    var text: [UInt8]
    /// The part of `text` that `range` stands for.
    var starts: Range<Int>
    var beginsLine: Bool
    var endsLine: Bool
    /// No later byte changes it.
    var isSettled: Bool
    var places: Places
    /// It is JSON: what escape sequences stand for is found as well.
    var readsEscapes = false

    /// Where the bytes of `text` come from.
    enum Places: Sendable {
        case following(ByteOffset)
        /// For each byte, and for the end of the text, the place counted from an offset.
        case decoded([UInt32], from: ByteOffset)
    }

    /// Leaves out the matches that begin at `end` or after it.
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
        // What a view says beside the text comes from a byte before or after it.
        let lower = offset(of: part.lowerBound)
        return lower..<max(part.isEmpty ? lower : lower + 1, offset(of: part.upperBound))
    }
}
