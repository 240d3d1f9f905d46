package import Bodies

/// An object or an array that does not stand on one line.
package struct JSONContainer: Sendable, Hashable {
    /// Where the line begins that opens it.
    package let start: ByteOffset
    /// How many containers are open within it, itself included.
    package let depth: Int
}

/// Which containers are shown on one line, each known by the place where it begins: so that it stays what it is while the body
/// grows and in another view.
package struct Folds: Sendable, Equatable {
    /// All that lie deeper than so many levels; nil for none.
    private var deepest: Int?
    /// Those that it is the other way round for.
    private var exceptions: Set<JSONContainer> = []
    /// The lines that what they hold is shown below, or in a view that does so by itself those that it is not, by where they begin.
    private var opened: Set<ByteOffset> = []
    /// A view that shows by itself below its lines what they hold does not.
    package private(set) var keepsShut = false

    /// None.
    package init() {}

    package init(keepsShut: Bool) {
        self.keepsShut = keepsShut
    }

    /// All containers within containers of `depth` levels.
    package init(deeperThan depth: Int) {
        deepest = depth
    }

    /// All is shown as the view has it.
    package var isEmpty: Bool { foldsNothing && opened.isEmpty && !keepsShut }

    var foldsNothing: Bool { deepest == nil && exceptions.isEmpty }

    package func isClosed(_ container: JSONContainer) -> Bool {
        let isDeeper = deepest.map { container.depth > $0 } ?? false
        return isDeeper != exceptions.contains(container)
    }

    var hasNoExceptions: Bool { opened.isEmpty }

    /// The line that begins there is shown otherwise than the others.
    func isException(at start: ByteOffset) -> Bool { opened.contains(start) }

    mutating func toggleException(at start: ByteOffset) -> Bool {
        if opened.remove(start) == nil { opened.insert(start) }
        return true
    }

    package mutating func toggle(_ container: JSONContainer) {
        if exceptions.remove(container) == nil { exceptions.insert(container) }
    }
}

extension JSONScanner {
    /// The containers around the place it is at, from the outermost on, as far as they are known.
    var containers: [JSONContainer] {
        levels.outermost(nesting.depth).enumerated().map { JSONContainer(start: ByteOffset($0.element.start), depth: $0.offset + 1) }
    }

    /// The container that begins in the line before the one it is at the start of.
    func opened(since before: JSONScanner) -> JSONContainer? {
        guard nesting.depth > before.nesting.depth, nesting.depth <= JSONLevels.most, !isRaw, !isCompact else { return nil }
        return JSONContainer(start: ByteOffset(levels[nesting.depth - 1].start), depth: nesting.depth)
    }

    func isInside(_ container: JSONContainer) -> Bool {
        nesting.depth >= container.depth && container.depth <= JSONLevels.most && !isRaw
            && levels[container.depth - 1].start == container.start.bytes
    }
}
