/// How fast bytes come now, and since when none came. All times are since the start of the fetch.
package struct RateMeter: Sendable {
    /// Long enough that a burst is not a rate, short enough that it is now.
    private static let window = Duration.seconds(2)
    /// Samples closer together than this are one, so that the list stays short at any pace.
    private static let grain = Duration.milliseconds(125)

    /// The counts seen, in order of time; the first is the only one older than the window.
    private var samples: [(time: Duration, bytes: Int)] = []
    /// When the head came, or the count last changed.
    package private(set) var lastArrival: Duration?

    package init() {}

    /// Notes that the head has come: from here on bytes are awaited.
    mutating func noteHead(at time: Duration) {
        lastArrival = time
    }

    /// Notes that `bytes` have come by `time`.
    package mutating func note(bytes: Int, at time: Duration) {
        guard bytes != samples.last?.bytes ?? 0 else { return }
        lastArrival = time
        if samples.isEmpty { samples.append((time, 0)) }
        if samples.count > 1, time - samples[samples.count - 2].time < RateMeter.grain { samples.removeLast() }
        samples.append((time, bytes))
        while samples.count > 1, time - samples[1].time > RateMeter.window { samples.removeFirst() }
    }

    /// Bytes a second over the last two seconds; `nil` until there is something to measure.
    package func rate(at time: Duration) -> Double? {
        guard let last = samples.last else { return nil }
        let base = samples.last { time - $0.time >= RateMeter.window } ?? samples[0]
        let span = min(time - base.time, RateMeter.window)
        guard span >= RateMeter.grain else { return nil }
        return Double(last.bytes - base.bytes) / (span / .seconds(1))
    }
}
