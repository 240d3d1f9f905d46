internal import Glibc

/// How many start positions PCRE2 is given in one call.
///
/// A call cannot be interrupted, and a pattern can be slow at every position without ever coming to the
/// match limit (`(x+x+)+y` on a long line of x). So a call gets few positions while it goes slowly and
/// more while it goes fast: 4,096 of them cost a literal search no measurable speed.
struct Pace: Sendable {
    private static let most = 4096
    private static let fewest = 16

    private(set) var starts = 1024

    mutating func adapt(to duration: Duration) {
        if duration > .microseconds(400) {
            slowDown()
        } else if duration < .microseconds(50) {
            starts = min(Pace.most, starts * 2)
        }
    }

    mutating func slowDown() {
        starts = max(Pace.fewest, starts / 8)
    }
}

/// How long a piece of work may go on.
struct TimeLimit {
    private let end: ContinuousClock.Instant
    private let lastEnd: ContinuousClock.Instant
    private let processorEnd: Int
    private var now: ContinuousClock.Instant
    private var exhaustionsLeft: Int

    /// `exhaustions`: how often PCRE2 may give up before the limit counts as reached.
    init(_ duration: Duration, exhaustions: Int = .max) {
        now = ContinuousClock.now
        end = now + duration
        lastEnd = now + duration * 10
        let (seconds, attoseconds) = duration.components
        processorEnd = TimeLimit.processorTime() + Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        exhaustionsLeft = exhaustions
    }

    /// Time on the wall and this thread's own have both run out: having waited for a processor is no
    /// reason to give up work that is short. Having waited long, for a disk perhaps, is.
    var isReached: Bool {
        if exhaustionsLeft <= 0 || now >= lastEnd { return true }
        return now >= end && TimeLimit.processorTime() >= processorEnd
    }

    /// The time since the last call, or since the beginning.
    mutating func lap() -> Duration {
        let before = now
        now = ContinuousClock.now
        return now - before
    }

    mutating func countExhaustion() {
        exhaustionsLeft -= 1
    }

    /// Of this thread, in nanoseconds.
    private static func processorTime() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
