import Screen
import Testing

@Suite struct ThemeTests {
    private static let theme = Theme.standard

    /// What a role must have whatever the colours are, and those that people know from elsewhere.
    private static let rows: [(Role, Appearance.Attributes, Appearance.Color?)] = [
        (.token, .bold, .cyan),
        (.match, .reverse, nil),
        (.currentMatch, [.reverse, .bold, .underline], .yellow),
        (.mark1, [.bold, .underline], .green),
        (.mark2, [.bold, .underline], .cyan),
        (.mark3, [.bold, .underline], .magenta),
        (.mark4, [.bold, .underline], .yellow),
        (.mark5, [.bold, .underline], .blue),
        (.mark6, [.bold, .underline], .red),
        // The line says its level itself.
        (.levelDebug, [], .cyan),
        (.levelWarning, [], .yellow),
        (.levelError, [], .red),
        (.levelFatal, .bold, .red),
        (.standardError, [], .red),
        (.selection, [.reverse, .bold], nil),
        (.dim, [], .cyan),
        (.gutter, [], .cyan),
        (.title, [.bold, .underline], nil),
        (.headerName, .bold, nil),
        (.key, .bold, .blue),
        (.literal, .bold, .magenta),
        (.error, [.bold, .underline], .red),
        (.comment, [], .cyan),
        (.bar, .reverse, nil),
        (.barWarning, [.reverse, .bold], .red),
        (.status2xx, .reverse, .green),
        (.status3xx, .reverse, .cyan),
        (.status4xx, [.reverse, .bold], .yellow),
        (.status5xx, [.reverse, .bold], .red),
        (.failure, .bold, .red),
        (.notice, .bold, nil),
        // Quotes and digits say what they are.
        (.string, [], .green),
        (.number, [], .magenta),
        (.punctuation, [], nil),
        (.text, [], nil),
        (.headerValue, [], nil),
        (.prompt, [], nil),
    ]

    @Test(arguments: rows.indices) func `each role looks as the table says`(index: Int) {
        let (role, attributes, color) = ThemeTests.rows[index]
        #expect(ThemeTests.theme[role] == Appearance(attributes, color))
    }

    @Test func `the table has every role`() {
        #expect(Set(ThemeTests.rows.map(\.0)) == Set(Role.allCases))
        #expect(ThemeTests.rows.count == Role.allCases.count)
    }

    @Test func `what is marked is marked without colour too`() {
        let plain: Set<Role> = [
            .text, .headerValue, .prompt, .string, .number, .punctuation, .dim, .gutter, .comment, .levelDebug, .levelWarning,
            .levelError, .standardError,
        ]
        for role in Role.allCases where !plain.contains(role) {
            #expect(!ThemeTests.theme[role].attributes.isEmpty, "\(role)")
        }
    }

    @Test func `what can be on one line is told apart without colour`() {
        let marks: [Role] = [.text, .match, .currentMatch, .selection]
        #expect(Set(marks.map { ThemeTests.theme[$0].attributes }).count == marks.count)
    }

    @Test(
        arguments: [
            ("plain", Appearance()), ("bold cyan", Appearance(.bold, .cyan)),
            ("reverse dim underline", Appearance([.reverse, .dim, .underline])),
            ("bright-red", Appearance([], .init(number: 9))), ("208", Appearance([], .init(number: 208))),
            ("bold #ff8700", Appearance(.bold, .init(number: 208))), ("#000000", Appearance([], .init(number: 16))),
            ("", nil), ("red or blue", nil), ("256", nil), ("#ff87", nil), ("#gggggg", nil),
        ] as [(String, Appearance?)])
    func `an appearance is written in words`(text: String, appearance: Appearance?) {
        #expect(Appearance(text) == appearance)
        if let appearance { #expect(Appearance(appearance.text) == appearance) }
    }

    @Test func `a terminal with fewer colours shows the nearest of its own`() {
        let orange = Appearance.Color(number: 208)
        #expect(orange.among(256) == orange)
        #expect(orange.among(8) == .red && Appearance.Color(number: 214).among(8) == .yellow)
        #expect(Appearance.Color(number: 12).among(8) == .blue && Appearance.Color(number: 12).among(16).number == 12)
        #expect(Appearance.Color(number: 240).among(16) == .black && Appearance.Color(number: 250).among(8) == .white)
    }

    @Test func `themes of the person's own palette use none beyond it, and mono none at all`() {
        #expect(Theme.all.map(\.name) == ["ansi", "mono", "dark", "light"])
        #expect(Role.allCases.allSatisfy { (Theme.standard[$0].color?.number ?? 0) < 16 })
        #expect(Role.allCases.allSatisfy { Theme.mono[$0] == Appearance(Theme.standard[$0].attributes) })
        // Bright black is the background of Solarized, and dim text is faint on many: neither is used.
        for (name, theme) in Theme.all {
            for role in Role.allCases {
                #expect(theme[role].color?.number != 8 && !theme[role].attributes.contains(.dim), "\(name) \(role)")
            }
        }
    }

    @Test func `roles have names`() {
        #expect(Role.headerName.name == "header-name" && Role.status2xx.name == "status-2xx" && Role.key.name == "key")
        #expect(Set(Role.allCases.map(\.name)).count == Role.allCases.count)
    }

    @Test func `a theme is a value`() {
        var theme = Theme.standard
        theme[.match] = Appearance(.underline, .green)
        #expect(theme[.match] == Appearance(.underline, .green))
        #expect(theme[.bar] == Theme.standard[.bar])
        #expect(theme != Theme.standard)
        #expect(Theme([:])[.match] == Appearance())
    }
}
