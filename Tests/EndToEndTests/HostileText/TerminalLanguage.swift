import Foundation
import TestSupport

/// All that a terminal of a type may be told: the capabilities of its terminfo entry that a screen is drawn with, and for
/// terminals like xterm and for tmux a few sequences besides. All else that is not text is an offence.
struct TerminalLanguage {
    private let sequences: NSRegularExpression

    /// `type`: a value of TERM.
    init(of type: String) throws {
        let entry = String(decoding: run(["infocmp", "-1", type]).output, as: UTF8.self)
        var patterns = entry.split(separator: "\n").compactMap { line -> String? in
            let parts = line.drop { $0 == "\t" }.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, Self.capabilities.contains(String(parts[0])), parts[1].hasSuffix(",") else { return nil }
            return Self.pattern(ofCapability: parts[1].dropLast())
        }
        // Any terminal is a typewriter.
        patterns += ["\r", "\n", "\u{8}", "\t"]
        if Self.knowsXterm(type) { patterns += Self.beyondTerminfo }
        // The longest first: some are the beginning of others.
        patterns.sort { $0.count > $1.count }
        sequences = try NSRegularExpression(pattern: patterns.map { "(?:\($0))" }.joined(separator: "|"))
    }

    static func knowsXterm(_ type: String) -> Bool { ["xterm", "tmux", "rxvt"].contains { type.hasPrefix($0) } }

    /// What is not in terminfo, with what it is for; to terminals like xterm and to tmux only.
    private static let beyondTerminfo = [
        // Bracketed paste; the wheel as arrow keys on the alternate screen, also put aside and brought back; the mouse.
        #"\x1B\[\?2004[hl]"#, #"\x1B\[\?1007[hlsr]"#, #"\x1B\[\?100[026](?:;100[026])*[hl]"#,
        // The title: put aside, set, brought back.
        #"\x1B\[2[23];[012](?:;0)?t"#, #"\x1B\][02];curlew[^\x00-\x1F\x7F-\x9F]*(?:\x07|\x1B\\)"#,
        // The clipboard.
        #"\x1B\]52;c;[A-Za-z0-9+/=]*\x07"#,
    ]

    /// Those with which ncurses draws; not those that set a terminal up, ring, flash, print or program its keys.
    private static let capabilities: Set<String> = [
        "cup", "hpa", "vpa", "home", "ll", "cuu", "cud", "cuf", "cub", "cuu1", "cud1", "cuf1", "cub1", "cr", "nel", "ind", "indn", "ri",
        "rin",
        "csr", "sc", "rc", "ht", "cbt", "ed", "el", "el1", "ech", "clear", "ich", "ich1", "dch", "dch1", "il", "il1", "dl", "dl1", "smir",
        "rmir", "rep", "sgr", "sgr0", "bold", "dim", "rev", "smul", "rmul", "smso", "rmso", "sitm", "ritm", "setaf", "setab", "setf",
        "setb",
        "op", "smcup", "rmcup", "smkx", "rmkx", "civis", "cnorm", "cvvis", "smacs", "rmacs", "enacs", "smam", "rmam",
    ]

    /// A capability as terminfo(5) writes it, as a regular expression: any number for a parameter, and of a condition any branch.
    private static func pattern(ofCapability text: Substring) -> String {
        // For each condition that is open: the branches that are over, and the one that is not.
        var open: [(branches: [String], now: String)] = [([], "")]
        func add(_ pattern: String) { open[open.count - 1].now += pattern }
        func add(byte: UInt32) { add("\\x{\(String(byte, radix: 16))}") }
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\":
                let escaped = rest.popFirst() ?? "\\"
                let controls: [Unicode.Scalar: UInt32] = ["E": 0x1B, "e": 0x1B, "n": 10, "r": 13, "t": 9, "b": 8, "f": 12, "s": 32]
                if let control = controls[escaped] {
                    add(byte: control)
                } else if let first = escaped.properties.numericType, first == .decimal {
                    let digits = String(escaped) + rest.prefix(2).map { String($0) }.joined()
                    rest = rest.dropFirst(2)
                    add(byte: UInt32(digits, radix: 8) ?? 0)
                } else {
                    add(byte: escaped.value)
                }
            case "^": add(byte: (rest.popFirst()?.value ?? 0x40) ^ 0x40)
            case "$" where rest.first == "<":
                // How long it takes.
                rest = rest.drop { $0 != ">" }.dropFirst()
            case "%":
                switch rest.popFirst() {
                case "%": add("%")
                // Of a repetition, which is text by itself.
                case "c": add(#"[\x20-\x7E]?"#)
                case "p", "P", "g": rest = rest.dropFirst()
                case "{": rest = rest.drop { $0 != "}" }.dropFirst()
                case "'": rest = rest.dropFirst(2)
                case "?": open.append(([], ""))
                // What came since `%?` or `%e` was a condition, which sends nothing.
                case "t": open[open.count - 1].now = ""
                case "e":
                    open[open.count - 1].branches.append(open[open.count - 1].now)
                    open[open.count - 1].now = ""
                case ";":
                    let (branches, now) = open.removeLast()
                    add("(?:\((branches + [now]).joined(separator: "|")))?")
                case let operation?:
                    guard "0123456789d:".unicodeScalars.contains(operation) else { break }
                    if operation != "d" { rest = rest.drop { $0 != "d" }.dropFirst() }
                    add("[0-9]+")
                case nil: break
                }
            default: add(byte: scalar.value)
            }
        }
        return open[0].now
    }

    /// No sequence is longer.
    private static let longest = 1000

    /// What is neither text nor something that this terminal may be told, each with what stands around it.
    func offences(in stream: String) -> [String] {
        let text = NSString(string: stream)
        var offences: [String] = []
        var place = 0
        while place < text.length {
            if Self.isText(text.character(at: place)) {
                place += 1
                continue
            }
            let window = text.substring(with: NSRange(location: place, length: min(Self.longest, text.length - place)))
            let found = sequences.rangeOfFirstMatch(
                in: window, options: .anchored, range: NSRange(location: 0, length: NSString(string: window).length))
            if found.location == NSNotFound || found.length == 0 {
                let start = max(0, place - 20)
                offences.append(text.substring(with: NSRange(location: start, length: min(50, text.length - start))).debugDescription)
                place += 1
            } else {
                place += found.length
            }
        }
        return offences
    }

    /// What prints; characters beyond 16 bits are two halves.
    private static func isText(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x20..<0x7F: true
        case 0..<0xA0, 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFD: false
        default: true
        }
    }
}
