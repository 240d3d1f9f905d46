/// An option of less: what it is here. In `$LESS`, and after `-` and `_` inside.
package struct LessOption: Sendable {
    package enum Meaning: Sendable {
        /// Switches a setting between two values.
        case switches(String, on: String, off: String)
        /// Gives a setting one value.
        case gives(String, value: String)
        /// Gives a setting the value that follows.
        case sets(String)
        /// Another command, by its name.
        case asks(String)
        /// Why it is none here.
        case nothing(String)
    }

    /// What it takes after it.
    package enum Argument: Sendable {
        case none
        /// Digits and what goes with them.
        case number
        /// Up to `$` or the end.
        case text
    }

    package let letter: Unicode.Scalar?
    package let name: String
    package let argument: Argument
    package let meaning: Meaning

    private init(_ letter: Unicode.Scalar?, _ name: String, _ argument: Argument = .none, _ meaning: Meaning) {
        self.letter = letter
        self.name = name
        self.argument = argument
        self.meaning = meaning
    }

    /// As less calls it: `-S`, `--header`.
    package var spelling: String { letter.map { "-\($0)" } ?? "--\(name)" }

    /// The one with that letter.
    package static func with(letter: Unicode.Scalar) -> LessOption? { all.first { $0.letter == letter } }

    /// The one with that name, or with the only one that begins so.
    package static func named(_ name: String) -> LessOption? {
        if let exact = all.first(where: { $0.name == name }) { return exact }
        let begun = all.filter { $0.name.hasPrefix(name) }
        return begun.count == 1 && !name.isEmpty ? begun[0] : nil
    }

    /// Those of less 590, and two of later ones.
    package static let all: [LessOption] = [
        LessOption("?", "help", .none, .asks("help")),
        LessOption("a", "search-skip-screen", .none, .switches("search-start", on: "outside", off: "screen")),
        LessOption("A", "SEARCH-SKIP-SCREEN", .none, .switches("search-start", on: "target", off: "screen")),
        LessOption("b", "buffers", .number, .nothing("a body is kept in a file of its own")),
        LessOption("B", "auto-buffers", .none, .nothing("a body is kept in a file of its own")),
        LessOption("c", "clear-screen", .none, .nothing("only what changes is sent to the terminal")),
        LessOption("C", "CLEAR-SCREEN", .none, .nothing("only what changes is sent to the terminal")),
        LessOption("d", "dumb", .none, .nothing("on such a terminal the body is printed as it comes")),
        LessOption("D", "color", .text, .nothing("theme and role.NAME set colours")),
        LessOption("e", "quit-at-eof", .none, .switches("quit-at-end", on: "second", off: "off")),
        LessOption("E", "QUIT-AT-EOF", .none, .switches("quit-at-end", on: "first", off: "off")),
        LessOption("f", "force", .none, .nothing("what is no text is shown too")),
        LessOption("g", "hilite-search", .none, .switches("highlight", on: "current", off: "all")),
        LessOption("G", "HILITE-SEARCH", .none, .switches("highlight", on: "none", off: "all")),
        LessOption("h", "max-back-scroll", .number, .nothing("there is no limit")),
        LessOption("i", "ignore-case", .none, .switches("search-case", on: "smart", off: "exact")),
        LessOption("I", "IGNORE-CASE", .none, .switches("search-case", on: "ignored", off: "exact")),
        LessOption("j", "jump-target", .number, .sets("jump-target")),
        LessOption("J", "status-column", .none, .switches("status-column", on: "on", off: "off")),
        LessOption("k", "lesskey-file", .text, .nothing("bind in the config file gives keys their meaning")),
        LessOption("K", "quit-on-intr", .none, .switches("quit-on-interrupt", on: "on", off: "off")),
        LessOption("L", "no-lessopen", .none, .nothing("nothing is run on a body unasked")),
        LessOption("m", "long-prompt", .none, .nothing("the bar says it all")),
        LessOption("M", "LONG-PROMPT", .none, .nothing("the bar says it all")),
        LessOption("n", "line-numbers", .none, .gives("line-numbers", value: "off")),
        LessOption("N", "LINE-NUMBERS", .none, .switches("line-numbers", on: "on", off: "off")),
        LessOption("o", "log-file", .text, .nothing("s saves what came, --record records it")),
        LessOption("O", "LOG-FILE", .text, .nothing("s saves what came, --record records it")),
        LessOption("p", "pattern", .text, .asks("search-forward")),
        LessOption("P", "prompt", .text, .nothing("the bar is what it is")),
        LessOption("q", "quiet", .none, .nothing("no bell is rung unasked")),
        LessOption("Q", "QUIET", .none, .nothing("no bell is rung unasked")),
        LessOption("r", "raw-control-chars", .none, .nothing("nothing that was received acts on the terminal; :view ansi has its colours")),
        LessOption("R", "RAW-CONTROL-CHARS", .none, .nothing("nothing that was received acts on the terminal; :view ansi has its colours")),
        LessOption("s", "squeeze-blank-lines", .none, .nothing("&! and ^$ leave out blank lines")),
        LessOption("S", "chop-long-lines", .none, .switches("wrap", on: "off", off: "on")),
        LessOption("t", "tag", .text, .nothing("there are no tags")),
        LessOption("T", "tag-file", .text, .nothing("there are no tags")),
        LessOption("u", "underline-special", .none, .nothing("control characters are shown as what they are")),
        LessOption("U", "UNDERLINE-SPECIAL", .none, .nothing("control characters are shown as what they are")),
        LessOption("V", "version", .none, .asks("version")),
        LessOption("w", "hilite-unread", .none, .switches("unread-line", on: "pages", off: "off")),
        LessOption("W", "HILITE-UNREAD", .none, .switches("unread-line", on: "always", off: "off")),
        LessOption("x", "tabs", .number, .sets("tabs")),
        LessOption("X", "no-init", .none, .switches("keep-screen", on: "on", off: "off")),
        LessOption("F", "quit-if-one-screen", .none, .switches("quit-if-fits", on: "on", off: "off")),
        LessOption("y", "max-forw-scroll", .number, .nothing("there is no limit")),
        LessOption("z", "window", .number, .sets("window")),
        LessOption("\"", "quotes", .text, .nothing("the shell's quotes are the shell's")),
        LessOption("~", "tilde", .none, .nothing("nothing stands after the end")),
        LessOption("#", "shift", .number, .sets("shift")),
        LessOption(nil, "file-size", .none, .nothing("the bar says the size as soon as it is known")),
        LessOption(nil, "follow-name", .none, .nothing("R fetches again")),
        LessOption(nil, "incsearch", .none, .switches("incsearch", on: "on", off: "off")),
        LessOption(nil, "line-num-width", .number, .nothing("line numbers take the room they need")),
        LessOption(nil, "mouse", .none, .switches("mouse", on: "on", off: "off")),
        LessOption(nil, "MOUSE", .none, .nothing("which way the wheel turns is the terminal's; --mouse takes the mouse")),
        LessOption(nil, "no-keypad", .none, .nothing("keys of the keypad are understood in either mode")),
        LessOption(nil, "no-histdups", .none, .nothing("a line that is typed twice is kept once")),
        LessOption(nil, "rscroll", .text, .sets("rscroll")),
        LessOption(nil, "save-marks", .none, .nothing("marks belong to a body, which is gone at the end")),
        LessOption(nil, "status-col-width", .number, .nothing("a letter and a blank are enough")),
        LessOption(nil, "silent", .none, .nothing("no bell is rung unasked")),
        LessOption(nil, "SILENT", .none, .nothing("no bell is rung unasked")),
        LessOption(nil, "use-backslash", .none, .nothing("after it a backslash keeps the $ in texts of $LESS")),
        LessOption(nil, "use-color", .none, .switches("theme", on: "ansi", off: "mono")),
        LessOption(nil, "wheel-lines", .number, .sets("wheel-lines")),
        LessOption(nil, "wordwrap", .none, .switches("wrap", on: "word", off: "on")),
        LessOption(nil, "header", .number, .sets("keep-lines")),
    ]
}
