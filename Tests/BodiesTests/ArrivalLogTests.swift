import Bodies
import TestSupport
import Testing

@Suite struct ArrivalLogTests {
    @Test func `a place is found with the time that it came at`() {
        var log = ArrivalLog()
        log.note(10, at: .milliseconds(5))
        log.note(5, at: .milliseconds(5) + .microseconds(900))
        log.note(0, at: .milliseconds(7))
        log.note(1, at: .milliseconds(90))
        #expect(log.count == 2)
        #expect(log.time(of: .zero) == .milliseconds(5))
        #expect(log.time(of: ByteOffset(14)) == .milliseconds(5))
        #expect(log.time(of: ByteOffset(15)) == .milliseconds(90))
        #expect(log.time(of: ByteOffset(16)) == nil)
        #expect(log.end(of: 0) == ByteOffset(15))
        #expect(log.place(at: .milliseconds(6)) == ByteOffset(15))
        #expect(log.place(at: .seconds(1)) == ByteOffset(16))
        #expect(log.gap(before: 1) == .milliseconds(85))
    }

    @Test func `it is bounded, says what was merged, and is exact for the rest`() {
        var log = ArrivalLog(most: 1000)
        for index in 0..<100_000 { log.note(3, at: .milliseconds(2 * index)) }
        #expect(log.count <= 1000)
        #expect(log.end == ByteOffset(300_000))
        #expect(log.mergedEnd > .zero)
        var before = Duration.zero
        for index in 0..<100_000 {
            let time = log.time(of: ByteOffset(3 * index + 1))!
            #expect(time <= .milliseconds(2 * index) && time >= before)
            if ByteOffset(3 * index) >= log.mergedEnd { #expect(time == .milliseconds(2 * index)) }
            before = time
        }
        #expect(log.mergedEnd < ByteOffset(300_000 - 3 * 200))
    }

    @Test func `gaps are told by median and longest, and the limit of a stall follows`() {
        var log = ArrivalLog()
        #expect(ArrivalGaps(log) == nil)
        var time = Duration.zero
        for gap in [0, 20, 20, 20, 900, 20, 20] {
            time += .milliseconds(gap)
            log.note(1, at: time)
        }
        let gaps = ArrivalGaps(log)
        #expect(gaps?.median == .milliseconds(20))
        #expect(gaps?.longest == .milliseconds(900))
        #expect(gaps?.places.first == 4)
        #expect(gaps?.stallLimit == .milliseconds(250))
    }
}
