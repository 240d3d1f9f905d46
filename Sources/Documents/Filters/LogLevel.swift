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
    package static func of(_ text: ArraySlice<UInt8>) -> LogLevel? {
        text.withUnsafeBufferPointer(of)
    }

    private static func of(_ text: UnsafeBufferPointer<UInt8>) -> LogLevel? {
        ofField(UnsafeBufferPointer(rebasing: text.prefix(reach))) ?? ofWord(UnsafeBufferPointer(rebasing: text.prefix(reachOfWords)))
    }

    private static func ofField(_ line: UnsafeBufferPointer<UInt8>) -> LogLevel? {
        // Only what has a sign between name and value can have a field.
        for place in line.indices where line[place] == UInt8(ascii: ":") || line[place] == UInt8(ascii: "=") {
            var end = place
            while end > 0, line[end - 1] == 0x20 { end -= 1 }
            if end > 0, line[end - 1] == UInt8(ascii: "\"") { end -= 1 }
            guard names.contains(where: { isName($0, endingAt: end, in: line) })
            else { continue }
            let value = line[(place + 1)...].drop { $0 == 0x20 || $0 == UInt8(ascii: "\"") }
            let text = String(decoding: value.prefix { isLetter($0) || 0x30...0x39 ~= $0 }, as: UTF8.self).lowercased()
            if let level = words[text] { return level }
            // 10 trace … 60 fatal.
            if let number = Int(text), number >= 10 { return LogLevel(rawValue: min(6, number / 10)) }
        }
        return nil
    }

    /// In small letters or capitals, and not the end of a longer name.
    private static func isName(_ name: [UInt8], endingAt end: Int, in line: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = end - name.count
        guard start >= 0, start == 0 || !isLetter(line[start - 1]) else { return false }
        return name.indices.allSatisfy { isLetter(line[start + $0]) && line[start + $0] | 0x20 == name[$0] }
    }

    private static func ofWord(_ line: UnsafeBufferPointer<UInt8>) -> LogLevel? {
        var start = 0
        while start < line.count {
            guard isLetter(line[start]) else {
                start += 1
                continue
            }
            var end = start
            var isCapital = true
            while end < line.count, isLetter(line[end]) {
                isCapital = isCapital && line[end] & 0x20 == 0
                end += 1
            }
            let stands = isCapital && end - start > 2 || isBracketed(start..<end, in: line)
            if stands, let level = words[String(decoding: line[start..<end], as: UTF8.self).lowercased()] { return level }
            start = end
        }
        return nil
    }

    private static func isBracketed(_ word: Range<Int>, in line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard word.lowerBound > 0, word.upperBound < line.count else { return false }
        let (opening, closing) = (line[word.lowerBound - 1], line[word.upperBound])
        // In brackets of any kind.
        return (opening == UInt8(ascii: "[") || opening == UInt8(ascii: "<") || opening == UInt8(ascii: "|"))
            && (closing == UInt8(ascii: "]") || closing == UInt8(ascii: ">") || closing == UInt8(ascii: "|"))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }
}
