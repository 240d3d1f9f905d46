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
