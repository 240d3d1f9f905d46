internal import Bodies
internal import Documents
internal import Screen

extension AppState {
    /// A key goes to the prompt that is open, else to the command that waits for it, else to the keymap.
    mutating func take(_ key: Key) -> [Effect] {
        message = nil
        if prompt != nil { return takeInPrompt(key) }
        // A paste is text and no keys: nothing in it may be taken for a command.
        if case .paste = key {
            prompt = PromptLine(.open)
            return takeInPrompt(key)
        }
        if let awaited {
            self.awaited = nil
            return complete(awaited, with: key)
        }
        if case .character(let scalar) = key, let digit = Int(String(scalar)), digit > 0 || count != nil {
            count = min((count ?? 0) * 10 + digit, 1_000_000_000_000)
            return []
        }
        if performInList(key) { return [] }
        let count = count
        self.count = nil
        // ESC and a key typed right behind it look like one key; where that one means nothing, they were two.
        if case .meta(let scalar) = key, keymap[key] == nil {
            return perform(.cancel, count: nil) + take(.character(scalar))
        }
        guard let command = keymap[key] else {
            message = Message(text: "\(key.name) has no meaning here; h for help")
            return []
        }
        return perform(command, count: count)
    }

    private mutating func complete(_ awaited: Awaited, with key: Key) -> [Effect] {
        switch (awaited, key) {
        case (.markToSet, .character(let letter)) where letter.properties.isAlphabetic:
            body.marks[letter] = body.page.reachesEnd && body.viewport.anchor == .tail ? .tail : body.page.top
            message = Message(text: "marked \(letter)")
        case (.markToGoTo, .character(let letter)):
            goToMark(letter)
        case (.option, .character("S")):
            return perform(.toggleWrap, count: nil)
        case (.quitLetter, .character("Z")):
            return [.quit]
        case (_, .escape), (_, .control("C")):
            break
        case (.markToSet, _):
            message = Message(text: "a mark is a letter")
        case (.option, _):
            message = Message(text: "-\(key.name) cannot be changed here; -S can")
        default:
            message = Message(text: "h for help")
        }
        return []
    }

    private mutating func takeInPrompt(_ key: Key) -> [Effect] {
        guard var line = prompt else { return [] }
        if line.purpose == .command, line.text.isEmpty, case .character(let letter) = key,
            let command = keymap.colonBindings.first(where: { $0.letter == letter })?.command
        {
            prompt = nil
            return perform(command, count: nil)
        }
        let edit = line.take(key, history: history[line.purpose])
        prompt = line
        switch (edit, line.purpose) {
        case (.ignored, _):
            return []
        case (.changed, .searchForward), (.changed, .searchBackward):
            hasNewPattern = true
            return []
        case (.changed, _):
            return []
        case (.cancelled, .searchForward), (.cancelled, .searchBackward):
            prompt = nil
            return leaveSearchPrompt()
        case (.cancelled, _):
            prompt = nil
            return []
        case (.accepted, _):
            prompt = nil
            history.add(line.string, to: line.purpose)
            return accept(line)
        }
    }

    private mutating func accept(_ line: PromptLine) -> [Effect] {
        switch line.purpose {
        case .searchForward, .searchBackward:
            return acceptSearch(line)
        case .save:
            return line.text.isEmpty ? [] : save(to: line.string, replacing: false)
        case .replace(let path):
            return save(to: path, replacing: true)
        case .command:
            return run(line.string)
        case .open:
            return line.text.isEmpty ? [] : [.open(line.string)]
        }
    }

    private func save(to path: String, replacing: Bool) -> [Effect] {
        body.fetch.map { [.save($0, path: path, replacing: replacing)] } ?? []
    }

    /// The `:` commands: what less and vi have under the same names.
    private mutating func run(_ text: String) -> [Effect] {
        switch text.filter({ !$0.isWhitespace }) {
        case "": return []
        case "$": return perform(.bottom, count: nil)
        case let word:
            if let command = keymap.colonWords[word] { return perform(command, count: nil) }
            if let number = Int(word), number >= 0 { return perform(.top, count: max(1, number)) }
            message = Message(text: "no command :\(text); h lists them", role: .failure)
            return []
        }
    }
}
