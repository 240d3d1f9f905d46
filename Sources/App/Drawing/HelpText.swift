internal import Documents
internal import Screen

extension Keymap {
    /// The help screen: the command table with the keys that are bound to each.
    var helpText: TextLines {
        var text = TextLines()
        for group in Command.Group.allCases {
            text.addTitle(group.rawValue)
            for command in Command.allCases where command.group == group {
                var visible = VisibleText()
                visible.append(keyNames(of: command).joined(separator: " ").padded(to: 30) + " ", role: .headerName)
                visible.append(command.summary)
                text.add(visible.cells)
            }
        }
        text.add()
        text.add("A number typed first is the N of a command.", .dim)
        return text
    }

    private func keyNames(of command: Command) -> [String] {
        bindings.filter { $0.command == command }.flatMap { $0.keys.map(\.name) }
            + colonBindings.filter { $0.command == command }.map { ":\($0.letter)" }
            + colonWords.filter { $0.value == command && $0.value != .quit }.map { ":\($0.key)" }
    }
}
