/// The command line itself.
let commandOptions: [OptionDefinition] = [
    OptionDefinition(
        "globoff", "g", .flag, .curl, "Take [ ] { } in a URL as they are",
        .done { draft, option in draft.takesURLsLiterally = option.isOn }),
    OptionDefinition(
        "help", "h", .optional("topic"), .curl, "List the options",
        .answered { _ in .help(Usage.text) }),
    OptionDefinition(
        "version", "V", .flag, .curl, "Tell the version",
        .answered { _ in .version("curlew 0.1.0\n") }),
]
