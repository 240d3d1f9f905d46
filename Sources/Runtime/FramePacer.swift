/// When the next frame may be drawn.
///
/// What comes now and then is drawn at once, up to 250 times a second: no token of an answer waits for a frame. As soon as more comes
/// than that, frames are no use to the eye: there are sixty a second, or fewer if drawing them would take more than an eighth of the time,
/// for what draws them and what receives and indexes share the processor. After a pause some more are free, so that neither a head nor
/// the first byte after it waits.
struct FramePacer {
    private static let shortest = Duration.milliseconds(4)
    private static let longest = Duration.microseconds(16_667)
    private static let burst = longest * 6
    /// Of a flood a frame that took long uses up so many times that, and this at most.
    private static let share = 8
    private static let slowest = Duration.milliseconds(100)
    /// What is drawn so soon after it may be has waited for that.
    private static let soon = Duration.milliseconds(1)

    /// What a frame uses up.
    private var interval = shortest
    /// What the frames drawn so far have used up, as a time: a frame is due once the clock is this far, less the burst.
    private var spent = Duration.zero

    /// The time from which on the next frame may be drawn.
    var due: Duration { spent - FramePacer.burst }

    /// `cost`: how long it took to make and draw it.
    mutating func drew(at time: Duration, taking cost: Duration) {
        if time >= due { interval = time - due < FramePacer.soon ? min(interval * 2, FramePacer.longest) : FramePacer.shortest }
        let isFlood = interval == FramePacer.longest
        spent = max(spent, time) + (isFlood ? max(interval, min(cost * FramePacer.share, FramePacer.slowest)) : interval)
    }
}
