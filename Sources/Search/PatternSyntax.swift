/// What must be known of a pattern before it is compiled, read off its text.
///
/// Errs on the safe side: what is not understood counts as case-sensitive and as needing the slower way.
struct PatternSyntax: Sendable {
    /// No upper-case letter stands for itself (`\S` and `\p{Lu}` are no letters).
    var ignoresCase = true
    /// Something in it may match a part of a character when bytes are taken for characters.
    private(set) var needsCharacters = false
    /// It has a construct whose meaning depends on what lies beyond the line (`\z`, `(?!…)`), or that
    /// gives nothing back once it has run over the line's end (`\s++`). Shown several lines at once it
    /// could miss a match which it has in one of them.
    private(set) var looksAround = false
    /// Anything (`.`, a negated class, a group) is repeated without an end: a match may go on as long as the line does.
    private(set) var isUnbounded = false

    /// It has a soft hyphen or a joiner in it, or an escape that may stand for one (`\x{AD}`, `\p{Cf}`).
    private(set) var mayNameJoiners = false

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            let next = index + 1 < scalars.count ? scalars[index + 1] : "\0"
            switch scalar {
            case "\\":
                readEscape(next)
                index += PatternSyntax.escapeLength(scalars, at: index)
                continue
            case "(":
                if next == "*" { looksAround = true }
                if next == "?" {
                    let kind = String(String.UnicodeScalarView(scalars[(index + 2)...].prefix(2)))
                    readGroup(kind)
                    index += kind.hasPrefix("P") ? 3 : 2
                    continue
                }
            case "*", "+", "?", "}":
                if next == "+" { looksAround = true }
                if "*+}".unicodeScalars.contains(scalar), PatternSyntax.repeatsAnything(scalars, endingAt: index) { isUnbounded = true }
            case ".":
                needsCharacters = true
            case "[":
                // Negated, or a POSIX class which may be (`[[:^alpha:]]`) or which Unicode widens.
                if next == "^" || next == ":" { needsCharacters = true }
            default:
                if !scalar.isASCII { needsCharacters = true }
                if IgnoredJoiner.scalars.contains(scalar) { mayNameJoiners = true }
                if scalar.properties.isUppercase { ignoresCase = false }
            }
            index += 1
        }
    }

    /// Whether the quantifier that ends at `index` has no upper bound and follows what may match whatever there is.
    private static func repeatsAnything(_ scalars: [Unicode.Scalar], endingAt index: Int) -> Bool {
        var end = index
        if scalars[index] == "}" {
            guard let open = scalars[..<index].lastIndex(of: "{"), scalars[index - 1] == "," else { return false }
            end = open
        }
        guard end > 0 else { return false }
        switch scalars[end - 1] {
        case ".", ")": return true
        case "]":
            guard let open = scalars[..<(end - 1)].lastIndex(of: "[") else { return true }
            return scalars[open + 1] == "^"
        case "S", "D", "W", "N": return end > 1 && scalars[end - 2] == "\\"
        default: return false
        }
    }

    private mutating func readEscape(_ letter: Unicode.Scalar) {
        if "xopPNuXR0123".unicodeScalars.contains(letter) || IgnoredJoiner.scalars.contains(letter) { mayNameJoiners = true }
        switch letter {
        case "A", "z", "Z", "G", "K", "Q", "E":
            looksAround = true
            needsCharacters = true
        case "0"..."9", "a"..."z", "A"..."Z":
            // Only these stand for the same bytes in every mode.
            if !"tnrefa".unicodeScalars.contains(letter) { needsCharacters = true }
        default:
            if !letter.isASCII { needsCharacters = true }
        }
    }

    /// `(?` and what follows: a plain or named group, or case switched on, is harmless; the rest is not read.
    private mutating func readGroup(_ kind: String) {
        let isNamed =
            kind.hasPrefix("P<") || kind.hasPrefix("'")
            || (kind.hasPrefix("<") && kind != "<=" && kind != "<!")
        if kind.hasPrefix(":") || kind == "i)" || kind == "i:" || isNamed { return }
        looksAround = true
        needsCharacters = true
    }

    /// The scalars of the escape sequence at `index`: `\S`, `\p{Lu}`, `\x{E9}`, `\k<name>` is 2 and no more.
    private static func escapeLength(_ scalars: [Unicode.Scalar], at index: Int) -> Int {
        guard index + 2 < scalars.count, scalars[index + 2] == "{", "pPxoNgku".unicodeScalars.contains(scalars[index + 1]),
            let close = scalars[(index + 2)...].firstIndex(of: "}")
        else { return 2 }
        return close + 1 - index
    }
}
