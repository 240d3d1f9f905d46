package import Plan
internal import Screen

/// Which keys ask for which command: those of the table of commands, those of vi where they were asked for, and what `bind`
/// and `unbind` make of them.
package struct Keymap: Sendable {
    struct Binding: Sendable {
        let command: Command
        /// What follows its word.
        var argument = ""
        /// Where somebody has said so; `nil` if nobody has.
        var origin: String?
    }

    enum Meaning: Sendable {
        case command(Binding)
        /// Another key has to follow.
        case beginning
        case nothing
    }

    private var bindings: [KeySequence: Binding] = [:]
    /// What longer sequences begin with.
    private var beginnings: Set<KeySequence> = []
    private let byWord: [String: Command]
    private let byName: [String: Command]
    /// What `bind` and `unbind` say that cannot be, or that takes back what another says.
    package private(set) var complaints: [String] = []

    package init(_ commands: [Command], _ settings: ViewerSettings = ViewerSettings()) {
        byWord = Dictionary(commands.filter { !$0.colon.isEmpty }.map { ($0.colon, $0) }) { $1 }
        for command in commands {
            for keys in command.keys { bindings[keys] = Binding(command: command) }
        }
        byName = Dictionary(commands.map { ($0.name, $0) }) { $1 }
        if settings.keyStyle == .vi {
            for row in ViKey.all {
                if let command = byName[row.command] { bind(row.keys, Binding(command: command)) }
            }
        }
        for binding in settings.bindings {
            guard let name = binding.command else {
                unbind(binding)
                continue
            }
            if let command = byName[name] ?? byWord[name] {
                bind(binding.keys, Binding(command: command, argument: binding.argument, origin: binding.origin))
            } else {
                complaints.append("\(binding.origin): bind \(binding.keys.name): no command \(name)")
            }
        }
        for keys in bindings.keys { beginnings.formUnion(keys.beginnings) }
    }

    subscript(keys: KeySequence) -> Meaning {
        if let binding = bindings[keys] { return .command(binding) }
        return beginnings.contains(keys) ? .beginning : .nothing
    }

    /// What a word after `:` asks for.
    package subscript(word: String) -> Command? { byWord[word] }

    /// There is a word that is longer than those letters and begins with them, or is them.
    func hasWord(beginningWith letters: String) -> Bool { byWord.keys.contains { $0.hasPrefix(letters) } }

    /// The keys that ask for a command and nothing more, in the order of the table, then the others.
    func keys(of command: Command) -> [KeySequence] {
        let bound = bindings.filter { $0.value.command.name == command.name && $0.value.argument.isEmpty }.map(\.key)
        let first = command.keys.filter { bound.contains($0) }
        return first + bound.filter { !first.contains($0) }.sorted { $0.name < $1.name }
    }

    /// The first key of a command of that name; empty if it has none.
    func keyName(ofCommand name: String) -> String {
        guard let command = byName[name] else { return "" }
        let first = command.keys.first { bindings[$0]?.command.name == name && bindings[$0]?.argument.isEmpty == true }
        return (first ?? keys(of: command).first)?.name ?? ""
    }

    /// Keys that have an argument with them, in their order.
    var withArguments: [(keys: KeySequence, command: Command, argument: String)] {
        bindings.filter { !$0.value.argument.isEmpty }.map { ($0.key, $0.value.command, $0.value.argument) }
            .sorted { $0.keys.name < $1.keys.name }
    }

    // MARK: Making it

    /// One that begins another, or that another begins with, could never be typed: the later one stays. What somebody has said
    /// does not go without a word.
    private mutating func bind(_ keys: KeySequence, _ new: Binding) {
        for (other, old) in bindings.sorted(by: { $0.key.name < $1.key.name }) {
            let hides = other.beginnings.contains(keys) || keys.beginnings.contains(other)
            guard other == keys || hides else { continue }
            bindings[other] = nil
            guard let origin = new.origin, old.command.name != new.command.name else { continue }
            if hides || old.origin != nil {
                let place = old.origin.map { " (\($0))" } ?? ""
                complaints.append("\(origin): \(keys.name) \(new.command.name) takes \(other.name) from \(old.command.name)\(place)")
            }
        }
        bindings[keys] = new
    }

    private mutating func unbind(_ binding: KeyBinding) {
        if bindings.removeValue(forKey: binding.keys) == nil {
            complaints.append("\(binding.origin): unbind \(binding.keys.name): it has no meaning")
        }
    }
}

extension KeySequence {
    /// Shorter ones that it begins with.
    fileprivate var beginnings: [KeySequence] { (1..<max(1, keys.count)).map { KeySequence(Array(keys.prefix($0))) } }
}
