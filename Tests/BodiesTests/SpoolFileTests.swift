import Bodies
import TestSupport
import Testing

@Suite struct SpoolFileTests {
    @Test func aSnapshotNeverChanges() throws {
        let store = try body("hello".utf8, growing: true)
        let before = store.snapshot
        try store.append(" world".utf8)
        #expect(String(decoding: before.bytes(in: .zero..<ByteOffset(99)), as: UTF8.self) == "hello")
        #expect(!before.isComplete)
        store.finish()
        #expect(String(decoding: store.snapshot.bytes(in: ByteOffset(6)..<ByteOffset(99)), as: UTF8.self) == "world")
        #expect(store.snapshot.isComplete)
        #expect(!store.snapshot.prefix(3).isComplete)
    }

    @Test func `a body outgrows the memory and stays the same`() throws {
        let whole = (0..<BodyStore.mostInMemory * 2).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let store = BodyStore()
        var snapshots: [BodySnapshot] = []
        for start in stride(from: 0, to: whole.count, by: 10_000) {
            try store.append(whole[start..<min(start + 10_000, whole.count)])
            snapshots.append(store.snapshot)
        }
        for snapshot in snapshots {
            #expect(snapshot.bytes(in: .zero..<ByteOffset(whole.count)) == Array(whole.prefix(snapshot.length)))
            #expect(snapshot.bytes(in: ByteOffset(9_990)..<ByteOffset(10_010)) == Array(whole[9_990..<min(10_010, snapshot.length)]))
        }
    }

    @Test func `only a large body needs a place`() throws {
        let store = BodyStore(directory: "/nonexistent")
        try store.append([UInt8](repeating: 0x41, count: BodyStore.mostInMemory))
        #expect(throws: BodyWriteFailure.self) { try store.append([0x42]) }
        #expect(store.snapshot.length == BodyStore.mostInMemory)
    }

    @Test func noPlaceIsAFailureThatNamesIt() {
        #expect(throws: BodyWriteFailure(message: "cannot make a spool file in /nonexistent: No such file or directory")) {
            try SpoolFile(directory: "/nonexistent")
        }
    }
}
