internal import Documents
internal import Screen

extension AppState {
    /// Moves in the panel that is shown.
    mutating func move(_ command: Command, count: Int?) {
        let size = paneSize
        if panel == .body {
            body.move(size, isJump: command.isJump) { viewport, document in
                viewport.perform(command, count: count, over: document, size: size)
            }
        } else {
            var viewport = panelViewport
            viewport.perform(command, count: count, over: panelText, size: size)
            panelViewports[panel] = viewport
        }
    }

    /// The viewport of the panel shown, the body's excepted: those start at their top.
    var panelViewport: Viewport {
        if let viewport = panelViewports[panel] { return viewport }
        var viewport = Viewport()
        viewport.anchor = .top
        return viewport
    }

    mutating func goToMark(_ letter: Unicode.Scalar) {
        let size = paneSize
        let target: Anchor
        switch letter {
        case "'": target = body.previous
        case "^": target = .top
        case "$": target = .tail
        default:
            guard let mark = body.marks[letter] else {
                message = Message(text: "no mark \(letter)", role: .failure)
                return
            }
            target = mark
        }
        panel = .body
        body.move(size, isJump: true) { viewport, document in
            switch target {
            case .tail: viewport.anchor = .tail
            case .at(let line, let row): viewport.hold(at: line, row: row, over: document, size: size)
            }
        }
    }
}

extension Command {
    /// Whether `''` comes back from it.
    fileprivate var isJump: Bool {
        switch self {
        case .top, .bottom, .percent, .follow: true
        default: false
        }
    }
}

extension Viewport {
    fileprivate mutating func perform(_ command: Command, count: Int?, over source: some LineSource, size: Size) {
        let page = size.rows
        switch command {
        case .lineDown: scroll(by: count ?? 1, over: source, size: size)
        case .lineUp: scroll(by: -(count ?? 1), over: source, size: size)
        case .pageDown: scroll(by: count ?? page, over: source, size: size)
        case .pageUp: scroll(by: -(count ?? page), over: source, size: size)
        case .halfPageDown: scroll(by: count ?? max(1, page / 2), over: source, size: size)
        case .halfPageUp: scroll(by: -(count ?? max(1, page / 2)), over: source, size: size)
        case .follow: anchor = .tail
        case .top: hold(at: LineNumber(max(0, (count ?? 1) - 1)), over: source, size: size)
        case .bottom:
            guard let count else { return anchor = .tail }
            hold(at: LineNumber(max(0, count - 1)), over: source, size: size)
        case .percent:
            let percent = min(max(count ?? 0, 0), 100)
            if percent == 100 { return anchor = .tail }
            hold(at: LineNumber(source.lineCount * percent / 100), over: source, size: size)
        case .columnRight: shift(by: count ?? max(1, size.columns / 2), over: source, size: size)
        case .columnLeft: shift(by: -(count ?? max(1, size.columns / 2)), over: source, size: size)
        default: break
        }
    }

    /// Scrolls sideways; while wrapping there is nothing to the side, so the first step right ends wrapping, as in less.
    private mutating func shift(by columns: Int, over source: some LineSource, size: Size) {
        if wraps {
            guard columns > 0 else { return }
            wraps = false
            if case .at(let line, _) = anchor { anchor = .at(line, row: 0) }
        }
        leftColumn = min(max(0, leftColumn + columns), 1 << 20)
    }
}
