import Glibc
import System
import Testing

@Suite struct WakePipeTests {
    @Test func `it is readable from the wake until that is taken`() {
        let pipe = WakePipe()
        defer { pipe.close() }
        #expect(!isReadable(pipe))
        #expect(pipe.take() == [])
        pipe.wake(7)
        pipe.wake(8)
        #expect(isReadable(pipe))
        #expect(pipe.take(atMost: 1) == [7])
        #expect(pipe.take() == [8])
        #expect(!isReadable(pipe))
    }

    @Test func `a full one stays readable and nobody waits`() {
        let pipe = WakePipe()
        defer { pipe.close() }
        for _ in 0..<100_000 { pipe.wake() }
        #expect(isReadable(pipe))
    }

    private func isReadable(_ pipe: WakePipe) -> Bool {
        var request = pollfd(fd: pipe.reader, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, 0) == 1
    }
}
