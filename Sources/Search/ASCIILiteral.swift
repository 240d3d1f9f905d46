internal import CMasks

/// A pattern that is plain ASCII and means nothing in PCRE2: its matches are counted as bytes, without a call of PCRE2 for each.
struct ASCIILiteral: Sendable {
    /// Letters in lower case if their case does not matter.
    private let bytes: [UInt8]
    /// For each of them the bit in which the cases of a letter differ, if its case does not matter: no byte but the letter's
    /// two becomes the letter when it is set.
    private let folds: [UInt8]

    /// `nil` if `text` is no such pattern, or too long to be one that is counted often.
    init?(_ text: String, ignoresCase: Bool) {
        let bytes = Array(text.utf8)
        guard (1...ASCIILiteral.longest).contains(bytes.count),
            bytes.allSatisfy({ (0x20..<0x7F).contains($0) && !"\\^$.[|()?*+{".utf8.contains($0) })
        else { return nil }
        let folds = bytes.map { ignoresCase && (0x61...0x7A).contains($0 | 0x20) ? 0x20 as UInt8 : 0 }
        self.folds = folds
        self.bytes = zip(bytes, folds).map { $0 | $1 }
    }

    private static let longest = 64

    /// How many matches begin in `starts`, as they follow each other without overlapping, and where the next may begin.
    func count(in text: UnsafeBufferPointer<UInt8>, starts: Range<Int>) -> (count: Int, next: Int) {
        guard let base = text.baseAddress, let first = bytes.first, let last = bytes.last else { return (0, starts.upperBound) }
        let length = bytes.count
        var total = 0
        var next = starts.lowerBound
        var block = next
        // 64 places at a time, as long as the last byte of a match at the last of them can be read too.
        while block < starts.upperBound, block + 64 + length - 1 <= text.count {
            var candidates = curlew_equal_mask(base + block, first, folds[0])
            if length > 1 { candidates &= curlew_equal_mask(base + block + length - 1, last, folds[length - 1]) }
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
            let matches = base[next] | folds[0] == first && isMatch(base + next)
            if matches { total += 1 }
            next += matches ? length : 1
        }
        return (total, max(next, starts.upperBound))
    }

    /// Whether it stands there; the first byte does.
    private func isMatch(_ place: UnsafePointer<UInt8>) -> Bool {
        for index in 1..<bytes.count where place[index] | folds[index] != bytes[index] { return false }
        return true
    }
}
