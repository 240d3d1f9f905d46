internal import Plan

private let group = SettingGroup(\.redirects, .http)

/// What redirects may change.
let redirectSettings: [RequestSetting] = [
    RequestSetting(
        definition: OptionDefinition(
            "location-trusted", nil, .flag, .http, "Follow redirects, with name and password to every host",
            .done { draft, option in
                draft.request.redirects.trustsEveryHost = option.isOn
                draft.follow(option)
            })
    ) { request, _ in
        guard request.redirects.trustsEveryHost else { return [] }
        return ["--location-trusted"] + (request.followsRedirects ? [] : ["--no-location"])
    },
    group.flag("post301", "Stay with POST after a 301", \.keepsPostOn301),
    group.flag("post302", "Stay with POST after a 302", \.keepsPostOn302),
    group.flag("post303", "Stay with POST after a 303", \.keepsPostOn303),
    group.setting(
        "proto-redir", .value("protocols"), "Follow redirects to these schemes only: =https, -http …",
        words: { group, _ in schemeWords(group.schemes) },
        apply: { group, option in group.schemes = try webSchemes(option, from: group.schemes) }),
]

func schemeWords(_ schemes: WebSchemes) -> [[String]] {
    switch schemes {
    case .all: []
    case .http: [["=http"]]
    case .https: [["=https"]]
    default: [["-all"]]
    }
}

/// `=a,b` these alone, `+a` or `a` this too, `-a` not this; `all` is every one. What curlew does not speak is
/// neither allowed nor forbidden.
func webSchemes(_ option: TypedOption, from start: WebSchemes) throws -> WebSchemes {
    var schemes = start
    for token in option.value.split(separator: ",") {
        let signs = token.prefix { "+-=".contains($0) }
        let name = token[signs.endIndex...]
        if name.isEmpty { throw option.badUse }
        let meant: WebSchemes =
            switch name.lowercased() {
            case "all": .all
            case "http": .http
            case "https": .https
            default: []
            }
        switch signs.last {
        case "-": schemes.subtract(meant)
        case "=": schemes = meant
        default: schemes.formUnion(meant)
        }
    }
    return schemes
}

extension PlanDraft {
    /// The last of the options that make redirects be followed says how.
    mutating func follow(_ option: TypedOption, obeyingStatus: Bool = false) {
        request.followsRedirects = option.isOn
        request.redirects.obeysStatus = option.isOn && obeyingStatus
    }
}
