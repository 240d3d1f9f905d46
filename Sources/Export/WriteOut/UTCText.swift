internal import Glibc

/// `%time{format}`: a moment in UTC by strftime(3)'s format, with `%f` for microseconds.
struct UTCText {
    /// Empty if it is longer than curl would print.
    let bytes: [UInt8]

    private static let longest = 256

    /// `time`: since 1970.
    init(of time: Duration, format: ArraySlice<UInt8>) {
        let (seconds, attoseconds) = time.components
        // What the C library would say of the local zone.
        let fixed: [UInt8: String] = [
            UInt8(ascii: "f"): String("\(1_000_000 + attoseconds / 1_000_000_000_000)".dropFirst()),
            UInt8(ascii: "z"): "+0000", UInt8(ascii: "Z"): "UTC",
        ]
        var pattern: [UInt8] = [], rest = format
        while let byte = rest.popFirst() {
            pattern.append(byte)
            guard byte == UInt8(ascii: "%"), let letter = rest.popFirst() else { continue }
            if let text = fixed[letter] {
                pattern.removeLast()
                pattern += text.utf8
            } else {
                pattern.append(letter)
            }
        }
        var moment = time_t(seconds), parts = tm()
        gmtime_r(&moment, &parts)
        var text = [CChar](repeating: 0, count: UTCText.longest)
        let count = strftime(&text, text.count, pattern.map(CChar.init(bitPattern:)) + [0], &parts)
        bytes = text[..<count].map(UInt8.init(bitPattern:))
    }
}
