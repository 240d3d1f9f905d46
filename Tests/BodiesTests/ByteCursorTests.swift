import Bodies
import TestSupport
import Testing

@Suite struct ByteCursorTests {
    private let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    @Test func windowsFollowTheBodyWhateverTheirLength() throws {
        var input = ByteCursor(try body(bytes).snapshot, at: .zero, capacity: 64)
        var place = 0
        for step in 0..<10_000 where place < bytes.count {
            let wanted = 1 + step * 7 % 64
            let window = input.window(atLeast: wanted)
            #expect(window.count >= min(wanted, bytes.count - place))
            #expect(window.elementsEqual(bytes[place..<place + window.count]))
            let count = min(1 + step * 5 % 40, window.count)
            input.advance(by: count)
            place += count
            #expect(input.offset == ByteOffset(place))
        }
        #expect(place == bytes.count)
        #expect(input.window(atLeast: 1).isEmpty)
    }

    @Test func seeksBackAndForth() throws {
        var input = ByteCursor(try body(bytes).snapshot, at: ByteOffset(100), capacity: 64)
        #expect(input.window(atLeast: 1).first == bytes[100])
        input.advance(by: 200)
        #expect(input.window(atLeast: 1).first == bytes[300])
        input.seek(to: ByteOffset(120))
        #expect(input.window(atLeast: 1).first == bytes[120])
        input.seek(to: ByteOffset(900))
        #expect(input.window(atLeast: 1).first == bytes[900])
        input.advance(by: 5_000)
        #expect(input.offset == ByteOffset(1_000))
    }

    @Test func itSeesNothingBeyondItsSnapshot() throws {
        let store = try body(bytes, growing: true)
        var input = ByteCursor(store.snapshot.prefix(10), at: ByteOffset(4))
        try store.append([1, 2, 3])
        #expect(input.window(atLeast: 100).elementsEqual(bytes[4..<10]))
        #expect(ByteCursor(store.snapshot, at: ByteOffset(5_000)).offset == store.snapshot.end)
    }
}
