/// A row of the screen, as less's `-j` names it.
package enum ScreenRow: Sendable, Equatable {
    /// From the top, the first one is 0.
    case fromTop(Int)
    /// From the bottom, the last one is 0.
    case fromBottom(Int)
    /// So much of the screen stands above it.
    case fraction(Double)

    /// `3`, `-1`, `.5`; `nil` for what is none.
    package init?(_ text: String) {
        if text.first == "." {
            guard text.utf8.count > 1, text.utf8.dropFirst().allSatisfy({ (0x30...0x39).contains($0) }), let part = Double("0" + text)
            else {
                return nil
            }
            self = .fraction(part)
            return
        }
        guard let number = Int(text), abs(number) <= 100_000 else { return nil }
        self = number < 0 ? .fromBottom(-number - 1) : .fromTop(max(0, number - 1))
    }

    package var text: String {
        switch self {
        case .fromTop(let row): "\(row + 1)"
        case .fromBottom(let row): "-\(row + 1)"
        case .fraction(let part): String("\(part)".drop { $0 == "0" })
        }
    }

    /// Zero-based, on a screen of so many rows.
    package func index(in rows: Int) -> Int {
        let index =
            switch self {
            case .fromTop(let row): row
            case .fromBottom(let row): rows - 1 - row
            case .fraction(let part): Int(part * Double(rows))
            }
        return max(0, min(index, rows - 1))
    }
}
