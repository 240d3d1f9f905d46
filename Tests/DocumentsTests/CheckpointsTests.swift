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

    @Test func aCheckpointIsSmall() {
        #expect(MemoryLayout<Checkpoint>.stride <= 48)
    }
}
