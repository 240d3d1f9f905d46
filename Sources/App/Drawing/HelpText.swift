internal import Screen

extension Keymap {
    /// The help screen: the command table with the keys that are bound to each.
    var helpText: StaticText {
        var text = StaticText()
        for group in Command.Group.allCases {
            let bound = bindings.filter { $0.command.group == group }
            if bound.isEmpty { continue }
            text.addTitle(group.rawValue)
            for (keys, command) in bound {
                var visible = VisibleText()
                visible.append(keys.map(\.name).joined(separator: " ").padded(to: 30) + " ", role: .headerName)
                visible.append(command.summary)
                text.add(visible.cells)
            }
        }
        text.add()
        text.add("A number typed first is the N of a command.", .dim)
        return text
    }
}
