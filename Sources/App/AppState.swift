package import Documents
package import HTTP
package import Screen

/// All that the program knows. Changed by `update` alone, shown by `draw`.
package struct AppState: Sendable {
    package enum Panel: Sendable, CaseIterable {
        case body, headers, timing
        /// Over the others, and closed again by `q` or ESC.
        case details, help, exchanges, curl

        static let cycle: [Panel] = [.body, .headers, .timing]
        var isOverlay: Bool { !Panel.cycle.contains(self) }
    }

    /// A key that wants one more.
    enum Awaited: Sendable, Equatable {
        case markToSet, markToGoTo, option, quitLetter
    }

    struct Message: Sendable, Equatable {
        var text: String
        var role = Role.notice
    }

    package let keymap: Keymap
    package let asciiOnly: Bool
    package var size: Size
    /// Since the program started.
    package internal(set) var now = Duration.zero

    /// In the order of the command line; never empty.
    package internal(set) var panes: [ExchangePane]
    /// The pane that is looked at; zero-based.
    package internal(set) var shown = 0
    /// `-Z`: several exchanges at a time, and not one after the other.
    let isParallel: Bool
    /// `--parallel-max`.
    let maximumParallel: Int
    /// `--fail-early`: behind a failure nothing more is fetched.
    let failsEarly: Bool
    var lastFetch = FetchID(number: 0)
    var lastSearch = SearchID(number: 0)

    package internal(set) var panel: Panel
    /// The panel under an overlay.
    var panelBelow = Panel.body
    var panelViewports: [Panel: Viewport] = [:]
    /// The line of the list of exchanges that is pointed at; zero-based.
    var selection = 0

    package internal(set) var prompt: PromptLine?
    /// The pattern in the prompt is another than the one that is looked for: that is made good once a frame and not at
    /// every key, for a pattern is compiled anew each time.
    var hasNewPattern = false
    var history = History()
    var awaited: Awaited?
    var lastCommand: Command?
    /// A number typed before a command.
    var count: Int?
    /// Stays in the bar until the next key.
    var message: Message?

    /// `exchanges` is not empty. `panel` is what is looked at first.
    package init(
        exchanges: [PlannedExchange], isParallel: Bool = false, maximumParallel: Int = 50, failsEarly: Bool = false,
        size: Size, panel: Panel = .body, keymap: Keymap = .less, asciiOnly: Bool = false
    ) {
        precondition(!exchanges.isEmpty)
        panes = exchanges.map(ExchangePane.init)
        self.isParallel = isParallel
        self.maximumParallel = maximumParallel
        self.failsEarly = failsEarly
        self.size = size
        self.panel = panel
        self.keymap = keymap
        self.asciiOnly = asciiOnly
    }

    var pane: ExchangePane {
        get { panes[shown] }
        _modify { yield &panes[shown] }
    }

    var body: BodyPane {
        get { panes[shown].body }
        _modify { yield &panes[shown].body }
    }

    package var exchange: Exchange { pane.exchange }
    /// The fetch of the pane shown.
    package var fetch: FetchID? { pane.fetch }
    /// The body shown, `nil` until its first byte.
    package var document: Document? { body.document }
    /// The place in it.
    package var viewport: Viewport { body.viewport }
    package var isTransferring: Bool { pane.isTransferring }

    /// The rows above the bar.
    var paneSize: Size {
        Size(rows: max(0, size.rows - 1), columns: size.columns)
    }

    /// When the screen changes although nothing happens: the next full second of an open transfer that is looked at, or of
    /// the wait for a retry. `nil` once all has ended: then nothing wakes the program but a key.
    package var nextTick: Duration? {
        let clock = isTransferring ? pane.fetchStart + .seconds((now - pane.fetchStart).components.seconds + 1) : nil
        return (panes.map { $0.nextTickOfRetry(at: now) } + [clock]).compactMap { $0 }.min()
    }
}
