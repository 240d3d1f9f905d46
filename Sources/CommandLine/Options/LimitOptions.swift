internal import Plan

/// How long.
let limitOptions: [OptionDefinition] = [
    OptionDefinition(
        "connect-timeout", nil, .value("seconds"), .connection, "Give up connecting after so long",
        .done { draft, option in draft.request.connectTimeout = try option.milliseconds() }),
    OptionDefinition(
        "max-time", "m", .value("seconds"), .connection, "Give up the whole transfer after so long",
        .done { draft, option in draft.request.maximumTime = try option.milliseconds() }),
]

private let group = SettingGroup(\.limits, .connection)

/// How fast and how much.
let limitSettings: [RequestSetting] = [
    group.number(
        "limit-rate", "speed", "Send and receive no faster than this, in bytes a second: 10K, 2M", \.rate,
        read: { try $0.byteCount() }),
    group.number(
        "max-filesize", "bytes", "Refuse a body larger than this", \.fileSize, read: { try $0.byteCount() }),
    group.setting(
        "speed-limit", short: "Y", .value("speed"), "Give up what is slower than so many bytes a second for -y seconds",
        words: { _, _ in [] },
        apply: { group, option in
            group.slowSpeed = try option.count()
            if group.slowTime == 0 { group.slowTime = 30 }
        }),
    RequestSetting(
        definition: OptionDefinition(
            "speed-time", "y", .value("seconds"), .connection, "Give up what is slower than -Y for so long",
            .done { draft, option in
                draft.request.limits.slowTime = try option.count()
                if draft.request.limits.slowSpeed == 0 { draft.request.limits.slowSpeed = 1 }
            })
    ) { request, _ in
        let (speed, time) = ("\(request.limits.slowSpeed)", "\(request.limits.slowTime)")
        // Each of them gives the other its default if that is still 0.
        return switch (request.limits.slowSpeed, request.limits.slowTime) {
        case (0, 0): []
        case (_, 0): ["--speed-limit", speed, "--speed-time", time]
        default: ["--speed-time", time, "--speed-limit", speed]
        }
    },
]

/// What to do when a transfer goes wrong that may go right the next time.
let retryOptions: [OptionDefinition] = [
    OptionDefinition(
        "retry", nil, .value("num"), .connection, "Try again so often after time-outs and 408 429 500 502 503 504 522 524",
        .done { draft, option in draft.plan.retry.limit = try option.integer() }),
    OptionDefinition(
        "retry-all-errors", nil, .flag, .connection, "With --retry, try again after any failure",
        .done { draft, option in draft.plan.retry.retriesAllErrors = option.isOn }),
    OptionDefinition(
        "retry-connrefused", nil, .flag, .connection, "With --retry, try again if the connection is refused",
        .done { draft, option in draft.plan.retry.retriesRefusal = option.isOn }),
    OptionDefinition(
        "retry-delay", nil, .value("seconds"), .connection, "Wait so long before each retry, instead of 1, 2, 4 … seconds",
        .done { draft, option in draft.plan.retry.delay = try option.wholeSeconds() }),
    OptionDefinition(
        "retry-max-time", nil, .value("seconds"), .connection, "Begin no retry after so long",
        .done { draft, option in draft.plan.retry.maximumTime = try option.wholeSeconds() }),
]
