/// The look that a text asks for itself, by the escape sequences of terminals. It shows in cells of the role `.text` alone: what
/// marks a cell otherwise, as a match, comes first.
package struct OwnLook: Sendable, Hashable {
    /// Attributes, a bit for whether there is a colour, and its number: a cell has no room for more.
    private var packed: UInt16 = 0

    package static let none = OwnLook()

    /// It asks for none.
    package var isNone: Bool { packed == 0 }

    package init() {}

    package init(_ attributes: Appearance.Attributes, _ color: Appearance.Color? = nil) {
        self.attributes = attributes
        self.color = color
    }

    private static let colored: UInt16 = 0x80

    package var attributes: Appearance.Attributes {
        get { Appearance.Attributes(rawValue: UInt8(truncatingIfNeeded: packed & 0x7F)) }
        set { packed = packed & 0xFF80 | UInt16(newValue.rawValue & 0x7F) }
    }

    package var color: Appearance.Color? {
        get { packed & OwnLook.colored == 0 ? nil : Appearance.Color(number: UInt8(truncatingIfNeeded: packed >> 8)) }
        set { packed = packed & 0x7F | (newValue.map { UInt16($0.number) << 8 | OwnLook.colored } ?? 0) }
    }

    /// As it shows in a text that has another look of its own.
    package func over(_ text: Appearance) -> Appearance {
        Appearance(attributes.union(text.attributes), color ?? text.color)
    }
}
