internal import Plan

/// What to ask for: method, header fields, redirects.
let requestOptions: [OptionDefinition] = [
    OptionDefinition(
        "compressed", nil, .flag, .http, "Ask for a compressed answer, and decode it",
        .done { draft, option in draft.request.decodesContent = option.isOn }),
    OptionDefinition(
        "follow", nil, .flag, .http, "Follow redirects, with the method of -X only as long as the status allows it",
        .done { draft, option in draft.follow(option, obeyingStatus: true) }),
    OptionDefinition(
        "head", "I", .flag, .http, "Ask for the head only, and show it",
        .done { draft, option in
            draft.request.fetchesHeadOnly = option.isOn
            draft.plan.includesHead = option.isOn
            try draft.refuseHeadInNamedFile()
        }),
    OptionDefinition(
        "header", "H", .value("header/@file"), .http, "Send this field; `Name:` drops one, `Name;` sends it empty",
        isRepeatable: true,
        .done { draft, option in draft.request.headerLines += try draft.headerLines(option) }),
    OptionDefinition(
        "location", "L", .flag, .http, "Follow redirects",
        .done { draft, option in draft.follow(option) }),
    OptionDefinition(
        "max-redirs", nil, .value("num"), .http, "Follow at most so many redirects (50); -1 is no limit",
        .done { draft, option in draft.request.maximumRedirects = try option.integer(from: -1) }),
    OptionDefinition(
        "referer", "e", .value("URL"), .http, "Send this Referer; `;auto` after it: on redirects, the hop before",
        .done { draft, option in
            draft.request.referer = option.value.isEmpty ? nil : option.value
        }),
    OptionDefinition(
        "request", "X", .value("method"), .http, "Use this method",
        .done { draft, option in draft.request.method = option.value }),
    OptionDefinition(
        "url", nil, .value("url/@file"), .http, "Fetch this URL; of a file, the one on each line, into a file of its own name",
        isRepeatable: true,
        .done { draft, option in
            let isList = option.value.utf8.first == UInt8(ascii: "@")
            draft.words += isList ? try draft.listedURLs(option) : [URLWord(text: option.value)]
        }),
    OptionDefinition(
        "user-agent", "A", .value("name"), .http, "Send this User-Agent; none if it is empty",
        .done { draft, option in draft.request.userAgent = option.value }),
]

extension PlanDraft {
    /// The line itself, or those of an `@file` without comments and empty lines, as curl reads them.
    func headerLines(_ option: TypedOption) throws -> [String] {
        guard option.value.utf8.starts(with: "@".utf8) else { return [option.value] }
        return try valueOrContents(option).split(separator: UInt8(ascii: "\n")).compactMap { line in
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if line.isEmpty || line.first == UInt8(ascii: "#") { return nil }
            return String(decoding: line, as: UTF8.self)
        }
    }
}
