extension PasteDialect {
    /// Which shell `bytes` were written for, by all that gives it away. `prompt` is what stood before the command.
    ///
    /// No sign counts alone that another dialect has as well: in POSIX `""` only joins two words, and `^` before a brace may be
    /// a regular expression.
    init(of bytes: [UInt8], prompt: String = "") {
        let signs = DialectSigns(bytes)
        let isForWindows = signs.names(program: "curl.exe") || prompt.dropFirst().hasPrefix(":\\")
        if prompt.hasPrefix("PS ") || signs.isPowerShell || isForWindows && signs.singleQuotes > 0 && signs.backslashEnds == 0 {
            self = .powerShell
        } else if signs.caretEnds > 0 || signs.caretQuotes > 0 {
            self = .commandPrompt
        } else if signs.singleQuotes > 0 || signs.backslashEnds > 0 {
            // Quotes inside "…" that POSIX would lose, beside quotes that the command prompt does not know.
            self = signs.doubledQuotes > 0 && signs.backslashEnds == 0 && signs.backslashQuotes == 0 ? .powerShell : .posix
        } else if isForWindows || signs.doubledQuotes > 0 || signs.quotedPercents > 0 || signs.hasCaretsInQuotes {
            self = .commandPrompt
        } else {
            self = .posix
        }
    }
}

/// What of a paste belongs to one shell only, counted. Quotes are followed as POSIX has them, near enough for that.
private struct DialectSigns {
    /// Line ends that are escaped: `\` in POSIX, `^` in the command prompt, a backtick in PowerShell.
    private(set) var backslashEnds = 0, caretEnds = 0, backtickEnds = 0
    /// Words that begin with `'` or `$'`: not in the command prompt.
    private(set) var singleQuotes = 0
    /// `^"` outside of quotes: the browsers' form for the command prompt since 2023.
    private(set) var caretQuotes = 0
    /// Words in `"…"` with two or more `""` inside.
    private(set) var doubledQuotes = 0
    /// `\"` in `"…"`.
    private(set) var backslashQuotes = 0
    /// `"%"` inside a word.
    private(set) var quotedPercents = 0
    /// In `"…"`, carets before what the command prompt acts on, and such characters without one.
    private var caretEscapes = 0, bareSpecials = 0
    /// In `"…"`, a quote after a backtick that is not the end of a command substitution.
    private var backtickQuotes = 0
    /// What only PowerShell has: `--%`, the start of a here-string, `$env:`.
    private var ownWords = 0
    private let words: [ArraySlice<UInt8>]

    var hasCaretsInQuotes: Bool { caretEscapes > 0 && bareSpecials == 0 }

    var isPowerShell: Bool {
        if ownWords > 0 || words.first?.elementsEqual("&".utf8) == true { return true }
        return (backtickEnds > 0 || backtickQuotes > 0) && backslashEnds == 0 && caretEnds == 0
    }

    init(_ bytes: [UInt8]) {
        words = bytes.split(whereSeparator: isBlankOrLineEnd)
        var reader = Reader()
        for index in bytes.indices {
            let around = Around(
                last: index > 0 ? bytes[index - 1] : 0x20, byte: bytes[index], next: index + 1 < bytes.count ? bytes[index + 1] : 0x0A)
            let wasEscaped = reader.isEscaped
            reader.isEscaped = around.byte == UInt8(ascii: "\\") && !wasEscaped && (reader.quote != UInt8(ascii: "'") || reader.isAnsi)
            if around.byte == UInt8(ascii: "\\"), !wasEscaped, reader.quote != UInt8(ascii: "'"), isLineEnd(around.next),
                index + 1 < bytes.count
            {
                backslashEnds += 1
            }
            if wasEscaped {
                if around.byte == 0x22, reader.quote == 0x22 { backslashQuotes += 1 }
                continue
            }
            if reader.quote != UInt8(ascii: "'"), Self.isOwnWord(bytes[index...], isStart: isBlankOrLineEnd(around.last)) { ownWords += 1 }
            switch reader.quote {
            case nil: takeBare(around, &reader)
            case 0x22: takeQuoted(around, &reader)
            default: if around.byte == UInt8(ascii: "'") { reader.quote = nil }
            }
        }
    }

    private struct Around {
        var last: UInt8
        var byte: UInt8
        /// A line end at the end.
        var next: UInt8
    }

    /// Where in the quotes the scan is.
    private struct Reader {
        var quote: UInt8?
        /// `$'…'`.
        var isAnsi = false
        var isEscaped = false
        /// In this word.
        var doubledQuotes = 0, backticks = 0
    }

    private mutating func takeBare(_ around: Around, _ reader: inout Reader) {
        switch around.byte {
        case UInt8(ascii: "`") where isLineEnd(around.next): backtickEnds += 1
        case UInt8(ascii: "^") where isLineEnd(around.next): caretEnds += 1
        case UInt8(ascii: "^") where around.next == 0x22: caretQuotes += 1
        case UInt8(ascii: "%") where around.last == 0x22 && around.next == 0x22: quotedPercents += 1
        case UInt8(ascii: "'"):
            reader.isAnsi = around.last == UInt8(ascii: "$")
            if isBlankOrLineEnd(around.last) || around.last == UInt8(ascii: "=") || reader.isAnsi { singleQuotes += 1 }
            reader.quote = around.byte
        case 0x22:
            // Directly after a closing quote: not another word, but a quote inside of one.
            if around.last == 0x22 { reader.doubledQuotes += 1 }
            reader.quote = around.byte
        case let byte where isBlankOrLineEnd(byte):
            (reader.doubledQuotes, reader.backticks) = (0, 0)
        default: break
        }
    }

    private mutating func takeQuoted(_ around: Around, _ reader: inout Reader) {
        switch around.byte {
        case 0x22:
            reader.quote = nil
            if isBlankOrLineEnd(around.next), reader.doubledQuotes > 1 { doubledQuotes += 1 }
        case UInt8(ascii: "`"):
            if around.next == 0x22, reader.backticks.isMultiple(of: 2) { backtickQuotes += 1 }
            reader.backticks += 1
        case UInt8(ascii: "^"):
            if isLineEnd(around.next) {
                caretEnds += 1
            } else if "&%{}<>|^\\".utf8.contains(around.next) || around.next == 0x22 && around.last == UInt8(ascii: "\\") {
                caretEscapes += 1
            }
        case let byte where "{}<>|%".utf8.contains(byte) && around.last != UInt8(ascii: "^"):
            bareSpecials += 1
        default: break
        }
    }

    func names(program: String) -> Bool {
        words.contains { word in
            let bare = word.filter { $0 != 0x22 && $0 != 0x27 }
            return isCurl(bare) && String(decoding: bare, as: UTF8.self).lowercased().hasSuffix(program)
        }
    }

    private static func isOwnWord(_ bytes: ArraySlice<UInt8>, isStart: Bool) -> Bool {
        switch bytes.first {
        case UInt8(ascii: "$")?: return String(decoding: bytes.prefix(5), as: UTF8.self).lowercased() == "$env:"
        case UInt8(ascii: "-")? where isStart:
            return bytes.starts(with: "--%".utf8) && bytes.dropFirst(3).first.map(isBlankOrLineEnd) ?? true
        case UInt8(ascii: "@")? where isStart:
            let quote = bytes.dropFirst().first
            return (quote == 0x22 || quote == UInt8(ascii: "'")) && bytes.dropFirst(2).first.map(isLineEnd) ?? false
        default: return false
        }
    }
}

func isLineEnd(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D
}

func isBlankOrLineEnd(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || isLineEnd(byte)
}
