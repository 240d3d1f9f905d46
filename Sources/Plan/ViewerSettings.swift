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
    /// A longer gap between two pieces of a body is a stall; nil: by the gaps that there are.
    package var stall: Duration?
    /// Where a line stands that is gone to; nil: anywhere on the screen, and if it is on it already nothing moves.
    package var jumpTarget: ScreenRow?
    /// Whether capitals matter in a search.
    package var searchCase = SearchCase.smart
    /// Which matches of a search stand out.
    package var shownMatches = ShownMatches.all
    /// `^C` ends the program, with status 2.
    package var quitsOnInterrupt = false
    /// Keys that are typed once the first screen is there, as `+G` in `$LESS`; Enter follows.
    package var initialKeys = ""
    /// Rows of a page for the keys that move by pages: all, so many, or all but so many if it is negative.
    package var window = 0
    /// Columns that the keys move sideways by; 0: half a screen.
    package var sidewaysStep = 0
    package var keyStyle = KeyStyle.less
    /// In the order in which they were said: later ones count.
    package var bindings: [KeyBinding] = []
    /// Bodies that are looked at may take so many bytes of the disk; nil: all but a part of what is free.
    package var maximumSpool: Int?
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
        initialKeys = less.keys
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

/// One setting: an option of the command line and of config files (`--NAME VALUE`, `NAME = VALUE`), and `:set NAME VALUE`
/// inside. To add one is to add a row.
package struct ViewerSetting: Sendable {
    package let name: String
    /// It has parts with names, of which each has a value: `role.key = bold cyan` is the value `key bold cyan` of the setting `role`.
    package var hasParts = false
    /// It is on or off, and on if it stands alone.
    package var isOnOff: Bool { values == "on|off" }
    /// Each use adds to those before.
    package var isList = false
    /// What values it takes, for the help: `on|off`.
    package let values: String
    /// One line, in the imperative.
    package let summary: String
    /// Takes a value; `false` when it is none of those.
    package let set: @Sendable (inout ViewerSettings, String) -> Bool
    package let value: @Sendable (ViewerSettings) -> String

    package static let all: [ViewerSetting] = [
        ViewerSetting(
            name: "view", values: "NAME|auto", summary: "Show bodies as this view, or as the one that fits",
            set: { settings, value in
                settings.view = value
                return true
            }, value: \.view),
        ViewerSetting(
            name: "charset", values: "NAME|auto", summary: "Read bodies as this charset, or as the one they and their heads name",
            set: { settings, value in
                settings.charset = value
                return true
            }, value: \.charset),
        ViewerSetting(
            name: "delta", values: "PATH|none", summary: "Where the text is in the records of a model's answer: .output.text",
            set: { settings, value in
                guard value.contains(where: { $0 != "." && $0 != "[" && $0 != "]" }) else { return false }
                settings.delta = value == "none" ? nil : value
                return true
            }, value: { $0.delta ?? "none" }),
        ViewerSetting(
            name: "wrap", values: "on|off|word", summary: "Wrap long lines, at the edge or between words, or scroll sideways",
            set: { settings, value in
                guard ["on", "off", "word"].contains(value) else { return false }
                settings.wraps = value != "off"
                settings.wrapsAtWords = value == "word"
                return true
            }, value: { $0.wraps ? ($0.wrapsAtWords ? "word" : "on") : "off" }),
        ViewerSetting(
            name: "keep-lines", values: "LINES[,COLUMNS]", summary: "Keep the first lines of a body at the top, and columns at the left",
            set: { settings, value in
                let numbers = value.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
                guard (1...2).contains(numbers.count), numbers.allSatisfy({ $0.map { (0...1000).contains($0) } ?? false }) else {
                    return false
                }
                settings.keptLines = (numbers[0] ?? 0)
                settings.keptColumns = numbers.count > 1 ? numbers[1] ?? 0 : 0
                return true
            }, value: { $0.keptColumns > 0 ? "\($0.keptLines),\($0.keptColumns)" : "\($0.keptLines)" }),
        .isOn("title", "Let the terminal's title say what is fetched and how far it is", \.setsTitle),
        ViewerSetting(
            name: "bell", values: "off|done,match,error",
            summary: "Ring when a transfer is done, when ESC-F finds a match, or when something failed",
            set: { settings, value in
                let words = value.split { $0 == "," || $0 == " " }.map { BellCause(rawValue: String($0)) }
                guard value == "off" || !words.isEmpty && words.allSatisfy({ $0 != nil }) else { return false }
                settings.bells = value == "off" ? [] : Set(words.compactMap(\.self))
                return true
            },
            value: { settings in
                let causes = BellCause.allCases.filter(settings.bells.contains).map(\.rawValue)
                return causes.isEmpty ? "off" : causes.joined(separator: ",")
            }),
        .isOn("quit-if-fits", "End when all there is fits on the screen, and leave it there", \.quitsIfFits),
        .isOn("keep-screen", "Leave the last screen there at the end", \.keepsScreen),
        .isOn("hint", "Name the most useful key at the right of the bar", \.showsHint),
        .isOn("confirm-resend", "Ask before a POST or the like is sent again", \.confirmsResend),
        .isOn("line-numbers", "Number the lines", \.numbersLines),
        ViewerSetting(
            name: "stall", values: "SECONDS|auto", summary: "Take longer gaps for stalls, for ) and (",
            set: { settings, value in
                if value == ViewerSettings.automaticView {
                    settings.stall = nil
                    return true
                }
                guard let seconds = Double(value), seconds > 0, seconds < 1e9 else { return false }
                settings.stall = .milliseconds(Int(seconds * 1000))
                return true
            },
            value: { settings in
                settings.stall.map { stall in
                    let milliseconds = Int(stall / .milliseconds(1))
                    return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
                } ?? ViewerSettings.automaticView
            }),
        ViewerSetting(
            name: "max-spool", values: "SIZE|auto", summary: "Take at most so much of the disk for bodies (20G), else wait",
            set: { settings, value in
                if value == ViewerSettings.automaticView {
                    settings.maximumSpool = nil
                    return true
                }
                guard let size = SpoolSize.bytes(value) else { return false }
                settings.maximumSpool = size
                return true
            }, value: { $0.maximumSpool.map(SpoolSize.text) ?? ViewerSettings.automaticView }),
        .isOn("cursor", "Point at a line, as ^X does", \.pointsAtLine),
        .isOn("linear", "Add lines and draw nothing anew; commands are typed as lines (for screen readers)", \.isLinear),
        ViewerSetting(
            name: "bar", values: "full|quiet", summary: "The bar as ever, or with nothing in it that moves by itself",
            set: { settings, value in
                guard let isQuiet = ["full": false, "quiet": true][value] else { return false }
                settings.isBarQuiet = isQuiet
                return true
            }, value: { $0.isBarQuiet ? "quiet" : "full" }),
        .isOn("mouse", "The wheel scrolls, a click folds, opens or chooses; Shift selects text", \.takesMouse),
        ViewerSetting(
            name: "jump-target", values: "ROW|auto",
            summary: "Row that a line gone to is shown in: 1, -1 (the last), .5; auto moves no more than it takes",
            set: { settings, value in
                if value == ViewerSettings.automaticView {
                    settings.jumpTarget = nil
                    return true
                }
                guard let row = ScreenRow(value) else { return false }
                settings.jumpTarget = row
                return true
            }, value: { $0.jumpTarget?.text ?? ViewerSettings.automaticView }),
        .isOneOf("search-case", "Whether capitals count in a search: once one is typed, always, never", \.searchCase),
        .isOneOf("highlight", "Which matches of a search stand out", \.shownMatches),
        .isOn("quit-on-interrupt", "Let ^C end the program, with status 2", \.quitsOnInterrupt),
        ViewerSetting(
            name: "window", values: "ROWS|-ROWS|auto", summary: "Rows that the keys for pages move by; negative: all but so many",
            set: { settings, value in
                guard let rows = value == ViewerSettings.automaticView ? 0 : Int(value), abs(rows) <= 100_000 else { return false }
                settings.window = rows
                return true
            }, value: { $0.window == 0 ? ViewerSettings.automaticView : "\($0.window)" }),
        ViewerSetting(
            name: "shift", values: "COLUMNS|auto", summary: "Columns that Right and Left move by; auto: half a screen",
            set: { settings, value in
                guard let columns = value == ViewerSettings.automaticView ? 0 : Int(value), (0...100_000).contains(columns) else {
                    return false
                }
                settings.sidewaysStep = columns
                return true
            }, value: { $0.sidewaysStep == 0 ? ViewerSettings.automaticView : "\($0.sidewaysStep)" }),
        .isOneOf("keys", "Keys as in less, or those of vi where the two differ", \.keyStyle),
        ViewerSetting(
            name: "bind", isList: true, values: "KEY COMMAND [ARGUMENTS]",
            summary: "Give a key another meaning: K pipe jq .items; zt line-to-top",
            set: { settings, value in
                guard let binding = KeyBinding(binding: value) else { return false }
                settings.bindings.append(binding)
                return true
            }, value: { $0.bindings.filter { $0.command != nil }.map(\.text).joined(separator: ", ") }),
        ViewerSetting(
            name: "unbind", isList: true, values: "KEY", summary: "Take a key's meaning away",
            set: { settings, value in
                guard let binding = KeyBinding(unbinding: value) else { return false }
                settings.bindings.append(binding)
                return true
            }, value: { $0.bindings.filter { $0.command == nil }.map(\.text).joined(separator: ", ") }),
        ViewerSetting(
            name: "theme", values: Theme.all.map(\.name).joined(separator: "|"),
            summary: "Colours of the terminal's own palette, none, or those of a theme of 256",
            set: { settings, value in
                guard Theme.all.contains(where: { $0.name == value }) else { return false }
                settings.themeName = value
                return true
            }, value: \.themeName),
        ViewerSetting(
            name: "role", hasParts: true, values: "ROLE APPEARANCE", summary: "How one role looks: key bold cyan; string 208",
            set: { settings, value in
                let words = value.split(separator: " ", maxSplits: 1)
                guard words.count == 2, let role = Role.allCases.first(where: { $0.name == words[0] }),
                    let appearance = Appearance(String(words[1]))
                else { return false }
                settings.appearances[role] = appearance
                return true
            },
            value: { settings in
                Role.allCases.compactMap { role in settings.appearances[role].map { "\(role.name) \($0.text)" } }.joined(separator: ", ")
            }),
    ]

    /// The setting that a name means, and what goes before its value: of `role.key` the setting `role`, and `key `.
    package static func named(_ name: String) -> (setting: ViewerSetting, prefix: String)? {
        if let setting = all.first(where: { $0.name == name }) { return (setting, "") }
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let setting = all.first(where: { $0.name == parts[0] && $0.hasParts }) else { return nil }
        return (setting, parts[1] + " ")
    }

    /// One of a few words.
    private static func isOneOf<Value: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ summary: String, _ path: any WritableKeyPath<ViewerSettings, Value> & Sendable
    ) -> ViewerSetting {
        ViewerSetting(
            name: name, values: Value.allCases.map(\.rawValue).joined(separator: "|"), summary: summary,
            set: { settings, value in
                guard let value = Value(rawValue: value) else { return false }
                settings[keyPath: path] = value
                return true
            }, value: { $0[keyPath: path].rawValue })
    }

    /// One that is on or off.
    private static func isOn(
        _ name: String, _ summary: String, _ path: any WritableKeyPath<ViewerSettings, Bool> & Sendable
    ) -> ViewerSetting {
        ViewerSetting(
            name: name, values: "on|off", summary: summary,
            set: { settings, value in
                guard let isOn = ["on": true, "off": false][value] else { return false }
                settings[keyPath: path] = isOn
                return true
            }, value: { $0[keyPath: path] ? "on" : "off" })
    }
}

/// Sizes as people write them, in units of 1024: `20G`.
private enum SpoolSize {
    private static let units = ["", "K", "M", "G", "T"]

    static func bytes(_ text: String) -> Int? {
        let digits = text.prefix(while: \.isNumber)
        guard let number = Int(digits), let unit = units.firstIndex(of: text.dropFirst(digits.count).uppercased()) else { return nil }
        let (size, overflows) = number.multipliedReportingOverflow(by: 1 << (10 * unit))
        return overflows ? nil : size
    }

    static func text(_ size: Int) -> String {
        let unit = units.indices.last { size > 0 && size % (1 << (10 * $0)) == 0 } ?? 0
        return "\(size >> (10 * unit))\(units[unit])"
    }
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
