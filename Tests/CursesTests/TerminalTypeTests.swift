import Curses
import Testing

/// What becomes of a `TERM` that terminfo knows nothing of.
@Suite struct TerminalTypeTests {
    private static let debian: Set<String> = [
        "xterm", "xterm-256color", "screen", "screen-256color", "tmux", "tmux-256color", "vt100", "linux", "rxvt-unicode",
    ]

    private func type(_ name: String?, known: Set<String> = debian) -> TerminalType {
        TerminalType(name) { known.contains($0) }
    }

    @Test(arguments: ["xterm", "vt100", "linux", "tmux-256color", "rxvt-unicode"])
    func `a known terminal is driven as what it is`(_ name: String) {
        #expect(type(name) == .screen(entry: name))
    }

    @Test(arguments: [
        "xterm-ghostty", "ghostty", "xterm-kitty", "kitty", "alacritty", "alacritty-direct", "foot", "foot-extra", "wezterm", "st",
        "st-256color",
        "rio", "contour", "contour-latest", "xterm-direct", "xterm.js", "konsole-256color", "gnome-256color", "vte-256color", "iTerm2.app",
        "iterm2-direct", "mintty", "ms-terminal", "rxvt-unicode-256color",
    ])
    func `a modern one that is not known is driven as xterm`(_ name: String) {
        #expect(type(name) == .screen(entry: "xterm-256color"))
        #expect(type(name, known: ["xterm", "vt100"]) == .screen(entry: "xterm"))
        #expect(type(name, known: ["vt100"]) == .screen(entry: "vt100"))
    }

    @Test func `a multiplexer that is not known is driven as one that is`() {
        #expect(type("tmux-direct") == .screen(entry: "tmux-256color"))
        #expect(type("tmux-256color", known: ["screen", "xterm"]) == .screen(entry: "screen"))
        #expect(type("screen.xterm-256color", known: ["xterm-256color"]) == .screen(entry: "xterm-256color"))
    }

    @Test func `a terminal that can do nothing was asked for or is told of`() {
        #expect(type("dumb") == .plain(reason: nil))
        for name in ["network", "st52", "footer", "emacs", "no-such-terminal", "9term"] {
            guard case .plain(let reason?) = type(name) else {
                Issue.record("\(name)")
                continue
            }
            #expect(reason.contains("'\(name)'") && reason.contains("TERM") && !reason.contains("\n"))
        }
        for name in [nil, ""] as [String?] {
            guard case .plain(let reason?) = type(name) else {
                Issue.record("\(name ?? "nil")")
                continue
            }
            #expect(reason.contains("TERM is not set"))
        }
        #expect(type("xterm", known: []) != .plain(reason: nil))
    }

    @Test func `only terminals like xterm, and tmux, are told what terminfo does not know of`() {
        for name in ["xterm-256color", "tmux-256color", "rxvt", "foot", "st-256color"] {
            #expect(TerminalType.isLikeXterm(name, isInsideTmux: false))
        }
        for name in ["screen", "linux", "vt100", "st52"] { #expect(!TerminalType.isLikeXterm(name, isInsideTmux: false)) }
        #expect(TerminalType.isLikeXterm("screen", isInsideTmux: true))
    }
}
