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

    @Test func noPlaceIsAFailureThatNamesIt() {
        #expect(throws: BodyWriteFailure(message: "cannot make a spool file in /nonexistent: No such file or directory")) {
            try SpoolFile(directory: "/nonexistent")
        }
    }
}
