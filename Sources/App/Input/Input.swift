internal import Screen

/// What the next key goes to.
enum Input: Sendable {
    /// The keymap. `count` is the number typed so far and `fraction` what follows its point, `.5`; `typed` the keys of a longer sequence.
    case keys(count: Int?, fraction: String = "", typed: [Key] = [])
    case prompt(PromptLine, Prompt)
    /// A command that wants one key more.
    case next(AwaitedKey)

    /// With no number typed.
    static let fresh = Input.keys(count: nil)
}

/// What a command that wants one key more does with it.
struct AwaitedKey: Sendable {
    /// What the bar says meanwhile.
    let text: String
    let take: @Sendable (inout AppState, Key) -> [Effect]
}

extension AppState {
    /// A key goes to the prompt that is open, else to the command that waits for it, else to the keymap.
    mutating func take(_ key: Key) -> [Effect] {
        if case .mouse(let mouse) = key { return take(mouse) }
        message = nil
        // A word after `:` is of characters: any other key ends it.
        if case .character = key {} else { colonLetter = nil }
        if key == .endlessPaste {
            message = Message("a paste of more than 1 MiB is not taken")
            return []
        }
        switch input {
        case .prompt(let line, let prompt):
            return take(key, line, prompt)
        case .next(let awaited):
            // A paste is text and no keys: nothing in it may be taken for a command.
            if case .paste = key { break }
            input = .fresh
            return key == .escape || key == .control("C") ? [] : settlePage() + awaited.take(&self, key)
        case .keys(let count, let fraction, let typed):
            if case .paste = key { break }
            // It may open the current line.
            let settled = key == .enter ? settlePage() : []
            return settled + (goOnWithWord(key) ?? take(key, count, fraction, typed))
        }
        input = .prompt(PromptLine(), .open)
        return take(key)
    }

    private mutating func take(_ key: Key, _ count: Int?, _ fraction: String, _ typed: [Key]) -> [Effect] {
        if typed.isEmpty, let number = number(count, fraction, followedBy: key) {
            input = number
            return []
        }
        input = .fresh
        let keys = KeySequence(typed + [key])
        if typed.isEmpty, let effects = takeInPlace(key, count == 0 ? nil : count) { return effects }
        switch keymap[keys] {
        case .command(let binding):
            // As in less no number is the same as none: `0g`.
            let arguments = Command.Arguments(
                count: count == 0 ? nil : count, fraction: Double("0" + fraction) ?? 0, text: binding.argument)
            return perform(binding.command, arguments)
        case .beginning:
            input = .keys(count: count, fraction: fraction, typed: keys.keys)
            return []
        case .nothing:
            break
        }
        if !typed.isEmpty, key == .escape || key == .control("C") { return [] }
        if let difference = LessDifference.of(keys) {
            message = Message("\(keys.name): \(difference.text)")
            return []
        }
        // ESC and a key typed right after it look like one key; when that one means nothing, they were two.
        if typed.isEmpty, let second = key.afterEscape { return take(.escape) + take(second) }
        message = Message("\(keys.name) has no meaning here; \(keymap.keyName(ofCommand: "help")) for help")
        return []
    }

    /// The number typed so far with a digit or its point after it; nil if the key is neither. A point, and a 0 in front, may be keys
    /// with a meaning of their own.
    private func number(_ count: Int?, _ fraction: String, followedBy key: Key) -> Input? {
        guard case .character(let scalar) = key else { return nil }
        if scalar == "." || scalar == "0" && count == nil {
            guard case .nothing = keymap[KeySequence([key])] else { return nil }
        }
        if scalar == "." { return count != nil && fraction.isEmpty ? .keys(count: count, fraction: ".") : nil }
        guard ("0"..."9").contains(scalar), let digit = Int(String(scalar)) else { return nil }
        if !fraction.isEmpty {
            return .keys(count: count, fraction: fraction.count < AppState.longestFraction ? fraction + "\(digit)" : fraction)
        }
        return .keys(count: min((count ?? 0) * 10 + digit, 1_000_000_000_000))
    }

    /// In characters.
    private static let longestFraction = 12

    /// What a key means in what is looked at and nowhere else; `nil` if nothing.
    private mutating func takeInPlace(_ key: Key, _ count: Int?) -> [Effect]? {
        // Enter takes what is pointed at, in a panel if something is.
        if key == .enter, let select = panel.select, let line = focus.cursor { return select(&self, line) }
        if key == .enter, count == nil, panel == .body, body.filters.isOn { return showInWhole() }
        if key == .enter, count == nil, openInPlace() { return [] }
        let keys = KeySequence([key])
        guard let command = panel.commands.first(where: { $0.keys.contains(keys) }) else { return nil }
        return perform(command, Command.Arguments(count: count))
    }

    /// A line is to be pointed at, and none is yet.
    private var lacksCursor: Bool { panel == .body && body.hasCursor && body.pane.cursor == nil }

    mutating func perform(_ command: Command, _ arguments: Command.Arguments) -> [Effect] {
        defer { lastCommand = command.name }
        let settled = command.isHeld && !lacksCursor ? [] : settlePage()
        return settled + command.perform(&self, arguments)
    }

    /// The next key goes to `take`, and the bar says `text` until then.
    mutating func await(_ text: String, _ take: @escaping @Sendable (inout AppState, Key) -> [Effect]) -> [Effect] {
        input = .next(AwaitedKey(text: text, take: take))
        return []
    }

    // MARK: Prompts

    /// `count` is the number typed before. A text that is there already (`bind K pipe jq .`) is taken as if it had been typed.
    ///
    /// `start` is there already too, to be gone on with.
    mutating func open(_ prompt: Prompt, count: Int? = nil, typed text: String = "", beginningWith start: String = "") -> [Effect] {
        if let refusal = prompt.opened(&self) {
            // With a text it is complete; else what is typed next was meant for it.
            if text.isEmpty { input = .prompt(PromptLine(), .refused(prompt, refusal)) } else { message = Message(refusal) }
            return []
        }
        var line = PromptLine(count: count, proposal: text.isEmpty ? prompt.proposal(self) : text)
        if !start.isEmpty { line.complete(to: start) }
        input = .prompt(line, prompt)
        return text.isEmpty ? [] : take(.enter)
    }

    /// As far as all that there is agrees; what it may be is said.
    mutating func take(_ completion: PathCompletion) {
        guard case .prompt(var line, let prompt) = input, prompt.isPath, line.string == completion.text else { return }
        guard let first = completion.paths.first else { return }
        let common = completion.paths.dropFirst().reduce(first) { common, path in
            String(zip(common, path).prefix { $0 == $1 }.map(\.0))
        }
        if common.count > completion.text.count { line.complete(to: common) }
        line.note = completion.paths.count > 1 ? "\(completion.paths.count) of that name" : nil
        input = .prompt(line, prompt)
    }

    private mutating func take(_ key: Key, _ line: PromptLine, _ prompt: Prompt) -> [Effect] {
        if key == .tab, prompt.isPath { return [.complete(path: line.string)] }
        if prompt.isSearch, line.text.isEmpty, let modifier = SearchModifier.allCases.first(where: { $0.keys.contains(key) }) {
            var line = line
            line.modifiers.formSymmetricDifference([modifier])
            input = .prompt(line, prompt)
            return []
        }
        if case .metaControl = key, let second = key.afterEscape { return take(.escape) + take(second) }
        var line = line
        switch prompt.isQuestion ? PromptLine.answer(to: key) : line.take(key, history: history[prompt]) {
        case .ignored:
            input = .prompt(line, prompt)
            return []
        case .changed:
            input = .prompt(line, prompt)
            return prompt.changed(&self, line)
        case .cancelled:
            input = .fresh
            return prompt.cancelled(&self)
        case .accepted where !prompt.isQuestion && prompt.goesOn(line):
            _ = line.take(.character("\n"), history: [])
            input = .prompt(line, prompt)
            return prompt.changed(&self, line)
        case .accepted:
            input = .fresh
            if !prompt.isQuestion && !prompt.isSecret { history.add(line.string, to: prompt) }
            return settlePage() + prompt.accepted(&self, line)
        }
    }
}

extension Key {
    /// What was typed after ESC.
    fileprivate var afterEscape: Key? {
        switch self {
        case .meta(let scalar): .character(scalar)
        case .metaControl(let letter): .control(letter)
        default: nil
        }
    }
}
