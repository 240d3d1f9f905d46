internal import Bodies
package import Documents
package import HTTPModel
package import Screen

/// All that the program knows. Changed by `update` alone, shown by `draw`.
package struct AppState: Sendable {
    package enum Panel: Sendable, CaseIterable {
        case body, headers, timing
        /// Over the others, and closed again by `q` or ESC.
        case details, help

        static let cycle: [Panel] = [.body, .headers, .timing]
        var isOverlay: Bool { self == .details || self == .help }
    }

    /// A key that wants one more.
    enum Awaited: Sendable, Equatable {
        case markToSet, markToGoTo, option, quitLetter
    }

    package let keymap: Keymap
    package let asciiOnly: Bool
    package var size: Size
    /// Since the program started.
    package internal(set) var now = Duration.zero

    package internal(set) var exchange: Exchange
    package internal(set) var fetch = FetchID(number: 0)
    var fetchStart = Duration.zero
    var firstByte: Duration?
    var rate = RateMeter()

    var body = BodyPane()
    package internal(set) var panel = Panel.body
    /// The panel under an overlay.
    var panelBelow = Panel.body
    var panelViewports: [Panel: Viewport] = [:]

    package internal(set) var prompt: PromptLine?
    var history = History()
    var awaited: Awaited?
    /// A number typed before a command.
    var count: Int?
    /// Stays in the bar until the next key.
    var message: Message?

    package init(request: Request, size: Size, keymap: Keymap = .less, asciiOnly: Bool = false) {
        exchange = Exchange(request: request)
        self.size = size
        self.keymap = keymap
        self.asciiOnly = asciiOnly
    }

    struct Message: Sendable, Equatable {
        var text: String
        var role = Role.notice
    }

    /// The body shown, `nil` until its first byte.
    package var document: Document? { body.document }
    /// The place in it.
    package var viewport: Viewport { body.viewport }

    /// The rows above the bar.
    var paneSize: Size {
        Size(rows: max(0, size.rows - 1), columns: size.columns)
    }

    /// Since this fetch started, until it ended.
    var elapsed: Duration {
        (exchange.outcome == nil ? nil : exchange.report.timing.total) ?? now - fetchStart
    }

    package var isTransferring: Bool { exchange.outcome == nil }

    /// When the screen changes although nothing happens: the next full second of an open transfer.
    /// `nil` once it has ended: then nothing wakes the program but a key.
    package var nextTick: Duration? {
        guard isTransferring else { return nil }
        return fetchStart + .seconds((now - fetchStart).components.seconds + 1)
    }
}

/// Earlier lines of the prompts, the newest last.
struct History: Sendable {
    private var lines: [String: [String]] = [:]
    private static let longest = 100

    subscript(purpose: PromptLine.Purpose) -> [String] { lines[key(purpose)] ?? [] }

    mutating func add(_ line: String, to purpose: PromptLine.Purpose) {
        guard !line.isEmpty, self[purpose].last != line else { return }
        lines[key(purpose)] = Array((self[purpose] + [line]).suffix(History.longest))
    }

    /// Both directions of search share one history.
    private func key(_ purpose: PromptLine.Purpose) -> String {
        purpose == .searchBackward ? PromptLine(.searchForward).label : PromptLine(purpose).label
    }
}
