internal import Plan

/// The command line itself.
let commandOptions: [OptionDefinition] = [
    OptionDefinition(
        "config", "K", .value("file"), .curl, "Read options from a file",
        isRepeatable: true, .directing { interpreter, option in try interpreter.readConfig(at: option.value, for: option) }),
    OptionDefinition(
        "disable", "q", .flag, .curl, "In front of all others: read no config file by itself",
        .directing { _, _ in }),
    OptionDefinition(
        "globoff", "g", .flag, .curl, "Take [ ] { } in a URL as they are",
        .done { draft, option in draft.takesURLsLiterally = option.isOn }),
    OptionDefinition(
        "help", "h", .optional("topic"), .curl, "Tell of the options: all, a chapter, or one by name",
        .answered { option in .help(.topic(option.value)) }),
    OptionDefinition(
        "manual", "M", .flag, .curl, "Tell all of this",
        .answered { _ in .help(.manual) }),
    OptionDefinition(
        "next", ":", .none, .curl, "Start anew with other options for other URLs",
        isRepeatable: true, .directing { interpreter, _ in try interpreter.startNextGroup() }),
    OptionDefinition(
        "variable", nil, .value("[%]name=text/@file"), .curl, "Set a variable, which --expand-OPTION puts in as {{name}}",
        isRepeatable: true, .directing { interpreter, option in try interpreter.setVariable(option) }),
    OptionDefinition(
        "version", "V", .flag, .curl, "Tell the version",
        .answered { _ in .version }),
]
