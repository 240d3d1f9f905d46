internal import App
internal import Bodies
internal import Dispatch
internal import Glibc
internal import System

/// How much of the disk all bodies together may take. Who finds no room there waits for it, and the server with him.
package final class SpoolQuota: Sendable {
    private struct State {
        /// What was said; nil: all but a part of what is free.
        var limit: Int?
        var used = 0
        var waiting: [DispatchSemaphore] = []
    }

    /// So much of the disk is left to others in any case, in bytes.
    private static let alwaysFree = 1 << 30
    /// Others may have made room meanwhile.
    private static let longestWait = DispatchTimeInterval.seconds(1)

    private let state = Lock(State())

    package init() {}

    /// `nil`: all but a tenth of what is free, and never the last GiB.
    package func set(limit: Int?) {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            state.limit = limit
            return state.waiting
        }
        for room in waiting { room.signal() }
    }

    /// Takes room for `count` bytes in a directory; says why, if there is none. `isSuspicious`: only if somebody has said how
    /// much may be taken.
    func take(_ count: Int, in directory: String, isSuspicious: Bool) -> BodyHold? {
        state.withLock { state in
            if let limit = state.limit {
                if state.used + count > limit { return .spoolIsFull(at: state.used) }
            } else if isSuspicious {
                return .isSuspicious(at: state.used)
            } else if let free = SpoolQuota.free(in: directory),
                free - count < max(SpoolQuota.alwaysFree, (state.used + free) / 10)
            {
                return .spoolIsFull(at: state.used)
            }
            state.used += count
            return nil
        }
    }

    func giveBack(_ count: Int) {
        state.withLock { $0.used -= count }
    }

    /// Returns when there may be room.
    func wait() {
        let room = DispatchSemaphore(value: 0)
        state.withLock { $0.waiting.append(room) }
        _ = room.wait(timeout: .now() + SpoolQuota.longestWait)
    }

    private static func free(in directory: String) -> Int? {
        var disk = statvfs()
        guard statvfs(directory, &disk) == 0 else { return nil }
        let (free, overflows) = Int(clamping: disk.f_bavail).multipliedReportingOverflow(by: Int(clamping: disk.f_frsize))
        return overflows ? nil : free
    }
}
