internal import Plan
internal import Screen

extension Command {
    static let options: [Command] = [
        Command(
            "change-option", .looking, [.character("-")],
            "change an option of less by its letter; -- by its name, -+ back to what it was, -! not what it was"
        ) { state, _ in
            state.awaitOption(.next)
        },
        Command("query-option", .looking, [.character("_")], "say how an option of less stands; __ by its name") { state, _ in
            state.await("_ which option of less?") { state, key in
                if key == .character("_") { return state.open(.queriedName) }
                return state.withOption(key) { $0.say($1) }
            }
        },
    ]
}

extension Prompt {
    static let optionName = Prompt(
        "option-name", label: "--",
        accepted: { state, line in
            let change = line.text.first.flatMap(OptionChange.init(sign:))
            let parts = line.string.dropFirst(change == nil ? 0 : 1).split(maxSplits: 1) { $0 == "=" || $0.isWhitespace }.map(String.init)
            return state.withOption(named: parts.first ?? "") { $0.change($1, change ?? .next, parts.count > 1 ? parts[1] : nil) }
        })

    static let queriedName = Prompt(
        "queried-name", label: "__", history: "option-name",
        accepted: { state, line in state.withOption(named: line.string) { $0.say($1) } })

    fileprivate static func value(of option: LessOption) -> Prompt {
        Prompt(
            "option-value", label: "\(option.spelling) ",
            accepted: { state, line in line.text.isEmpty ? state.say(option) : state.change(option, .next, line.string) })
    }
}

/// What is done to an option of less, by the sign before its letter or name.
private enum OptionChange: String, Sendable, CaseIterable {
    /// To the other of two values, or to the one that is given.
    case next = ""
    /// To what it is without anybody's saying.
    case reset = "+"
    /// To what it is not then.
    case opposite = "!"

    init?(sign: Unicode.Scalar) { self.init(rawValue: String(sign)) }
}

// Options of less, as settings
extension AppState {
    /// The letter comes next, or a sign: a second dash asks for a name, after `^P` nothing is said.
    fileprivate mutating func awaitOption(_ change: OptionChange, isSaid: Bool = true) -> [Effect] {
        self.await("-\(change.rawValue) which option of less?") { state, key in
            if key == .control("P") { return state.awaitOption(change, isSaid: false) }
            if case .character(let sign) = key, let change = OptionChange(sign: sign) { return state.awaitOption(change, isSaid: isSaid) }
            if key == .character("-") { return state.open(.optionName, beginningWith: change.rawValue) }
            let effects = state.withOption(key) { $0.change($1, change, nil) }
            if !isSaid, state.message?.role != .failure { state.message = nil }
            return effects
        }
    }

    fileprivate mutating func withOption(_ key: Key, _ work: (inout AppState, LessOption) -> [Effect]) -> [Effect] {
        guard case .character(let letter) = key, let option = LessOption.with(letter: letter) else {
            message = Message("less has no option -\(key.name)", .failure)
            return []
        }
        return work(&self, option)
    }

    fileprivate mutating func withOption(named name: String, _ work: (inout AppState, LessOption) -> [Effect]) -> [Effect] {
        guard let option = LessOption.named(name) else {
            message = name.isEmpty ? nil : Message("less has no option --\(name)", .failure)
            return []
        }
        return work(&self, option)
    }

    /// Without a value: an option that is on or off is the other one then, one that takes a value asks for it.
    fileprivate mutating func change(_ option: LessOption, _ change: OptionChange, _ value: String?) -> [Effect] {
        switch change {
        case .next: return self.change(option, value)
        case .reset: return reset(option)
        case .opposite: return oppose(option)
        }
    }

    private mutating func change(_ option: LessOption, _ value: String?) -> [Effect] {
        switch option.meaning {
        case .switches(let name, let on, let off): return set(name, current(name) == on ? off : on)
        case .gives(let name, let given): return set(name, given)
        case .sets(let name): return value.map { set(name, $0) } ?? open(.value(of: option))
        case .asks(let name):
            guard let command = tables.commands.first(where: { $0.name == name }) else { return [] }
            return perform(command, Command.Arguments(text: value ?? ""))
        case .nothing(let reason):
            message = Message("\(option.spelling): \(reason)")
            return []
        }
    }

    private mutating func reset(_ option: LessOption) -> [Effect] {
        switch option.meaning {
        case .switches(let name, _, _), .gives(let name, _), .sets(let name): return set(name, standardValue(of: name))
        case .asks, .nothing: return say(option)
        }
    }

    private mutating func oppose(_ option: LessOption) -> [Effect] {
        switch option.meaning {
        case .switches(let name, let on, let off): return set(name, standardValue(of: name) == on ? off : on)
        case .gives, .sets: message = Message("\(option.spelling) has no opposite", .failure)
        case .asks, .nothing: return say(option)
        }
        return []
    }

    private func standardValue(of name: String) -> String { ViewerSetting.named(name)?.setting.value(ViewerSettings()) ?? "" }

    fileprivate mutating func say(_ option: LessOption) -> [Effect] {
        switch option.meaning {
        case .switches(let name, _, _), .gives(let name, _), .sets(let name):
            message = Message("\(option.spelling): \(name) = \(current(name))")
        case .asks(let name): message = Message("\(option.spelling): \(name)")
        case .nothing(let reason): message = Message("\(option.spelling): \(reason)")
        }
        return []
    }

    /// What a setting is where one looks, whatever it is elsewhere.
    private mutating func current(_ name: String) -> String {
        settings.wraps = focus.viewport.wrapsAtLeftEdge
        settings.numbersLines = focus.viewport.numbersLines
        return ViewerSetting.named(name)?.setting.value(settings) ?? ""
    }

    private mutating func set(_ name: String, _ value: String) -> [Effect] {
        let column = focus.viewport.leftColumn
        let effects = set("\(name) \(value)")
        // As in less, what is scrolled sideways stays so, and lines wrap once the left edge is back.
        if name == "wrap", column > 0 { focus.viewport.shift(to: column) }
        if message == nil { message = Message("\(name) = \(current(name))") }
        return effects
    }
}
