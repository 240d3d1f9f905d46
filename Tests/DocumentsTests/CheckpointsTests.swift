import Bodies
import Testing

@testable import Documents

@Suite struct CheckpointsTests {
    private func checkpoint(_ index: Int) -> Checkpoint {
        Checkpoint(
            offset: ByteOffset(index * Checkpoints.spacing), line: LineNumber(index * 10),
            formatter: .text(TextFormatter(charset: Charset(label: nil))))
    }

    @Test func thereAreNeverTooManyAndTheNearestIsFound() {
        var checkpoints = Checkpoints(start: checkpoint(0), most: 16, blockSize: 4)
        for index in 1..<1_000 {
            checkpoints.append(checkpoint(index))
            #expect(checkpoints.count <= 16)
            for wanted in [0, index / 3, index] {
                let found = checkpoints.last { $0.line <= LineNumber(wanted * 10) }.line.index / 10
                #expect(found <= wanted)
                // Half of the list is always there, so none is further away than two sixteenths of the way.
                #expect(wanted - found <= max(1, index / 4))
            }
        }
        #expect(checkpoints.count >= 8)
        #expect(checkpoints.last { _ in false }.offset == .zero)
    }

    @Test func `of the places passed to last the nearest one before is taken`() {
        let recent = RecentPlaces()
        func found(_ line: Int, from known: Int) -> Int {
            recent.last(after: checkpoint(known)) { $0.line <= LineNumber(line * 10) }.line.index / 10
        }
        for index in [5, 3, 9] { recent.note(checkpoint(index), from: .zero) }
        #expect(found(4, from: 0) == 3)
        #expect(found(9, from: 0) == 9)
        // What is known is nearer.
        #expect(found(8, from: 7) == 7)
        #expect(found(2, from: 1) == 1)
        // Not far enough from where it was reached, and within a line.
        recent.note(checkpoint(4), from: checkpoint(4).offset - 100)
        var inside = checkpoint(4)
        inside.inside = .piece(lineStart: .zero, column: 7, firstWide: nil)
        recent.note(inside, from: .zero)
        #expect(found(4, from: 0) == 3)
        // Four are kept.
        for index in [20, 21, 22] { recent.note(checkpoint(index), from: .zero) }
        #expect(found(8, from: 0) == 0)
        #expect(found(9, from: 0) == 9)
    }

    @Test func aCheckpointIsSmall() {
        #expect(MemoryLayout<Checkpoint>.stride <= 48)
    }
}
