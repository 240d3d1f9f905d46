internal import Plan

/// What servers say that is to be remembered.
let memoryOptions: [OptionDefinition] = [
    OptionDefinition(
        "alt-svc", nil, .value("file"), .http, "Remember in this file which other servers hosts have",
        .done { draft, option in draft.request.serverMemory.alternativeServices = option.value }),
    OptionDefinition(
        "cookie", "b", .value("data|file"), .http, "Send these cookies; without a =, those in this file, and those that come",
        isRepeatable: true, .done(takeCookies)),
    OptionDefinition(
        "cookie-jar", "c", .value("file"), .http, "Keep the cookies that come, and write all to this file at the end",
        .done { draft, option in draft.request.cookies.jar = option.value }),
    OptionDefinition(
        "hsts", nil, .value("file"), .http, "Remember in this file which hosts want TLS",
        .done { draft, option in draft.request.serverMemory.strictTransport = option.value }),
    OptionDefinition(
        "junk-session-cookies", "j", .flag, .http, "Leave out cookies of an earlier session when reading a file",
        .done { draft, option in draft.request.cookies.dropsSessionCookies = option.isOn }),
]

@Sendable private func takeCookies(_ draft: inout PlanDraft, _ option: TypedOption) {
    let isMarkedFile = option.value.utf8.first == UInt8(ascii: "@")
    if isMarkedFile || !option.value.utf8.contains(UInt8(ascii: "=")) {
        draft.request.cookies.files.append(isMarkedFile ? String(option.value.dropFirst()) : option.value)
    } else {
        let earlier = draft.request.cookies.literal.map { "\($0);" } ?? ""
        draft.request.cookies.literal = earlier + option.value
    }
}
