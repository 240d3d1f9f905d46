internal import Documents
package import Plan
internal import Screen

extension Tables {
    /// What there is to choose from, in words; without the demos. Of the keys those that are in force with `settings`.
    package func guide(_ settings: ViewerSettings = ViewerSettings()) -> ViewerGuide {
        guide(Keymap(commands, settings))
    }

    func guide(_ keymap: Keymap) -> ViewerGuide {
        var guide = ViewerGuide()
        guide.keys = Command.Group.allCases.map { group in
            let rows = commands.filter { $0.group == group }.map { command in
                ViewerGuide.Row(command.keyNames(in: keymap), command.summary, command: command.name)
            }
            let bound = keymap.withArguments.filter { $0.command.group == group }.map { keys, command, argument in
                ViewerGuide.Row(keys.name, "\(command.name) \(argument)", command: command.name)
            }
            return (group.rawValue, rows + bound)
        }
        guide.viKeys = ViKey.all.map { row in
            ViewerGuide.Row(row.keys.name, commands.first { $0.name == row.command }?.summary ?? "", command: row.command)
        }
        guide.differences = LessDifference.all.map { ViewerGuide.Row($0.keys, $0.text) }
        guide.views = views.map { ViewerGuide.Row($0.name, $0.summary) } + [ViewerGuide.Row(Packing.viewName, Packing.viewSummary)]
        return guide
    }
}

extension Command {
    /// `j Down Enter`, `:view NAME`; empty for one that no key and no word asks for.
    fileprivate func keyNames(in keymap: Keymap) -> String {
        let word = colon.isEmpty ? nil : ":" + colon + (argument.isEmpty ? "" : " " + argument)
        return (keymap.keys(of: self).map(\.name) + [word].compactMap(\.self)).joined(separator: " ")
    }
}
