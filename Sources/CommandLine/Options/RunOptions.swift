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
        "parallel-max-host", nil, .value("num"), .connection, "With -Z, at most so many at a time to one server",
        .done { draft, option in
            let number = try option.count()
            draft.run.maximumPerHost = (1...65535).contains(number) ? number : nil
        }),
    OptionDefinition(
        "rate", nil, .value("N[/[U]s|m|h|d]"), .connection,
        "Begin at most so many a second, minute, hour (without a unit) or day, or U of them",
        .done { draft, option in draft.run.interval = try interval(option) }),
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

/// `N`, `N/unit` or `N/5unit`, as milliseconds between two beginnings. Throws `CommandLineError`.
private func interval(_ option: TypedOption) throws -> Int {
    let parts = option.value.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let count = Int(parts[0]) else { throw option.error("expected a proper numerical parameter") }
    guard count > 0 else { throw option.badUse }
    let units = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
    let text = parts.count > 1 ? parts[1] : "h"
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let unit = units[String(text[digits.endIndex...])] else { throw option.error("unsupported --rate unit") }
    let (period, overflows) = (digits.isEmpty ? 1 : Int(digits) ?? .max).multipliedReportingOverflow(by: unit)
    if overflows { throw option.error("too large --rate unit") }
    return period / count
}
