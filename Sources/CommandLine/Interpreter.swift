internal import Plan

/// Goes through the options in order and gathers what they mean, reading config files as they are named.
struct Interpreter {
    let table: OptionTable
    let environment: [String: String]
    let files: any FileReader
    private let can: @Sendable (LibraryNeed) -> Bool
    /// Finished by `--next`, in order.
    private var earlier: [PlanGroup] = []
    /// Where options and URLs go.
    private var draft: PlanDraft
    /// What is odd and does not stop anything; one line each.
    private(set) var warnings: [String] = []
    /// How what was pasted was read; one line each.
    private(set) var remarks: [String]
    private var depth = 0
    private var variables = Variables()

    init(
        table: OptionTable, environment: [String: String], files: any FileReader, remarks: [String] = [],
        can: @escaping @Sendable (LibraryNeed) -> Bool
    ) {
        self.can = can
        self.table = table
        self.environment = environment
        self.files = files
        draft = PlanDraft(files: files)
        self.remarks = remarks
    }

    /// What the arguments are to be answered with at once, if that is what they ask for. `areTyped`: they are curlew's own, and no
    /// command that was meant for curl. Throws `CommandLineError`.
    mutating func take(_ arguments: [String], areTyped: Bool = false) throws -> Action? {
        for raw in try OptionParser(table: table).parse(arguments, takesKeys: areTyped) {
            switch raw {
            case .keys(let keys): draft.run.viewer.initialKeys = InitialKeys(keys)
            case .word(let word): draft.words.append(URLWord(text: word))
            case .option(let option):
                if let action = try take(option) { return action }
            }
        }
        return nil
    }

    /// What the whole command line asks to fetch, at least one exchange. Throws `CommandLineError`.
    func groups() throws -> [PlanGroup] {
        // A trailing --next asks for nothing more.
        if !earlier.isEmpty && draft.words.isEmpty { return earlier }
        return earlier + [try draft.finished()]
    }

    /// What is said of the whole run.
    var run: Run { draft.run }

    private mutating func take(_ option: TypedOption) throws -> Action? {
        var option = option
        if option.isExpanded { option.value = try variables.expanded(option) }
        if let need = option.definition.need, option.isOn != option.definition.isOnByDefault, !can(need) {
            throw Refusal(option: option, reason: need.refusal)
        }
        switch option.definition.support {
        case .done(let apply):
            try apply(&draft, option)
            warnings += draft.takeWarnings()
        case .directing(let direct): try direct(&self, option)
        case .answered(let answer): return try answer(option)
        case .withoutEffect: break
        // Asks for what happens anyway, as `--no-NAME` mostly does.
        case .refused where option.isOn == option.definition.isOnByDefault: break
        case .refused(let reason): throw Refusal(option: option, reason: reason)
        }
        return nil
    }

    /// `--variable`. Throws `CommandLineError`.
    mutating func setVariable(_ option: TypedOption) throws {
        if let warning = try variables.set(option, environment: environment, files: files) { warnings.append(warning) }
    }

    /// `--next`: the options start anew; those about the whole run stay.
    mutating func startNextGroup() throws {
        guard !draft.words.isEmpty else {
            throw CommandLineError("missing URL before --next\n\(CommandLineError.hint)")
        }
        earlier.append(try draft.finished())
        draft = draft.fresh()
    }

    /// `-K`. Throws `CommandLineError`: exit status 26 if the file cannot be read.
    mutating func readConfig(at path: String, for option: TypedOption) throws {
        // As deep as curl goes; a file that names itself must end somewhere.
        guard depth < 10 else { throw option.error("config files name each other without end", exitStatus: 26) }
        try read(try draft.contents(of: path, for: option), named: path == "-" ? "<stdin>" : path)
    }

    /// `--paste`: each command is one group of its own, as if `--next` stood between them.
    mutating func takePastedCommands(_ option: TypedOption) throws {
        let paste = try Paste(String(decoding: try draft.contents(of: "-", for: option), as: UTF8.self), environment: environment)
        if !paste.missing.isEmpty { throw CommandLineError(unset: paste.missing) }
        // A -s among what was pasted was meant for curl, which would have lost nothing.
        if !draft.isSilent { remarks += paste.remarks }
        for command in paste.commands {
            if !draft.words.isEmpty { try startNextGroup() }
            _ = try take(command.arguments)
        }
    }

    /// The config files that are read without being asked for: curl's, then curlew's.
    mutating func readDefaultConfigs() throws {
        for places in [ConfigPlaces.curl(environment), ConfigPlaces.curlew(environment)] {
            for place in places {
                guard let bytes = try? files.contents(of: place) else { continue }
                try read(bytes, named: place)
                break
            }
        }
    }

    /// A line that makes no sense is warned of and left out, as curl does; one that cannot be carried
    /// out stops everything.
    private mutating func read(_ bytes: [UInt8], named name: String) throws {
        depth += 1
        defer { depth -= 1 }
        for line in ConfigLine.lines(of: bytes) {
            let place = "\(name):\(line.number)"
            // curl takes the line end into the value, which makes a URL of it that is none.
            if line.hasOpenQuote { throw CommandLineError("\(place): the quote after '\(line.option)' is not closed", exitStatus: 3) }
            if line.hasTrailingText, line.bareSetting == nil {
                warnings.append("\(place): '\(line.option)' uses unquoted whitespace in the line that may cause side-effects")
            }
            do {
                for option in try OptionParser(table: table).parse(line, at: place) { _ = try take(option) }
            } catch let error as CommandLineError where error.exitStatus == 2 {
                let first = error.message.split(separator: "\n").first.map(String.init) ?? ""
                warnings.append(first.contains(place) ? first : "\(place): \(first)")
            }
        }
    }
}

/// An option that is known and not done.
struct Refusal: Error {
    let option: TypedOption
    let reason: String
}
