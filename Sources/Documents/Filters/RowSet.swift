/// Lines of a view by their numbers: a set that grows at its end and never elsewhere.
///
/// A bit for each line at most, and next to nothing for those stretches of 65,536 lines that none, few or all are in: the
/// lines of 2 GB of a log that hold a word take some 100 KB, and every second line of them 3 MB.
package struct RowSet: Sendable, Equatable {
    static let blockSize = 1 << 16
    private static let wordCount = blockSize / 64
    /// Members that take less room as numbers than as bits.
    private static let few = blockSize / 16

    fileprivate enum Block: Sendable, Equatable {
        case none
        case all
        case few([UInt16])
        case many([UInt64])
    }

    /// Whole ones.
    private var blocks: [Block] = []
    /// How many members there are before each of them, and before the last one, which is not whole.
    private var before = [0]
    /// The bits of the block that is not whole; empty while there is none.
    private var open: [UInt64] = []
    private var openCount = 0
    /// Of so many lines, from the first on, it is known whether they are members.
    package private(set) var rowCount = 0

    package init() {}

    /// The lines of a range, of so many that are known.
    package init(_ range: Range<Int>, of rowCount: Int) {
        extend(to: min(range.lowerBound, rowCount))
        while self.rowCount < min(range.upperBound, rowCount) {
            let room = RowSet.blockSize - self.rowCount % RowSet.blockSize
            if room == RowSet.blockSize, self.rowCount + room <= range.upperBound {
                blocks.append(.all)
                before.append(before[before.count - 1] + room)
                self.rowCount += room
            } else {
                append(self.rowCount)
            }
        }
        extend(to: rowCount)
    }

    package var count: Int { before[before.count - 1] + openCount }

    /// The lines up to there that are not known yet are no members.
    package mutating func extend(to count: Int) {
        while count >= (blocks.count + 1) * RowSet.blockSize { close() }
        rowCount = max(rowCount, count)
    }

    /// Adds a line that is not known yet; those before it that are not known either are no members.
    package mutating func append(_ row: Int) {
        extend(to: row)
        if open.isEmpty { open = [UInt64](repeating: 0, count: RowSet.wordCount) }
        let place = row % RowSet.blockSize
        open[place / 64] |= 1 << (place % 64)
        openCount += 1
        extend(to: row + 1)
    }

    private mutating func close() {
        blocks.append(Block(open, count: openCount))
        before.append(count)
        (open, openCount) = ([], 0)
    }

    private func block(_ index: Int) -> Block {
        index < blocks.count ? blocks[index] : open.isEmpty ? .none : .many(open)
    }

    // MARK: Asking

    package func contains(_ row: Int) -> Bool {
        guard row >= 0, row < rowCount else { return false }
        return block(row / RowSet.blockSize).contains(row % RowSet.blockSize)
    }

    /// The first member at or after `row`.
    package func next(from row: Int) -> Int? {
        let row = max(0, row)
        guard row < rowCount else { return nil }
        var index = row / RowSet.blockSize
        if let place = block(index).next(from: row % RowSet.blockSize) { return index * RowSet.blockSize + place }
        index += 1
        while index < blocks.count, before[index + 1] == before[index] { index += 1 }
        return index > blocks.count ? nil : block(index).next(from: 0).map { index * RowSet.blockSize + $0 }
    }

    /// The last member before `row`.
    package func last(before row: Int) -> Int? {
        let row = min(row, rowCount)
        guard row > 0 else { return nil }
        var index = row / RowSet.blockSize
        if let place = block(index).last(before: row % RowSet.blockSize) { return index * RowSet.blockSize + place }
        index -= 1
        while index >= 0, before[index + 1] == before[index] { index -= 1 }
        return index < 0 ? nil : block(index).last(before: RowSet.blockSize).map { index * RowSet.blockSize + $0 }
    }

    /// How many members there are before `row`.
    package func rank(of row: Int) -> Int {
        guard row > 0 else { return 0 }
        if row >= rowCount { return count }
        let index = row / RowSet.blockSize
        return before[index] + block(index).rank(of: row % RowSet.blockSize)
    }

    /// The member with so many before it; `nil` if there are not so many.
    package func member(_ rank: Int) -> Int? {
        guard rank >= 0, rank < count else { return nil }
        var low = 0, high = before.count
        while low < high {
            let middle = (low + high) / 2
            if before[middle] <= rank { low = middle + 1 } else { high = middle }
        }
        let index = low - 1
        return index * RowSet.blockSize + block(index).member(rank - before[index])
    }

    /// About so many bytes of memory.
    package var size: Int {
        blocks.reduce(blocks.count * 24 + open.count * 8) { size, block in
            switch block {
            case .none, .all: size
            case .few(let places): size + places.count * 2
            case .many(let words): size + words.count * 8
            }
        }
    }
}

// Several at once
extension RowSet {
    /// What is in all of the sets, or is not in those that are `isInverted`, as far as all of them are known.
    ///
    /// `known` is the answer for the same sets before they grew: its whole blocks are not worked out again.
    package static func intersection(of sets: [(rows: RowSet, isInverted: Bool)], known: RowSet = RowSet()) -> RowSet {
        guard let rowCount = sets.map(\.rows.rowCount).min() else { return RowSet() }
        var result = known
        (result.open, result.openCount) = ([], 0)
        while result.blocks.count * blockSize < rowCount {
            let index = result.blocks.count
            let block = Block(intersectionOf: sets.map { ($0.rows.block(index), $0.isInverted) })
            let length = rowCount - index * blockSize
            if length >= blockSize {
                result.before.append(result.before[index] + block.count)
                result.blocks.append(block)
            } else {
                result.open = block.words(upTo: length)
                result.openCount = result.open.reduce(0) { $0 + $1.nonzeroBitCount }
                break
            }
        }
        result.rowCount = rowCount
        return result
    }
}

extension RowSet.Block {
    /// The shortest form.
    init(_ words: [UInt64], count: Int) {
        switch count {
        case 0: self = .none
        case RowSet.blockSize: self = .all
        case ..<RowSet.few:
            var places: [UInt16] = []
            places.reserveCapacity(count)
            for (index, word) in words.enumerated() where word != 0 {
                var rest = word
                while rest != 0 {
                    places.append(UInt16(truncatingIfNeeded: index * 64 + rest.trailingZeroBitCount))
                    rest &= rest - 1
                }
            }
            self = .few(places)
        default: self = .many(words)
        }
    }

    init(intersectionOf blocks: [(block: Self, isInverted: Bool)]) {
        // What has all of the lines leaves them to the others, what has none leaves nothing.
        let telling = blocks.filter { $0.isInverted ? $0.block != .none : $0.block != .all }
        if telling.contains(where: { $0.isInverted ? $0.block == .all : $0.block == .none }) {
            self = .none
        } else if telling.isEmpty {
            self = .all
        } else if telling.count == 1, !telling[0].isInverted {
            self = telling[0].block
        } else {
            var words = [UInt64](repeating: .max, count: RowSet.wordCount)
            for (block, isInverted) in telling { block.limit(&words, isInverted: isInverted) }
            self.init(words, count: words.reduce(0) { $0 + $1.nonzeroBitCount })
        }
    }

    private func limit(_ words: inout [UInt64], isInverted: Bool) {
        words.withUnsafeMutableBufferPointer { words in
            switch self {
            case .none, .all: return
            case .many(let own):
                own.withUnsafeBufferPointer { own in
                    if isInverted {
                        for index in 0..<words.count { words[index] &= ~own[index] }
                    } else {
                        for index in 0..<words.count { words[index] &= own[index] }
                    }
                }
            case .few(let places) where isInverted:
                for place in places { words[Int(place) / 64] &= ~(1 << (UInt64(place) % 64)) }
            case .few(let places):
                let kept = places.filter { words[Int($0) / 64] & (1 << (UInt64($0) % 64)) != 0 }
                words.update(repeating: 0)
                for place in kept { words[Int(place) / 64] |= 1 << (UInt64(place) % 64) }
            }
        }
    }

    var count: Int {
        switch self {
        case .none: 0
        case .all: RowSet.blockSize
        case .few(let places): places.count
        case .many(let words): words.reduce(0) { $0 + $1.nonzeroBitCount }
        }
    }

    /// As bits, those from `length` on left out; empty if there are none.
    func words(upTo length: Int) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: RowSet.wordCount)
        switch self {
        case .none: return []
        case .all: words = [UInt64](repeating: .max, count: RowSet.wordCount)
        case .few(let places): for place in places { words[Int(place) / 64] |= 1 << (UInt64(place) % 64) }
        case .many(let own): words = own
        }
        guard length < RowSet.blockSize else { return words }
        words[length / 64] &= (1 << (UInt64(length) % 64)) - 1
        for index in (length / 64 + 1)..<max(length / 64 + 1, words.count) { words[index] = 0 }
        return words
    }

    func contains(_ place: Int) -> Bool {
        switch self {
        case .none: false
        case .all: true
        case .few(let places): RowSet.Block.index(of: place, in: places) != RowSet.Block.index(of: place + 1, in: places)
        case .many(let words): words[place / 64] & (1 << (UInt64(place) % 64)) != 0
        }
    }

    func next(from place: Int) -> Int? {
        switch self {
        case .none: return nil
        case .all: return place
        case .few(let places):
            let index = RowSet.Block.index(of: place, in: places)
            return index < places.count ? Int(places[index]) : nil
        case .many(let words):
            var index = place / 64
            var word = words[index] & (.max << (UInt64(place) % 64))
            while word == 0 {
                index += 1
                guard index < words.count else { return nil }
                word = words[index]
            }
            return index * 64 + word.trailingZeroBitCount
        }
    }

    func last(before place: Int) -> Int? {
        guard place > 0 else { return nil }
        switch self {
        case .none: return nil
        case .all: return place - 1
        case .few(let places):
            let index = RowSet.Block.index(of: place, in: places)
            return index > 0 ? Int(places[index - 1]) : nil
        case .many(let words):
            var index = (place - 1) / 64
            var word = words[index] & (.max >> (63 - UInt64(place - 1) % 64))
            while word == 0 {
                index -= 1
                guard index >= 0 else { return nil }
                word = words[index]
            }
            return index * 64 + 63 - word.leadingZeroBitCount
        }
    }

    func rank(of place: Int) -> Int {
        switch self {
        case .none: return 0
        case .all: return place
        case .few(let places): return RowSet.Block.index(of: place, in: places)
        case .many(let words):
            let whole = words[..<(place / 64)].reduce(0) { $0 + $1.nonzeroBitCount }
            return whole + (words[place / 64] & ((1 << (UInt64(place) % 64)) - 1)).nonzeroBitCount
        }
    }

    /// The member with `rank` before it, of which there is one.
    func member(_ rank: Int) -> Int {
        switch self {
        case .none: return 0
        case .all: return rank
        case .few(let places): return Int(places[rank])
        case .many(let words):
            var left = rank
            for (index, word) in words.enumerated() {
                if left >= word.nonzeroBitCount {
                    left -= word.nonzeroBitCount
                    continue
                }
                var rest = word
                for _ in 0..<left { rest &= rest - 1 }
                return index * 64 + rest.trailingZeroBitCount
            }
            return 0
        }
    }

    /// How many of `places`, which are in order, are less than `place`.
    private static func index(of place: Int, in places: [UInt16]) -> Int {
        var low = 0, high = places.count
        while low < high {
            let middle = (low + high) / 2
            if Int(places[middle]) < place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
