internal import Bodies
internal import Documents
internal import Screen

extension PanelKind {
    static let pieces = PanelKind(
        "pieces", .overlay, colon: "arrivals", summary: "how the body came: time, gap and size of each piece; Enter goes there",
        hint: { _ in "Enter goes there" }, cursor: { LineNumber(max(0, $0.listedPieces.count - 1)) },
        select: { state, line in state.goToPiece(line) }, isView: true, text: \.piecesText)
}

extension AppState {
    /// The pieces that are listed, the last ones.
    private static let mostPieces = 2000

    fileprivate var listedPieces: Range<Int> {
        guard let log = arrivals else { return 0..<0 }
        return max(0, log.count - AppState.mostPieces)..<log.count
    }

    fileprivate mutating func goToPiece(_ line: LineNumber) -> [Effect] {
        guard let log = arrivals, case let index = listedPieces.lowerBound + line.index, index < log.count else { return [] }
        closeOverlay()
        panel = .body
        let size = paneSize
        return move { $0.go(to: .at(log[index].start, row: 0), size) }
    }

    /// A line for each piece.
    var piecesText: TextLines {
        var text = TextLines(asciiOnly: asciiOnly)
        guard let log = arrivals else {
            text.add("when this came is not known", .dim)
            return text
        }
        let limit = stallLimit ?? .seconds(1)
        for index in listedPieces {
            let piece = log[index]
            let gap = log.gap(before: index)
            var visible = VisibleText(asciiOnly: asciiOnly)
            visible.append(Quantity.seconds(piece.time).leftPadded(to: 10), role: .text)
            visible.append(
                (gap.map { "+" + Quantity.seconds($0) } ?? "").leftPadded(to: 11), role: gap.map { $0 > limit } == true ? .failure : .dim)
            visible.append(Quantity.grouped(log.end(of: index) - piece.start).leftPadded(to: 14), role: .number)
            visible.append(piece.start < log.mergedEnd ? "  merged" : gap.map { $0 > limit } == true ? "  stall" : "", role: .dim)
            text.add(visible.cells)
        }
        return text
    }
}
