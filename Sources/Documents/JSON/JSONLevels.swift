/// Where the containers that are open at a place of a JSON text began, and how much of them has come; the outermost ones only,
/// so that this has one size and is copied at once.
struct JSONLevels: Sendable {
    /// A container that is open.
    struct Level: Sendable {
        /// Where the line begins that opens it, in bytes of the body.
        var start = 0
        /// Members or elements that have begun.
        var count = 0
    }

    /// More levels are not kept: what lies deeper has no path of its own and cannot be folded.
    static let most = 32

    private var levels = InlineArray<32, Level>(repeating: Level())

    /// The container at a level, which is open; the outermost is at 0.
    subscript(level: Int) -> Level { levels[level] }

    /// A container is open at `depth`, one-based, that begins in the line at `start`.
    @inline(__always)
    mutating func open(_ depth: Int, at start: Int) {
        if depth <= Self.most { levels[depth - 1] = Level(start: start) }
    }

    /// A member or an element begins in the innermost container.
    @inline(__always)
    mutating func count(_ depth: Int) {
        if depth > 0, depth <= Self.most { levels[depth - 1].count += 1 }
    }
}
