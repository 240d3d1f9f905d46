import App
import Bodies
import Documents
import HTTP
import Plan
import Screen
import Search
import TestSupport
import Testing

/// A program without a world: events in, pictures out. What takes a worker in the real one is done at once.
final class Scenario {
    private(set) var state: AppState
    private(set) var effects: [Effect] = []
    private var time = Duration.zero
    private var store: BodyStore?
    private var indexer = Indexer(charset: Charset(label: nil))
    private var counting: (job: MatchCounter, pattern: Pattern, id: SearchID)?
    private var map = MatchMap()
    private var match: Range<ByteOffset>?
    /// Look-outs go on for ever, as in a body too large to be searched at once.
    var searchTakesLong = false
    /// What `save` answers.
    var saving: (String, Bool) -> SaveResult = { path, _ in .saved(path: path, bytes: 0) }

    convenience init(rows: Int = 6, columns: Int = 40, _ change: (inout Request) -> Void = { _ in }) {
        var request = Request(url: "http://example.test/")
        change(&request)
        self.init(urls: [request], rows: rows, columns: columns)
    }

    init(
        urls requests: [Request], isParallel: Bool = false, maximumParallel: Int = 50, failsEarly: Bool = false, rows: Int,
        columns: Int
    ) {
        DisplayWidth.useUTF8()
        state = AppState(
            exchanges: requests.map {
                PlannedExchange(
                    request: $0, command: "curl ***", commandWithSecrets: "curl secret", failsOnErrorStatus: failsEarly)
            }, isParallel: isParallel, maximumParallel: maximumParallel, failsEarly: failsEarly,
            size: Size(rows: rows, columns: columns))
        carryOut(state.start())
        layOut()
    }

    /// The final head has come, with these fields.
    /// The fetch of the pane shown.
    var fetch: FetchID { state.fetch! }

    func head(_ status: String = "HTTP/1.1 200 OK", _ fields: [String] = []) {
        send(.transfer(.requestSent(Array("GET / HTTP/1.1\r\nHost: example.test\r\n\r\n".utf8)), fetch))
        let fields = HeaderFields(fields.map { HeaderField(line: Array($0.utf8)) })
        send(.transfer(.head(ResponseHead(statusLine: Array(status.utf8), fields: fields)), fetch))
    }

    func grew(_ text: String) throws {
        try grew(Array(text.utf8))
    }

    func grew(_ bytes: [UInt8]) throws {
        if store == nil {
            store = try body([], growing: true)
            indexer = Indexer(charset: Charset(label: nil))
            send(.bodyBegan(Document(snapshot: store!.snapshot, charset: Charset(label: nil)), fetch))
        }
        try store!.append(bytes)
        var report = state.exchange.report
        report.counts.wireBytes += bytes.count
        report.counts.decodedBytes += bytes.count
        send(.progress(report, fetch))
        index()
    }

    func finished(_ outcome: Outcome = .complete, _ figures: TransferFigures = TransferFigures()) {
        store?.finish()
        index()
        var report = state.exchange.report
        report.figures = figures
        send(.transfer(.finished(outcome, report), fetch))
    }

    func wait(_ duration: Duration) {
        time += duration
        send(.tick)
    }

    func resize(rows: Int, columns: Int) {
        send(.resized(Size(rows: rows, columns: columns)))
    }

    /// Types; `<CR>`, `<ESC>`, `<Tab>`, `<BS>`, `<Right>`, `<Left>`, `<Up>` and `<^C>` are keys.
    func keys(_ text: String) {
        var rest = Substring(text)
        while let first = rest.first {
            if first == "<", let end = rest.firstIndex(of: ">"), let key = Scenario.named[String(rest[...end])] {
                send(.key(key))
                rest = rest[rest.index(after: end)...]
            } else {
                for scalar in first.unicodeScalars { send(.key(.character(scalar))) }
                rest = rest.dropFirst()
            }
        }
    }

    /// Types faster than frames are drawn.
    func paste(_ text: String) {
        for scalar in text.unicodeScalars { carryOut(state.update(.key(.character(scalar)), at: time)) }
        layOut()
    }

    private static let named: [String: Key] = [
        "<CR>": .enter, "<ESC>": .escape, "<Tab>": .tab, "<BS>": .backspace, "<Right>": .right, "<Left>": .left,
        "<Up>": .up, "<^C>": .control("C"), "<^G>": .control("G"), "<M-u>": .meta("u"), "<PgDn>": .pageDown,
    ]

    func send(_ event: Event) {
        carryOut(state.update(event, at: time))
        layOut()
    }

    /// The rows of the screen without the bar.
    var pane: [String] { Array(state.draw().grid.text.dropLast()) }
    var bar: String { state.draw().grid.text.last ?? "" }
    var grid: Grid { state.draw().grid }
    var hasQuit: Bool { effects.contains { if case .quit = $0 { true } else { false } } }
    /// The look-outs asked for so far.
    var lookOuts: [SearchQuery] { effects.compactMap { if case .find(let query) = $0 { query } else { nil } } }
    var hasStopped: Bool { effects.contains { if case .stopTransfer = $0 { true } else { false } } }

    private func layOut() {
        carryOut(state.layOut())
    }

    private func index() {
        guard let store else { return }
        indexer.extend(to: store.snapshot)
        while let delta = indexer.step() { send(.indexed(delta, fetch)) }
        if let document = state.document {
            counting?.job.extend(to: SearchableBody(document))
            count()
        }
    }

    private func carryOut(_ new: [Effect]) {
        effects += new
        for effect in new {
            switch effect {
            case .fetch(let exchange, _): if exchange == state.shown { store = nil }
            case .count(let pattern, let id, _):
                counting = state.document.map { (MatchCounter(pattern: pattern, in: SearchableBody($0)), pattern, id) }
                match = nil
                map = MatchMap()
                count()
            case .find(let query): if !searchTakesLong { find(query) }
            case .forgetSearch: counting = nil
            case .highlight(let pattern, let range, let id, _):
                guard let document = state.document else { continue }
                send(.highlighted(pattern.matches(in: range, of: SearchableBody(document)), in: range, id))
            case .save(_, let path, let replacing): send(.saved(saving(path, replacing)))
            case .stopTransfer, .discard, .stopFinding, .repaint, .suspend, .quit, .terminate, .copy, .open: continue
            }
        }
    }

    private func find(_ query: SearchQuery) {
        guard let document = state.document else { return send(.searched(.notFound, query.id)) }
        var job = MatchFinder(pattern: query.pattern, in: SearchableBody(document), from: query.from, direction: query.direction)
        while true {
            switch job.step() {
            case .more: continue
            case .found(let range, let wrapped):
                match = range
                send(.searched(.found(range, wrapped: wrapped), query.id))
                return count()
            case .notFound: return send(.searched(.notFound, query.id))
            }
        }
    }

    private func count() {
        guard var counting, let document = state.document else { return }
        while let next = counting.job.step() { map = next }
        self.counting = counting
        let ordinal = match.flatMap { map.ordinal(of: $0.lowerBound, pattern: counting.pattern, in: SearchableBody(document)) }
        send(.searched(.counted(total: map.total, ordinal: ordinal), counting.id))
    }
}

/// `from` to `to`, a number a line.
func numbers(_ range: ClosedRange<Int>) -> String {
    range.map { "\($0)\n" }.joined()
}
