internal import Screen

/// The bottom row: pieces from left to right. If it is narrow, those that can be spared go first, then the last ones.
struct StatusBar {
    struct Piece {
        var text: VisibleText
        /// Worth reading even if its end is not there.
        var mayBeCut: Bool
        var spare: Spare?
    }

    /// What makes room for the rest where there is little, in the order in which it goes.
    enum Spare: CaseIterable {
        case hint, version, clock, rate
    }

    private var pieces: [Piece] = []
    private var isClosed = false
    private let asciiOnly: Bool

    init(asciiOnly: Bool) {
        self.asciiOnly = asciiOnly
    }

    mutating func add(_ text: String?, _ role: Role = .bar, mayBeCut: Bool = false, spare: Spare? = nil) {
        guard !isClosed, let text, !text.isEmpty else { return }
        var visible = VisibleText(asciiOnly: asciiOnly)
        visible.append(text, role: role)
        pieces.append(Piece(text: visible, mayBeCut: mayBeCut, spare: spare))
    }

    /// Nothing follows.
    mutating func close() {
        isClosed = true
    }

    func draw(on grid: inout Grid, row: Int) {
        var column = 0
        for piece in kept(in: grid.size.columns) {
            let start = column == 0 ? 1 : column + 2
            if !piece.mayBeCut, start + piece.text.columns > grid.size.columns { return }
            if start >= grid.size.columns { return }
            column = grid.put(piece.text.cells, at: Position(row: row, column: start))
        }
    }

    private func kept(in columns: Int) -> [Piece] {
        var kept = pieces
        for spare in Spare.allCases where kept.reduce(-1, { $0 + $1.text.columns + 2 }) > columns {
            kept.removeAll { $0.spare == spare }
        }
        return kept
    }
}

extension AppState {
    var statusBar: StatusBar {
        var bar = StatusBar(asciiOnly: asciiOnly)
        for item in StatusItem.all { item.add(self, &bar) }
        return bar
    }
}
