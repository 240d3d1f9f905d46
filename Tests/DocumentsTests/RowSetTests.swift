import Documents
import TestSupport
import Testing

@Suite struct RowSetTests {
    /// Beside a plain set, over blocks of every form.
    @Test func `it is the set that it was made of`() {
        var generator = SeededGenerator(seed: 1)
        var rows = RowSet(), plain: Set<Int> = []
        var row = 0
        for density in [1, 2, 0, 1000, 3, 1, 50_000] {
            for _ in 0..<100_000 {
                if density > 0, Int.random(in: 0..<density, using: &generator) == 0 {
                    rows.append(row)
                    plain.insert(row)
                }
                row += 1
            }
            rows.extend(to: row)
        }
        let ordered = plain.sorted()
        #expect(rows.count == ordered.count)
        #expect(rows.rowCount == row)
        for _ in 0..<2000 {
            let place = Int.random(in: -5..<row + 5, using: &generator)
            #expect(rows.contains(place) == plain.contains(place))
            let index = ordered.partitioningIndex { $0 >= place }
            #expect(rows.rank(of: place) == index)
            #expect(rows.next(from: place) == (index < ordered.count ? ordered[index] : nil))
            #expect(rows.last(before: place) == (index > 0 ? ordered[index - 1] : nil))
            #expect(rows.member(index) == (index < ordered.count ? ordered[index] : nil))
        }
        #expect(rows.size < row / 8 + 100_000)
    }

    @Test func `an intersection is worked out on from what is known`() {
        var generator = SeededGenerator(seed: 2)
        var sets = [RowSet(), RowSet(), RowSet()]
        let densities = [1, 2, 700]
        var members: [Set<Int>] = [[], [], []]
        var known = RowSet()
        for round in 1...4 {
            for (index, density) in densities.enumerated() {
                for row in sets[index].rowCount..<round * 50_000 + index * 1000 where Int.random(in: 0..<density, using: &generator) == 0 {
                    sets[index].append(row)
                    members[index].insert(row)
                }
                sets[index].extend(to: round * 50_000 + index * 1000)
            }
            known = RowSet.intersection(of: [(sets[0], false), (sets[1], true), (sets[2], false)], known: known)
            let count = round * 50_000
            let expected = (0..<count).filter { members[0].contains($0) && !members[1].contains($0) && members[2].contains($0) }
            var found: [Int] = []
            var next = 0
            while let row = known.next(from: next) {
                found.append(row)
                next = row + 1
            }
            #expect(found == expected)
            #expect(known.rowCount == count)
            #expect(known.count == expected.count)
            let others = RowSet.intersection(of: [(known, true)])
            #expect(others.count == count - known.count)
        }
    }
}

extension [Int] {
    fileprivate func partitioningIndex(_ isAfter: (Int) -> Bool) -> Int { firstIndex(where: isAfter) ?? count }
}
