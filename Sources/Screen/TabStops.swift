/// Where tabs lead to, in columns of a line, zero-based.
package struct TabStops: Sendable, Hashable {
    /// The ones that were named, rising; empty if all are as far apart.
    private let first: [Int]
    /// From each to the next one after the last of those.
    private let interval: Int

    package static let standard = TabStops(first: [], interval: 8)
    private static let most = 32
    private static let longestInterval = 1000

    private init(first: [Int], interval: Int) {
        self.first = first
        self.interval = interval
    }

    /// As less's `-x`: `4` for one every four columns, `9,17` for these and then as far apart as the last two; nil for what is none.
    package init?(_ text: String) {
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let stops = words.compactMap { Int($0) }
        guard stops.count == words.count, (1...Self.most).contains(stops.count) else { return nil }
        let gaps = zip(stops, [0] + stops).map { $0 - $1 }
        guard gaps.allSatisfy({ (1...Self.longestInterval).contains($0) }), let last = gaps.last else { return nil }
        self.init(first: stops.count == 1 ? [] : stops, interval: last)
    }

    package var text: String { first.isEmpty ? "\(interval)" : first.map(String.init).joined(separator: ",") }

    /// The first one after a column.
    package func next(after column: Int) -> Int {
        guard let last = first.last else { return column + interval - column % interval }
        if column >= last { return column + interval - (column - last) % interval }
        return first.first { $0 > column } ?? last
    }
}
