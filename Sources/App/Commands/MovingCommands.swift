internal import Bodies
internal import Documents
internal import Plan
internal import Screen

extension Command {
    static let moving: [Command] = [
        Command(
            "line-down", .moving,
            [.character("j"), .down, .enter, .character("e"), .control("E"), .control("N")],
            "down one line, or N", isHeld: true, perform: scrolling { $0 ?? 1 }),
        Command(
            "line-up", .moving, [.character("k"), .up, .character("y"), .control("Y"), .control("P"), .control("K")],
            "up one line, or N", isHeld: true, perform: scrolling { -($0 ?? 1) }),
        Command("past-end", .moving, [.character("J")], "down one line, or N, also past the end", isHeld: true) { state, arguments in
            state.scrollPast(by: arguments.count ?? 1)
        },
        Command("past-top", .moving, [.character("K"), .character("Y")], "up one line, or N, also past the top", isHeld: true) {
            state, arguments in
            state.scrollPast(by: -(arguments.count ?? 1))
        },
        Command(
            "page-down", .moving, [.character(" "), .character("f"), .pageDown, .control("F"), .control("V")],
            "down one page, or N lines", isHeld: true
        ) { state, arguments in
            arguments.count.map { state.scroll(by: $0) } ?? state.turnPage(1)
        },
        Command(
            "page-up", .moving, [.character("b"), .pageUp, .control("B"), .meta("v")], "up one page, or N lines", isHeld: true
        ) { state, arguments in
            arguments.count.map { state.scroll(by: -$0) } ?? state.turnPage(-1)
        },
        Command("page-past-end", .moving, [.meta(" ")], "down one page, or N lines, also past the end") { state, arguments in
            state.scrollPast(by: arguments.count ?? state.window)
        },
        Command(
            "half-page-down", .moving, [.character("d"), .control("D")], "down half a page; N: N lines, from then on", isHeld: true
        ) { state, arguments in
            state.scrollHalf(1, arguments.count)
        },
        Command(
            "half-page-up", .moving, [.character("u"), .control("U")], "up half a page; N: N lines, from then on", isHeld: true
        ) { state, arguments in
            state.scrollHalf(-1, arguments.count)
        },
        Command("top", .moving, [.character("g"), .character("<"), .home, .meta("<")], "to the top, or to line N") { state, arguments in
            state.go(toLine: arguments.count ?? 1)
        },
        Command("bottom", .moving, [.character("G"), .character(">"), .end, .meta(">")], "to the end and follow it, or to line N") {
            state, arguments in
            arguments.count.map { state.go(toLine: $0) } ?? state.goToEnd()
        },
        Command("percent", .moving, [.character("p"), .character("%")], "to N percent, 12.5 too") { state, arguments in
            let percent = min(max(Double(arguments.count ?? 0) + arguments.fraction, 0), 100)
            return percent == 100 && state.settings.jumpTarget == nil ? state.goToEnd() : state.go(toPercent: percent)
        },
        Command("column-right", .moving, [.right, .meta(")")], "right half a screen; N: N columns, from then on") { state, arguments in
            state.shift(1, arguments.count)
        },
        Command("column-left", .moving, [.left, .meta("(")], "left half a screen; N: N columns, from then on") { state, arguments in
            state.shift(-1, arguments.count)
        },
        Command("line-start", .moving, [.meta("{"), .controlLeft], "left to the first column") { state, _ in
            state.move { $0.viewport.shift(to: 0) }
        },
        Command("line-end", .moving, [.meta("}"), .controlRight], "right to the end of the longest line shown") { state, _ in
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

    /// By rows: `rows` of the number typed.
    private static func scrolling(by rows: @escaping @Sendable (Int?) -> Int) -> @Sendable (inout AppState, Arguments) -> [Effect] {
        { state, arguments in state.scroll(by: rows(arguments.count)) }
    }
}

extension AppState {
    /// Moves in the pane that is looked at.
    mutating func move(_ change: (inout Pane) -> Void) -> [Effect] {
        settleOpening()
        focus.unread = nil
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
    fileprivate mutating func go(toPercent percent: Double) -> [Effect] {
        let size = paneSize
        if percent == 100 { return move { $0.go(to: LineNumber(max(0, $0.lines.lineCount - 1)), size) } }
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

    /// `direction` is 1 or -1; a number of columns is the step from then on.
    fileprivate mutating func shift(_ direction: Int, _ columns: Int?) -> [Effect] {
        if let columns { settings.sidewaysStep = columns }
        let step = settings.sidewaysStep > 0 ? settings.sidewaysStep : max(1, size.columns / 2)
        return move { $0.viewport.shift(by: direction * step) }
    }

    mutating func scroll(by rows: Int) -> [Effect] {
        var settled: [Effect] = []
        var last: LineNumber?
        if rows > 0, settings.quitsAtEnd != .off || settings.unreadLine != .off {
            settled = settlePage()
            if settings.quitsAtEnd != .off, isAtEnd { return settled + goPastEnd() }
            last = focus.page.rows.last?.number
        }
        let size = paneSize
        let effects = move { $0.scroll(by: rows, size) }
        let isLong = settings.unreadLine == .always ? rows > 1 : rows >= min(window, size.rows)
        if let last, isLong, settings.unreadLine != .off { focus.unread = last + 1 }
        return settled + effects
    }

    /// The end of a body that is all there is on the screen, and pointed at if a line is.
    var isAtEnd: Bool {
        guard panel == .body, document?.snapshot.isComplete == true, body.incoming == nil, focus.page.reachesEnd else { return false }
        return focus.cursor.map { $0.index >= focus.lines.lineCount - 1 } ?? true
    }

    /// As less goes to the next file, and ends after the last one.
    private mutating func goPastEnd() -> [Effect] { shown == listed.last ? [.quit] : turnPane(by: 1) }

    fileprivate mutating func scrollPast(by rows: Int) -> [Effect] {
        let size = paneSize
        return move { $0.scrollPast(by: rows, size) }
    }

    /// The rows that a page has for the keys that move by pages.
    var window: Int { settings.window > 0 ? settings.window : max(1, settings.window == 0 ? paneSize.rows : size.rows + settings.window) }

    mutating func turnPage(_ direction: Int) -> [Effect] { scroll(by: direction * window) }

    /// `direction` is 1 or -1; a number of rows is the step from then on.
    fileprivate mutating func scrollHalf(_ direction: Int, _ rows: Int?) -> [Effect] {
        if let rows { halfWindow = rows }
        return scroll(by: direction * (halfWindow ?? max(1, (size.rows + 1) / 2)))
    }

    /// A place has been chosen by hand.
    mutating func settleOpening() {
        if panel == .body, body.document != nil { body.isOpening = false }
    }
}
