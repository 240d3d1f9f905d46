internal import Documents
internal import HTTP
internal import Plan
internal import Screen

/// The bottom row: pieces from left to right. Where it is narrow, those that can be spared go first, then the last ones.
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
    private let asciiOnly: Bool

    init(asciiOnly: Bool) {
        self.asciiOnly = asciiOnly
    }

    mutating func add(_ text: String?, _ role: Role = .bar, mayBeCut: Bool = false, spare: Spare? = nil) {
        guard let text, !text.isEmpty else { return }
        var visible = VisibleText(asciiOnly: asciiOnly)
        visible.append(text, role: role)
        pieces.append(Piece(text: visible, mayBeCut: mayBeCut, spare: spare))
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
        bar.add(pane.stateWord(at: now), stateRole, mayBeCut: true)
        if let head = exchange.finalHead {
            bar.add(head.status > 0 ? "\(head.status)" : nil, Role(status: head.status))
            bar.add(head.version.isEmpty ? nil : "HTTP/\(head.version)", spare: .version)
        }
        if !pane.plan.request.verifiesPeer { bar.add("INSECURE", .barWarning) }
        if case .failed(let failure)? = exchange.outcome { bar.add("(\(failure.exitStatus)) \(failure.message)", .failure, mayBeCut: true) }
        bar.add(body.search?.countText, body.search?.progress == .notFound ? .barWarning : .bar)
        if let message {
            bar.add(message.text, message.role, mayBeCut: true)
            return bar
        }
        bar.add(awaitedText)
        if panes.count > 1 { bar.add("\(shown + 1) of \(panes.count)") }
        addTransfer(to: &bar)
        addPlace(to: &bar)
        bar.add(hint, spare: .hint)
        return bar
    }

    private var stateRole: Role {
        if pane.attempts.retry != nil { return .barWarning }
        return switch exchange.phase {
        case .ended(.failed): .failure
        case .ended(.stopped): .barWarning
        default: pane.stalledSeconds(at: now) == nil ? .bar : .barWarning
        }
    }

    private func addTransfer(to bar: inout StatusBar) {
        let counts = exchange.report.counts
        if exchange.finalHead != nil || counts.wireBytes > 0 { bar.add(bytesText(counts)) }
        if exchange.phase == .receiving, let rate = pane.rate.rate(at: now - pane.fetchStart) {
            bar.add(Quantity.rate(rate), spare: .rate)
            if let expected = counts.expectedWireBytes, rate > 0, expected > counts.wireBytes {
                let seconds = Double(expected - counts.wireBytes) / rate
                bar.add(seconds < 1e6 ? "\(Quantity.wholeSeconds(Int(seconds.rounded(.up)))) left" : nil)
            }
        }
        let elapsed = pane.elapsed(at: now)
        if isTransferring {
            bar.add(Quantity.wholeSeconds(Int(elapsed.components.seconds)), spare: .clock)
        } else if pane.fetch != nil {
            bar.add(Quantity.elapsed(elapsed), spare: .clock)
        }
    }

    /// `2.0M`, `2.0M of 8.0M 25%`, with what it decoded to where that differs.
    private func bytesText(_ counts: TransferCounts) -> String {
        var text = Quantity.bytes(counts.wireBytes)
        if let expected = counts.expectedWireBytes, exchange.phase != .ended(.complete) {
            text += " of \(Quantity.bytes(expected))"
            if expected > 0 { text += " \(min(100, counts.wireBytes * 100 / expected))%" }
        }
        if counts.decodedBytes > counts.wireBytes, pane.plan.request.decodesContent {
            text += " (\(Quantity.bytes(counts.decodedBytes)) decoded)"
        }
        return text
    }

    private func addPlace(to bar: inout StatusBar) {
        switch panel {
        case .body:
            guard let document = body.document, let first = body.page.rows.first, let last = body.page.rows.last else {
                return
            }
            let total = document.lineCount
            bar.add("L\(first.number.number)-\(last.number.number)/\(Quantity.grouped(total)) \(body.percent)%")
            if body.viewport.anchor == .tail {
                bar.add(isTransferring ? "following" : "END")
            } else if body.linesBelow > 0 {
                bar.add("+\(Quantity.grouped(body.linesBelow)) line\(body.linesBelow == 1 ? "" : "s")", .barWarning)
            } else if body.page.reachesEnd {
                bar.add("END")
            } else {
                bar.add("more below", .barWarning)
            }
        case .headers: bar.add("headers")
        case .timing: bar.add("timing")
        case .details: bar.add("details")
        case .help: bar.add("help")
        case .exchanges: bar.add("exchanges")
        case .curl: bar.add("curl")
        }
    }

    private var awaitedText: String? {
        switch awaited {
        case .markToSet: "mark: letter?"
        case .markToGoTo: "go to mark: letter?"
        case .option: "- which option? (S)"
        case .quitLetter: "Z: once more quits"
        case nil: count.map { ":\($0)" }
        }
    }

    private var hint: String {
        if panel == .exchanges { return "Enter opens" }
        if panel.isOverlay { return "q closes" }
        if panel != .body { return "Tab next panel" }
        if !isTransferring, case .failed? = exchange.outcome { return "R tries again, q quits" }
        return isTransferring && body.linesBelow > 0 ? "F follows" : "h help"
    }
}

extension Role {
    init(status: Int) {
        switch status {
        case 200..<300: self = .status2xx
        case 300..<400: self = .status3xx
        case 400..<500: self = .status4xx
        case 500..<600: self = .status5xx
        default: self = .bar
        }
    }
}

extension ExchangePane {
    /// The word for how far it is.
    func stateWord(at time: Duration) -> String {
        if let seconds = secondsToRetry(at: time) { return "retry in \(Quantity.wholeSeconds(seconds))" }
        return switch exchange.phase {
        case .connecting: fetch == nil ? "queued" : "connecting"
        case .waiting: "waiting"
        case .receiving: stalledSeconds(at: time).map { "stalled \(Quantity.wholeSeconds($0))" } ?? "receiving"
        case .ended(.complete): "done"
        case .ended(.stopped): "stopped"
        case .ended(.failed): "failed"
        }
    }
}
