/// The containers that are open at a place of a JSON text, any number of them: which are objects and which are arrays.
///
/// A value that is copied at each checkpoint. The innermost containers are bits of a word; all further out are in a list of such
/// words that never change, which copies share. One million levels take 500 kB once, and nobody calls itself on the way.
struct JSONNesting: Sendable {
    /// How many are open.
    private(set) var depth = 0
    /// The levels since the last multiple of 64, the innermost in the lowest bit; set for an object.
    private var kinds: UInt64 = 0
    private var outer: Outer?

    /// What the innermost container is.
    var isObject: Bool { kinds & 1 == 1 }

    @inline(__always)
    mutating func open(isObject: Bool) {
        if depth & 63 == 0, depth > 0 { outer = Outer(kinds, outer) }
        kinds = kinds << 1 | (isObject ? 1 : 0)
        depth += 1
    }

    /// The same as long as the word has room for it, and as long as one of it stays open.
    @inline(__always)
    mutating func openWithin(isObject: Bool) {
        kinds = kinds << 1 | (isObject ? 1 : 0)
        depth &+= 1
    }

    @inline(__always)
    mutating func closeWithin() {
        kinds >>= 1
        depth &-= 1
    }

    /// One at least must be open.
    @inline(__always)
    mutating func close() {
        kinds >>= 1
        depth -= 1
        if depth & 63 == 0, depth > 0, let full = outer {
            kinds = full.kinds
            outer = full.next
        }
    }

    /// 64 levels, and all around them.
    private final class Outer: Sendable {
        let kinds: UInt64
        /// Changed only while this goes away, when nobody else knows it any more.
        nonisolated(unsafe) private(set) var next: Outer?

        init(_ kinds: UInt64, _ next: Outer?) {
            self.kinds = kinds
            self.next = next
        }

        deinit {
            // One after the other: each would otherwise end the next one within itself, and a stack has an end.
            var last = next.take()
            while last != nil, isKnownUniquelyReferenced(&last) { last = last?.next.take() }
        }
    }
}
