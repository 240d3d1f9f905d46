/// What the variable `LESS` says, as less reads it (less(1), OPTIONS): letters with or without a dash, `--name=value`, `+keys`;
/// a text ends with `$`. What is not known, and what means nothing here, is passed over.
struct LessVariable {
    static let origin = "LESS"

    private(set) var settings: [(name: String, value: String)] = []
    /// Those after `+`, and `/pattern` of `-p`.
    private(set) var keys: InitialKeys?
    /// `--use-backslash` was said: from then on one takes the character after it as it is.
    private var usesBackslash = false

    init(_ text: String) {
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.popFirst() {
            switch scalar {
            case " ", "\t", "$": continue
            case "-":
                if rest.first == "-" {
                    rest.removeFirst()
                    takeName(&rest)
                } else if rest.first == "+" || rest.first == "!" {
                    // Back to what it is without it.
                    rest.removeFirst()
                    _ = rest.popFirst()
                }
            case "+":
                keys = InitialKeys(takeText(&rest))
            case "0"..."9":
                var number = String(scalar)
                number += LessVariable.number(&rest)
                settings.append(("window", number))
            default:
                if let option = LessOption.with(letter: scalar) { take(option, &rest) }
            }
        }
    }

    private mutating func takeName(_ rest: inout Substring.UnicodeScalarView) {
        let name = String(String.UnicodeScalarView(rest.prefix { $0.properties.isAlphabetic || $0 == "-" || $0 == "_" }))
        rest = rest.dropFirst(name.unicodeScalars.count)
        if rest.first == "=" { rest.removeFirst() }
        usesBackslash = usesBackslash || name == "use-backslash"
        if let option = LessOption.named(name) { take(option, &rest) }
    }

    private mutating func take(_ option: LessOption, _ rest: inout Substring.UnicodeScalarView) {
        var value = ""
        switch option.argument {
        case .none: break
        case .number:
            while rest.first == " " { rest.removeFirst() }
            value = LessVariable.number(&rest)
        case .text:
            while rest.first == " " { rest.removeFirst() }
            value = takeText(&rest)
        }
        switch option.meaning {
        case .switches(let name, let on, _): settings.append((name, on))
        case .gives(let name, let given): settings.append((name, given))
        case .sets(let name): settings.append((name, value))
        case .asks("search-forward"): keys = InitialKeys("/" + value)
        case .asks, .nothing: break
        }
    }

    private static func number(_ rest: inout Substring.UnicodeScalarView) -> String {
        let number = rest.prefix { ("0"..."9").contains($0) || $0 == "." || $0 == "," || $0 == "-" }
        rest = rest.dropFirst(number.count)
        return String(String.UnicodeScalarView(number))
    }

    private func takeText(_ rest: inout Substring.UnicodeScalarView) -> String {
        var text = String.UnicodeScalarView()
        while let next = rest.first, next != "$" {
            rest.removeFirst()
            text.append(usesBackslash && next == "\\" ? rest.popFirst() ?? next : next)
        }
        return String(text)
    }
}
