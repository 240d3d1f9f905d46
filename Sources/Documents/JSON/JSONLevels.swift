/// Where the containers that are open at a place of a JSON text began, and how much of them has come.
///
/// A value that is copied at each checkpoint: the innermost levels are in it, and those further out, of which nothing changes while
/// they are not the innermost, in blocks that copies share.
struct JSONLevels: Sendable {
    /// A container that is open.
    struct Level: Sendable {
        /// Where the line begins that opens it, in bytes of the body.
        var start = 0
        /// Members or elements that have begun.
        var count = 0
    }

    /// More levels are not kept: what lies deeper has no path of its own and cannot be folded.
    static let most = 4096
    private static let blockSize = 32

    private var levels = InlineArray<32, Level>(repeating: Level())
    /// The levels before those.
    private var outer: Outer?
    /// How many these are.
    private var outerCount = 0

    /// The levels that are in the value itself; a word of `JSONNesting` has them all.
    var innermost: (first: Int, last: Int) { (outerCount &+ 1, outerCount &+ Self.blockSize) }

    /// The same as `open` and `count` for one of these.
    @inline(__always)
    mutating func openInnermost(_ depth: Int, at start: Int) { levels[(depth &- 1) & (Self.blockSize - 1)] = Level(start: start) }

    @inline(__always)
    mutating func countInnermost(_ depth: Int, _ members: Int) { levels[(depth &- 1) & (Self.blockSize - 1)].count &+= members }

    /// A container is open at `depth`, one-based, that begins in the line at `start`.
    @inline(__always)
    mutating func open(_ depth: Int, at start: Int) {
        guard depth <= Self.most else { return }
        if depth > outerCount + Self.blockSize {
            outer = Outer(levels, outer)
            outerCount += Self.blockSize
        }
        levels[(depth - 1) & (Self.blockSize - 1)] = Level(start: start)
    }

    /// The innermost container has ended; so many are still open.
    @inline(__always)
    mutating func close(to depth: Int) {
        guard depth == outerCount, let full = outer else { return }
        levels = full.levels
        outer = full.next
        outerCount -= Self.blockSize
    }

    /// Members or elements begin in the innermost container.
    @inline(__always)
    mutating func count(_ depth: Int, _ members: Int = 1) {
        if depth > 0, depth <= Self.most { levels[(depth - 1) & (Self.blockSize - 1)].count += members }
    }

    /// The container at a level, which is open; the outermost is at 0.
    subscript(level: Int) -> Level {
        var (levels, first, next) = (levels, outerCount, outer)
        while level < first, let block = next {
            (levels, first, next) = (block.levels, first - Self.blockSize, block.next)
        }
        return levels[level & (Self.blockSize - 1)]
    }

    /// The outermost `depth` levels, all of them open, as far as they are kept.
    func outermost(_ depth: Int) -> [Level] {
        let depth = min(depth, Self.most)
        guard depth > 0 else { return [] }
        var found = [Level](repeating: Level(), count: depth)
        var (levels, first, next) = (levels, outerCount, outer)
        while true {
            for level in first..<max(first, min(depth, first + Self.blockSize)) { found[level] = levels[level & (Self.blockSize - 1)] }
            guard first > 0, let block = next else { return found }
            (levels, first, next) = (block.levels, first - Self.blockSize, block.next)
        }
    }

    /// A full block, and those before it.
    private final class Outer: Sendable {
        let levels: InlineArray<32, Level>
        let next: Outer?

        init(_ levels: InlineArray<32, Level>, _ next: Outer?) {
            self.levels = levels
            self.next = next
        }
    }
}
