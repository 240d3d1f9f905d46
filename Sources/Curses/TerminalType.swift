internal import CNcurses
internal import System

/// How a terminal is driven, by what `TERM` says of it.
package enum TerminalType: Equatable, Sendable {
    /// With a screen, by that entry of terminfo.
    case screen(entry: String)
    /// As `TERM=dumb`: text and nothing else. `reason`, in one line, is why; nil if it was asked for.
    case plain(reason: String?)

    /// Terminals that do what xterm does, as the names in `TERM` begin. Where terminfo, which is often older than the
    /// terminal or that of another machine, has none of their own, they are driven as what they can be driven as.
    private static let families: [(names: [String], entries: [String])] = [
        (["tmux", "screen"], ["tmux-256color", "screen-256color", "screen", "xterm-256color", "xterm"]),
        (
            [
                "xterm", "ghostty", "kitty", "alacritty", "foot", "wezterm", "st", "rio", "contour", "konsole", "gnome", "vte", "mlterm",
                "mintty", "iterm", "iterm2", "rxvt", "putty", "terminology", "termite", "tilix", "terminator", "ms-terminal", "vscode",
                "hyper", "tabby", "warp", "warpterm", "wayst", "zutty", "havoc", "yaft", "blink", "vivid",
            ], ["xterm-256color", "xterm", "screen-256color", "screen", "vt100"]
        ),
    ]

    /// `name`: the value of `TERM`, nil if it is not set. `isUsable` says whether terminfo has an entry of that name with
    /// which text can be placed.
    package init(_ name: String?, isUsable: (String) -> Bool = Terminfo.canPlaceText) {
        guard let name, !name.isEmpty else {
            self = .plain(reason: "TERM is not set: for the viewer, set it to what your terminal is, for instance xterm-256color")
            return
        }
        if name == "dumb" {
            self = .plain(reason: nil)
        } else if let entry = ([name] + Self.entries(instead: name)).first(where: isUsable) {
            self = .screen(entry: entry)
        } else {
            self = .plain(
                reason:
                    "nothing is known of the terminal type '\(name)': for the viewer, set TERM to one that is known, for instance xterm-256color"
            )
        }
    }

    private static func entries(instead name: String) -> [String] {
        families.first { isOne(name, of: $0.names) }?.entries ?? []
    }

    /// Whether a terminal of that name knows, or passes over, what xterm has beyond terminfo. tmux does, which in places calls
    /// itself screen.
    package static func isLikeXterm(_ name: String, isInsideTmux: Bool = Environment.value("TMUX") != nil) -> Bool {
        isInsideTmux || isOne(name, of: ["tmux"] + families[1].names)
    }

    private static func isOne(_ name: String, of names: [String]) -> Bool {
        let name = name.lowercased()
        return names.contains { name == $0 || name.hasPrefix("\($0)-") || name.hasPrefix("\($0).") }
    }
}

extension Terminfo {
    /// Whether there is an entry of that name, and it can do what the viewer cannot do without.
    package static func canPlaceText(_ name: String) -> Bool {
        curlew_terminfo_has(name, "cup") != 0
    }
}
