import Screen
import Testing

@Suite struct TabStopsTests {
    private func stops(_ text: String, upTo end: Int = 40) -> [Int] {
        guard let tabs = TabStops(text) else { return [] }
        var found: [Int] = []
        var column = 0
        while column < end {
            column = tabs.next(after: column)
            found.append(column)
        }
        return found
    }

    @Test(arguments: [
        ("8", [8, 16, 24, 32, 40]), ("16", [16, 32, 48]), ("9,17", [9, 17, 25, 33, 41]), ("3,10,30", [3, 10, 30, 50]), ("40", [40]),
    ])
    func `one every so many columns, or those and then as far apart`(text: String, expected: [Int]) {
        #expect(stops(text) == expected)
        #expect(TabStops(text)?.text == text)
    }

    @Test(arguments: ["", "0", "-1", "x", "4,", ",4", "9,9", "9,3", "1001", "4 8", (1...33).map(String.init).joined(separator: ",")])
    func `what is none`(text: String) {
        #expect(TabStops(text) == nil)
    }

    @Test func `from between two stops to the next one`() {
        let tabs = TabStops("9,17")
        #expect([0, 8, 9, 16, 17, 24, 25].map { tabs?.next(after: $0) } == [9, 9, 17, 17, 25, 25, 33])
    }
}
