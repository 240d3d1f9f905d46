/// Counts and sizes, as curl reads them.
extension TypedOption {
    /// What curl says of a value that it cannot make anything of.
    var badUse: CommandLineError { error("is badly used here") }

    /// Bytes, with `K`, `M` or `G` after the number for powers of 1024, or `B`; `nil` for 0, which is no limit.
    func byteCount() throws -> Int? {
        var digits = value.drop { $0 == " " }
        var unit = 1
        if let letter = digits.last, !letter.isNumber {
            let units: [Character: Int] = ["b": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
            guard let known = units[Character(letter.lowercased())] else { throw badUse }
            unit = known
            digits.removeLast()
        }
        guard let number = Int(digits), number >= 0 else { throw badUse }
        let (bytes, overflows) = number.multipliedReportingOverflow(by: unit)
        if overflows { throw error("too large number") }
        return bytes == 0 ? nil : bytes
    }

    /// `FIRST` or `FIRST-LAST`.
    func portRange() throws -> ClosedRange<Int> {
        let digits = value.prefix { $0.isASCII && $0.isNumber }
        guard let first = Int(digits), first <= 65535 else { throw badUse }
        let rest = value[digits.endIndex...].drop { $0 == " " }
        guard rest.first == "-" else { return first...first }
        guard let last = Int(rest.dropFirst().drop { $0 == " " }), (first...65535).contains(last) else { throw badUse }
        return first...last
    }
}

extension String {
    /// A number of milliseconds in seconds, as an option takes it: `1.5`.
    package init(secondsOf milliseconds: Int) {
        let fraction = milliseconds % 1000
        self = "\(milliseconds / 1000)" + (fraction == 0 ? "" : "." + Swift.String(fraction + 1000).dropFirst())
    }
}
