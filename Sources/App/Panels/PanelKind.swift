package import Documents
package import Screen

/// What can fill the screen: one row. The body is a panel too, the one without a text of its own.
package struct PanelKind: Sendable, Hashable {
    package enum Place: Sendable, Equatable {
        /// Tab goes round these, in the order of their numbers.
        case cycle(Int)
        /// Over the others, and closed again by `q` or ESC.
        case overlay

        var position: Int? { if case .cycle(let position) = self { position } else { nil } }
    }

    /// For the bar.
    package let name: String
    package let place: Place
    /// What the right end of the bar says; `nil` for nothing.
    let hint: @Sendable (AppState) -> String?
    /// Its text, made anew for each frame that it is on; `nil`: the body.
    let text: (@Sendable (AppState) -> TextLines)?
    /// What its text is made from: as long as that is the same, the text is not made again. `nil` for a text that is short, or
    /// made from what is the quickest to compare itself.
    let origin: (@Sendable (AppState) -> TextOrigin)?
    /// The line that is pointed at when it opens, in one whose lines are chosen from.
    let cursor: (@Sendable (AppState) -> LineNumber)?
    /// Enter on a line.
    let select: (@Sendable (inout AppState, LineNumber) -> [Effect])?
    /// `:view` and its name open it too: it shows the body, if not as lines.
    let isView: Bool
    /// What keys mean in it and nowhere else.
    let commands: [Command]
    /// The command that opens it, and closes it again; `nil` for none.
    package let command: Command?

    /// `keys` and the word `colon` open it, and `summary` says so in the help. `take` is given what follows the word, if anything does.
    package init(
        _ name: String, _ place: Place, _ group: Command.Group = .looking, keys: [Key] = [], colon: String = "", argument: String = "",
        summary: String = "",
        take: (@Sendable (inout AppState, String) -> [Effect])? = nil,
        hint: @escaping @Sendable (AppState) -> String? = { _ in nil },
        cursor: (@Sendable (AppState) -> LineNumber)? = nil,
        select: (@Sendable (inout AppState, LineNumber) -> [Effect])? = nil,
        isView: Bool = false,
        commands: [Command] = [], origin: (@Sendable (AppState) -> TextOrigin)? = nil,
        text: (@Sendable (AppState) -> TextLines)?
    ) {
        self.name = name
        self.place = place
        self.hint = hint
        self.cursor = cursor
        self.select = select
        self.text = text
        self.origin = origin
        self.commands = commands
        self.isView = isView
        command =
            keys.isEmpty && colon.isEmpty
            ? nil
            : Command(name, group, keys, colon: colon, argument: argument, summary) { state, arguments in
                if let take, !arguments.text.isEmpty { return take(&state, arguments.text) }
                return state.toggle(panelNamed: name)
            }
    }

    package static let all: [PanelKind] = [
        .body, .headers, .timing, .details, .help, .exchanges, .filters, .pieces, .curlCommand, .settings,
    ]

    package static func == (left: PanelKind, right: PanelKind) -> Bool { left.name == right.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }

    var isOverlay: Bool { place == .overlay }

    package static let body = PanelKind("body", .cycle(0), hint: { $0.bodyHint }, text: nil)
}

/// Where a pane is kept.
enum PanePlace: Sendable, Hashable {
    /// The body of an exchange, by its place in the list, zero-based.
    case body(Int)
    case panel(PanelKind)

    var exchange: Int? {
        if case .body(let index) = self { index } else { nil }
    }
}

// Going from panel to panel
extension AppState {
    mutating func turnPanel(by step: Int) {
        let cycle = tables.cycle
        let index = cycle.firstIndex(of: panel.isOverlay ? panelBelow : panel) ?? 0
        panel = cycle[((index + step) % cycle.count + cycle.count) % cycle.count]
    }

    fileprivate mutating func toggle(panelNamed name: String) -> [Effect] {
        guard let kind = tables.panels.first(where: { $0.name == name }) else { return [] }
        if panel == kind {
            closeOverlay()
            return []
        }
        return show(kind)
    }

    /// An overlay opens at its top, and if one can choose in it, at what is shown now.
    mutating func show(_ kind: PanelKind) -> [Effect] {
        var effects: [Effect] = []
        if kind.isOverlay {
            if !panel.isOverlay { panelBelow = panel }
            effects = drop([kind])
        }
        panel = kind
        guard let text = kind.text else { return effects }
        focus.lines = .text(text(self))
        focus.cursor = kind.cursor?(self)
        focus.isGrowing = kind.isView
        if kind.isView { focus.viewport.anchor = .tail }
        // One row a line, as a list is read.
        if kind.cursor != nil, kind.isOverlay { focus.viewport.setWrap(false) }
        focus.settleCursor(paneSize)
        return effects
    }

    /// Forgets the panes of panels, and ends the work on them.
    mutating func drop(_ kinds: [PanelKind]) -> [Effect] {
        kinds.flatMap { kind -> [Effect] in
            guard let pane = panelPanes.removeValue(forKey: kind), let search = pane.search else { return [] }
            return search.jobs.map { .stop($0, pane.lines.subject) }
        }
    }

    mutating func closeOverlay() {
        if panel.isOverlay { panel = panelBelow }
    }
}

extension String {
    /// With blanks after it up to `count` characters.
    func padded(to count: Int) -> String {
        self + String(repeating: " ", count: max(0, count - self.count))
    }

    /// With blanks before it up to `count` characters.
    func leftPadded(to count: Int) -> String {
        String(repeating: " ", count: max(0, count - self.count)) + self
    }
}
