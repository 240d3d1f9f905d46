@testable import App
import Bodies
import Documents
import HTTP
import Jobs
import Plan
import Screen
import Search
import TestSupport
import Testing

/// A program without a world: events in, pictures out. Long work is done by the workbench of the program itself, to its end
/// and at once.
///
/// An effect that the test neither asserts, by reading it here, nor excuses makes the test fail.
final class Scenario {
    enum Kind: Hashable {
        case fetch, run, reread, discard, stopTransfer, start, stop, save, edit, enter, ring, complete, copy, open, restyle, takeMouse,
            limitSpool, repaint, suspend, quit, terminate
    }

    private(set) var state: AppState
    private(set) var time = Duration.zero
    private var effects: [Effect] = []
    /// Places in `effects` that need no more to be asserted.
    private var asserted: Set<Int> = []
    /// Work is what the scenario itself does, and a body that is not shown any more may go.
    private var excused: Set<Kind> = [.start, .stop, .discard, .reread]
    private var bodies: [FetchID: (store: BodyStore, bench: Workbench)] = [:]
    private var asked: [FetchID: (reading: BodyReading, indexing: JobID)] = [:]
    private var texts = Workbench()
    /// Searches go on for ever, as in a body too large to be searched at once.
    var searchTakesLong = false
    /// What has come is looked at only once that is over.
    var isWorkHeld = false {
        didSet { if !isWorkHeld { bodies.keys.forEach(work(on:)) } }
    }
    /// The files there are, for Tab.
    var files: [String] = []
    /// What `save` answers.
    var saving: (String, Bool) -> SaveResult = { path, _ in .saved(path: path, bytes: 0) }

    convenience init(rows: Int = 6, columns: Int = 40, tables: Tables = .standard, _ change: (inout Request) -> Void = { _ in }) {
        var request = Request(url: "http://example.test/")
        change(&request)
        self.init(urls: [request], rows: rows, columns: columns, tables: tables)
    }

    convenience init(
        urls requests: [Request], isParallel: Bool = false, maximumParallel: Int = 50, failsEarly: Bool = false, rows: Int,
        columns: Int, settings: ViewerSettings = ViewerSettings(), tables: Tables = .standard
    ) {
        var run = Run()
        run.isParallel = isParallel
        run.maximumParallel = maximumParallel
        run.failsEarly = failsEarly
        run.viewer = settings
        let plans = requests.map { request in
            var plan = Plan(request: request)
            if failsEarly { plan.errorStatus = .failsWithBody }
            return plan
        }
        self.init(plans: plans, run: run, rows: rows, columns: columns, tables: tables)
    }

    init(plans: [Plan], run: Run = Run(), rows: Int, columns: Int, tables: Tables = .standard) {
        DisplayWidth.useUTF8()
        state = AppState(plans: plans, run: run, size: Size(rows: rows, columns: columns), tables: tables)
        carryOut(state.start())
        layOut()
        asserted = Set(effects.indices)
    }

    deinit {
        for (index, effect) in effects.enumerated() where !asserted.contains(index) && !excused.contains(Scenario.kind(effect)) {
            Issue.record("nobody expected \(effect)")
        }
    }

    // MARK: What happens

    /// It was never started before.
    func isNew() { state.isFirstStart = true }

    /// The fetch of the exchange shown.
    var fetch: FetchID { state.fetch! }

    /// The final head has come, with these fields.
    func head(_ status: String = "HTTP/1.1 200 OK", _ fields: [String] = [], of id: FetchID? = nil) {
        let id = id ?? fetch
        send(.transfer(.requestSent(Array("GET / HTTP/1.1\r\nHost: example.test\r\n\r\n".utf8)), id))
        let fields = HeaderFields(fields.map { HeaderField(line: Array($0.utf8)) })
        send(.transfer(.head(ResponseHead(statusLine: Array(status.utf8), fields: fields)), id))
    }

    func grew(_ text: String, of id: FetchID? = nil) throws {
        try grew(Array(text.utf8), of: id)
    }

    func grew(_ bytes: [UInt8], of id: FetchID? = nil) throws {
        let id = id ?? fetch
        if bodies[id] == nil { try begin(id) }
        try bodies[id]?.store.append(bytes)
        counts[id, default: TransferReport()].counts.wireBytes += bytes.count
        counts[id, default: TransferReport()].counts.decodedBytes += bytes.count
        logs[id, default: ArrivalLog(timeOfDay: .seconds(12 * 3600))].note(bytes.count, at: time)
        send(.arrived(logs[id]!, decoded: false, id))
        send(.progress(counts[id]!, id))
        work(on: id)
    }

    private var counts: [FetchID: TransferReport] = [:]
    private var logs: [FetchID: ArrivalLog] = [:]

    private func begin(_ id: FetchID) throws {
        guard let (reading, indexing) = asked[id] else { return }
        let store = try body([], growing: true)
        let charset = Charset(label: nil)
        var bench = Workbench(body: store.snapshot, charset: charset)
        bench.start(.index(reading.view, charset, tabs: reading.tabs), as: indexing)
        bodies[id] = (store, bench)
        let display = CharacterDisplay(tabs: reading.tabs)
        let document = Document(view: reading.view, snapshot: store.snapshot, charset: charset, as: display)
        send(.bodyBegan(document, decoded: nil, id, indexing: indexing))
    }

    func finished(_ outcome: Outcome = .complete, _ figures: TransferFigures = TransferFigures(), of id: FetchID? = nil) {
        let id = id ?? fetch
        bodies[id]?.store.finish()
        work(on: id)
        var report = id == state.fetch ? state.exchange.report : counts[id] ?? TransferReport()
        report.figures = figures
        send(.transfer(.finished(outcome, report), id))
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

    /// Something done with the mouse; row and column are zero-based.
    func mouse(_ action: Mouse.Action, _ row: Int, _ column: Int) {
        send(.key(.mouse(Mouse(action, at: Position(row: row, column: column)))))
    }

    /// What is said of what is new.
    func hear(_ linear: inout LinearText, typed: Bool) -> String { linear.news(of: &state, typed: typed).text }

    /// Types faster than frames are drawn.
    func paste(_ text: String) {
        for scalar in text.unicodeScalars { carryOut(state.update(.key(scalar == "\n" ? .enter : .character(scalar)), at: time)) }
        layOut()
    }

    private static let named: [String: Key] = [
        "<CR>": .enter, "<ESC>": .escape, "<Tab>": .tab, "<BS>": .backspace, "<Right>": .right, "<Left>": .left,
        "<Up>": .up, "<^C>": .control("C"), "<^G>": .control("G"), "<M-u>": .meta("u"), "<PgDn>": .pageDown,
    ]

    /// A frame is drawn before what an event asks for is done, as where that takes a while.
    var drawsFirst = false

    func send(_ event: Event) {
        let effects = state.update(event, at: time)
        if drawsFirst { layOut() }
        carryOut(effects)
        layOut()
    }

    // MARK: What is seen

    /// The rows of the screen without the bar.
    var pane: [String] { Array(state.draw().grid.text.dropLast()) }
    var bar: String { grid.text.last ?? "" }
    /// As it was drawn last.
    var drawnBar: String { state.draw().grid.text.last ?? "" }
    /// With the figures of the bar as they are once they are drawn.
    var grid: Grid {
        var state = state
        state.bar.isDue = true
        state.layOutBar()
        return state.draw().grid
    }

    // MARK: What is asked of the world; what is read here counts as asserted

    /// Effects of these kinds need not be asserted.
    func excuse(_ kinds: Kind...) { excused.formUnion(kinds) }

    private func asserting<Value>(_ read: (Effect) -> Value?) -> [Value] {
        effects.enumerated().compactMap { index, effect in
            guard let value = read(effect) else { return nil }
            asserted.insert(index)
            return value
        }
    }

    var hasQuit: Bool { !asserting { if case .quit = $0 { true } else { nil } }.isEmpty }
    var hasStopped: Bool { !asserting { if case .stopTransfer = $0 { true } else { nil } }.isEmpty }
    /// The exchanges fetched, by their places, zero-based.
    var fetched: [Int] { asserting { if case .fetch(_, let id, _, _) = $0 { id.exchange } else { nil } } }
    var commands: [ShellCommand] { asserting { if case .run(let command, _, _, _) = $0 { command } else { nil } } }
    /// Numbers of the fetches that were discarded.
    var discarded: [Int] { asserting { if case .discard(let id) = $0 { id.number } else { nil } } }
    var copied: [String] { asserting { if case .copy(let text) = $0 { text } else { nil } } }
    var opened: [String] { asserting { if case .open(let command) = $0 { command.text } else { nil } } }
    var openedCommands: [TypedCommand] { asserting { if case .open(let command) = $0 { command } else { nil } } }
    var spoolLimits: [Int?] { asserting { if case .limitSpool(let limit) = $0 { .some(limit) } else { nil } } }
    var mouse: [Bool] { asserting { if case .takeMouse(let isTaken) = $0 { isTaken } else { nil } } }
    var themes: [Theme] { asserting { if case .restyle(let theme) = $0 { theme } else { nil } } }
    var completed: [String] { asserting { if case .complete(let path) = $0 { path } else { nil } } }
    /// The paths saved to.
    var saved: [String] { asserting { if case .save(_, let path, _) = $0 { path } else { nil } } }
    var rings: Int { asserting { if case .ring = $0 { true } else { nil } }.count }
    var directories: [String] { asserting { if case .enter(let path) = $0 { path } else { nil } } }
    /// The lines that the editor was opened at.
    var edited: [Int] { asserting { if case .edit(_, let line) = $0 { line } else { nil } } }
    /// Of the views that were saved the lines, nil for all.
    var savedRows: [FilteredRows?] {
        asserting { if case .save(.view(_, _, _, let rows), _, _) = $0 { .some(rows) } else { nil } }
    }
    /// What was saved of texts.
    var savedTexts: [String] {
        asserting { if case .save(.text(let text), _, _) = $0 { String(decoding: text.utf8, as: UTF8.self) } else { nil } }
    }
    /// The searches asked for so far.
    var searches: [(query: SearchQuery, job: JobID)] {
        asserting { if case .start(.find(let query), let job, _) = $0 { (query, job) } else { nil } }
    }

    private static func kind(_ effect: Effect) -> Kind {
        switch effect {
        case .fetch: .fetch
        case .run: .run
        case .reread: .reread
        case .discard: .discard
        case .stopTransfer: .stopTransfer
        case .start: .start
        case .stop: .stop
        case .save: .save
        case .edit: .edit
        case .enter: .enter
        case .ring: .ring
        case .complete: .complete
        case .copy: .copy
        case .open: .open
        case .restyle: .restyle
        case .limitSpool: .limitSpool
        case .takeMouse: .takeMouse
        case .repaint: .repaint
        case .suspend: .suspend
        case .quit: .quit
        case .terminate: .terminate
        }
    }

    // MARK: Carrying out

    private func layOut() {
        carryOut(state.layOut())
    }

    private func carryOut(_ new: [Effect]) {
        effects += new
        for effect in new {
            switch effect {
            case .fetch(_, let id, let reading, let indexing): asked[id] = (reading, indexing)
            case .run(_, let id, let reading, let indexing): asked[id] = (reading, indexing)
            case .reread(let id, let reading, let indexing): try? reread(id, reading, indexing)
            case .start(.find, _, _) where searchTakesLong: continue
            case .start(let request, let job, .body(let id)):
                bodies[id]?.bench.start(request, as: job)
                work(on: id)
            case .start(let request, let job, .text(let text)):
                texts.start(request, as: job, on: text)
                work()
            case .stop(let job, .body(let id)): bodies[id]?.bench.stop(job)
            case .stop(let job, .text): texts.stop(job)
            case .save(_, let path, let mode): send(.saved(saving(path, mode != .asking)))
            case .enter(let path): send(.entered("in \(path)"))
            case .complete(let path): send(.completed(PathCompletion(path, paths: files.filter { $0.hasPrefix(path) })))
            case .stopTransfer, .discard, .edit, .ring, .restyle, .takeMouse, .limitSpool, .repaint, .suspend, .quit, .terminate, .copy,
                .open:
                continue
            }
        }
    }

    /// Shows a body decoded, as far as it has come, or as it came.
    private func reread(_ id: FetchID, _ reading: BodyReading, _ indexing: JobID) throws {
        guard let packed = packed[id] ?? bodies[id]?.store else { return }
        self.packed[id] = packed
        var store = packed
        var failure: String?
        let snapshot = packed.snapshot
        let packing = reading.decodes ? Packing(nil, nil, beginning: snapshot.bytes(in: .zero..<ByteOffset(99))) : nil
        if let packing {
            store = try body([], growing: true)
            do {
                let decoder = try StreamDecoder(packing.coding)
                try snapshot.bytes(in: .zero..<snapshot.end).withUnsafeBytes { try decoder.decode($0, store.write) }
                if snapshot.isComplete { try decoder.finish() }
            } catch {
                failure = (error as? DecodingFailure)?.message
            }
            store.finish()
        }
        if store.snapshot.length > 0 {
            let document = Document(view: reading.view, snapshot: store.snapshot.prefix(0), charset: Charset(label: nil))
            var bench = Workbench(body: document.snapshot, charset: document.charset)
            bench.start(.index(reading.view, document.charset), as: indexing)
            bodies[id] = (store, bench)
            send(.bodyBegan(document, decoded: packing, id, indexing: indexing))
            work(on: id)
        }
        if packing != nil { send(.decoded(id, failure: failure)) }
    }

    /// Bodies as they came, of those that are shown decoded.
    private var packed: [FetchID: BodyStore] = [:]

    private func work(on id: FetchID) {
        guard let body = bodies[id] else { return }
        bodies[id]?.bench.extend(to: body.store.snapshot)
        work()
    }

    /// What is found may start more work: it waits until all that was found has been said, as in a mailbox.
    private func work() {
        if isWorking || isWorkHeld { return }
        isWorking = true
        defer { isWorking = false }
        while true {
            var findings = texts.isIdle ? [] : texts.step()
            for id in bodies.keys where bodies[id]?.bench.isIdle == false { findings += bodies[id]?.bench.step() ?? [] }
            for (job, finding) in findings { send(.found(finding, job)) }
            if texts.isIdle && bodies.values.allSatisfy(\.bench.isIdle) { return }
        }
    }

    private var isWorking = false
}

/// `from` to `to`, a number a line.
func numbers(_ range: ClosedRange<Int>) -> String {
    range.map { "\($0)\n" }.joined()
}
