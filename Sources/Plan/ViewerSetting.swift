/// One setting: an option of the command line and of config files (`--NAME VALUE`, `NAME = VALUE`), and `:set NAME VALUE`
/// inside. To add one is to add a row.
package struct ViewerSetting: Sendable {
    package let name: String
    /// Another name that it is known by.
    package var otherName: String?
    /// It has parts with names, of which each has a value: `role.key = bold cyan` is the value `key bold cyan` of the setting `role`.
    package var hasParts = false
    /// It is on or off, and on if it stands alone.
    package var isOnOff: Bool { values == "on|off" }
    /// Each use adds to those before.
    package var isList = false
    /// What values it takes, for the help: `on|off`.
    package let values: String
    /// One line, in the imperative.
    package let summary: String
    /// Takes a value; `false` when it is none of those.
    package let set: @Sendable (inout ViewerSettings, String) -> Bool
    package let value: @Sendable (ViewerSettings) -> String

    /// The setting that a name means, and what goes before its value: of `role.key` the setting `role`, and `key `.
    package static func named(_ name: String) -> (setting: ViewerSetting, prefix: String)? {
        if let setting = all.first(where: { $0.name == name || $0.otherName == name }) { return (setting, "") }
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let setting = all.first(where: { $0.name == parts[0] && $0.hasParts }) else { return nil }
        return (setting, parts[1] + " ")
    }

    /// One of a few words.
    static func isOneOf<Value: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, _ summary: String, _ path: any WritableKeyPath<ViewerSettings, Value> & Sendable
    ) -> ViewerSetting {
        ViewerSetting(
            name: name, values: Value.allCases.map(\.rawValue).joined(separator: "|"), summary: summary,
            set: { settings, value in
                guard let value = Value(rawValue: value) else { return false }
                settings[keyPath: path] = value
                return true
            }, value: { $0[keyPath: path].rawValue })
    }

    /// One that is on or off.
    static func isOn(
        _ name: String, or otherName: String? = nil, _ summary: String, _ path: any WritableKeyPath<ViewerSettings, Bool> & Sendable
    ) -> ViewerSetting {
        ViewerSetting(
            name: name, otherName: otherName, values: "on|off", summary: summary,
            set: { settings, value in
                guard let isOn = ["on": true, "off": false][value] else { return false }
                settings[keyPath: path] = isOn
                return true
            }, value: { $0[keyPath: path] ? "on" : "off" })
    }
}
