internal import Plan

/// What is said of the whole run: words about the transfers, and how many at a time.
let runOptions: [OptionDefinition] = [
    OptionDefinition(
        "fail-early", nil, .flag, .output, "End with the first transfer that fails",
        .done { draft, option in draft.run.failsEarly = option.isOn }),
    OptionDefinition(
        "parallel", "Z", .flag, .connection, "Fetch several at a time, and not in turn",
        .done { draft, option in draft.run.isParallel = option.isOn }),
    OptionDefinition(
        "parallel-max", nil, .value("num"), .connection, "With -Z, at most so many at a time (50)",
        .done { draft, option in
            let number = try option.integer()
            draft.run.maximumParallel = (1...300).contains(number) ? number : 50
        }),
    OptionDefinition(
        "stderr", nil, .value("file"), .output, "Write messages to this file",
        .done { draft, option in draft.run.errorPath = option.value }),
    OptionDefinition(
        "trace", nil, .value("file"), .output, "Write all that is sent and received to a file",
        .done { draft, option in draft.run.trace = .hexadecimal(path: option.value) }),
    OptionDefinition(
        "trace-ascii", nil, .value("file"), .output, "The same without hexadecimal",
        .done { draft, option in draft.run.trace = .text(path: option.value) }),
    OptionDefinition(
        "trace-time", nil, .flag, .output, "Put the time in front of each line of -v and --trace",
        .done { draft, option in draft.run.tracesTime = option.isOn }),
    OptionDefinition(
        "verbose", "v", .flag, .output, "Tell what is sent and received; the viewer opens the headers panel",
        .done { draft, option in draft.run.trace = option.isOn ? .lines : nil }),
]
