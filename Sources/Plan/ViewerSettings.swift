/// How the viewer shows things: what the command line or a config file says at first, and what `:set` changes.
package struct ViewerSettings: Sendable, Equatable {
    /// The view that bodies open in.
    package var view = "text"
    /// The one that fits the body best.
    package static let automaticView = "auto"
    /// What a packed body decodes to.
    package static let decodedView = "gunzip"
    /// `--view` was given: if standard output is no terminal, that view's text is written.
    package var isViewChosen = false
    /// The charset that bodies are read as.
    package var charset = automaticCharset
    /// The one that the body and its head say.
    package static let automaticCharset = "auto"
    /// `charset`, if it was chosen.
    package var chosenCharset: String? { charset == Self.automaticCharset ? nil : charset }
    /// Long lines go on in the next row.
    package var wraps = true
    /// `R` asks before it sends a POST or the like again.
    package var confirmsResend = true
    /// Line numbers stand before the text.
    package var numbersLines = false

    /// The line that commands act on is pointed at.
    package var pointsAtLine = false

    package init() {}
}

/// One setting: an option of the command line and of config files (`--NAME VALUE`, `NAME = VALUE`), and `:set NAME VALUE`
/// inside. To add one is to add a row.
package struct ViewerSetting: Sendable {
    package let name: String
    /// What values it takes, for the help: `on|off`.
    package let values: String
    /// One line, in the imperative.
    package let summary: String
    /// Takes a value; `false` when it is none of those.
    package let set: @Sendable (inout ViewerSettings, String) -> Bool
    package let value: @Sendable (ViewerSettings) -> String

    package static let all: [ViewerSetting] = [
        ViewerSetting(
            name: "view", values: "NAME|auto", summary: "Show bodies as this view, or as the one that fits",
            set: { settings, value in
                settings.view = value
                settings.isViewChosen = true
                return true
            }, value: \.view),
        ViewerSetting(
            name: "charset", values: "NAME|auto", summary: "Read bodies as this charset, or as the one they and their heads name",
            set: { settings, value in
                settings.charset = value
                return true
            }, value: \.charset),
        .isOn("wrap", "Wrap long lines, or scroll sideways", \.wraps),
        .isOn("confirm-resend", "Ask before a POST or the like is sent again", \.confirmsResend),
        .isOn("line-numbers", "Number the lines", \.numbersLines),
        .isOn("cursor", "Point at a line, as ^X does", \.pointsAtLine),
    ]

    /// One that is on or off.
    private static func isOn(
        _ name: String, _ summary: String, _ path: any WritableKeyPath<ViewerSettings, Bool> & Sendable
    ) -> ViewerSetting {
        ViewerSetting(
            name: name, values: "on|off", summary: summary,
            set: { settings, value in
                guard let isOn = ["on": true, "off": false][value] else { return false }
                settings[keyPath: path] = isOn
                return true
            }, value: { $0[keyPath: path] ? "on" : "off" })
    }
}
