/// When the bytes of a body arrived: a piece for each time that some came.
///
/// What comes within the same millisecond is one piece. Of more than 65,536 pieces the older half is merged two by two, so that
/// the log is bounded whatever comes, and the newest times are always exact.
package struct ArrivalLog: Sendable {
    package struct Piece: Sendable, Equatable {
        package var start: ByteOffset
        /// Since the transfer's start.
        package var time: Duration
    }

    private static let blockSize = 512
    /// The most pieces that are kept.
    private let most: Int
    /// In blocks, so that adding to a copy copies the last block only.
    private var blocks: [[Piece]] = []
    /// All bytes that have arrived.
    package private(set) var end = ByteOffset.zero
    /// Before this place pieces were merged: their times are those of the first of them.
    package private(set) var mergedEnd = ByteOffset.zero
    /// The local time of day when the transfer began, since midnight.
    package let timeOfDay: Duration

    package init(timeOfDay: Duration = .zero, most: Int = 1 << 16) {
        self.timeOfDay = timeOfDay
        self.most = most
    }

    package var count: Int { blocks.isEmpty ? 0 : (blocks.count - 1) * ArrivalLog.blockSize + blocks[blocks.count - 1].count }

    package subscript(index: Int) -> Piece { blocks[index / ArrivalLog.blockSize][index % ArrivalLog.blockSize] }

    /// Where a piece ends.
    package func end(of index: Int) -> ByteOffset { index + 1 < count ? self[index + 1].start : end }

    package var last: Piece? { blocks.last?.last }

    /// `bytes` more have arrived, at a time that is not before that of the last ones.
    package mutating func note(_ bytes: Int, at time: Duration) {
        guard bytes > 0 else { return }
        defer { end = end + bytes }
        if let last, Int(last.time / .milliseconds(1)) == Int(time / .milliseconds(1)) { return }
        if count >= most { merge() }
        add(Piece(start: end, time: time))
    }

    private mutating func add(_ piece: Piece) {
        if blocks.isEmpty || blocks[blocks.count - 1].count == ArrivalLog.blockSize {
            var block: [Piece] = []
            block.reserveCapacity(ArrivalLog.blockSize)
            blocks.append(block)
        }
        blocks[blocks.count - 1].append(piece)
    }

    private mutating func merge() {
        let all = Array(blocks.joined())
        blocks = []
        for (index, piece) in all.enumerated() where index >= all.count / 2 || index % 2 == 0 { add(piece) }
        mergedEnd = all[all.count / 2].start
    }

    /// The piece that the byte at a place came in; nil if it has not come.
    package func index(of place: ByteOffset) -> Int? {
        guard place < end, count > 0 else { return nil }
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].start <= place { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }

    /// When the byte at a place came; nil if it has not.
    package func time(of place: ByteOffset) -> Duration? { index(of: place).map { self[$0].time } }

    /// The first byte that came at that time or later; the end if none has.
    package func place(at time: Duration) -> ByteOffset {
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].time < time { low = middle + 1 } else { high = middle }
        }
        return low < count ? self[low].start : end
    }

    /// The time between a piece and the one before; nil for the first one.
    package func gap(before index: Int) -> Duration? {
        index > 0 && index < count ? self[index].time - self[index - 1].time : nil
    }
}

/// The gaps between the pieces, and which of them is a stall.
package struct ArrivalGaps: Sendable, Equatable {
    package let median: Duration
    /// 99 of 100 gaps are no longer.
    package let high: Duration
    package let longest: Duration
    /// The pieces after the three longest gaps, the longest first.
    package let places: [Int]

    /// Nil if there are none. Of more than some thousand gaps the median is that of a sample.
    package init?(_ log: ArrivalLog) {
        guard log.count > 1 else { return nil }
        let step = max(1, log.count / 8192)
        let sample = stride(from: 1, to: log.count, by: step).compactMap(log.gap(before:)).sorted()
        median = sample[sample.count / 2]
        high = sample[min(sample.count - 1, sample.count * 99 / 100)]
        var longest: [(gap: Duration, index: Int)] = []
        for index in 1..<log.count {
            guard let gap = log.gap(before: index), longest.count < 3 || gap > longest[longest.count - 1].gap else { continue }
            longest.append((gap, index))
            longest.sort { ($1.gap, $0.index) < ($0.gap, $1.index) }
            longest = Array(longest.prefix(3))
        }
        self.longest = longest[0].gap
        places = longest.map(\.index)
    }

    /// A longer gap is a stall: one of five times the median, but of no less than a quarter of a second and no more than one.
    package var stallLimit: Duration { min(max(median * 5, .milliseconds(250)), .seconds(1)) }
}
