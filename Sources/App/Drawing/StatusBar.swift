internal import Screen

/// The bottom row: pieces from left to right. If it is narrow, the one of least rank goes first.
struct StatusBar {
    /// What a piece is worth, the first the least: the order in which pieces go.
    enum Rank: Int, Comparable, Sendable {
        case hint, reason, version, clock, rate, timeLeft, answerPlace, answerView, format, gap, tokens, firstToken, view, place, path,
            filter, records, location, bytes,
            column, exchangeNumber, matches, answerEnd,
            failure, awaited, below, message
        case insecure, status, state

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    private struct Piece {
        var cells: [Cell]
        var rank: Rank
        /// Worth reading even if its end is not there.
        var mayBeCut: Bool
        /// If it is cut, its end is what is kept.
        var keepsEnd: Bool
        /// Belongs to the piece before: one blank between them, not two.
        var isJoined: Bool

        var columns: Int { cells.reduce(0) { $0 + Int($1.width) } }
    }

    /// A piece that is cut to less says nothing.
    private static let leastCut = 8

    private var pieces: [Piece] = []
    private var isClosed = false
    private let asciiOnly: Bool

    init(asciiOnly: Bool) {
        self.asciiOnly = asciiOnly
    }

    /// It is never longer than `columns`.
    mutating func add(
        _ text: String?, _ rank: Rank, _ role: Role = .bar, mayBeCut: Bool = false, keepsEnd: Bool = false,
        isJoined: Bool = false, atMost columns: Int = .max
    ) {
        guard !isClosed, let text, !text.isEmpty else { return }
        var cells = VisibleText.cells(text, role: role, asciiOnly: asciiOnly)
        if cells.reduce(0, { $0 + Int($1.width) }) > columns { cells = cut(cells, to: columns, keepsEnd: keepsEnd) }
        pieces.append(Piece(cells: cells, rank: rank, mayBeCut: mayBeCut, keepsEnd: keepsEnd, isJoined: isJoined))
    }

    /// Nothing follows.
    mutating func close() {
        isClosed = true
    }

    /// A piece that was drawn, and where.
    struct Part: Sendable {
        var rank: Rank
        var columns: Range<Int>
    }

    @discardableResult
    func draw(on row: inout GridRow) -> [Part] {
        var column = 0
        return fitting(in: row.columns).map { piece in
            let start = column + StatusBar.gap(before: piece, at: column)
            column = row.put(piece.cells[...], at: start)
            return Part(rank: piece.rank, columns: start..<max(start, column))
        }
    }

    private static func gap(before piece: Piece, at column: Int) -> Int { column == 0 || piece.isJoined ? 1 : 2 }

    private static func columns(of pieces: [Piece]) -> Int {
        pieces.reduce(0) { $0 + gap(before: $1, at: $0) + $1.columns }
    }

    /// Those that there is room for, one of them perhaps cut.
    private func fitting(in columns: Int) -> [Piece] {
        var kept = pieces
        while true {
            let excess = StatusBar.columns(of: kept) - columns
            guard excess > 0, let index = kept.indices.min(by: { kept[$0].rank < kept[$1].rank }) else { return kept }
            let room = kept[index].columns - excess
            if kept[index].mayBeCut, room >= (kept.count == 1 ? 1 : StatusBar.leastCut) {
                kept[index].cells = cut(kept[index].cells, to: room, keepsEnd: kept[index].keepsEnd)
                return kept
            }
            kept.remove(at: index)
            // What it would have belonged to is not there.
            if kept.indices.contains(index) { kept[index].isJoined = false }
        }
    }

    /// `…` stands for what is not there.
    private func cut(_ cells: [Cell], to columns: Int, keepsEnd: Bool) -> [Cell] {
        if keepsEnd { return cut(cells.reversed(), to: columns, keepsEnd: false).reversed() }
        let end = VisibleText.cells(asciiOnly ? "..." : "…", role: cells.last?.role ?? .bar, asciiOnly: asciiOnly)
        var room = columns - end.count
        return cells.prefix { cell in
            room -= Int(cell.width)
            // The second column of a wide character stays with the first.
            return room >= 0
        } + (columns >= end.count ? end : [])
    }
}

extension AppState {
    var statusBar: StatusBar {
        var bar = StatusBar(asciiOnly: asciiOnly)
        for item in StatusItem.all { item.add(self, &bar) }
        return bar
    }
}
