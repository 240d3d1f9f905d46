package import Documents

/// What a filter asks of a line.
package enum RowCondition: Sendable, Equatable {
    /// There is a match in its text.
    case pattern(Pattern)
    case test(RowTest)
}

/// What a filter asks of one line by itself.
package enum RowTest: Sendable, Equatable {
    /// An event of that type (of `EventsFormatter`).
    case event(String)
    /// A record with a member that compares so.
    case field(FieldTest)
    /// A line that names at least that level, with the lines below it that name none.
    case level(LogLevel)

    /// `raw` are the bytes that the line was made from, as UTF-8. Nil: as the line before it, which it belongs to.
    func passes(text: ArraySlice<UInt8>, raw: () -> [UInt8]) -> Bool? {
        switch self {
        case .event(let name): EventType.of(raw()) == name
        case .field(let test): test.passes(raw())
        case .level(let level): LogLevel.of(text).map { $0 >= level }
        }
    }
}
