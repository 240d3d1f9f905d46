internal import Plan

/// What to send along with the request.
let dataOptions: [OptionDefinition] = [
    OptionDefinition(
        "data", "d", .value("data/@file"), .data, "POST this data; of a file, without its line ends",
        isRepeatable: true, .done(appendText)),
    OptionDefinition(
        "data-ascii", nil, .value("data/@file"), .data, "The same as --data",
        isRepeatable: true, .done(appendText)),
    OptionDefinition(
        "data-binary", nil, .value("data/@file"), .data, "POST this data; of a file, byte by byte",
        isRepeatable: true,
        .done { draft, option in try draft.appendValueOrContents(option, .exact) }),
    OptionDefinition(
        "data-raw", nil, .value("data"), .data, "POST this data, an @ and all",
        isRepeatable: true,
        .done { draft, option in draft.appendData(Array(option.value.utf8)) }),
    OptionDefinition(
        "data-urlencode", nil, .value("data"), .data, "POST this data percent-encoded: text, name=text, @file, name@file",
        isRepeatable: true,
        .done { draft, option in try draft.appendEncodedData(option) }),
    OptionDefinition(
        "get", "G", .flag, .data, "Put the data into the URL's query instead of POSTing it",
        .done { draft, option in draft.sendsDataInQuery = option.isOn }),
    OptionDefinition(
        "json", nil, .value("data/@file"), .data, "POST this data as JSON, and ask for JSON",
        isRepeatable: true,
        .done { draft, option in
            try draft.appendValueOrContents(option, .exact, isJoined: false)
            draft.isJSON = true
        }),
    OptionDefinition(
        "url-query", nil, .value("data"), .data, "Add this to the URL's query, encoded as by --data-urlencode; +text as it is",
        isRepeatable: true,
        .done { draft, option in
            if option.value.utf8.starts(with: "+".utf8) {
                draft.appendQuery(Array(option.value.utf8.dropFirst()))
            } else {
                draft.appendQuery(try draft.urlEncoded(option))
            }
        }),
]

@Sendable private func appendText(_ draft: inout PlanDraft, _ option: TypedOption) throws {
    try draft.appendValueOrContents(option, .withoutLineEnds)
}
