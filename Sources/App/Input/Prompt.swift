package import Screen
internal import Plan
internal import Search

/// What is asked for in the bottom row: one row of a table. Its text is a `PromptLine`.
package struct Prompt: Sendable {
    package let name: String
    /// What stands before the text.
    package let label: String
    /// Prompts of the same history share their earlier lines.
    let history: String
    /// Answered by y or n, without a text.
    let isQuestion: Bool
    /// What is typed is not shown, and not kept.
    let isSecret: Bool
    /// The command that opens it; `nil` for one that is opened by what happens.
    package let command: Command?
    /// Before it opens; what it returns is said at its edge, and it does nothing.
    let opened: @Sendable (inout AppState) -> String?
    /// What stands there when it opens: the first character typed replaces it.
    let proposal: @Sendable (AppState) -> String
    /// Its text is a path: Tab completes it.
    let isPath: Bool
    /// Its text is a pattern, with modifiers before it.
    let isSearch: Bool
    /// Enter makes a new line of the text, for more of it.
    let goesOn: @Sendable (PromptLine) -> Bool
    /// The text is another one.
    let changed: @Sendable (inout AppState, PromptLine) -> [Effect]
    let accepted: @Sendable (inout AppState, PromptLine) -> [Effect]
    let cancelled: @Sendable (inout AppState) -> [Effect]
    /// What stands at the right edge.
    let note: @Sendable (AppState, PromptLine) -> String?

    /// `keys` open it, and `summary` says so in the help; without keys nothing does.
    package init(
        _ name: String, label: String, history: String? = nil, isQuestion: Bool = false, isSecret: Bool = false, isPath: Bool = false,
        isSearch: Bool = false,
        _ group: Command.Group = .program, keys: [Key] = [], colon: String = "", summary: String = "",
        opened: @escaping @Sendable (inout AppState) -> String? = { _ in nil },
        proposal: @escaping @Sendable (AppState) -> String = { _ in "" },
        goesOn: @escaping @Sendable (PromptLine) -> Bool = { _ in false },
        changed: @escaping @Sendable (inout AppState, PromptLine) -> [Effect] = { _, _ in [] },
        cancelled: @escaping @Sendable (inout AppState) -> [Effect] = { _ in [] },
        note: @escaping @Sendable (AppState, PromptLine) -> String? = { _, _ in nil },
        accepted: @escaping @Sendable (inout AppState, PromptLine) -> [Effect]
    ) {
        self.name = name
        self.label = label
        self.history = history ?? name
        self.isQuestion = isQuestion
        self.isSecret = isSecret
        self.opened = opened
        self.proposal = proposal
        self.isPath = isPath
        self.isSearch = isSearch
        self.goesOn = goesOn
        self.changed = changed
        self.cancelled = cancelled
        self.note = note
        self.accepted = accepted
        command =
            keys.isEmpty && colon.isEmpty
            ? nil
            : Command(name, group, keys, colon: colon, summary) { state, arguments in
                guard let prompt = state.tables.prompts.first(where: { $0.name == name }) else { return [] }
                return state.open(prompt, count: arguments.count, typed: arguments.text)
            }
    }

    package static let all: [Prompt] = [
        .searchForward, .searchBackward, .filter, .save, .saveText, .pipe, .shell, .open, .command,
    ]

    /// In the place of one that cannot be used now: what is typed into it acts as no keys.
    static func refused(_ prompt: Prompt, _ reason: String) -> Prompt {
        Prompt(
            "refused", label: prompt.label, note: { _, _ in reason },
            accepted: { state, _ in
                state.message = AppState.Message(reason)
                return []
            })
    }

    static let searchForward = search(
        .forward, "search-forward", "/",
        "search forward (PCRE2); first ! the lines without it, * all exchanges, @ from the top, ^K staying here, ^R literally")
    static let searchBackward = search(.backward, "search-backward", "?", "search backward")

    /// Both directions share one history.
    private static func search(_ direction: Direction, _ name: String, _ label: Unicode.Scalar, _ summary: String) -> Prompt {
        Prompt(
            name, label: String(label), history: "search", isSearch: true, .finding, keys: [.character(label)], summary: summary,
            opened: { state in
                state.focus.beforeSearch = (state.focus.viewport, state.focus.cursor, state.focus.search)
                return nil
            },
            changed: { state, _ in
                state.hasNewPattern = state.settings.searchesWhileTyping
                return []
            },
            cancelled: { $0.leaveSearchPrompt() },
            note: { state, line in line.text.isEmpty ? nil : state.matchCount },
            accepted: { state, line in state.acceptSearch(line, direction) })
    }

    static let save = Prompt(
        "save", label: "save to: ", isPath: true, .transfer, keys: [.character("s")],
        summary: "save what came so far to a file, byte for byte",
        opened: { $0.refusalIfSecure ?? ($0.body.document == nil ? "nothing has come yet" : nil) },
        proposal: \.proposedName,
        note: { _, line in line.note },
        accepted: { state, line in state.save(.body, to: line.string) })

    static let saveText = Prompt(
        "save-text", label: "save text to: ", history: "save", isPath: true, .looking, keys: [.character("S")],
        summary: "save what is shown, all of it, as text",
        opened: { $0.refusalIfSecure ?? ($0.focus.lines.lineCount == 0 ? "nothing to save yet" : nil) },
        note: { _, line in line.note },
        accepted: { state, line in state.save(.shown, to: line.string) })

    static let open = Prompt(
        "open", label: "curl command or URL: ", .exchanges, keys: [.character("o")],
        summary: "open another: a curl command, typed or pasted",
        opened: { $0.refusalIfSecure ?? $0.refusalOfWord },
        // As in a shell, and in what is copied from one line by line.
        goesOn: { $0.text.reversed().prefix { $0 == "\\" }.count % 2 == 1 },
        note: { state, line in state.reader.dialect(line.string) },
        accepted: { state, line in line.text.isEmpty ? [] : state.open(typed: line.string) })

    static let command = Prompt(
        "command", label: ":", keys: [.character(":")], summary: "command: a line, a byte (0x1F40), or one of the words shown with : here",
        changed: { $0.takeColonLetter($1) },
        accepted: { state, line in state.run(line) })

    /// A command names a variable that has no value.
    static func value(of name: String, isSecret: Bool, in command: TypedCommand) -> Prompt {
        Prompt(
            "value", label: isSecret ? "$\(name) (not shown): " : "$\(name): ", isSecret: isSecret,
            accepted: { _, line in
                var command = command
                command.values[name] = line.string
                return [.open(command)]
            })
    }

    /// A request is sent a second time.
    static func resend(_ method: String, _ send: @escaping @Sendable (inout AppState) -> [Effect]) -> Prompt {
        Prompt("resend", label: "Send the \(method) again? (y/n) ", isQuestion: true, accepted: { state, _ in send(&state) })
    }

    /// The file is there already.
    static func replace(_ path: String, _ save: @escaping @Sendable (inout AppState) -> [Effect]) -> Prompt {
        Prompt("replace", label: "\(path) exists. Replace it? (y/n) ", isQuestion: true, accepted: { state, _ in save(&state) })
    }
}

// The `:` commands: what less and vi have under the same names.
extension AppState {
    /// A letter that acts at once, typed alone.
    fileprivate mutating func takeColonLetter(_ line: PromptLine) -> [Effect] {
        guard line.text.count == 1, let command = keymap[line.string], command.actsAtOnce else { return [] }
        input = .fresh
        colonLetter = (line.string, now)
        return perform(command, Command.Arguments(count: line.count))
    }

    /// A key right after a letter that acted at once, when the two begin a longer word (`:filters`): the panel that the letter
    /// opened goes, and the word is typed on.
    mutating func goOnWithWord(_ key: Key) -> [Effect]? {
        guard let (letter, time) = colonLetter, now - time < AppState.wordTime, case .character(let next) = key else { return nil }
        let typed = letter + String(next)
        guard keymap.hasWord(beginningWith: typed), let command = keymap[letter] else { return nil }
        colonLetter = nil
        let effects = perform(command, Command.Arguments())
        var line = PromptLine()
        for scalar in typed.unicodeScalars { _ = line.take(.character(scalar), history: []) }
        input = .prompt(line, .command)
        return effects
    }

    /// So long after a letter a key may belong to the same word.
    private static let wordTime = Duration.seconds(1)

    /// Why a key that is not harmless does nothing right after a letter that acted at once: `:nohl` is no command, and the rest of it
    /// is no `o` and no host. The key once more means what it always means.
    var refusalOfWord: String? {
        mutating get {
            guard let time = colonLetter?.time, now - time < AppState.wordTime else { return nil }
            colonLetter = nil
            return "no such command; the letter after : has acted already"
        }
    }

    fileprivate mutating func run(_ line: PromptLine) -> [Effect] {
        let text = line.string.drop(while: \.isWhitespace)
        let word = String(text.prefix { !$0.isWhitespace })
        let rest = String(text.dropFirst(word.count).drop(while: \.isWhitespace))
        if word.isEmpty { return [] }
        if word == "$" { return goToEnd() }
        if word.lowercased().hasPrefix("0x"), let offset = Int(word.dropFirst(2), radix: 16), offset >= 0 { return go(toByte: offset) }
        if let number = Int(word), number >= 0 { return go(toLine: max(1, number)) }
        if let command = keymap[word] { return perform(command, Command.Arguments(count: line.count, text: rest)) }
        message = Message("no command :\(line.string); \(keymap.keyName(ofCommand: "help")) lists them", .failure)
        return []
    }
}
