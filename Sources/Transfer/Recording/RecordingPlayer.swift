internal import Plan
internal import HTTP

/// Says what a recording says, when it says it.
struct RecordingPlayer {
    let recording: Recording
    let speed: ReplaySpeed
    /// Some 280 years: more nanoseconds cannot be counted.
    private static let mostMilliseconds = 9e12

    /// Calls `perform` for one thing after the other, and before it `wait` with the time since the start at
    /// which it is due at that speed; `perform` has the time that is written down. `wait` says whether to go on. How it ended is the result and is not performed.
    func play(wait: (Duration) -> Bool, perform: (RecordedMoment, Duration) -> Void) -> Outcome {
        do {
            let reader = try RecordingReader(recording)
            var latest = 0.0
            var hasHead = false
            var bounds = HeadBounds()
            while let line = try reader.next() {
                latest = max(latest, line.ms ?? latest)
                for moment in try moments(of: line, reader) {
                    guard wait(speed.due(latest)) else { return .stopped }
                    switch moment {
                    case .end(let outcome): return outcome
                    case .event(.requestSent): bounds.begin()
                    case .event(.head(let head)):
                        hasHead = true
                        if head.isInterim { try bounds.takeInterimHead() }
                    case .event(.trailers(let trailers)):
                        for field in trailers.fields { try bounds.takeTrailer(field.line.count + 2) }
                    case .body where !hasHead: throw reader.failure("a body comes after a head")
                    default: break
                    }
                    perform(moment, .nanoseconds(Int64(min(latest, RecordingPlayer.mostMilliseconds) * 1e6)))
                }
            }
            return .complete
        } catch let failure as TransferFailure {
            return .failed(failure)
        } catch {
            let error = error as? RecordingError ?? RecordingError(message: "\(error)")
            return .failed(TransferFailure(exitStatus: error.exitStatus, message: error.message))
        }
    }

    private func moments(of line: RecordingLine, _ reader: RecordingReader) throws -> [RecordedMoment] {
        do {
            return try line.moments()
        } catch {
            throw reader.failure((error as? RecordingFault)?.message ?? "\(error)")
        }
    }
}
