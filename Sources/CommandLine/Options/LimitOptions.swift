internal import HTTPModel

/// How long and how much.
let limitOptions: [OptionDefinition] = [
    OptionDefinition(
        "connect-timeout", nil, .value("seconds"), .connection, "Give up connecting after so long",
        .done { draft, option in draft.request.connectTimeout = try option.milliseconds() }),
    OptionDefinition(
        "max-time", "m", .value("seconds"), .connection, "Give up the whole transfer after so long",
        .done { draft, option in draft.request.maximumTime = try option.milliseconds() }),
]
