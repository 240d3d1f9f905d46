/// Lays out a JSON text that comes a character at a time, as the JSON view does: what a model writes as the arguments of a tool.
///
/// Nothing is checked: what is no JSON stays as it is.
struct ArgumentLayout: Sendable {
    /// What comes before a character.
    enum Lead: Equatable {
        case nothing
        case blank
        /// A line of its own, so far in.
        case line(indent: Int)
        /// The character is not shown: a blank between tokens.
        case hidden
    }

    private static let step = 2
    /// No line begins further in.
    private static let deepest = 40

    private(set) var depth = 0
    private(set) var isInString = false
    private var isEscaped = false
    /// An opening bracket was the last.
    private var isAfterOpening = false
    /// The next token begins a line.
    private var breaks = false
    private var needsBlank = false
    private(set) var hasBegun = false
    /// It does not begin as JSON does, and stays as it is.
    private var isPlain = false

    /// All that was opened is closed.
    var isWhole: Bool { hasBegun && !isPlain && depth == 0 && !isInString }

    /// No line begins with the next character, unless that is a quote.
    var canCut: Bool { isInString || isPlain }

    /// What comes before `scalar`.
    func lead(_ scalar: Unicode.Scalar) -> Lead {
        if isInString || isPlain || !hasBegun && !ArgumentLayout.begins(scalar) { return .nothing }
        switch scalar {
        case " ", "\t", "\r", "\n": return .hidden
        case "}", "]":
            if isAfterOpening || depth == 0 { return .nothing }
            return .line(indent: indent(depth - 1))
        case ",", ":": return .nothing
        default:
            if isAfterOpening || breaks { return .line(indent: indent(depth)) }
            return needsBlank ? .blank : .nothing
        }
    }

    private func indent(_ depth: Int) -> Int { min(depth * Self.step, Self.deepest) }

    /// `scalar` has been put.
    mutating func pass(_ scalar: Unicode.Scalar) {
        if !hasBegun { isPlain = !ArgumentLayout.begins(scalar) }
        hasBegun = true
        if isPlain { return }
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                isInString = false
                endValue()
            }
            return
        }
        switch scalar {
        case " ", "\t", "\r", "\n": return
        case "{", "[":
            begin()
            depth += 1
            isAfterOpening = true
        case "}", "]":
            begin()
            depth = max(0, depth - 1)
            endValue()
        case ",":
            begin()
            breaks = depth > 0
        case ":":
            begin()
            needsBlank = true
        case "\"":
            begin()
            isInString = true
        default: begin()
        }
    }

    private static func begins(_ scalar: Unicode.Scalar) -> Bool { scalar == "{" || scalar == "[" }

    private mutating func begin() {
        isAfterOpening = false
        breaks = false
        needsBlank = false
    }

    /// Another text may follow the one that has ended.
    private mutating func endValue() {
        if depth == 0 { breaks = true }
    }
}
