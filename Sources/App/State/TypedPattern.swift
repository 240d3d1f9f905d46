internal import Plan
internal import Screen
internal import Search

/// What a search prompt was given: a pattern, and how it is to be looked for.
struct TypedPattern: Sendable, Equatable {
    var text: String
    var modifiers: Set<SearchModifier> = []
    var letterCase = SearchCase.smart

    /// Throws a `PatternError`.
    func pattern() throws -> Pattern {
        let pattern = modifiers.contains(.literal) ? TypedPattern.escaped(text) : text
        let ignoresCase: Bool? =
            switch letterCase {
            case .smart: nil
            case .exact: false
            case .ignored: true
            }
        guard modifiers.contains(.notMatching) else { return try Pattern(pattern, ignoresCase: ignoresCase) }
        // It is told by its own words what is wrong with it.
        let inner = try Pattern(pattern, ignoresCase: ignoresCase)
        return try Pattern("^(?!.*(?:\(pattern))).*", ignoresCase: inner.ignoresCase)
    }

    /// As it was typed.
    var name: String { SearchModifier.allCases.filter(modifiers.contains).map { $0.rawValue + " " }.joined() + text }

    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if "\\^$.[]|()?*+{}".unicodeScalars.contains(scalar) { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }
}

/// What can be said before a pattern, as in less.
enum SearchModifier: String, Sendable, CaseIterable {
    case notMatching = "not matching:"
    case allExchanges = "all exchanges:"
    case fromFirst = "from the first line:"
    case keepsPlace = "staying here:"
    case literal = "literally:"

    /// As the first characters of the pattern.
    var keys: [Key] {
        switch self {
        case .notMatching: [.character("!"), .control("N")]
        case .allExchanges: [.character("*"), .control("E")]
        case .fromFirst: [.character("@"), .control("F")]
        case .keepsPlace: [.control("K")]
        case .literal: [.control("R")]
        }
    }
}
