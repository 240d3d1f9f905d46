package import Documents

/// All there is to choose from. To add a view, a panel, a command or a prompt is to add a row to its table; the keymap,
/// the help, the bar and the words after `:` follow.
package struct Tables: Sendable {
    package var views: [ViewKind]
    package let panels: [PanelKind]
    package let prompts: [Prompt]
    /// With those that open the panels and the prompts.
    package let commands: [Command]

    package init(
        views: [ViewKind] = ViewKind.all, panels: [PanelKind] = PanelKind.all, prompts: [Prompt] = Prompt.all,
        commands: [Command] = Command.all
    ) {
        self.views = views
        self.panels = panels
        self.prompts = prompts
        self.commands = commands + panels.compactMap(\.command) + prompts.compactMap(\.command)
    }

    package static let standard = Tables()

    /// The panels that Tab goes round, in their order.
    var cycle: [PanelKind] {
        panels.compactMap { panel in panel.place.position.map { ($0, panel) } }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// What `:view` and `--view` take, apart from what is for the viewer to choose.
    package var viewNames: [String] { views.map(\.name) + panels.filter(\.isView).map(\.name) + [Packing.viewName] }

    /// A panel that is a view of the body as well.
    func panel(ofView name: String) -> PanelKind? { panels.first { $0.isView && $0.name == name } }

    func view(named name: String) -> ViewKind? { views.first { $0.name == name } }
}
