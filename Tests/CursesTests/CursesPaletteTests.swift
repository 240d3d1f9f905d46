import Curses
import Screen
import Testing

@Suite struct CursesPaletteTests {
    @Test func whatIsMarkedIsMarkedWithoutColourToo() {
        let plain: Set<Role> = [.text, .headerValue, .prompt]
        for role in Role.allCases where !plain.contains(role) {
            #expect(!CursesPalette.appearance(of: role).attributes.isEmpty, "\(role)")
        }
        #expect(CursesPalette.appearance(of: .match).attributes != CursesPalette.appearance(of: .currentMatch).attributes)
    }

    @Test func statusesHaveTheColoursPeopleKnow() {
        #expect(
            [Role.status2xx, .status3xx, .status4xx, .status5xx].map { CursesPalette.appearance(of: $0).color } == [
                .green, .cyan, .yellow, .red,
            ])
    }
}
