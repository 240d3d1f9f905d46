/// How a piece of text looks: attributes and one of eight colours.
package struct Appearance: Sendable, Hashable {
    package enum Color: Int16, Sendable, CaseIterable {
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
    /// Of the text; with `reverse`, of its background. Nil is the terminal's own.
    package var color: Color?

    package init(_ attributes: Attributes = [], _ color: Color? = nil) {
        self.attributes = attributes
        self.color = color
    }
}

/// How each role looks: the one place that knows colours. A terminal carries it out as far as it can.
///
/// The colours are those of the person's own terminal, on its own background. Whatever has a colour also has an
/// attribute or words that say the same, so that nothing is lost without colours.
package struct Theme: Sendable, Equatable {
    private var appearances: [Role: Appearance]

    /// A role without a row looks like plain text.
    package init(_ appearances: [Role: Appearance]) {
        self.appearances = appearances
    }

    package subscript(role: Role) -> Appearance {
        get { appearances[role] ?? Appearance() }
        set { appearances[role] = newValue }
    }
}

extension Theme {
    package static let standard = Theme([
        .text: Appearance(),
        .token: Appearance(.bold, .cyan),
        .match: Appearance(.reverse),
        .currentMatch: Appearance([.reverse, .bold, .underline], .yellow),
        .dim: Appearance(.dim),
        .gutter: Appearance(.dim),
        .selection: Appearance([.reverse, .bold]),
        // panels
        .title: Appearance([.bold, .underline]),
        .headerName: Appearance(.bold),
        .headerValue: Appearance(),
        // what a format is made of
        .key: Appearance(.bold, .blue),
        .string: Appearance([], .green),
        .number: Appearance([], .magenta),
        .literal: Appearance(.bold, .magenta),
        .punctuation: Appearance(),
        .error: Appearance([.bold, .underline], .red),
        .comment: Appearance(.dim),
        // the last row
        .bar: Appearance(.reverse),
        .barWarning: Appearance([.reverse, .bold], .red),
        .status2xx: Appearance(.reverse, .green),
        .status3xx: Appearance(.reverse, .cyan),
        .status4xx: Appearance([.reverse, .bold], .yellow),
        .status5xx: Appearance([.reverse, .bold], .red),
        .failure: Appearance(.bold, .red),
        .notice: Appearance(.bold),
        .prompt: Appearance(),
    ])
}
