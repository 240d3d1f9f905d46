internal import Bodies
internal import Documents
internal import HTTP
internal import Plan
internal import Screen

/// One thing that the bar says. To add one is to add a row to `all`, at its place from left to right.
struct StatusItem: Sendable {
    let add: @Sendable (AppState, inout StatusBar) -> Void

    private init(_ add: @escaping @Sendable (AppState, inout StatusBar) -> Void) {
        self.add = add
    }

    static let all: [StatusItem] = [
        state, status, insecure, matches, searchedInPart, message, hold, failure, waiting, awaited, exchangeNumber, location, sent, bytes,
        rate,
        clock, answer, filter, place, hint,
    ]

    static let state = StatusItem { state, bar in bar.add(state.stateWord(of: state.shown), .state, state.stateRole, mayBeCut: true) }

    static let status = StatusItem { state, bar in
        guard let head = state.exchange.finalHead else { return }
        if head.status > 0 {
            bar.add("\(head.status)", .status, Role(status: head.status))
            bar.add(head.reason, .reason, Role(status: head.status), isJoined: true)
        }
        bar.add(head.version.isEmpty ? nil : "HTTP/\(head.version)", .version)
    }

    static let insecure = StatusItem { state, bar in
        if !state.pane.plan.request.verifiesPeer { bar.add("INSECURE", .insecure, .barWarning) }
    }

    static let matches = StatusItem { state, bar in
        let search = state.ofFocus { $0.search }
        bar.add(state.matchCount, .matches, search?.progress == .notFound ? .barWarning : .bar)
    }

    /// The count is not the whole truth.
    static let searchedInPart = StatusItem { state, bar in
        if state.ofFocus({ $0.search?.isPartial }) == true { bar.add("long lines searched in part", .matches, .barWarning) }
    }

    /// Takes the place of all that follows, for as long as it lasts, as does a question that the next key answers.
    static let message = StatusItem { state, bar in
        if case .next(let awaited) = state.input {
            bar.add(awaited.text, .message, mayBeCut: true)
        } else if let message = state.message {
            bar.add(message.text, .message, message.role, mayBeCut: true)
        } else {
            return
        }
        bar.close()
    }

    /// What is looked at does not grow any more, for now or at all.
    static let hold = StatusItem { state, bar in
        bar.add(state.pane.hold?.notice, .failure, .barWarning, mayBeCut: true)
        bar.add(state.pane.notKept.map { "\($0): shown up to there, the file gets all" }, .failure, .barWarning, mayBeCut: true)
    }

    static let failure = StatusItem { state, bar in
        if case .failed(let failure)? = state.verdict(of: state.shown) {
            bar.add("(\(failure.exitStatus)) \(failure.message)", .failure, .failure, mayBeCut: true)
        } else {
            bar.add(state.pane.reportedFailure, .failure, .failure, mayBeCut: true)
        }
    }

    /// What the next key belongs to.
    static let awaited = StatusItem { state, bar in
        guard case .keys(let count, let fraction, let typed) = state.input else { return }
        bar.add(count.map { ":\($0)\(fraction)" }, .awaited)
        bar.add(typed.isEmpty ? nil : KeySequence(typed).name, .awaited)
    }

    static let exchangeNumber = StatusItem { state, bar in
        let listed = state.listed
        if listed.count > 1, let place = listed.firstIndex(of: state.shown) {
            bar.add("exchange \(place + 1) of \(listed.count)", .exchangeNumber)
        }
    }

    /// Where a redirect leads that was not followed.
    static let location = StatusItem { state, bar in bar.add(state.location.map { "to \($0)" }, .location, mayBeCut: true) }

    static let waiting = StatusItem { state, bar in
        bar.add(state.waitingText(of: state.shown).map { "\($0); -Z fetches together" }, .location, mayBeCut: true)
    }

    /// How much of the body has been sent, while nothing has been answered yet.
    static let sent = StatusItem { state, bar in
        let counts = state.exchange.report.counts
        guard state.isSending else { return }
        bar.add(Quantity.bytes(counts.sentBytes, of: counts.expectedSentBytes), .bytes)
        let seconds = state.pane.elapsed(at: state.now) / .seconds(1)
        guard seconds >= 0.5, counts.sentBytes > 0 else { return }
        bar.add(rate: Double(counts.sentBytes) / seconds, left: counts.expectedSentBytes.map { $0 - counts.sentBytes })
    }

    static let bytes = StatusItem { state, bar in
        let counts = state.exchange.report.counts
        // Of an answer other figures matter more.
        let firstToken = state.answerFigures?.firstToken
        let rank: StatusBar.Rank = firstToken == nil ? .bytes : .clock
        if state.exchange.finalHead != nil || counts.wireBytes > 0 { bar.add(state.bytesText(counts), rank) }
    }

    static let rate = StatusItem { state, bar in
        guard !state.settings.isBarQuiet, state.exchange.phase == .receiving,
            let rate = state.pane.rate.rate(at: state.now - state.pane.fetchStart)
        else { return }
        let counts = state.exchange.report.counts
        bar.add(rate: rate, left: counts.expectedWireBytes.map { $0 - counts.wireBytes })
    }

    static let clock = StatusItem { state, bar in
        let elapsed = state.pane.elapsed(at: state.now)
        if state.isTransferring, state.settings.isBarQuiet { return }
        if state.isTransferring {
            bar.add(Quantity.wholeSeconds(Int(elapsed.components.seconds)), .clock)
        } else if state.pane.fetch != nil {
            bar.add(Quantity.duration(elapsed), .clock)
        }
    }

    /// How fast a model answers, and whether its answer came to its end.
    static let answer = StatusItem { state, bar in
        guard let figures = state.answerFigures else { return }
        if figures.isCut { bar.add("cut: no finish reason", .answerEnd, .barWarning) }
        bar.add(figures.firstToken.map { "TTFT \(Quantity.duration($0))" }, .firstToken)
        bar.add(figures.rate.map { "\(Quantity.tenths($0)) \(figures.unit)" }, .tokens)
        // Of an answer that is there none comes any more.
        bar.add(figures.lastGap.map { "gap \(Quantity.duration($0))" }, state.isTransferring ? .gap : .clock)
    }

    /// What is shown of the lines, and how far that is known.
    static let filter = StatusItem { state, bar in
        guard state.panel == .body, let filter = state.document?.filter, let count = state.document?.lineCount else { return }
        bar.add(state.body.filters.text, .filter, mayBeCut: true)
        // The last line may be unfinished.
        if filter.matches.rowCount < count - 1 {
            bar.add("filtering \(filter.matches.rowCount * 100 / count)%", .filter, .barWarning)
        } else if filter.matches.count == 0 {
            bar.add("no line of \(Quantity.grouped(count))", .filter, .barWarning)
        }
    }

    /// Which panel, which view, which lines, and what is below.
    static let place = StatusItem { state, bar in
        let pane = state.focus
        if state.panel != .body { bar.add(state.panel.name, .view) }
        guard let first = pane.page.rows.first, let last = pane.page.rows.last else { return }
        // A panel that is on the screen whole has no place.
        let isWhole = pane.page.reachesEnd && first.number == .first && first.rowOfLine == 0
        if state.panel != .body && isWhole { return }
        if state.panel == .body && state.document == nil { return }
        if state.panel == .body, state.body.decoded != nil {
            let fault = state.body.decodingFault
            bar.add(fault == nil ? Packing.viewName : "\(Packing.viewName) broken", .view, fault == nil ? .bar : .barWarning)
        }
        if let incoming = state.body.incoming, state.panel == .body {
            bar.add("\(state.body.view.name) \(incoming.document.percentIndexed(of: state.document))%", .view)
        } else if state.panel == .body && state.body.view != .text {
            if let format = state.answerFormat {
                bar.add("\(state.body.view.name):", .answerView)
                bar.add(format, .format, isJoined: true)
            } else {
                bar.add(state.body.view.name, .view)
            }
            if let depth = state.document?.openDepth, depth > 0 { bar.add("open \(Quantity.grouped(depth)) deep", .view) }
            bar.add(state.document?.eventCounts?.text(Quantity.grouped), .records, mayBeCut: true)
            if let document = state.document { bar.addPlace(of: pane.currentLine, in: document, columns: state.size.columns) }
        }
        var lines = "L\(first.number.number)-\(last.number.number)/\(Quantity.grouped(pane.lines.lineCount))"
        if pane.lines.filter != nil {
            // Counted among those that pass; a line of context counts with the one before it.
            let count = pane.lines.passingCount
            let start = max(1, pane.lines.passingCount(upTo: first.number)), end = max(start, pane.lines.passingCount(upTo: last.number))
            lines =
                "\(Quantity.grouped(start))-\(Quantity.grouped(end))/\(Quantity.grouped(count)) of \(Quantity.grouped(pane.lines.lineCount))"
        }
        // Of an answer its figures matter more.
        bar.add("\(lines) \(pane.percent)%", state.panel == .body && state.answerFormat != nil ? .answerPlace : .place)
        if !pane.viewport.wraps && pane.viewport.leftColumn > 0 {
            bar.add("col \(Quantity.grouped(pane.viewport.leftColumn + 1))", .column)
        }
        if state.panel == .body || state.panel.isView { state.addWhatIsBelow(pane, to: &bar) }
    }

    static let hint = StatusItem { state, bar in
        if state.isFirstStart {
            bar.add("\(state.keymap.keyName(ofCommand: "help")) help, \(state.keymap.keyName(ofCommand: "quit")) quits", .awaited)
            bar.add(state.offerHint, .records)
        } else if state.settings.showsHint {
            bar.add(state.panel.hint(state), .hint)
        }
    }
}

extension StatusBar {
    /// Which record it is, and the path in it.
    fileprivate mutating func addPlace(of line: LineNumber, in document: Document, columns: Int) {
        let records = document.recordCount
        if records > 1 {
            add("record \(Quantity.grouped(max(1, document.record(at: line))))/\(Quantity.grouped(records))", .records)
        }
        // In a flat line it can be read.
        if document.view == .json { add(document.jsonPath(of: line), .path, mayBeCut: true, keepsEnd: true, atMost: columns * 2 / 5) }
    }

    /// Bytes a second, and how long the bytes that are left will take.
    fileprivate mutating func add(rate: Double, left: Int?) {
        add(Quantity.rate(rate), .rate)
        guard let left, left > 0, rate > 0 else { return }
        let seconds = Double(left) / rate
        add(seconds < 1e6 ? "\(Quantity.wholeSeconds(Int(seconds.rounded(.up)))) left" : nil, .timeLeft)
    }
}

extension AppState {
    fileprivate var stateRole: Role {
        if schedule.retryDue(of: shown) != nil { return .barWarning }
        if case .failed? = verdict(of: shown) { return .failure }
        if pane.reportedFailure != nil { return .failure }
        return switch exchange.phase {
        case .ended(.stopped): .barWarning
        default: pane.stalledSeconds(at: now) == nil ? .bar : .barWarning
        }
    }

    /// What the transcript that is shown is of.
    fileprivate var answerFormat: String? {
        body.view.name == ViewKind.transcript.name && body.incoming == nil ? body.answer?.format : nil
    }

    /// A body is on its way and nothing has been answered.
    var isSending: Bool {
        let counts = exchange.report.counts
        guard case .waiting = exchange.phase, counts.sentBytes > 0 else { return false }
        return counts.expectedSentBytes.map { counts.sentBytes < $0 } ?? true
    }

    /// `2.0M`, `2.0M of 8.0M 25%`, with what it decoded to when that differs.
    fileprivate func bytesText(_ counts: TransferCounts) -> String {
        var text = Quantity.bytes(counts.wireBytes, of: exchange.phase == .ended(.complete) ? nil : counts.expectedWireBytes)
        if counts.decodedBytes > counts.wireBytes, pane.plan.request.decodesContent {
            text += " (\(Quantity.bytes(counts.decodedBytes)) decoded)"
        }
        return text
    }

    fileprivate func addWhatIsBelow(_ pane: Pane, to bar: inout StatusBar) {
        if pane.viewport.anchor == .tail {
            bar.add(isTransferring ? "following" : "END", .below)
        } else if pane.linesBelow > 0 {
            bar.add("+\(Quantity.grouped(pane.linesBelow)) line\(pane.linesBelow == 1 ? "" : "s")", .below, .barWarning)
        } else {
            bar.add(pane.page.reachesEnd ? "END" : "more below", .below, pane.page.reachesEnd ? .bar : .barWarning)
        }
    }

    /// A view that fits the text that is shown.
    fileprivate var offerHint: String? {
        guard panel == .body, body.view == .text, let view = body.offered.first else { return nil }
        // A text on one line says nothing by itself; later the two words do.
        return view == .json && !body.isViewChosen && body.pane.lines.lineCount == 1 ? "P shows it pretty" : "P \(view.name)"
    }

    /// The hint of the body panel.
    var bodyHint: String? {
        // Why is as a rule in the head, if there is one.
        if let status = exchange.finalHead?.status, status >= 400 { return "\(keymap.keyName(ofCommand: "next-panel")) headers" }
        if !isTransferring, case .failed? = verdict(of: shown) { return "R tries again, q quits" }
        if location != nil { return "L follows" }
        if pane.command != nil { return "q goes back" }
        if pane.leftOutFilter != nil { return "| runs what was left out" }
        if isTransferring && body.pane.linesBelow > 0 { return "F follows" }
        if body.view == .text, body.decoded == nil, let packing = body.packing { return "\(packing.coding.rawValue): P decodes it" }
        if let offerHint { return offerHint }
        if body.view == .text, body.pane.lines.filter == nil, body.pane.lines.lineCount > AppState.screensWorthFiltering * size.rows {
            return "\(keymap.keyName(ofCommand: "filter")) filters"
        }
        return "\(keymap.keyName(ofCommand: "help")) help"
    }

    /// What is longer is seldom read line by line.
    private static let screensWorthFiltering = 10
}

extension Document {
    /// How much of what another document shows has been indexed in this one.
    fileprivate func percentIndexed(of other: Document?) -> Int {
        guard let length = other?.snapshot.length, length > 0 else { return 0 }
        return min(99, snapshot.length * 100 / length)
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
