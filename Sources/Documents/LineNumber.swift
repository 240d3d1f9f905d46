/// A line's place among the lines of a view.
package struct LineNumber: Sendable, Hashable, Comparable {
    /// Zero-based.
    package var index: Int

    package init(_ index: Int) {
        self.index = index
    }

    /// One-based, as people count lines and `12G` means them.
    package init(number: Int) {
        index = number - 1
    }

    package static let first = LineNumber(0)

    /// One-based, for people.
    package var number: Int { index + 1 }

    package static func < (left: LineNumber, right: LineNumber) -> Bool {
        left.index < right.index
    }

    package static func + (line: LineNumber, count: Int) -> LineNumber {
        LineNumber(line.index + count)
    }

    package static func - (line: LineNumber, count: Int) -> LineNumber {
        LineNumber(line.index - count)
    }

    /// The lines between two places.
    package static func - (left: LineNumber, right: LineNumber) -> Int {
        left.index - right.index
    }
}
