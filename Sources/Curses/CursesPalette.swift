package import Screen

/// How each role looks: the one place that knows colours.
///
/// The sixteen colours are those of the person's own theme, on the terminal's own background. Whatever has a colour also
/// has an attribute or words that say the same.
package struct Appearance: Sendable, Hashable {
    package enum Color: Int16, Sendable {
        case black, red, green, yellow, blue, magenta, cyan, white
    }

    package struct Attributes: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let bold = Attributes(rawValue: 1)
        package static let dim = Attributes(rawValue: 2)
        package static let underline = Attributes(rawValue: 4)
        package static let reverse = Attributes(rawValue: 8)
    }

    package var attributes: Attributes
    /// Nil is the terminal's own. With `reverse` it is what lies behind the text.
    package var color: Color?

    package init(_ attributes: Attributes = [], _ color: Color? = nil) {
        self.attributes = attributes
        self.color = color
    }
}

package enum CursesPalette {
    package static func appearance(of role: Role) -> Appearance {
        switch role {
        case .text, .headerValue, .prompt: Appearance()
        case .token: Appearance(.bold, .cyan)
        case .match: Appearance(.reverse)
        case .currentMatch: Appearance([.reverse, .bold, .underline], .yellow)
        case .dim: Appearance(.dim)
        case .title: Appearance([.bold, .underline])
        case .headerName: Appearance(.bold)
        case .bar: Appearance(.reverse)
        case .barWarning: Appearance([.reverse, .bold], .red)
        case .status2xx: Appearance(.reverse, .green)
        case .status3xx: Appearance(.reverse, .cyan)
        case .status4xx: Appearance([.reverse, .bold], .yellow)
        case .status5xx: Appearance([.reverse, .bold], .red)
        case .failure: Appearance(.bold, .red)
        case .notice: Appearance(.bold)
        }
    }
}
