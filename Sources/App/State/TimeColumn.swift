internal import Bodies

/// What stands before each line of when it arrived.
package enum TimeColumn: Sendable, CaseIterable {
    case none
    case timeOfDay
    case sinceStart
    /// Since the line shown above.
    case sinceLine
    /// Both.
    case sinceStartAndLine

    var next: TimeColumn {
        let all = TimeColumn.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }

    var name: String {
        switch self {
        case .none: "no times"
        case .timeOfDay: "time of day"
        case .sinceStart: "time since the start"
        case .sinceLine: "time since the line before"
        case .sinceStartAndLine: "time since the start, and since the line before"
        }
    }

    /// In columns, the blank after it included.
    var width: Int {
        switch self {
        case .none: 0
        case .timeOfDay: 13
        case .sinceStart, .sinceLine: 10
        case .sinceStartAndLine: 18
        }
    }

    /// `before` is when the line above came.
    func text(of time: Duration, before: Duration?, _ log: ArrivalLog) -> String {
        switch self {
        case .none: ""
        case .timeOfDay: Quantity.timeOfDay(log.timeOfDay + time)
        case .sinceStart: Quantity.seconds(time)
        case .sinceLine: before.map { "+" + Quantity.seconds(time - $0) } ?? ""
        case .sinceStartAndLine:
            Quantity.seconds(time) + (before.map { " +" + Quantity.seconds(time - $0) } ?? "").leftPadded(to: 8)
        }
    }
}

extension Quantity {
    /// `12.345`: seconds, to the millisecond.
    static func seconds(_ duration: Duration) -> String {
        let milliseconds = Int(duration / .milliseconds(1))
        return "\(milliseconds / 1000).\(padded(milliseconds % 1000, 3))"
    }

    /// `18:04:05.123`, of the time since a midnight.
    static func timeOfDay(_ duration: Duration) -> String {
        let milliseconds = Int(duration / .milliseconds(1))
        let seconds = milliseconds / 1000 % 86_400
        return "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2)).\(padded(milliseconds % 1000, 3))"
    }

    private static func padded(_ number: Int, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
