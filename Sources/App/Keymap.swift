package import Screen

/// Which key asks for which command: data, so that another keymap is another table.
package struct Keymap: Sendable {
    package typealias Binding = (keys: [Key], command: Command)

    package let bindings: [Binding]
    /// Letters that mean something right after `:`, as in less.
    package let colonBindings: [(letter: Unicode.Scalar, command: Command)]
    /// Words after `:` that are typed to their end.
    package let colonWords: [String: Command] = ["curl": .showCurl, "quit": .quit]
    private let commands: [Key: Command]

    package init(_ bindings: [Binding], colon: [(letter: Unicode.Scalar, command: Command)]) {
        self.bindings = bindings
        colonBindings = colon
        var commands: [Key: Command] = [:]
        for (keys, command) in bindings {
            for key in keys { commands[key] = command }
        }
        self.commands = commands
    }

    package subscript(key: Key) -> Command? { commands[key] }

    /// less and vi's keys; where the two differ, less's.
    package static let less = Keymap(
        [
            ([.character("j"), .down, .enter, .character("e"), .control("E"), .control("N"), .control("J")], .lineDown),
            ([.character("k"), .up, .character("y"), .control("Y"), .control("P"), .control("K")], .lineUp),
            ([.character(" "), .character("f"), .pageDown, .control("F"), .control("V")], .pageDown),
            ([.character("b"), .pageUp, .control("B")], .pageUp),
            ([.character("d"), .control("D")], .halfPageDown),
            ([.character("u"), .control("U")], .halfPageUp),
            ([.character("g"), .character("<"), .home], .top),
            ([.character("G"), .character(">"), .end], .bottom),
            ([.character("p"), .character("%")], .percent),
            ([.right, .meta(")")], .columnRight),
            ([.left, .meta("(")], .columnLeft),
            ([.character("F")], .follow),
            ([.character("/")], .searchForward),
            ([.character("?")], .searchBackward),
            ([.character("n")], .nextMatch),
            ([.character("N")], .previousMatch),
            ([.meta("u")], .clearSearch),
            ([.character("m")], .setMark),
            ([.character("'")], .goToMark),
            ([.tab], .nextPanel),
            ([.backTab], .previousPanel),
            ([.character("="), .control("G")], .details),
            ([.character("w")], .toggleWrap),
            ([.character("-")], .toggleOption),
            ([.character("h"), .character("H"), .function(1)], .help),
            ([.control("L"), .character("r"), .control("R")], .repaint),
            ([.character("R"), .function(5)], .refetch),
            ([.character("x")], .stop),
            ([.character("s")], .save),
            ([.character("o")], .open),
            ([.character("C")], .copyAsCurl),
            ([.character(":")], .commandPrompt),
            ([.control("C")], .interrupt),
            ([.escape], .cancel),
            ([.control("Z")], .suspend),
            ([.character("q"), .character("Q")], .quit),
            ([.character("Z")], .quitPrefix),
        ], colon: [("n", .nextExchange), ("p", .previousExchange), ("e", .exchanges), ("f", .details), ("q", .quit)])
}

extension Key {
    /// As people write it: `Space`, `PgDn`, `^F`, `ESC-u`.
    package var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let scalar): String(Character(scalar))
        case .control(let scalar): "^\(scalar)"
        case .meta(let scalar): "ESC-\(scalar)"
        case .escape: "ESC"
        case .enter: "Enter"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        case .paste: "a paste"
        }
    }
}
