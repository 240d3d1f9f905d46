package import Screen

/// What a person can ask for: one row. The keymap, the help and the words after `:` all come from the table of these.
package struct Command: Sendable {
    package enum Group: String, Sendable, CaseIterable {
        case moving = "Moving"
        case finding = "Finding"
        case looking = "Looking"
        case transfer = "The transfer"
        case exchanges = "Exchanges"
        case program = "The program"
    }

    /// What was typed with it.
    package struct Arguments: Sendable {
        /// The number typed before it.
        package var count: Int?
        /// Of that, what follows its point: 0.5 of `12.5`.
        package var fraction = 0.0
        /// What follows its word after `:`.
        package var text = ""

        package init(count: Int? = nil, fraction: Double = 0, text: String = "") {
            self.count = count
            self.fraction = fraction
            self.text = text
        }
    }

    /// Its name after `bind`.
    package let name: String
    package let group: Group
    /// One line for the help screen. `N` stands for a number typed before the key.
    package let summary: String
    package let keys: [KeySequence]
    /// The word that stands for it after `:`; empty for none. One of `immediateWords` acts at once, the others wait for
    /// Enter.
    package let colon: String
    /// How what follows the word is called in the help: `NAME`.
    package let argument: String
    package let perform: @Sendable (inout AppState, Arguments) -> [Effect]
    /// Its key is held down and comes many times at once: it finds its way without the page that the ones before have brought.
    let isHeld: Bool
    /// Whether it is one of those that what is looked at calls for: the help begins with them.
    let suits: @Sendable (AppState) -> Bool

    package init(
        _ name: String, _ group: Group, _ keys: [Key], sequences: [[Key]] = [], colon: String = "", argument: String = "",
        _ summary: String, isHeld: Bool = false, suits: @escaping @Sendable (AppState) -> Bool = { _ in false },
        perform: @escaping @Sendable (inout AppState, Arguments) -> [Effect]
    ) {
        self.name = name
        self.group = group
        self.summary = summary
        self.keys = keys.map { KeySequence([$0]) } + sequences.map(KeySequence.init)
        self.colon = colon
        self.argument = argument
        self.isHeld = isHeld
        self.perform = perform
        self.suits = suits
    }

    /// Letters that mean something right after `:`, as in less. No other word may begin with one of them, but for one that opens a
    /// panel: it closes that again if the next key goes on with a longer word.
    package static let immediateWords = ["n", "p", "x", "q", "d", "f"]

    package var actsAtOnce: Bool { Command.immediateWords.contains(colon) }

    /// All but those that panels and prompts bring along.
    package static let all: [Command] =
        moving + arriving + finding + marking + filtering + highlighting + looking + options + structure + copying + transfer + shell
        + exchanges + program
}
