import Bodies
import HTTP
import System
import TestSupport
import Testing

@testable import Runtime

@Suite struct BodyDecodingTests {
    /// `one` and `two`, each in a block of its own: what it decodes to comes when the block has come.
    private static let packed: (first: [UInt8], second: [UInt8]) = {
        let stored: ([UInt8], Bool) -> [UInt8] = { bytes, isLast in
            [isLast ? 1 : 0, UInt8(bytes.count), 0, ~UInt8(bytes.count), 0xFF] + bytes
        }
        let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        return (head + stored(Array("one\n".utf8), false), stored(Array("two\n".utf8), true))
    }()

    @Test func `what it decodes to came with what it is made from`() throws {
        let (first, second) = BodyDecodingTests.packed
        var log = ArrivalLog(timeOfDay: .seconds(60))
        log.note(first.count, at: .milliseconds(100))
        log.note(second.count, at: .milliseconds(2500))
        let arrived = GrowingBody(in: nil, SpoolQuota()) {}
        let unpacked = GrowingBody(in: nil, SpoolQuota()) {}
        let ended = Latch()
        let known = log
        let decoding = try BodyDecoding(.gzip, of: arrived, into: unpacked, arrivals: { known }) { _ in ended.release() }
        try (first + second).withUnsafeBytes(arrived.write)
        arrived.finish()
        decoding.goOn()
        #expect(ended.wait())
        let snapshot = unpacked.snapshot
        #expect(snapshot.bytes(in: .zero..<snapshot.end) == Array("one\ntwo\n".utf8))
        #expect(decoding.arrivals.time(of: .zero) == .milliseconds(100))
        #expect(decoding.arrivals.time(of: ByteOffset(4)) == .milliseconds(2500))
        #expect(decoding.arrivals.timeOfDay == .seconds(60))
        #expect(decoding.arrivals.end == snapshot.end)
    }
}
