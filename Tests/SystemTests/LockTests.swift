import System
import TestSupport
import Testing

@Suite struct LockTests {
    private struct Refusal: Error {}

    @Test func `no change is lost when many threads change at once`() async {
        let lock = Lock(0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<10_000 { lock.withLock { $0 += 1 } } }
            }
        }
        #expect(lock.withLock { $0 } == 80_000)
    }

    @Test func `an error leaves it open, and what was changed stays`() {
        let lock = Lock([1])
        #expect(throws: Refusal.self) {
            try lock.withLock { (numbers: inout [Int]) in
                numbers.append(2)
                throw Refusal()
            }
        }
        #expect(lock.withLock { $0 } == [1, 2])
    }
}
