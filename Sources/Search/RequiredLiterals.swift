/// Texts that every match of a pattern has in it, if the pattern says so plainly: `quick` and `cat` of
/// `quick.*cat`.
///
/// If one is missing there is no match, and that is known at the speed of a literal search: many times
/// that of the pattern itself, which on a very long line may even take time by the square of its length.
/// Whatever is not understood here means that there are none.
struct RequiredLiterals {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var run: [Unicode.Scalar] = []
    private var runs: [[Unicode.Scalar]] = []

    /// None also if the pattern is nothing but such a text. One of a single character says too little.
    static func texts(in pattern: String) -> [String] {
        var reader = RequiredLiterals(pattern)
        guard reader.read(), reader.runs != [reader.scalars] else { return [] }
        return reader.runs.filter { $0.count >= 2 }.prefix(4).map { String(String.UnicodeScalarView($0)) }
    }

    /// The pattern is nothing but such a text.
    static func isLiteral(_ pattern: String) -> Bool {
        var reader = RequiredLiterals(pattern)
        return reader.read() && reader.runs == [reader.scalars]
    }

    private init(_ pattern: String) {
        scalars = Array(pattern.unicodeScalars)
    }

    private mutating func next() -> Unicode.Scalar? {
        guard index < scalars.count else { return nil }
        defer { index += 1 }
        return scalars[index]
    }

    /// False: not understood.
    private mutating func read() -> Bool {
        while let scalar = next() {
            switch scalar {
            case "|": return false
            case "(":
                endRun()
                guard skipGroup() else { return false }
            case "[":
                endRun()
                guard skipClass() else { return false }
            case ".", "^", "$", "+": endRun()
            case "*", "?": dropLast()
            case "{":
                dropLast()
                guard skip(to: "}") else { return false }
            case "\\":
                guard readEscape() else { return false }
            default: run.append(scalar)
            }
        }
        endRun()
        return true
    }

    /// What stands before `?`, `*` or `{` need not be there. (After another quantifier the run is empty.)
    private mutating func dropLast() {
        if !run.isEmpty { run.removeLast() }
        endRun()
    }

    private mutating func endRun() {
        if !run.isEmpty { runs.append(run) }
        run = []
    }

    private mutating func readEscape() -> Bool {
        guard let scalar = next() else { return false }
        if "dDwWsSbBtnrfvVhHR".unicodeScalars.contains(scalar) {
            endRun()
            return true
        }
        // Other letters and digits begin something longer.
        guard scalar.isASCII, !scalar.properties.isAlphabetic, scalar.properties.numericType == nil else { return false }
        run.append(scalar)
        return true
    }

    /// Passes over a group; what is in it may be one of several.
    private mutating func skipGroup() -> Bool {
        var depth = 1
        guard isPlainGroup() else { return false }
        while depth > 0 {
            switch next() {
            case nil: return false
            case "(":
                guard isPlainGroup() else { return false }
                depth += 1
            case ")": depth -= 1
            case "[":
                guard skipClass() else { return false }
            case "\\":
                guard let escaped = next(), escaped != "Q", escaped != "c" else { return false }
            default: break
            }
        }
        return true
    }

    /// Not one that changes how the rest is read, as `(?x)` does.
    private func isPlainGroup() -> Bool {
        guard index < scalars.count, scalars[index] != "*" else { return false }
        guard scalars[index] == "?" else { return true }
        return index + 1 < scalars.count && ":=!<>".unicodeScalars.contains(scalars[index + 1])
    }

    private mutating func skipClass() -> Bool {
        if index < scalars.count, scalars[index] == "^" { index += 1 }
        if index < scalars.count, scalars[index] == "]" { index += 1 }
        while let scalar = next() {
            switch scalar {
            case "]": return true
            case "[":
                // Perhaps `[:alpha:]`: then its bracket is not the class's end.
                guard index < scalars.count, ":.=".unicodeScalars.contains(scalars[index]) else { break }
                return false
            case "\\":
                guard let escaped = next(), escaped != "Q", escaped != "E", escaped != "c" else { return false }
            default: break
            }
        }
        return false
    }

    private mutating func skip(to end: Unicode.Scalar) -> Bool {
        while let scalar = next() {
            if scalar == end { return true }
        }
        return false
    }
}
