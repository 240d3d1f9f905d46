import App
import Glibc
import Runtime
import TestSupport
import Testing

@Suite struct MailboxTests {
    private func isReadable(_ descriptor: Int32) -> Bool {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&ready, 1, 0) == 1
    }

    @Test func manyEventsWakeOnce() {
        let mailbox = Mailbox()
        #expect(!isReadable(mailbox.wakeDescriptor))
        for _ in 0..<100_000 { mailbox.post(.tick) }
        #expect(isReadable(mailbox.wakeDescriptor))
        #expect(mailbox.take().count == 100_000)
        #expect(!isReadable(mailbox.wakeDescriptor))
        mailbox.post(.tick)
        #expect(isReadable(mailbox.wakeDescriptor))
    }

    @Test func nothingIsLostBetweenThreads() {
        let mailbox = Mailbox()
        let done = (0..<4).map { _ in Latch() }
        for latch in done {
            startThread {
                for _ in 0..<1000 { mailbox.post(.tick) }
                latch.release()
            }
        }
        var count = 0
        while count < 4000 {
            var ready = pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 10_000) == 1 else { break }
            count += mailbox.take().count
        }
        #expect(count == 4000)
        #expect(done.allSatisfy { $0.wait() })
    }
}
