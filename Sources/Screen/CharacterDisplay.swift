/// How characters of a text become cells, as far as that is not up to the text.
package struct CharacterDisplay: Sendable, Hashable {
    /// Everything beyond ASCII is shown as tokens.
    package var asciiOnly: Bool
    package var tabs: TabStops

    package init(asciiOnly: Bool = false, tabs: TabStops = .standard) {
        self.asciiOnly = asciiOnly
        self.tabs = tabs
    }
}
