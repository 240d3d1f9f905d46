import Testing

@testable import Runtime

@Suite struct FramePacerTests {
    /// The frames of two seconds when something comes each `gap`, and how long at most a frame was waited for in the second one.
    private func frames(each gap: Duration, taking cost: Duration = .milliseconds(1), _ pacer: inout FramePacer) -> (
        count: Int, longestWait: Duration
    ) {
        var (time, comes) = (Duration.seconds(10), Duration.seconds(10))
        var undrawn: Duration?
        var (count, longest) = (0, Duration.zero)
        while time < .seconds(12) {
            if time >= comes {
                undrawn = undrawn ?? comes
                comes += gap
            }
            if let since = undrawn, time >= pacer.due {
                pacer.drew(at: time, taking: cost)
                undrawn = nil
                if time >= .seconds(11) {
                    count += 1
                    longest = max(longest, time - since)
                }
            }
            time += .microseconds(100)
        }
        return (count, longest)
    }

    @Test func `two hundred a second are drawn as they come`() {
        var pacer = FramePacer()
        let (count, wait) = frames(each: .milliseconds(5), &pacer)
        #expect((199...201).contains(count))
        #expect(wait <= .microseconds(100))
    }

    @Test func `of a flood sixty frames a second are drawn`() {
        var pacer = FramePacer()
        let (count, _) = frames(each: .milliseconds(1), &pacer)
        #expect((58...64).contains(count))
        // After a pause the next frames wait for nothing.
        #expect(pacer.due < .seconds(12.1))
        pacer.drew(at: .seconds(13), taking: .milliseconds(1))
        #expect(pacer.due < .seconds(13))
    }

    @Test func `frames that take long are fewer, but ten a second at least`() {
        var pacer = FramePacer()
        let (few, _) = frames(each: .milliseconds(1), taking: .milliseconds(5), &pacer)
        #expect((24...28).contains(few))
        var slow = FramePacer()
        let (fewest, _) = frames(each: .milliseconds(1), taking: .milliseconds(90), &slow)
        #expect((9...12).contains(fewest))
        var calm = FramePacer()
        let (all, wait) = frames(each: .milliseconds(5), taking: .milliseconds(2), &calm)
        #expect((199...201).contains(all))
        #expect(wait <= .microseconds(100))
    }
}
