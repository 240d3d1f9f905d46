/// When the next frame may be drawn: sixty a second while things keep arriving, and a few at once after a pause, so
/// that neither a head nor the first byte after it waits for a frame.
struct FramePacer {
    private static let interval = Duration.microseconds(16_667)
    private static let burst = interval * 6

    /// What the frames drawn so far have used up, as a time: a frame is due once the clock is this far, less the burst.
    private var spent = Duration.zero

    /// The time from which on the next frame may be drawn.
    var due: Duration { spent - FramePacer.burst }

    mutating func drew(at time: Duration) {
        spent = max(spent, time) + FramePacer.interval
    }
}
