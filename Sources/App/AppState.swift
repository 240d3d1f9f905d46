package import Documents
package import HTTP
package import Jobs
package import Plan
package import Screen
internal import Search

/// All that the program knows. Changed by `update` and `layOut` alone, shown by `draw`.
package struct AppState: Sendable {
    struct Message: Sendable, Equatable {
        var text: String
        var role: Role
        /// That nothing matches: so until a match comes.
        var isOfSearch: Bool

        init(_ text: String, _ role: Role = .notice, isOfSearch: Bool = false) {
            self.text = text
            self.role = role
            self.isOfSearch = isOfSearch
        }
    }

    var tables: Tables
    package let asciiOnly: Bool
    let reader: CommandReader
    /// LESSSECURE: no commands of the shell, nothing is written to files, and nothing else is opened.
    let isSecure: Bool
    /// Bytes that the clipboard takes.
    private let clipboardRoom: Int
    /// Bytes that are copied at most.
    var mostCopied: Int { settings.maximumCopied ?? clipboardRoom }
    package var size: Size
    /// Since the program started.
    package internal(set) var now = Duration.zero
    var settings: ViewerSettings

    // The exchanges
    /// In the order of the command line; never empty. Those that were removed from the list keep their places here.
    package internal(set) var panes: [ExchangePane]
    /// The one that is looked at; zero-based.
    package internal(set) var shown = 0
    /// Which of them is fetched when.
    package internal(set) var schedule: Schedule
    private var lastJob = 0

    // What is looked at
    package internal(set) var panel: PanelKind
    /// The panel under an overlay.
    var panelBelow = PanelKind.body
    /// The panes of the panels with a text of their own.
    var panelPanes: [PanelKind: Pane] = [:]
    /// What was searched for last, in whichever pane.
    var lastPattern: TypedPattern?
    /// Matches of searches stand out.
    var showsMatches = true
    /// The pattern in the prompt is another than the one that is looked for: that is made good once a frame and not at
    /// every key, for a pattern is compiled anew each time.
    var hasNewPattern = false

    /// The column that the list of exchanges is sorted by; `nil` leaves it in its order.
    var listColumn: String?
    var isListReversed = false

    // Keys
    /// Those in force.
    var keymap: Keymap
    var input = Input.fresh
    /// The letter after `:` that last acted at once, and when: what follows may be the rest of a longer word, or of one that does
    /// not exist.
    var colonLetter: (letter: String, time: Duration)?
    /// A key has come.
    var hasTyped = false
    /// A key has been taken since the page was laid out.
    var isPageOld = false
    /// The first start ever: the keys for help and quitting are named until one is pressed.
    package var isFirstStart = false
    /// Where the keys were typed that the command line or `$LESS` begins with.
    var begunWithKeys: Set<Int> = []
    /// Rows that `d` and `u` move by; nil: half a page.
    var halfWindow: Int?
    var history = History()
    /// The name of the command before, for the one that acts twice in a row.
    var lastCommand = ""
    /// What was saved last: whether its file may be replaced is asked for afterwards.
    var saving = SaveSource.body
    /// What the terminal's title is to be; `nil`: what it was.
    package internal(set) var shownTitle: String?
    /// The bottom row as it was drawn last.
    var bar = Bar()
    /// The mouse went down on the column that tells the place, and has not come up.
    var dragsPlace = false
    /// Stays in the bar for a while, or until the next key.
    var message: Message? {
        didSet {
            bar.isDue = true
            messageEnd = message.map { _ in now + AppState.messageTime }
            lastMessage = message ?? lastMessage
        }
    }
    /// When the bar is given back.
    private(set) var messageEnd: Duration?
    /// To be read whole, however long.
    private(set) var lastMessage: Message?
    private static let messageTime = Duration.seconds(4)

    /// `plans` is not empty. `panel` is what is looked at first.
    package init(
        plans: [Plan], run: Run = Run(), size: Size, panel: PanelKind = .body, tables: Tables = .standard, asciiOnly: Bool = false,
        reader: CommandReader = CommandReader(read: { _ in .refused("no commands are understood here") }), isSecure: Bool = false,
        mostCopied: Int? = nil
    ) {
        precondition(!plans.isEmpty)
        self.tables = tables
        self.size = size
        self.panel = panel
        self.asciiOnly = asciiOnly
        self.reader = reader
        self.isSecure = isSecure
        clipboardRoom = mostCopied ?? Copied.most
        settings = run.viewer
        keymap = Keymap(tables.commands, run.viewer)
        if let delta = settings.delta { self.tables.readDelta(delta) }
        schedule = Schedule(count: plans.count, run: run)
        panes = []
        panes = plans.map(newPane)
        if let view = self.tables.panel(ofView: settings.view) { _ = show(view) }
    }

    /// An exchange that has not been fetched, as the settings have it.
    func newPane(_ plan: Plan) -> ExchangePane {
        ExchangePane(plan, view: tables.view(named: settings.view) ?? .text, settings)
    }

    mutating func newJob(in place: PanePlace) -> JobID {
        lastJob += 1
        return JobID(exchange: place.exchange, number: lastJob)
    }

    /// The places of those that are in the list.
    var listed: [Int] { panes.indices.filter { !panes[$0].isRemoved } }

    // Of these only a part is asked for as a rule, which is then all that is copied if the getter is part of whoever asks.
    var pane: ExchangePane {
        @inline(__always) get { panes[shown] }
        _modify { yield &panes[shown] }
    }

    var body: BodyPane {
        @inline(__always) get { panes[shown].body }
        _modify { yield &panes[shown].body }
    }

    /// A pane, wherever it is kept.
    subscript(place: PanePlace) -> Pane {
        @inline(__always) get {
            switch place {
            case .body(let index): panes[index].body.pane
            case .panel(let panel): panelPanes[panel] ?? newPanelPane
            }
        }
        _modify {
            switch place {
            case .body(let index): yield &panes[index].body.pane
            case .panel(let panel):
                let fresh = newPanelPane
                yield &panelPanes[panel, default: fresh]
            }
        }
    }

    private var newPanelPane: Pane {
        var pane = Pane(at: .top, wraps: settings.wraps)
        pane.viewport.heed(settings)
        pane.viewport.numbersLines = false
        return pane
    }

    /// Where the pane is that the keys go to.
    var focusPlace: PanePlace { panel.text == nil ? .body(shown) : .panel(panel) }

    /// The pane that the keys go to.
    package internal(set) var focus: Pane {
        @inline(__always) get { self[focusPlace] }
        _modify { yield &self[focusPlace] }
    }

    /// A part of that pane, without a copy of all of it.
    @inline(__always) func ofFocus<Part>(_ part: (Pane) -> Part) -> Part {
        switch focusPlace {
        case .body(let index): part(panes[index].body.pane)
        case .panel(let panel): part(panelPanes[panel] ?? newPanelPane)
        }
    }

    /// The pane that a search belongs to, by one of its jobs.
    func placeOfSearch(with job: JobID) -> PanePlace? {
        if let index = job.exchange { return panes[index].body.pane.search?.owns(job) == true ? .body(index) : nil }
        return panelPanes.first { $0.value.search?.owns(job) == true }.map { .panel($0.key) }
    }

    package var exchange: Exchange { panes[shown].exchange }
    /// The fetch of the exchange shown.
    package var fetch: FetchID? { panes[shown].fetch }
    /// The body shown, `nil` until its first byte.
    package var document: Document? { panes[shown].body.document }
    /// The place in it.
    package var viewport: Viewport { panes[shown].body.pane.viewport }
    package var isTransferring: Bool { panes[shown].isTransferring }

    /// What is above the bar, without the rows of the lines that stay.
    var areaSize: Size { Size(rows: max(0, size.rows - 1 - keptRows), columns: size.columns) }

    /// The rows of it that lines have.
    var paneSize: Size { Size(rows: max(0, areaSize.rows - ofFocus { $0.page.headingRows }), columns: size.columns) }

    /// Rows at the top for lines of a body that stay, as long as they leave the larger part.
    var keptRows: Int {
        guard panel == .body, document != nil, size.rows > 2 * settings.keptLines + 1 else { return 0 }
        return settings.keptLines
    }

    /// The fetches that are on their way.
    package var runningFetches: [FetchID] { schedule.begun.compactMap { panes[$0].isTransferring ? panes[$0].fetch : nil } }

    /// The exchange whose last fetch that is.
    func place(of fetch: FetchID) -> Int? { panes[fetch.exchange].fetch == fetch ? fetch.exchange : nil }

    /// When the transfer that is looked at stalls if nothing comes; `nil` if it does already.
    private var stallDue: Duration? {
        guard exchange.phase == .receiving, let last = pane.rate.lastArrival else { return nil }
        let due = pane.fetchStart + last + ExchangePane.leastStall
        return due > now ? due : nil
    }

    /// The first bytes of a body come right after its head as a rule.
    private static let patienceForBody = Duration.milliseconds(2)

    /// What there is to show is drawn then, or with what comes before; `nil`: at once. A frame for the head alone would only delay
    /// the one that shows the body.
    package var frameDue: Duration? {
        guard let head = pane.hops.last, case let due = pane.fetchStart + head.time + AppState.patienceForBody, due > now,
            pane.exchange.phase == .receiving, document.map({ $0.lineCount == 0 }) ?? true
        else { return nil }
        return due
    }

    /// When the screen changes although nothing happens: the next full second of an open transfer that is looked at, or of
    /// the wait for a retry, or the end of a message. `nil` once all has ended: then nothing wakes the program but a key.
    package var nextTick: Duration? {
        let clock =
            isTransferring
            ? settings.isBarQuiet ? stallDue : pane.fetchStart + .seconds((now - pane.fetchStart).components.seconds + 1) : nil
        return (schedule.begun.map { nextTickOfRetry(of: $0) } + [clock, messageEnd, bar.nextTick, schedule.nextDue]).compactMap { $0 }
            .min()
    }
}
