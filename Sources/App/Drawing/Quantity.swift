/// Numbers as the bar shows them.
enum Quantity {
    /// Bytes in curl's units: 1024-based, `k`, `M`, `G`, `T`; exact below 10,000.
    static func bytes(_ count: Int) -> String {
        guard count >= 10_000 else { return "\(count)" }
        var value = Double(count)
        var unit = ""
        for next in ["k", "M", "G", "T", "P"] where value >= 1000 {
            value /= 1024
            unit = next
        }
        return decimal(value) + unit
    }

    /// `2.0M of 8.0M 25%`; without a total the bytes alone.
    static func bytes(_ count: Int, of total: Int?) -> String {
        guard let total else { return bytes(count) }
        let text = "\(bytes(count)) of \(bytes(total))"
        return total > 0 ? "\(text) \(min(100, count * 100 / total))%" : text
    }

    static func rate(_ bytesPerSecond: Double) -> String {
        bytes(Int(min(bytesPerSecond, 1e15))) + "/s"
    }

    /// `850ms` below a second, `1.2s` below ten, then `12s`, `3m05s`, `2h07m`.
    static func duration(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        switch seconds {
        case ..<1: return "\(attoseconds / 1_000_000_000_000_000)ms"
        case ..<10: return "\(seconds).\(attoseconds / 100_000_000_000_000_000)s"
        default: return wholeSeconds(Int(seconds))
        }
    }

    static func wholeSeconds(_ seconds: Int) -> String {
        switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m\(twoDigits(seconds % 60))s"
        default: "\(seconds / 3600)h\(twoDigits(seconds / 60 % 60))m"
        }
    }

    /// `12.345 ms` below a second, then `3.217 s`: for the panels.
    static func exact(_ duration: Duration) -> String {
        let unit = duration < .seconds(1) ? (name: "ms", size: Duration.milliseconds(1)) : (name: "s", size: .seconds(1))
        let thousandths = Int(duration / (unit.size / 1000))
        let fraction = String(thousandths % 1000)
        return "\(grouped(thousandths / 1000)).\(String(repeating: "0", count: 3 - fraction.count))\(fraction) \(unit.name)"
    }

    /// `20,000,000`.
    static func grouped(_ number: Int) -> String {
        var digits = Array(String(number.magnitude))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }

    /// `31.4`.
    static func tenths(_ number: Double) -> String {
        let tenths = Int(min(number, 1e9) * 10 + 0.5)
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// `1.2 megabytes`, `1 byte`: to be heard.
    static func words(bytes count: Int) -> String {
        guard count >= 10_000 else { return "\(grouped(count)) byte\(count == 1 ? "" : "s")" }
        var value = Double(count)
        var unit = ""
        for next in ["kilobytes", "megabytes", "gigabytes", "terabytes", "petabytes"] where value >= 1000 || unit.isEmpty {
            value /= 1024
            unit = next
        }
        return "\(decimal(value)) \(unit)"
    }

    /// `3.1 seconds`, `2 minutes 5 seconds`, `1 hour 3 minutes`.
    static func words(_ duration: Duration) -> String {
        let seconds = Int(duration.components.seconds)
        func counted(_ number: Int, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }
        if seconds < 10, duration != .seconds(seconds) {
            return "\(seconds).\(duration.components.attoseconds / 100_000_000_000_000_000) seconds"
        }
        switch seconds {
        case ..<60: return counted(seconds, "second")
        case ..<3600: return "\(counted(seconds / 60, "minute")) \(counted(seconds % 60, "second"))"
        default: return "\(counted(seconds / 3600, "hour")) \(counted(seconds / 60 % 60, "minute"))"
        }
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static func decimal(_ value: Double) -> String {
        guard value < 100 else { return "\(Int(value.rounded()))" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
