package import Screen

/// How the viewer shows things: what the command line or a config file says at first, and what `:set` changes.
package struct ViewerSettings: Sendable, Equatable {
    /// The view that bodies open in.
    package var view = "text"
    /// The one that fits the body best.
    package static let automaticView = "auto"
    /// What a packed body decodes to.
    package static let decodedView = "gunzip"
    /// The charset that bodies are read as.
    package var charset = automaticCharset
    /// The one that the body and its head say.
    package static let automaticCharset = "auto"
    /// `charset`, if it was chosen.
    package var chosenCharset: String? { charset == Self.automaticCharset ? nil : charset }
    /// Long lines go on in the next row.
    package var wraps = true
    /// They do so between words.
    package var wrapsAtWords = false
    /// Lines at the top that stay, and columns at the left.
    package var keptLines = 0
    package var keptColumns = 0
    /// The terminal's title says what is fetched and how far it is.
    package var setsTitle = false
    /// What rings the bell.
    package var bells: Set<BellCause> = []
    /// It ends by itself when all there is fits on the screen.
    package var quitsIfFits = false
    /// The last screen stays when it ends.
    package var keepsScreen = false
    /// The right end of the bar names the most useful key.
    package var showsHint = true
    /// `R` asks before it sends a POST or the like again.
    package var confirmsResend = true
    /// Line numbers stand before the text.
    package var numbersLines = false
    /// A body is followed when it begins.
    package var followMode = FollowMode.auto
    /// The line that commands act on is pointed at.
    package var pointsAtLine = false
    /// Where in the records of a model's answer its text is, as `.choices[0].delta.text`, if it is in none of the formats that are
    /// known.
    package var delta: String?
    /// Nothing is drawn anew: lines are added, and commands typed as lines.
    package var isLinear = false
    /// The bar has no clock and no rate while a transfer runs.
    package var isBarQuiet = false
    /// The mouse scrolls, and clicks choose; text is selected with Shift held.
    package var takesMouse = false
    /// Lines that a notch of its wheel scrolls.
    package var wheelLines = 3
    package var tabs = TabStops.standard
    /// A column before the lines shows which of them are marked or hold a match.
    package var showsStatus = false
    /// What marks a line that goes on to the right; nil for nothing.
    package var cutMark: Unicode.Scalar? = ">"
    /// The first line that stands out after a movement down.
    package var unreadLine = UnreadLine.off
    /// A search begins while it is typed.
    package var searchesWhileTyping = true
    /// The end of a body that is all there ends the program.
    package var quitsAtEnd = QuitAtEnd.off
    /// A longer gap between two pieces of a body is a stall; nil: by the gaps that there are.
    package var stall: Duration?
    /// Where a line stands that is gone to; nil: anywhere on the screen, and if it is on it already nothing moves.
    package var jumpTarget: ScreenRow?
    /// Where a search begins.
    package var searchStart = SearchStart.screen
    /// Whether capitals matter in a search.
    package var searchCase = SearchCase.smart
    /// Which matches of a search stand out.
    package var shownMatches = ShownMatches.all
    /// `^C` ends the program, with status 2.
    package var quitsOnInterrupt = false
    /// Keys that are typed once the first screen is there, as `+G` on the command line or in `$LESS`; Enter follows.
    package var initialKeys: InitialKeys?
    /// Rows of a page for the keys that move by pages: all, so many, or all but so many if it is negative.
    package var window = 0
    /// Columns that the keys move sideways by; 0: half a screen.
    package var sidewaysStep = 0
    package var keyStyle = KeyStyle.less
    /// In the order in which they were said: later ones count.
    package var bindings: [KeyBinding] = []
    /// Bodies that are looked at may take so many bytes of the disk; nil: all but a part of what is free.
    package var maximumSpool: Int?
    /// So many bytes are copied at most; nil: what the clipboard takes.
    package var maximumCopied: Int?
    /// One of `Theme.all`, by its name.
    package var themeName = Theme.all[0].name
    /// Roles that look otherwise than the theme has them.
    package var appearances: [Role: Appearance] = [:]

    /// Where values come from that are not the first: `FILE:LINE`, `command line`, `:set`, `NO_COLOR`. By the settings' names.
    package private(set) var origins: [String: String] = [:]

    /// Such a place: not a config file, which is there for whoever looks.
    package static let commandLine = "command line"
    /// `--view` was given: if standard output is no terminal, that view's text is written.
    package var isViewChosen: Bool { origins["view"] == Self.commandLine }

    package init() {}

    package var theme: Theme {
        var theme = Theme.all.first { $0.name == themeName }?.theme ?? .standard
        for (role, appearance) in appearances { theme[role] = appearance }
        return theme
    }

    /// What the environment says counts where neither a file nor the command line says anything: `LESS` as less reads it; `NO_COLOR`
    /// (no-color.org) takes colours away, unless `CLICOLOR_FORCE` (bixense.com/clicolors) wants them all the same.
    package mutating func heed(environment: [String: String]) {
        let less = LessVariable(environment["LESS"] ?? "")
        for (name, value) in less.settings {
            guard let setting = ViewerSetting.named(name)?.setting, origins[name] == nil || origins[name] == LessVariable.origin else {
                continue
            }
            // What less would refuse is passed over as what it does not know.
            _ = set(setting, value, from: LessVariable.origin)
        }
        initialKeys = initialKeys ?? less.keys
        let forced = environment["CLICOLOR_FORCE"] ?? ""
        guard origins["theme"] == nil, !(environment["NO_COLOR"] ?? "").isEmpty, forced.isEmpty || forced == "0" else { return }
        themeName = "mono"
        origins["theme"] = "NO_COLOR"
    }

    /// Gives a setting a value; `false`, and nothing is changed, when it is none that the setting takes.
    package mutating func set(_ setting: ViewerSetting, _ value: String, from origin: String) -> Bool {
        let known = bindings.count
        guard setting.set(&self, value) else { return false }
        for index in known..<bindings.count { bindings[index].origin = origin }
        origins[setting.name] = origin
        return true
    }
}

/// What is typed by itself once there is something to look at.
package struct InitialKeys: Sendable, Equatable {
    package let text: String
    /// Whenever an exchange is looked at for the first time, and not in the first one alone: `++G`.
    package let isForEach: Bool

    /// What follows a `+`.
    package init(_ text: String) {
        isForEach = text.hasPrefix("+")
        self.text = isForEach ? String(text.dropFirst()) : text
    }
}

/// Where a search begins.
package enum SearchStart: String, Sendable, CaseIterable {
    /// At the first line on the screen, or backward at the last one.
    case screen
    /// After the line that is gone to (`jump-target`), or before it; below the screen, or above it.
    case target, outside
}

/// Whether a body is followed when it begins.
package enum FollowMode: String, Sendable, CaseIterable {
    /// If it comes bit by bit.
    case auto
    case on, off
}

/// Whether capitals matter in a search.
package enum SearchCase: String, Sendable, CaseIterable {
    /// Once one is typed.
    case smart
    case exact, ignored
}

/// Which matches of a search stand out.
package enum ShownMatches: String, Sendable, CaseIterable {
    case all, current, none
}

/// What rings the bell.
package enum BellCause: String, Sendable, CaseIterable {
    case done, match, error
}

/// Whether the first line that was not on the screen before stands out.
package enum UnreadLine: String, Sendable, CaseIterable {
    case off
    /// After a page down, as less's `-w`; after any movement down by more than a line, as `-W`.
    case pages, always
}

/// When the end of a body ends the program.
package enum QuitAtEnd: String, Sendable, CaseIterable {
    case off
    /// At a key that moves down when it is on the screen already, as less's `-e`; as soon as it is on the screen, as `-E`.
    case second, first
}
