/// What to do with the answer.
let outputOptions: [OptionDefinition] = [
    OptionDefinition(
        "buffer", "N", .flag, .output, "Show bytes as they arrive, which curlew always does",
        isOnByDefault: true, .withoutEffect),
    OptionDefinition(
        "fail", "f", .flag, .output, "Exit with 22 where the HTTP status is 400 or more",
        .done { draft, option in draft.invocation.failsOnHTTPError = option.isOn }),
    OptionDefinition(
        "output", "o", .value("file"), .output, "Write the body to a file; #1 is what the URL's first pattern stood for",
        isRepeatable: true,
        .done { draft, option in
            if option.value.isEmpty { throw option.error("expected the name of a file") }
            draft.outputs.append(.given(option.value))
        }),
    OptionDefinition(
        "output-dir", nil, .value("dir"), .output, "Put the files of -o and -O into this directory",
        .done { draft, option in draft.outputDirectory = option.value }),
    OptionDefinition(
        "remote-name", "O", .flag, .output, "Write the body to a file named as the last part of the URL",
        isRepeatable: true, .done { draft, option in if option.isOn { draft.outputs.append(.remote) } }),
    OptionDefinition(
        "remote-name-all", nil, .flag, .output, "The same for every URL that has no output of its own",
        .done { draft, option in draft.namesAllRemotely = option.isOn }),
    OptionDefinition(
        "show-error", "S", .flag, .output, "Say what failed, even with -s",
        .done { draft, option in draft.showsErrors = option.isOn }),
    OptionDefinition(
        "show-headers", "i", .flag, .output, "Put the head in front of the body",
        .done { draft, option in draft.invocation.includesHead = option.isOn }),
    OptionDefinition(
        "silent", "s", .flag, .output, "Keep quiet, about failures too",
        .done { draft, option in draft.isSilent = option.isOn }),
]
