internal import Documents
internal import Plan
internal import Screen

extension PanelKind {
    /// Opened by `:set` alone.
    static let settings = PanelKind("settings", .overlay, hint: { _ in "q closes" }, text: \.settingsText)
}

extension AppState {
    /// The settings with their values, and where each comes from.
    fileprivate var settingsText: TextLines {
        let origins = settings.origins
        var text = TextLines(asciiOnly: asciiOnly)
        text.addTitle("Settings")
        let values = ViewerSetting.all.map { ($0, $0.value(settings)) }
        let width = values.reduce(0) { max($0, $1.0.name.count + $1.1.count) } + 5
        for (setting, value) in values {
            var visible = VisibleText(asciiOnly: asciiOnly)
            visible.append(setting.name, role: .headerName)
            visible.append(" = ", role: .dim)
            visible.append(value.padded(to: min(width, 40) - setting.name.count - 3))
            if let origin = origins[setting.name] { visible.append(" " + origin, role: .dim) }
            text.add(visible.cells)
        }
        text.add()
        text.add(":set NAME VALUE changes one; h lists what each takes.", .dim)
        return text
    }
}
