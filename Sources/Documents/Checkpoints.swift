package import Bodies

/// A place from where formatting can be taken up: where a line starts, or a further piece of a long one.
package struct Checkpoint: Sendable {
    package var offset: ByteOffset
    package var line: LineNumber
    /// nil at the line's start.
    var inside: Inside?
    package var formatter: ViewFormatter

    /// What is known of a long line where a further piece of it begins. Apart from the rest, because nearly no checkpoint has it.
    indirect enum Inside: Sendable {
        case piece(lineStart: ByteOffset, column: Int, firstWide: Int?)
    }

    /// Where the line starts.
    var lineStart: ByteOffset {
        if case .piece(let start, _, _)? = inside { start } else { offset }
    }

    /// The column in its line.
    var column: Int {
        if case .piece(_, let column, _)? = inside { column } else { 0 }
    }

    /// The column of the first wide character before it in the line.
    var firstWide: Int? {
        if case .piece(_, _, let column)? = inside { column } else { nil }
    }
}

/// Where a view can be taken up, sparse and bounded: one checkpoint per 64 KiB of body at first; when
/// there would be too many, every other one goes and the spacing doubles. Which ones are kept follows
/// from the body alone and not from how it came.
struct Checkpoints: Sendable {
    /// The bytes between the checkpoints an indexer makes.
    static let spacing = 64 << 10

    /// In blocks, so that adding to a copy of a long list copies the last block only.
    private var blocks: [[Checkpoint]]
    private let blockSize: Int
    private let most: Int
    private var spacing = Checkpoints.spacing

    /// `most` is how many are kept, 65,536 of them come to 3 MiB.
    init(start: Checkpoint, most: Int = 1 << 16, blockSize: Int = 512) {
        blocks = [[start]]
        self.most = most
        self.blockSize = blockSize
    }

    var count: Int { (blocks.count - 1) * blockSize + (blocks.last?.count ?? 0) }

    /// Adds a checkpoint after the last one, if it is far enough from it.
    mutating func append(_ checkpoint: Checkpoint) {
        if let last = blocks.last?.last, checkpoint.offset - last.offset < spacing { return }
        if count >= most { thin() }
        if let last = blocks.last?.last, checkpoint.offset - last.offset < spacing { return }
        add(checkpoint)
    }

    /// The last one that `isBefore` holds for; it must hold for all up to there and none after.
    func last(where isBefore: (Checkpoint) -> Bool) -> Checkpoint {
        let block = blocks[max(0, Checkpoints.count(of: blocks) { isBefore($0[0]) } - 1)]
        return block[max(0, Checkpoints.count(of: block, where: isBefore) - 1)]
    }

    private mutating func add(_ checkpoint: Checkpoint) {
        if blocks[blocks.count - 1].count == blockSize {
            var block: [Checkpoint] = []
            block.reserveCapacity(blockSize)
            blocks.append(block)
        }
        blocks[blocks.count - 1].append(checkpoint)
    }

    private mutating func thin() {
        let all = blocks.joined()
        blocks = [[]]
        spacing *= 2
        for (index, checkpoint) in all.enumerated() where index % 2 == 0 { add(checkpoint) }
    }

    /// How many at the front of `elements` the condition holds for, by bisection.
    private static func count<Element>(of elements: [Element], where holds: (Element) -> Bool) -> Int {
        var low = 0, high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if holds(elements[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
