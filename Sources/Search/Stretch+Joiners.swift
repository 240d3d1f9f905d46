internal import Bodies
internal import Bytes

/// Characters that a text may have between its letters and that nobody types who looks for a word: the soft hyphen, and the
/// joiners that choose the form of letters and put emoji together. A pattern that does not name them is looked for in the text
/// without them.
enum IgnoredJoiner {
    static let scalars: Set<Unicode.Scalar> = ["\u{AD}", "\u{200C}", "\u{200D}"]

    /// The length of the one that begins at `index`, in bytes; 0 if none does.
    static func length(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        switch text[index] {
        case 0xC2 where index + 1 < text.count && text[index + 1] == 0xAD: 2
        case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0x8C: 3
        default: 0
        }
    }

    /// Whether there is one; at nearly the speed of memory, since all that is searched is asked.
    static func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = UnsafeRawBufferPointer(text)
        if ByteSearch.isASCII(bytes) { return false }
        let ones: UInt64 = 0x0101_0101_0101_0101
        var found: UInt64 = 0
        var index = 0
        // Eight places at a time: a byte of these words is zero if a joiner begins there.
        while index + 10 <= bytes.count {
            let first = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let second = bytes.loadUnaligned(fromByteOffset: index + 1, as: UInt64.self)
            let third = bytes.loadUnaligned(fromByteOffset: index + 2, as: UInt64.self)
            let hyphen = (first ^ (ones &* 0xC2)) | (second ^ (ones &* 0xAD))
            let joiner = (first ^ (ones &* 0xE2)) | (second ^ (ones &* 0x80)) | ((third & (ones &* 0xFE)) ^ (ones &* 0x8C))
            found |= ((hyphen &- ones) & ~hyphen) | ((joiner &- ones) & ~joiner)
            index += 8
        }
        return found & (ones << 7) != 0 || (index..<bytes.count).contains { length(in: text, at: $0) > 0 }
    }
}

extension Stretch {
    /// The same stretch with a text that lacks them, which knows where its bytes come from.
    var withoutJoiners: Stretch {
        guard text.withUnsafeBufferPointer(IgnoredJoiner.occurs) else { return self }
        var stretch = self
        var kept: [UInt8] = []
        var sources: [UInt32] = []
        kept.reserveCapacity(text.count)
        sources.reserveCapacity(text.count + 1)
        let origin = offset(of: 0)
        func source(_ index: Int) -> UInt32 { UInt32(truncatingIfNeeded: offset(of: index) - origin) }
        var start = text.count, end = text.count
        text.withUnsafeBufferPointer { text in
            var index = 0
            while index < text.count {
                let length = IgnoredJoiner.length(in: text, at: index)
                if length > 0 {
                    index += length
                    continue
                }
                if index >= starts.lowerBound { start = min(start, kept.count) }
                if index >= starts.upperBound { end = min(end, kept.count) }
                kept.append(text[index])
                sources.append(source(index))
                index += 1
            }
        }
        end = min(end, kept.count)
        stretch.starts = min(start, end)..<end
        stretch.text = kept
        stretch.places = .decoded(sources + [source(text.count)], from: origin)
        return stretch
    }
}
