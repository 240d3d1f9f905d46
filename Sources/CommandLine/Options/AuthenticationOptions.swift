internal import Plan

/// As whom to come.
let authenticationOptions: [OptionDefinition] = [
    OptionDefinition(
        "user", "u", .value("user:password"), .auth, "Log in with Basic; the password is asked for if left out",
        .done { draft, option in draft.request.credentials = option.value })
]

private let group = SettingGroup(\.authentication, .auth)

/// How to log in.
let authenticationSettings: [RequestSetting] =
    schemeSettings(group, \.schemes) + [
        group.text("aws-sigv4", "provider", "Sign the request as AWS wants it", \.awsSignature),
        group.setting(
            "delegation", .value("level"), "Pass GSS-API credentials on: none, policy, always",
            words: { group, _ in group.delegation == .none ? [] : [[group.delegation.rawValue]] },
            // What curl does not know it warns of, and takes for none.
            apply: { group, option in group.delegation = .init(rawValue: option.value.lowercased()) ?? .none }),
        group.flag("netrc", short: "n", "Take name and password from .netrc", \.netrc.isRequired),
        group.text("netrc-file", "file", "Take name and password from this file", \.netrc.path),
        group.flag("netrc-optional", "Take them from .netrc if the URL has none", \.netrc.isOptional),
        group.member("ntlm-wb", "Log in by NTLM through Samba's ntlm_auth", \.schemes, .ntlmByHelper, of: .any),
        group.text("oauth2-bearer", "token", "Log in by this bearer token", isSecret: true, \.bearerToken),
        group.text("service-name", "name", "The server's name for SPNEGO", \.serviceName),
    ]
