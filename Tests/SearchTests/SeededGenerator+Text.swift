import TestSupport

extension SeededGenerator {
    /// Text put together from `pieces`.
    mutating func text(of pieces: [String], count: Int) -> String {
        (0..<count).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }
}
