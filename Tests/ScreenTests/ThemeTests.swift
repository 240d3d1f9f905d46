import Screen
import Testing

@Suite struct ThemeTests {
    private static let theme = Theme.standard

    /// What a role must have whatever the colours are, and those that people know from elsewhere.
    private static let rows: [(Role, Appearance.Attributes, Appearance.Color?)] = [
        (.token, .bold, .cyan),
        (.match, .reverse, nil),
        (.currentMatch, [.reverse, .bold, .underline], .yellow),
        (.selection, [.reverse, .bold], nil),
        (.dim, .dim, nil),
        (.gutter, .dim, nil),
        (.title, [.bold, .underline], nil),
        (.headerName, .bold, nil),
        (.key, .bold, .blue),
        (.literal, .bold, .magenta),
        (.error, [.bold, .underline], .red),
        (.comment, .dim, nil),
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
        let plain: Set<Role> = [.text, .headerValue, .prompt, .string, .number, .punctuation]
        for role in Role.allCases where !plain.contains(role) {
            #expect(!ThemeTests.theme[role].attributes.isEmpty, "\(role)")
        }
    }

    @Test func `what can be on one line is told apart without colour`() {
        let marks: [Role] = [.text, .match, .currentMatch, .selection]
        #expect(Set(marks.map { ThemeTests.theme[$0].attributes }).count == marks.count)
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
