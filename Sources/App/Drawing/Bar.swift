internal import Jobs
internal import Screen

/// The status bar as it was drawn last, and whether it is time to draw it again.
///
/// What somebody did, and what happened, is said at once. Figures that only grow (bytes, rate, lines, the clock) are drawn
/// at most twice a second, with the next line of the body if one comes soon: each time costs more bytes than a line.
struct Bar: Sendable {
    private static let interval = Duration.milliseconds(500)
    /// So long the figures wait for a line to be drawn with.
    private static let patience = Duration.milliseconds(100)

    /// Empty before it was drawn.
    private(set) var row = GridRow(columns: 0)
    /// What stands where in it.
    private(set) var parts: [StatusBar.Part] = []
    private var drawn = Duration.zero
    /// The word for the state, as it was drawn.
    private var word = ""
    /// It has something new to say.
    var isDue = true
    /// It may have newer figures.
    private var isStale = false

    mutating func note(_ event: Event, isTransferring: Bool) {
        switch event {
        case .tick: isStale = isStale || isTransferring
        case .progress, .arrived, .found(.indexed, _), .found(.filtered, _), .found(.answered, _), .found(.counted, _),
            .found(.highlighted, _):
            isStale = true
        default: isDue = true
        }
    }

    func isCurrent(at time: Duration, word: String, columns: Int) -> Bool {
        !isDue && word == self.word && row.columns == columns && time - drawn < Bar.interval
    }

    mutating func show(_ row: GridRow, _ parts: [StatusBar.Part], at time: Duration, word: String) {
        self = Bar(row: row, parts: parts, drawn: time, word: word, isDue: false)
    }

    /// When newer figures are drawn at the latest; `nil` if there are none.
    var nextTick: Duration? { isStale ? drawn + Bar.interval + Bar.patience : nil }
}

extension AppState {
    mutating func layOutBar() {
        let word = stateWord(of: shown)
        if bar.isCurrent(at: now, word: word, columns: size.columns) { return }
        var row = GridRow(columns: size.columns)
        row.fill(.bar, from: 0)
        let parts = statusBar.draw(on: &row)
        bar.show(row, parts, at: now, word: word)
        // Its figures are those of the bar, and no newer ones.
        shownTitle = title
    }
}
