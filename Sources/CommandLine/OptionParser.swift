internal import Plan

/// Splits words into options and URLs by curl's grammar (curl(1), OPTIONS): bundled shorts,
/// `-ofile`, `--name=value`, `--no-name`, unambiguous beginnings of long names, `--`.
struct OptionParser {
    let table: OptionTable

    /// `takesKeys`: `+keys` is no URL, but keys for the viewer. Throws `CommandLineError`.
    func parse(_ arguments: [String], takesKeys: Bool = false) throws -> [RawOption] {
        var parsed: [RawOption] = []
        var words = arguments[...]
        var optionsMayFollow = true
        while let word = words.popFirst() {
            if case .option(let last)? = parsed.last, case .answered = last.definition.support { break }
            if takesKeys, optionsMayFollow, word.utf8.starts(with: "+".utf8), word != "+" {
                parsed.append(.keys(String(word.dropFirst())))
                continue
            }
            // Alone a dash is no option, but standard input in place of a URL.
            if !optionsMayFollow || !word.utf8.starts(with: "-".utf8) || word == "-" {
                parsed.append(.word(word))
            } else if word == "--" {
                optionsMayFollow = false
            } else if word.utf8.starts(with: "--".utf8) {
                parsed.append(.option(try long(word, &words)))
            } else {
                parsed += try shorts(word, &words).map(RawOption.option)
            }
        }
        return parsed
    }

    /// The options of one line of a config file; `place` is its `FILE:LINE`. Throws `CommandLineError`.
    func parse(_ line: ConfigLine, at place: String) throws -> [TypedOption] {
        var words = ArraySlice([line.bareSetting ?? line.value].compactMap { $0 })
        let isShort = line.option.utf8.starts(with: "-".utf8) && !line.option.utf8.starts(with: "--".utf8)
        let isLong = line.option.utf8.starts(with: "--".utf8)
        let parsed =
            isShort ? try shorts(line.option, &words) : [try long(isLong ? line.option : "--" + line.option, &words, isAlone: true)]
        if let unread = words.first, !unread.isEmpty {
            throw CommandLineError(option: line.option, "had unsupported trailing garbage")
        }
        return parsed.map { option in
            var option = option
            option.origin = place
            return option
        }
    }

    /// `isAlone`: all of `words` is said of this option.
    private func long(_ word: String, _ words: inout ArraySlice<String>, isAlone: Bool = false) throws -> TypedOption {
        let text = word.utf8.dropFirst(2)
        let end = text.firstIndex(of: UInt8(ascii: "=")) ?? text.endIndex
        let given = end < text.endIndex ? String(word[text.index(after: end)...]) : nil
        let spelling = String(word[..<end])
        var name = String(word[text.startIndex..<end])
        let isExpanded = name.hasPrefix("expand-")
        if isExpanded { name.removeFirst("expand-".count) }
        let part = ViewerSetting.named(name)?.prefix ?? ""
        if !part.isEmpty { name = String(name.prefix { $0 != "." }) }
        let (definition, isOn) = try table.definition(named: name, spelling: spelling)
        if isExpanded, definition.argument == .none || definition.argument == .flag {
            throw CommandLineError(option: spelling, "expansion failure")
        }
        var value = given
        switch definition.argument {
        case .none, .flag:
            if given != nil { throw CommandLineError(option: spelling, "takes no value, and one follows the '='") }
        case .value:
            value = value ?? words.popFirst()
            if value == nil { throw CommandLineError(option: spelling, "requires parameter") }
        case .optional:
            value = value ?? words.popFirst()
        case .onOff:
            value = value ?? (isAlone || ["on", "off"].contains(words.first) ? words.popFirst() : nil) ?? "on"
        }
        return TypedOption(
            definition: definition, spelling: spelling, value: part + (value ?? ""), isOn: isOn,
            argumentIndex: value.map { _ in words.startIndex - 1 }, isExpanded: isExpanded)
    }

    private func shorts(_ word: String, _ words: inout ArraySlice<String>) throws -> [TypedOption] {
        var parsed: [TypedOption] = []
        var letters = String.UnicodeScalarView(word.unicodeScalars.dropFirst())
        if letters.isEmpty { throw CommandLineError(option: word, "is unknown") }
        while !letters.isEmpty {
            let letter = letters.removeFirst()
            guard let definition = table.definition(short: letter) else {
                throw CommandLineError(option: word, "is unknown")
            }
            var value: String?
            switch definition.argument {
            case .none, .flag, .onOff:
                break
            case .value:
                value = letters.isEmpty ? words.popFirst() : String(letters)
                if value == nil { throw CommandLineError(option: word, "requires parameter") }
                letters.removeAll()
            case .optional:
                value = words.popFirst()
                letters.removeAll()
            }
            parsed.append(
                TypedOption(
                    definition: definition, spelling: word, value: value ?? "", isOn: !definition.isOnByDefault,
                    argumentIndex: value.map { _ in words.startIndex - 1 }))
        }
        return parsed
    }
}
