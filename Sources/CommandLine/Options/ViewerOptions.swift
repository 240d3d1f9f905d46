internal import Plan

/// curlew's own options; curl has none of them.
let viewerOptions: [OptionDefinition] =
    ViewerSetting.all.map(viewerOption) + [
        OptionDefinition(
            "demo", nil, .flag, .viewer, "Play a recording that comes with curlew; a word names it",
            .done { draft, option in draft.isDemo = option.isOn }),
        OptionDefinition(
            "paste", nil, .flag, .viewer, "Read curl commands from standard input, as a browser copies them",
            .directing { interpreter, option in if option.isOn { try interpreter.takePastedCommands(option) } }),
        OptionDefinition(
            "record", nil, .value("file"), .viewer, "Write the exchange with its timing to a file; - in place of the body",
            .done { draft, option in draft.recordPath = option.value }),
        OptionDefinition(
            "record-secrets", nil, .flag, .viewer, "Write passwords, tokens and cookies into recordings too",
            .done { draft, option in draft.recordsSecrets = option.isOn }),
        OptionDefinition(
            "replay", nil, .value("file"), .viewer, "Play a recorded exchange",
            .done { draft, option in draft.replayPath = option.value }),
        OptionDefinition(
            "speed", nil, .value("factor|max"), .viewer, "Play recordings that much faster, or without any wait",
            .done { draft, option in
                draft.speed = try replaySpeed(option)
                if option.origin == nil { draft.speedOption = option }
            }),
    ]

private func replaySpeed(_ option: TypedOption) throws -> ReplaySpeed {
    if option.value == "max" { return .unlimited }
    guard let factor = Double(option.value), factor > 0, factor.isFinite else {
        throw option.error("expected a number above 0, or max")
    }
    return .times(factor)
}

/// A setting of the viewer as an option: `--NAME VALUE`.
private func viewerOption(_ setting: ViewerSetting) -> OptionDefinition {
    OptionDefinition(
        setting.name, nil, setting.isOnOff ? .onOff : .value(setting.values), .viewer, setting.summary,
        isRepeatable: setting.hasParts || setting.isList,
        .done { draft, option in
            if !draft.run.viewer.set(setting, option.value, from: option.origin ?? ViewerSettings.commandLine) {
                throw option.error("expected \(setting.values)")
            }
        })
}
