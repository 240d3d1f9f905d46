internal import Bodies
internal import Documents
internal import Plan
internal import Screen
internal import Search

extension Command {
    static let arriving: [Command] = [
        Command("toggle-times", .looking, [.character("T")], "times before the lines: of day, since the start, since the line before, none")
        {
            state, _ in
            state.turnTimes()
        },
        Command("next-stall", .moving, [.character(")")], "to the next stall: what came after a long gap") { state, arguments in
            state.goToStall(.forward, count: arguments.count)
        },
        Command("previous-stall", .moving, [.character("(")], "to the stall before") { state, arguments in
            state.goToStall(.backward, count: arguments.count)
        },
    ]
}

extension AppState {
    /// When the bytes of the body that is looked at came; nil if that is not known.
    var arrivals: ArrivalLog? {
        guard let log = arrivals(ofBodyOf: shown), log.count > 0 else { return nil }
        return log
    }

    /// When the bytes of an exchange's body came; empty until some have, and nil if that is not known.
    func arrivals(ofBodyOf exchange: Int) -> ArrivalLog? {
        // One thing after the other: the release optimiser of Swift 6.3 crashes on all of it in one condition.
        guard let shown = panes[exchange].body.fetch else { return nil }
        let isDecoded = panes[exchange].body.decoded != nil
        guard let known = panes[exchange].arrivals, known.fetch == shown, known.isDecoded == isDecoded else { return nil }
        return known.log
    }

    /// Between the pieces of the body that is looked at.
    var gaps: ArrivalGaps? { arrivals == nil ? nil : pane.arrivals?.gaps }

    /// A longer gap is a stall.
    var stallLimit: Duration? {
        settings.stall ?? gaps?.stallLimit
    }

    private static let unknown = Message("when this came is not known")

    fileprivate mutating func turnTimes() -> [Effect] {
        guard panel == .body, arrivals != nil else {
            message = AppState.unknown
            return []
        }
        settleOpening()
        let column = body.pane.viewport.timeColumn.next
        body.pane.viewport.timeColumn = column
        body.isTimeChosen = true
        message = Message(column.name)
        return []
    }

    fileprivate mutating func goToStall(_ direction: Direction, count: Int?) -> [Effect] {
        guard panel == .body, let log = arrivals, let limit = stallLimit else {
            message = AppState.unknown
            return []
        }
        let lines = body.pane.lines
        let from = body.pane.currentLine
        var line = from
        var gap = Duration.zero
        for _ in 0..<max(1, min(count ?? 1, 1000)) {
            guard let stall = stall(direction, from: line, log, limit, lines) else { break }
            (line, gap) = stall
        }
        guard line != from else {
            let limit = Quantity.duration(limit)
            message = Message(direction == .forward ? "no later stall (over \(limit))" : "no earlier stall (over \(limit))")
            return []
        }
        let size = paneSize
        let effects = move { $0.go(to: line, size) }
        message = Message("after \(Quantity.duration(gap)) without a byte")
        return effects
    }

    /// The line that came after the next long gap, and that gap.
    private func stall(
        _ direction: Direction, from line: LineNumber, _ log: ArrivalLog, _ limit: Duration, _ lines: Lines
    ) -> (LineNumber, Duration)? {
        let step = direction == .forward ? 1 : -1
        let place = direction == .forward ? lines.start(of: line + 1) - 1 : lines.start(of: line)
        var index = log.index(of: max(.zero, place)) ?? log.count - 1
        // The line may have come with the end of the one before it, or in several pieces.
        if direction == .forward { index = (log.index(of: lines.start(of: line)) ?? index) }
        index += direction == .forward ? 1 : 0
        while index > 0, index < log.count {
            if let gap = log.gap(before: index), gap > limit {
                let found = lines.shownLine(for: lines.line(at: log[index].start))
                if direction == .forward ? found > line : found < line { return (found, gap) }
            }
            index += step
        }
        return nil
    }
}
