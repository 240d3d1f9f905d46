internal import Bodies
internal import Documents

/// A time in which lines came: `@10:02-10:03` of the day, `@last 30s` before the last byte.
enum ArrivalSpan: Sendable, Equatable {
    case timeOfDay(Duration, Duration)
    case last(Duration)

    /// Nil if it is no such time from its first character to its last.
    init?(_ text: String) {
        guard text.first == "@" else { return nil }
        let rest = text.dropFirst()
        if rest.hasPrefix("last ") {
            guard let length = ArrivalSpan.length(rest.dropFirst(5)) else { return nil }
            self = .last(length)
            return
        }
        let ends = rest.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let from = ArrivalSpan.timeOfDay(ends[0]), let to = ArrivalSpan.timeOfDay(ends[1]) else { return nil }
        self = .timeOfDay(from, to)
    }

    /// `30s`, `500ms`, `2m`, `1h`.
    private static func length(_ text: Substring) -> Duration? {
        let units: [(String, Duration)] = [("ms", .milliseconds(1)), ("s", .seconds(1)), ("m", .seconds(60)), ("h", .seconds(3600))]
        guard let (unit, size) = units.first(where: { text.hasSuffix($0.0) }), let count = Double(text.dropLast(unit.count)), count > 0,
            count < 1e6
        else { return nil }
        return size * count
    }

    /// `10:02` or `10:02:03`.
    private static func timeOfDay(_ text: Substring) -> Duration? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2 || parts.count == 3, let hour = parts[0], let minute = parts[1],
            case let second = parts.count == 3 ? parts[2] : 0,
            let second, 0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second
        else { return nil }
        return .seconds(hour * 3600 + minute * 60 + second)
    }

    /// The bytes that came in it.
    func bytes(of log: ArrivalLog) -> Range<ByteOffset> {
        switch self {
        case .last(let length):
            guard let last = log.last else { return .zero..<(.zero) }
            return log.place(at: last.time - length)..<log.end
        case .timeOfDay(let from, let to):
            let day = Duration.seconds(86_400)
            var start = from - log.timeOfDay, end = to - log.timeOfDay
            if end < start { end += day }
            // What began before midnight goes on after it.
            if end < .zero { (start, end) = (start + day, end + day) }
            let lower = log.place(at: start)
            return lower..<max(lower, log.place(at: end))
        }
    }

    /// The lines whose first byte came in it.
    func rows(of document: Document, _ log: ArrivalLog) -> RowSet {
        let bytes = bytes(of: log)
        func line(_ place: ByteOffset) -> Int {
            guard place < document.snapshot.end else { return document.lineCount }
            let line = document.line(at: place)
            return line.index + (document.start(of: line) < place ? 1 : 0)
        }
        return RowSet(line(bytes.lowerBound)..<line(bytes.upperBound), of: document.lineCount)
    }
}
