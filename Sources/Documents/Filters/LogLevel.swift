/// How much a line of a log matters, as it says itself.
package enum LogLevel: Int, Sendable, Comparable, CaseIterable {
    case trace = 1, debug, info, warning, error, fatal

    package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }

    /// As it is typed and shown.
    package var name: String {
        switch self {
        case .trace: "trace"
        case .debug: "debug"
        case .info: "info"
        case .warning: "warn"
        case .error: "error"
        case .fatal: "fatal"
        }
    }

    /// By name, or by number from 1 on.
    package init?(typed text: String) {
        guard let level = Int(text).flatMap(LogLevel.init(rawValue:)) ?? LogLevel.words[text.lowercased()] else { return nil }
        self = level
    }

    private static let words: [String: LogLevel] = [
        "trace": .trace, "trc": .trace, "finest": .trace, "debug": .debug, "dbg": .debug, "debu": .debug, "fine": .debug,
        "info": .info, "inf": .info, "information": .info, "notice": .info, "warn": .warning, "wrn": .warning, "warning": .warning,
        "error": .error, "err": .error, "eror": .error, "severe": .error, "fatal": .fatal, "ftl": .fatal, "crit": .fatal,
        "critical": .fatal, "panic": .fatal, "alert": .fatal, "emerg": .fatal, "emergency": .fatal,
    ]

    // MARK: What a line says

    /// Bytes: what comes later in a line is what it is about.
    private static let reach = 512
    private static let reachOfWords = 120
    /// Names of members and fields, as their last letters.
    private static let names = ["level", "lvl", "severity", "levelname"].map { Array($0.utf8) }

    /// The value of a member or field of that name (`"level":"warn"`, `level=warn`, pino's numbers), else a word in capitals or
    /// brackets; nil if it says nothing of the kind.
    package static func of(_ text: some RandomAccessCollection<UInt8>) -> LogLevel? {
        let line = text.prefix(reach).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        return ofField(line) ?? ofWord(Array(text.prefix(reachOfWords)))
    }

    private static func ofField(_ line: [UInt8]) -> LogLevel? {
        // Only what has a sign between name and value can have a field.
        for place in line.indices where line[place] == UInt8(ascii: ":") || line[place] == UInt8(ascii: "=") {
            var end = place
            while end > 0, line[end - 1] == 0x20 { end -= 1 }
            if end > 0, line[end - 1] == UInt8(ascii: "\"") { end -= 1 }
            guard
                names.contains(where: { name in
                    guard line[..<end].reversed().starts(with: name.reversed()) else { return false }
                    let start = end - name.count
                    return start == 0 || !isLetter(line[start - 1])
                })
            else { continue }
            let value = line[(place + 1)...].drop { $0 == 0x20 || $0 == UInt8(ascii: "\"") }
            let word = value.prefix { isLetter($0) || 0x30...0x39 ~= $0 }
            let text = String(decoding: word, as: UTF8.self)
            if let level = words[text] { return level }
            // 10 trace … 60 fatal.
            if let number = Int(text), number >= 10 { return LogLevel(rawValue: min(6, number / 10)) }
        }
        return nil
    }

    private static func ofWord(_ line: [UInt8]) -> LogLevel? {
        var start = 0
        while start < line.count {
            guard isLetter(line[start]) else {
                start += 1
                continue
            }
            let end = line[start...].firstIndex { !isLetter($0) } ?? line.count
            let word = line[start..<end]
            let isCapital = word.allSatisfy { $0 & 0x20 == 0 }
            let isBracketed =
                start > 0 && end < line.count && [UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "|")].contains(line[start - 1])
                && [UInt8(ascii: "]"), UInt8(ascii: ">"), UInt8(ascii: "|")].contains(line[end])
            if isCapital && word.count > 2 || isBracketed, let level = words[String(decoding: word, as: UTF8.self).lowercased()] {
                return level
            }
            start = end
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }
}
