internal import Bytes

/// Reading option values that are numbers, with curl's words for what is wrong.
extension TypedOption {
    /// Seconds with a fraction, as milliseconds; `nil` for 0, which is no limit.
    func milliseconds() throws -> Int? {
        guard let seconds = Double(value.drop { $0 == " " }), !seconds.isNaN else {
            throw error("expected a proper numerical parameter")
        }
        guard seconds >= 0 else { throw error("expected a positive numerical parameter") }
        // Above this a duration overflows libcurl's long; so many seconds are no limit anyone can meet.
        guard seconds.isFinite, seconds < 9_000_000_000_000 else { throw error("too large number") }
        // Down, as curl does, but not because 1.001 has no exact binary form.
        let milliseconds = Int(seconds * 1000 + 0.0005)
        return milliseconds == 0 ? nil : milliseconds
    }

    /// A whole number, no smaller than `minimum`; one too large for curl's counters becomes their largest.
    func integer(from minimum: Int = 0) throws -> Int {
        let number = try minimum == 0 ? count() : wholeNumber()
        guard number >= minimum else { throw error("expected a proper numerical parameter") }
        return min(number, Int(Int32.max))
    }

    /// Seconds without a fraction. curl keeps milliseconds, so that fewer fit.
    func wholeSeconds() throws -> Int {
        guard try count() <= Int.max / 1000 else { throw error("too large number") }
        return try integer()
    }

    /// A whole number that is not negative.
    func count() throws -> Int {
        let number = try wholeNumber()
        guard number >= 0 else { throw error("expected a positive numerical parameter") }
        return number
    }

    func count(upTo most: Int) throws -> Int {
        let number = try count()
        if number > most { throw error("too large number") }
        return number
    }

    private func wholeNumber() throws -> Int {
        let text = value.drop { $0 == " " || $0 == "\t" }
        if let number = Int(text) { return number }
        let digits = text.dropFirst(text.first == "-" || text.first == "+" ? 1 : 0)
        let isNumber = !digits.isEmpty && digits.utf8.allSatisfy(\.isDigit)
        throw error(isNumber ? "too large number" : "expected a proper numerical parameter")
    }
}
