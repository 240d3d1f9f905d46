internal import Bodies
internal import Documents
internal import Screen

extension Command {
    static let moving: [Command] = [
        Command(
            "line-down", .moving,
            [.character("j"), .down, .enter, .character("e"), .control("E"), .control("N")],
            "down one line, or N", perform: scrolling { $0 ?? 1 }),
        Command(
            "line-up", .moving, [.character("k"), .up, .character("y"), .control("Y"), .control("P"), .control("K")],
            "up one line, or N", perform: scrolling { -($0 ?? 1) }),
        Command(
            "page-down", .moving, [.character(" "), .character("f"), .pageDown, .control("F"), .control("V")],
            "down one page, or N lines", perform: scrolling { $0 ?? $1 }),
        Command(
            "page-up", .moving, [.character("b"), .pageUp, .control("B")], "up one page, or N lines",
            perform: scrolling { -($0 ?? $1) }),
        Command(
            "half-page-down", .moving, [.character("d"), .control("D")], "down half a page, or N lines",
            perform: scrolling { $0 ?? max(1, $1 / 2) }),
        Command(
            "half-page-up", .moving, [.character("u"), .control("U")], "up half a page, or N lines",
            perform: scrolling { -($0 ?? max(1, $1 / 2)) }),
        Command("top", .moving, [.character("g"), .character("<"), .home], "to the top, or to line N") { state, arguments in
            state.go(toLine: arguments.count ?? 1)
        },
        Command("bottom", .moving, [.character("G"), .character(">"), .end], "to the end and follow it, or to line N") { state, arguments in
            arguments.count.map { state.go(toLine: $0) } ?? state.goToEnd()
        },
        Command("percent", .moving, [.character("p"), .character("%")], "to N percent") { state, arguments in
            let percent = min(max(arguments.count ?? 0, 0), 100)
            return percent == 100 ? state.goToEnd() : state.go(toPercent: percent)
        },
        Command("column-right", .moving, [.right, .meta(")")], "right half a screen, or N columns (without wrap)") { state, arguments in
            state.shift(by: arguments.count ?? max(1, state.size.columns / 2))
        },
        Command("column-left", .moving, [.left, .meta("(")], "left half a screen, or N columns") { state, arguments in
            state.shift(by: -(arguments.count ?? max(1, state.size.columns / 2)))
        },
        Command("line-start", .moving, [.meta("{")], "left to the first column") { state, _ in
            state.move { $0.viewport.leftColumn = 0 }
        },
        Command("line-end", .moving, [.meta("}")], "right to the end of the longest line shown (without wrap)") { state, _ in
            let size = state.paneSize
            return state.move { $0.goToLineEnd(size) }
        },
        Command("line-to-top", .moving, [], "scroll until the current line stands at the top") { $0.place(row: 0, $1) },
        Command("line-to-middle", .moving, [], "scroll until the current line stands in the middle") { state, arguments in
            state.place(row: state.paneSize.rows / 2, arguments)
        },
        Command("line-to-bottom", .moving, [], "scroll until the current line stands at the bottom") { state, arguments in
            state.place(row: state.paneSize.rows - 1, arguments)
        },
        Command("follow", .moving, [.character("F")], "to the end and follow it") { state, _ in state.goToEnd() },
    ]

    /// By rows: `rows` of the number typed and the rows of a page.
    private static func scrolling(
        by rows: @escaping @Sendable (_ count: Int?, _ page: Int) -> Int
    ) -> @Sendable (inout AppState, Arguments) -> [Effect] {
        { state, arguments in
            let size = state.paneSize
            return state.move { $0.scroll(by: rows(arguments.count, size.rows), size) }
        }
    }

    private static func scrolling(by rows: @escaping @Sendable (Int?) -> Int) -> @Sendable (inout AppState, Arguments) -> [Effect] {
        scrolling { count, _ in rows(count) }
    }
}

extension AppState {
    /// Moves in the pane that is looked at.
    mutating func move(_ change: (inout Pane) -> Void) -> [Effect] {
        settleOpening()
        change(&focus)
        return []
    }

    /// `number` is one-based.
    mutating func go(toLine number: Int) -> [Effect] {
        let size = paneSize
        return move { $0.go(to: LineNumber(number: max(1, number)), size) }
    }

    /// `offset` is zero-based; past the end is the end.
    mutating func go(toByte offset: Int) -> [Effect] {
        let size = paneSize
        let place = ByteOffset(offset)
        return move {
            $0.go(to: .at(place, row: 0), size)
            $0.reveal(place..<place, size)
        }
    }

    /// By bytes, as the percent in the bar.
    fileprivate mutating func go(toPercent percent: Int) -> [Effect] {
        let size = paneSize
        return move { $0.go(to: .at($0.byte(atPercent: percent), row: 0), size) }
    }

    /// Scrolls so that the current line, or line N, stands in a row.
    fileprivate mutating func place(row: Int, _ arguments: Command.Arguments) -> [Effect] {
        let size = paneSize
        return move { pane in
            let line = arguments.count.map { LineNumber(number: max(1, $0)) } ?? pane.currentLine
            pane.show(line, atRow: row, size)
        }
    }

    mutating func goToEnd() -> [Effect] {
        let size = paneSize
        return move { $0.goToEnd(size) }
    }

    fileprivate mutating func shift(by columns: Int) -> [Effect] {
        move { $0.viewport.shift(by: columns) }
    }

    /// A place has been chosen by hand.
    mutating func settleOpening() {
        if panel == .body, body.document != nil { body.isOpening = false }
    }
}
