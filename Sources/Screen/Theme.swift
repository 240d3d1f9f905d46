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
        // Not dim: on many a palette that cannot be read.
        .dim: Appearance([], .cyan),
        .gutter: Appearance([], .cyan),
        .mark1: Appearance([.bold, .underline], .green),
        .mark2: Appearance([.bold, .underline], .cyan),
        .mark3: Appearance([.bold, .underline], .magenta),
        .mark4: Appearance([.bold, .underline], .yellow),
        .mark5: Appearance([.bold, .underline], .blue),
        .mark6: Appearance([.bold, .underline], .red),
        .levelDebug: Appearance([], .cyan),
        .levelWarning: Appearance([], .yellow),
        .levelError: Appearance([], .red),
        .levelFatal: Appearance(.bold, .red),
        .standardError: Appearance([], .red),
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
        .comment: Appearance([], .cyan),
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

extension Theme {
    /// Attributes alone.
    package static let mono = Theme(standard.appearances.mapValues { Appearance($0.attributes) })

    /// In colours of xterm's 256 that are read well on a dark background, and on a light one.
    private static let dark = standard.with([
        .token: 80, .dim: 246, .gutter: 246, .key: 75, .string: 114, .number: 176, .literal: 176, .error: 203, .comment: 246, .failure: 203,
        .status2xx: 114,
        .status3xx: 80, .status4xx: 221, .status5xx: 203, .barWarning: 203, .currentMatch: 221,
    ])
    private static let light = standard.with([
        .token: 30, .dim: 242, .gutter: 242, .key: 25, .string: 28, .number: 90, .literal: 90, .error: 160, .comment: 242, .failure: 160,
        .status2xx: 28,
        .status3xx: 30, .status4xx: 130, .status5xx: 160, .barWarning: 160, .currentMatch: 130,
    ])

    /// The names that one chooses by, with their themes. The first two are made of the sixteen colours that the person's own
    /// palette defines, or of none.
    package static let all: [(name: String, theme: Theme)] = [("ansi", standard), ("mono", mono), ("dark", dark), ("light", light)]

    private func with(_ colors: [Role: UInt8]) -> Theme {
        var theme = self
        for (role, number) in colors {
            theme[role].color = Appearance.Color(number: number)
        }
        return theme
    }
}
