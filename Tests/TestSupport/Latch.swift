internal import Glibc

/// Closed until somebody releases it, then open for ever: how a test and a scripted server take turns
/// without sleeping.
package final class Latch: Sendable {
    /// The read end of a pipe: readable once released, and never read.
    let descriptor: Int32
    private let writeEnd: Int32

    package init() {
        var ends: [Int32] = [-1, -1]
        precondition(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        (descriptor, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    package func release() {
        _ = write(writeEnd, "x", 1)
    }

    package var isReleased: Bool {
        wait(milliseconds: 0)
    }

    /// Waits until it is released; `false` if that took longer than `milliseconds`.
    @discardableResult
    package func wait(milliseconds: Int32 = 10_000) -> Bool {
        firstReady(of: [descriptor], milliseconds: milliseconds) != nil
    }
}

/// The index of the first descriptor that can be read or has ended; `nil` after `milliseconds` (-1: no limit).
func firstReady(of descriptors: [Int32], milliseconds: Int32) -> Int? {
    var waiting = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while true {
        let count = poll(&waiting, nfds_t(waiting.count), milliseconds)
        if count < 0 && errno == EINTR { continue }
        return waiting.firstIndex { $0.revents != 0 }
    }
}
