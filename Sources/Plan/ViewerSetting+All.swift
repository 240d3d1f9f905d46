internal import Screen

extension ViewerSetting {
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
        .isOn("line-numbers", or: "number", "Number the lines; number is the same", \.numbersLines),
        .isOneOf("follow-mode", "Whether a body is followed when it begins; auto: if it comes bit by bit", \.followMode),
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
        .isSize("max-spool", "Take at most so much of the disk for bodies (20G), else wait", \.maximumSpool),
        .isSize("clip-max", "Copy at most so many bytes (64K), or as many as the clipboard takes", \.maximumCopied),
        .isOn("cursor", "Point at a line, as ^X does", \.pointsAtLine),
        .isOn("linear", "Add lines and draw nothing anew; commands are typed as lines (for screen readers)", \.isLinear),
        ViewerSetting(
            name: "bar", values: "full|quiet", summary: "The bar as ever, or with nothing in it that moves by itself",
            set: { settings, value in
                guard let isQuiet = ["full": false, "quiet": true][value] else { return false }
                settings.isBarQuiet = isQuiet
                return true
            }, value: { $0.isBarQuiet ? "quiet" : "full" }),
        ViewerSetting(
            name: "tabs", values: "COLUMNS|COLUMN,COLUMN...", summary: "Tab stops every so many columns, or in these columns and on",
            set: { settings, value in
                guard let tabs = TabStops(value) else { return false }
                settings.tabs = tabs
                return true
            }, value: \.tabs.text),
        .isOn("status-column", "A column at the left for marks, and for an asterisk where something matches", \.showsStatus),
        ViewerSetting(
            name: "rscroll", values: "CHARACTER|-", summary: "What marks a line that goes on to the right; -: nothing",
            set: { settings, value in
                // Less takes an attribute before it: *d.
                let mark = value.count == 3 && value.hasPrefix("*") ? value.dropFirst(2) : value[...]
                guard let scalar = mark.unicodeScalars.first, mark.unicodeScalars.count == 1, DisplayWidth.columns(of: scalar) == 1,
                    scalar != " "
                else { return false }
                settings.cutMark = scalar == "-" ? nil : scalar
                return true
            }, value: { $0.cutMark.map { String($0) } ?? "-" }),
        .isOneOf("unread-line", "Whether the first new line stands out after moving down", \.unreadLine),
        .isOneOf("quit-at-end", "End when the end of a complete body is on the screen, or at the next key down", \.quitsAtEnd),
        .isOn("mouse", "The wheel scrolls, a click folds, opens or chooses; Shift selects text", \.takesMouse),
        ViewerSetting(
            name: "wheel-lines", values: "LINES", summary: "Lines that a notch of the mouse's wheel scrolls",
            set: { settings, value in
                guard let lines = Int(value), (1...1000).contains(lines) else { return false }
                settings.wheelLines = lines
                return true
            }, value: { "\($0.wheelLines)" }),
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
        .isOneOf("search-start", "Where a search begins: on the screen, after the line gone to, or outside of the screen", \.searchStart),
        .isOn("incsearch", "Search while the pattern is typed", \.searchesWhileTyping),
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
}

extension ViewerSetting {
    /// In bytes; `nil` is what the program finds right by itself.
    fileprivate static func isSize(
        _ name: String, _ summary: String, _ path: any WritableKeyPath<ViewerSettings, Int?> & Sendable
    ) -> ViewerSetting {
        ViewerSetting(
            name: name, values: "SIZE|\(ViewerSettings.automaticView)", summary: summary,
            set: { settings, value in
                let size = ByteSize.bytes(value)
                guard size != nil || value == ViewerSettings.automaticView else { return false }
                settings[keyPath: path] = size
                return true
            }, value: { $0[keyPath: path].map(ByteSize.text) ?? ViewerSettings.automaticView })
    }
}

/// Sizes as people write them, in units of 1024: `20G`.
private enum ByteSize {
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
