import Testing

@testable import Runtime

@Suite struct FramePacerTests {
    @Test func aFewFramesAreFreeAndThenSixtyASecond() {
        var pacer = FramePacer()
        var time = Duration.seconds(10)
        var frames = 0
        while time < .seconds(11) {
            if time >= pacer.due {
                pacer.drew(at: time)
                frames += 1
            }
            time += .milliseconds(1)
        }
        #expect((60...68).contains(frames))
        #expect(pacer.due > .milliseconds(10_850))
        // After a pause the next frame waits for nothing.
        #expect(pacer.due < .seconds(12))
    }
}
