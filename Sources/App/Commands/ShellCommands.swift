internal import Bodies
internal import Documents
internal import Jobs
internal import Plan
internal import Screen

extension Prompt {
    static let pipe = Prompt(
        "pipe", label: "|", history: "shell", .transfer, keys: [.character("|")],
        summary: "shell command over the body as it comes; |'a from mark a, |'. the screen, N| N lines, || the view's text",
        opened: { $0.refusalIfSecure ?? ($0.body.document == nil ? "nothing has come yet" : nil) },
        proposal: { $0.pane.leftOutFilter ?? "" },
        accepted: { state, line in state.pipe(line) })

    static let shell = Prompt(
        "shell", label: "!", .transfer, keys: [.character("!")], summary: "shell command; !| over the view's text",
        opened: { $0.refusalIfSecure },
        accepted: { state, line in
            line.text.first == "|" ? state.pipe(line) : state.run(ShellCommand(text: line.string, input: .nothing), shownAs: "!")
        })
}

extension Command {
    static let shell: [Command] = [
        Command("edit", .transfer, [.character("v")], "open what came so far in $VISUAL or $EDITOR, to be read") { state, _ in state.edit()
        }
    ]
}

extension AppState {
    fileprivate mutating func edit() -> [Effect] {
        if let refusal = refusalIfSecure {
            message = Message(refusal)
            return []
        }
        // A text of a panel as it is shown, a body as it came.
        let isText = panel.text != nil || body.document == nil
        guard focus.lines.lineCount > 0, let content = content(of: isText ? .shown : .body) else {
            message = Message("nothing has come yet")
            return []
        }
        let hasLines = isText || document?.view == .text && body.decoded == nil
        return [.edit(content, line: hasLines ? (focus.cursor ?? focus.page.rows.first?.number ?? .first).number : 1)]
    }

    /// Why a prompt does not open that would run a command or write a file.
    var refusalIfSecure: String? { isSecure ? "not with LESSSECURE=1" : nil }

    /// What follows `|`: another `|` takes the view's text, a mark the lines from there to here, a number so many lines.
    fileprivate mutating func pipe(_ line: PromptLine) -> [Effect] {
        guard let fetch = body.fetch else { return [] }
        var text = line.string.drop { $0 == " " }
        var input = CommandInput.body(fetch, nil)
        if text.first == "|" {
            text = text.dropFirst()
            input = .view(body.view, body.charset, fetch, body.pane.lines.filter)
        } else if text.first == "'", let mark = text.dropFirst().unicodeScalars.first {
            guard let lines = mark == "." ? body.pane.linesShown : body.pane.lines(to: mark) else {
                message = Message("no mark \(mark)", .failure)
                return []
            }
            text = text.dropFirst(2)
            input = .body(fetch, bytes(of: lines))
        } else if let count = line.count {
            let first = body.pane.currentLine
            input = .body(fetch, bytes(of: first...(first + max(0, count - 1))))
        }
        return run(ShellCommand(text: String(text.drop { $0 == " " }), input: input), shownAs: "| ")
    }

    private func bytes(of lines: ClosedRange<LineNumber>) -> Range<ByteOffset> {
        let start = body.pane.lines.start(of: lines.lowerBound)
        return start..<max(start, body.pane.lines.start(of: lines.upperBound + 1))
    }

    fileprivate mutating func run(_ command: ShellCommand, shownAs sign: String) -> [Effect] {
        guard !command.text.isEmpty else { return [] }
        // As in less: the one before.
        if command.text == "!", case .nothing = command.input {
            guard let last = history[.shell].last(where: { $0.first != "!" && $0.first != "|" }) else {
                message = Message("no command before", .failure)
                return []
            }
            return run(ShellCommand(text: last, input: .nothing), shownAs: sign)
        }
        // What a command says is a text, in whatever view bodies are opened.
        var pane = ExchangePane(Plan(request: Request(url: sign + command.text)), view: .text, settings)
        pane.command = (command, shown)
        return append([pane])
    }
}
