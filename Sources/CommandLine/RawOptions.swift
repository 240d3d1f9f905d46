/// One option as it was typed.
struct TypedOption: Sendable {
    let definition: OptionDefinition
    /// The word it was found in, for messages: `--max-time`, `-sSfm`.
    let spelling: String
    /// Empty if the option takes none.
    var value: String
    /// False for the `--no-` form.
    let isOn: Bool
    /// The argument that ends with the value, counted from 0; `nil` if there is no value.
    var argumentIndex: Int?
    /// `--expand-…`: variables in the value are to be replaced.
    var isExpanded = false
    /// `FILE:LINE` of a config file.
    var origin: String?

    func error(
        _ problem: String, exitStatus: Int32 = 2, hint: String = CommandLineError.hint
    ) -> CommandLineError {
        let place = origin.map { "\($0): " } ?? ""
        return CommandLineError("\(place)option \(spelling): \(problem)\n\(hint)", exitStatus: exitStatus)
    }
}

/// What was typed, in order, split into options and URLs and not yet understood.
enum RawOption: Sendable {
    case option(TypedOption)
    /// A word that belongs to no option.
    case word(String)
    /// What follows a `+`: keys to begin with, as in less.
    case keys(String)
}
