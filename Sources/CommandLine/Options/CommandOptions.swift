internal import HTTPModel

/// The command line itself.
let commandOptions: [OptionDefinition] = [
    OptionDefinition(
        "globoff", "g", .flag, .curl, "Take [ ] { } in a URL as they are",
        .done { draft, option in draft.takesURLsLiterally = option.isOn }),
    OptionDefinition(
        "help", "h", .optional("topic"), .curl, "Tell of the options: all, a chapter, or one by name",
        .answered { option in .help(try Usage.text(on: option)) }),
    OptionDefinition(
        "version", "V", .flag, .curl, "Tell the version",
        .answered { _ in .version("curlew \(Version.number)") }),
]
