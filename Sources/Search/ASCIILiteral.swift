internal import CMasks

/// A pattern that is plain ASCII and means nothing in PCRE2: its matches are counted as bytes, without a call of PCRE2 for each.
struct ASCIILiteral: Sendable {
    /// Letters in lower case if their case does not matter.
    private let bytes: [UInt8]
    /// For each of them the bit in which the cases of a letter differ, if its case does not matter: no byte but the letter's
    /// two becomes the letter when it is set.
    private let folds: [UInt8]
    /// The two places in it whose bytes are the rarest: what is looked for first.
    private let probes: (Int, Int)

    /// `nil` if `text` is no such pattern, or too long to be one that is counted often.
    init?(_ text: String, ignoresCase: Bool) {
        let bytes = Array(text.utf8)
        guard (1...ASCIILiteral.longest).contains(bytes.count),
            bytes.allSatisfy({ (0x20..<0x7F).contains($0) && !"\\^$.[|()?*+{".utf8.contains($0) })
        else { return nil }
        let folds = bytes.map { ignoresCase && (0x61...0x7A).contains($0 | 0x20) ? 0x20 as UInt8 : 0 }
        self.folds = folds
        let folded = zip(bytes, folds).map { $0 | $1 }
        self.bytes = folded
        let rarest = folded.indices.sorted { ASCIILiteral.rarity(folded[$0]) > ASCIILiteral.rarity(folded[$1]) }
        probes = (rarest[0], rarest.count > 1 ? rarest[1] : rarest[0])
    }

    private static let longest = 64

    /// What most texts are made of, the most frequent first. Whatever is not among it is rare.
    private static let frequent = Array(" etaoinsrhldcumfp0123gwy456789b.,:\"v-/_k".utf8)

    private static func rarity(_ byte: UInt8) -> Int { frequent.firstIndex(of: byte | (byte >= 0x41 ? 0x20 : 0)) ?? frequent.count }

    /// Where matches may begin among the 64 places from `block` on, a bit each.
    @inline(__always)
    private func candidates(_ base: UnsafePointer<UInt8>, at block: Int) -> UInt64 {
        let first = curlew_equal_mask(base + block + probes.0, bytes[probes.0], folds[probes.0])
        if bytes.count == 1 || first == 0 { return first }
        return first & curlew_equal_mask(base + block + probes.1, bytes[probes.1], folds[probes.1])
    }

    /// Blocks of 64 places that are looked at together.
    private static let mostBlocks = 64

    /// Where the first match begins of those that begin in `starts`.
    func first(in text: UnsafeBufferPointer<UInt8>, starts: Range<Int>) -> Int? {
        guard let base = text.baseAddress else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.mostBlocks) { masks in
            guard let first = masks.baseAddress else { return nil }
            var place = starts.lowerBound
            var most = 1
            while place < starts.upperBound {
                // As long as the last byte of a match at the last place can be read too.
                let blocks = min(most, (text.count - place - bytes.count + 1) / 64)
                if blocks <= 0 { break }
                curlew_pair_masks_of(
                    base + place + probes.0, bytes[probes.0], folds[probes.0], Int64(probes.1 - probes.0), bytes[probes.1],
                    folds[probes.1], Int64(blocks), first)
                for block in 0..<blocks where first[block] != 0 {
                    var candidates = first[block]
                    while candidates != 0 {
                        let found = place + 64 * block + candidates.trailingZeroBitCount
                        candidates &= candidates &- 1
                        if found >= starts.upperBound { return nil }
                        if isMatch(base + found) { return found }
                    }
                }
                place += 64 * blocks
                // The next match may be near.
                most = min(2 * most, Self.mostBlocks)
            }
            while place < starts.upperBound, place + bytes.count <= text.count {
                if isMatch(base + place) { return place }
                place += 1
            }
            return nil
        }
    }

    /// How many matches begin in `starts`, as they follow each other without overlapping, and where the next may begin.
    func count(in text: UnsafeBufferPointer<UInt8>, starts: Range<Int>) -> (count: Int, next: Int) {
        guard let base = text.baseAddress else { return (0, starts.upperBound) }
        let length = bytes.count
        var total = 0
        var next = starts.lowerBound
        var block = next
        // As long as the last byte of a match at the last place can be read too.
        while block < starts.upperBound, block + 64 + length - 1 <= text.count {
            var candidates = candidates(base, at: block)
            let end = min(64, starts.upperBound - block)
            if end < 64 { candidates &= (1 << UInt64(end)) - 1 }
            if length == 1 {
                total += candidates.nonzeroBitCount
            } else {
                while candidates != 0 {
                    let place = block + candidates.trailingZeroBitCount
                    candidates &= candidates - 1
                    if place >= next, isMatch(base + place) {
                        total += 1
                        next = place + length
                    }
                }
            }
            block += end
        }
        next = max(next, block)
        while next < starts.upperBound, next + length <= text.count {
            let matches = isMatch(base + next)
            if matches { total += 1 }
            next += matches ? length : 1
        }
        return (total, max(next, starts.upperBound))
    }

    /// Whether it stands there.
    private func isMatch(_ place: UnsafePointer<UInt8>) -> Bool {
        for index in bytes.indices where place[index] | folds[index] != bytes[index] { return false }
        return true
    }
}
