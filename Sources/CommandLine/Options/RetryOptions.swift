internal import Plan

/// What to do when a transfer goes wrong that may go right the next time.
let retryOptions: [OptionDefinition] = [
    OptionDefinition(
        "retry", nil, .value("num"), .connection, "Try again so often after time-outs and 408 429 500 502 503 504 522 524",
        .done { draft, option in draft.plan.retry.limit = try option.integer(from: 0) }),
    OptionDefinition(
        "retry-all-errors", nil, .flag, .connection, "With --retry, try again after any failure",
        .done { draft, option in draft.plan.retry.retriesAllErrors = option.isOn }),
    OptionDefinition(
        "retry-connrefused", nil, .flag, .connection, "With --retry, try again if the connection is refused",
        .done { draft, option in draft.plan.retry.retriesRefusal = option.isOn }),
    OptionDefinition(
        "retry-delay", nil, .value("seconds"), .connection, "Wait so long before each retry, instead of 1, 2, 4 … seconds",
        .done { draft, option in draft.plan.retry.delay = try option.integer(from: 0) }),
    OptionDefinition(
        "retry-max-time", nil, .value("seconds"), .connection, "Begin no retry after so long",
        .done { draft, option in draft.plan.retry.maximumTime = try option.integer(from: 0) }),
]
