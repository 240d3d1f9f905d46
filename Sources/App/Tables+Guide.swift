internal import Documents
package import Plan

extension Tables {
    /// What there is to choose from, in words; without the demos.
    package var guide: ViewerGuide {
        var guide = ViewerGuide()
        guide.keys = Command.Group.allCases.map { group in
            (group.rawValue, commands.filter { $0.group == group }.map { ViewerGuide.Row($0.keyNames, $0.summary) })
        }
        guide.views = views.map { ViewerGuide.Row($0.name, $0.summary) } + [ViewerGuide.Row(Packing.viewName, Packing.viewSummary)]
        return guide
    }
}

extension Command {
    /// `j Down Enter`, `:view NAME`.
    var keyNames: String {
        let word = colon.isEmpty ? nil : ":" + colon + (argument.isEmpty ? "" : " " + argument)
        return (keys.map(\.name) + [word].compactMap(\.self)).joined(separator: " ")
    }
}
