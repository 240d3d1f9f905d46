internal import Screen

/// The colours and styles in force at a place of a text for a terminal (SGR, ECMA-48 section 8.3.117 and xterm's colours), as far as
/// a cell can have them.
struct GraphicRendition: Sendable, Equatable {
    private var attributes = Appearance.Attributes()
    private var foreground: Appearance.Color?
    private var background: Appearance.Color?

    /// A background is shown as the reverse of a foreground of that colour.
    var look: OwnLook {
        var attributes = attributes
        if background != nil { attributes.insert(.reverse) }
        return OwnLook(attributes, background ?? foreground)
    }

    /// After a sequence with these parameters; nil if one of them is none that is known here.
    func changed(by parameters: some Collection<UInt8>) -> GraphicRendition? {
        var numbers: [Int] = []
        for parameter in parameters.split(separator: 0x3B, omittingEmptySubsequences: false) {
            guard parameter.count <= 3, !parameter.contains(0x3A) else { return nil }
            numbers.append(parameter.reduce(0) { $0 * 10 + Int($1) - 0x30 })
        }
        var result = self
        var rest = numbers[...]
        while let number = rest.popFirst() {
            guard result.apply(number, &rest) else { return nil }
        }
        return result
    }

    private mutating func apply(_ number: Int, _ rest: inout ArraySlice<Int>) -> Bool {
        switch number {
        case 0: self = GraphicRendition()
        case 1: attributes.insert(.bold)
        case 2: attributes.insert(.dim)
        // Italics are underlined, as on a typewriter.
        case 3, 4, 21: attributes.insert(.underline)
        case 7: attributes.insert(.reverse)
        case 22: attributes.subtract([.bold, .dim])
        case 23, 24: attributes.remove(.underline)
        case 27: attributes.remove(.reverse)
        case 30...37: foreground = Appearance.Color(number: UInt8(number - 30))
        case 38:
            guard let color = GraphicRendition.color(&rest) else { return false }
            foreground = color
        case 39: foreground = nil
        case 40...47: background = Appearance.Color(number: UInt8(number - 40))
        case 48:
            guard let color = GraphicRendition.color(&rest) else { return false }
            background = color
        case 49: background = nil
        case 90...97: foreground = Appearance.Color(number: UInt8(number - 90 + 8))
        case 100...107: background = Appearance.Color(number: UInt8(number - 100 + 8))
        default: return false
        }
        return true
    }

    /// `5;N`, one of 256, or `2;R;G;B`.
    private static func color(_ rest: inout ArraySlice<Int>) -> Appearance.Color? {
        switch rest.popFirst() {
        case 5: return rest.popFirst().flatMap { UInt8(exactly: $0) }.map { Appearance.Color(number: $0) }
        case 2:
            guard rest.count >= 3, rest.prefix(3).allSatisfy({ $0 < 256 }) else { return nil }
            let rgb = rest.prefix(3).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            rest.removeFirst(3)
            return Appearance.Color(nearestTo: rgb)
        default: return nil
        }
    }
}
