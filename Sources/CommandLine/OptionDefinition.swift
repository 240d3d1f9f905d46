internal import Plan

/// One row of the option table: everything the parser, the help, the man page and the completions
/// know of an option.
struct OptionDefinition: Sendable {
    enum Argument: Equatable, Sendable {
        /// Taken alone, and has no `--no-` form.
        case none
        /// Taken alone; `--no-NAME` takes it back.
        case flag
        /// Takes the next word, or the rest of this one; the text is its name in the help.
        case value(String)
        /// Takes the next word if there is one.
        case optional(String)
        /// Takes the next word if it is `on` or `off`; alone it is on.
        case onOff
    }

    enum Support: Sendable {
        /// Means here what it means to curl.
        case done(@Sendable (inout PlanDraft, TypedOption) throws -> Void)
        /// Changes how the rest is read.
        case directing(@Sendable (inout Interpreter, TypedOption) throws -> Void)
        /// Is answered at once, and nothing after it is read (`--help`, `--version`).
        case answered(@Sendable (TypedOption) throws -> Action)
        /// Accepted: curlew does so in any case, or neither curl does anything with it here.
        case withoutEffect
        /// Known and not done: the text says why, to follow the option's name.
        case refused(String)
    }

    /// The long name without dashes and without `no-`.
    let name: String
    let short: Unicode.Scalar?
    let argument: Argument
    let category: HelpCategory
    /// One line, in the imperative.
    let summary: String
    let support: Support
    /// Each use adds to those before; else the last one wins.
    let isRepeatable: Bool
    /// The option is on unless taken back, so `--no-NAME` is the form people know, and the form that
    /// the short letter stands for (`-N` is `--no-buffer`).
    let isOnByDefault: Bool
    /// What libcurl has to be able to do; without it the option is refused.
    var need: LibraryNeed?

    init(
        _ name: String, _ short: Unicode.Scalar? = nil, _ argument: Argument, _ category: HelpCategory,
        _ summary: String, isOnByDefault: Bool = false, isRepeatable: Bool = false, _ support: Support
    ) {
        self.name = name
        self.short = short
        self.argument = argument
        self.category = category
        self.summary = summary
        self.isOnByDefault = isOnByDefault
        self.support = support
        self.isRepeatable = isRepeatable
    }

    /// The long form that does something, with its dashes.
    var longForm: String { isOnByDefault ? "--no-\(name)" : "--\(name)" }

    /// Does something here.
    var isDone: Bool {
        switch support {
        case .done, .directing, .answered: true
        case .withoutEffect, .refused: false
        }
    }

    var isWithoutEffect: Bool {
        if case .withoutEffect = support { true } else { false }
    }
}

/// A chapter of the help; an option stands in exactly one.
enum HelpCategory: String, CaseIterable, Sendable {
    case viewer, http, data, output, connection, tls, proxy, auth, curl, other

    var title: String {
        switch self {
        case .viewer: "The viewer, recordings and demos"
        case .http: "What to ask for"
        case .data: "What to send along"
        case .output: "What to do with the answer"
        case .connection: "Connections, time and size limits"
        case .tls: "TLS and certificates"
        case .proxy: "Proxies"
        case .auth: "Authentication"
        case .curl: "The command line itself"
        case .other: "Protocols other than HTTP"
        }
    }
}
