internal import Bodies
internal import Dispatch
internal import System

/// What packed bodies usually are.
enum PackedBodies {
    static let leastSuspicious = 1 << 30
    private static let mostTimes = 1000

    /// Whether a body of that length is what nobody packs in so little but to do harm.
    static func isSuspicious(_ length: Int, of packed: Int) -> Bool {
        length > leastSuspicious && packed > 0 && length / packed > mostTimes
    }
}

/// Decodes a packed body into another, as it comes and on a queue of its own.
final class BodyDecoding: Sendable {
    /// Touched on the queue only; the lock is never waited for.
    private struct Work {
        let decoder: StreamDecoder
        var offset = ByteOffset.zero
        var arrivals = ArrivalLog()
        var hasArrivals = false
    }

    private struct State {
        /// A step is on the queue.
        var isScheduled = false
        var isOver = false
    }

    /// So much is taken in at once, in bytes.
    private static let pieceSize = 64 << 10

    private let packed: GrowingBody
    let unpacked: GrowingBody
    private let packedArrivals: @Sendable () -> ArrivalLog?
    private let onEnd: @Sendable (String?) -> Void
    /// Of the class of the worker's queue, for the same reason.
    private let queue = DispatchQueue(label: "curlew.decoding", qos: .utility)
    private let work: Lock<Work>
    private let state = Lock(State())
    /// For others: the lock of the work is held long.
    private let shownArrivals = Lock(ArrivalLog())

    /// `arrivals` says when the packed body came. `onEnd` is called once with what went wrong, in words, or nil; not if it was
    /// stopped. Throws a `DecodingFailure`.
    init(
        _ coding: ContentCoding, of packed: GrowingBody, into unpacked: GrowingBody, arrivals: @escaping @Sendable () -> ArrivalLog?,
        onEnd: @escaping @Sendable (String?) -> Void
    ) throws {
        self.packed = packed
        packedArrivals = arrivals
        self.unpacked = unpacked
        self.onEnd = onEnd
        work = Lock(Work(decoder: try StreamDecoder(coding)))
    }

    /// There is more to decode, or the packed body has ended.
    func goOn() {
        let isIdle = state.withLock { state in
            guard !state.isScheduled, !state.isOver else { return false }
            state.isScheduled = true
            return true
        }
        if isIdle { queue.async { self.step() } }
    }

    /// Nobody wants the rest.
    func stop() {
        state.withLock { $0.isOver = true }
        unpacked.stop()
    }

    private func step() {
        guard !state.withLock({ $0.isOver }) else { return }
        let body = packed.snapshot
        do {
            let goesOn = try work.withLock { work in
                let piece = body.bytes(in: work.offset..<work.offset + BodyDecoding.pieceSize)
                try decode(piece, &work)
                if work.offset < body.end { return true }
                if body.isComplete { try work.decoder.finish() }
                return false
            }
            if goesOn {
                queue.async { self.step() }
            } else if body.isComplete {
                end(nil)
            } else {
                state.withLock { $0.isScheduled = false }
                // It may have grown just now.
                let now = packed.snapshot
                if now.length > body.length || now.isComplete { goOn() }
            }
        } catch let failure as DecodingFailure {
            end(failure.message)
        } catch {
            end((error as? BodyWriteFailure)?.message ?? "\(error)")
        }
    }

    /// As it came, so that the time of what a part of it decodes to is that of the part.
    private func decode(_ piece: [UInt8], _ work: inout Work) throws {
        guard let log = packedArrivals() else {
            work.offset = work.offset + piece.count
            return try piece.withUnsafeBytes { try work.decoder.decode($0, unpacked.write) }
        }
        if !work.hasArrivals {
            work.arrivals = ArrivalLog(timeOfDay: log.timeOfDay)
            work.hasArrivals = true
        }
        var rest = piece[...]
        while !rest.isEmpty {
            let index = log.index(of: work.offset) ?? log.count - 1
            // What is not in the log yet came just now.
            let end = index + 1 < log.count ? log.end(of: index) - work.offset : rest.count
            let part = rest.prefix(max(1, end))
            let length = unpacked.snapshot.length
            work.offset = work.offset + part.count
            rest = rest.dropFirst(part.count)
            // What was made of it before a fault in it came with it as well.
            defer {
                work.arrivals.note(unpacked.snapshot.length - length, at: log.count > 0 ? log[max(0, index)].time : .zero)
                let arrivals = work.arrivals
                shownArrivals.withLock { $0 = arrivals }
            }
            try part.withUnsafeBytes { try work.decoder.decode($0, unpacked.write) }
        }
    }

    /// When the bytes of what was decoded came so far.
    var arrivals: ArrivalLog { shownArrivals.withLock { $0 } }

    private func end(_ failure: String?) {
        let wasOver = state.withLock { state in
            defer { state.isOver = true }
            return state.isOver
        }
        if wasOver { return }
        unpacked.finish()
        onEnd(failure)
    }
}
