internal import Plan

/// Whom to trust, and as whom to come.
let securityOptions: [OptionDefinition] = [
    OptionDefinition(
        "insecure", "k", .flag, .tls, "Take any certificate",
        .done { draft, option in draft.request.verifiesPeer = !option.isOn }),
    OptionDefinition(
        "user", "u", .value("user:password"), .auth, "Log in with Basic; the password is asked for if left out",
        .done { draft, option in draft.request.credentials = option.value }),
]
