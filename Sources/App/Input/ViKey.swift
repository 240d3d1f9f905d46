internal import Screen

/// Keys that `keys = vi` gives another meaning: one row of a table.
struct ViKey: Sendable {
    let keys: KeySequence
    /// By its name.
    let command: String

    private init(_ keys: String, _ command: String) {
        self.keys = KeySequence(keys.map { Key.character($0.unicodeScalars.first ?? " ") })
        self.command = command
    }

    /// `^E ^Y ^D ^U ^F ^B j k w / ? n N` are the same in both.
    static let all = [
        ViKey("h", "column-left"), ViKey("l", "column-right"), ViKey("0", "line-start"), ViKey("$", "line-end"), ViKey("gg", "top"),
        ViKey("za", "toggle-fold"), ViKey("zR", "unfold-all"), ViKey("zM", "fold-all"), ViKey("zt", "line-to-top"),
        ViKey("zz", "line-to-middle"), ViKey("zb", "line-to-bottom"),
    ]
}
