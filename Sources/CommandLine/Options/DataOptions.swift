internal import HTTPModel

/// What to send along with the request.
let dataOptions: [OptionDefinition] = [
    OptionDefinition(
        "data", "d", .value("data/@file"), .data, "POST this data; of a file without its line ends",
        .done { draft, option in
            guard option.value.utf8.starts(with: "@".utf8) else {
                draft.appendData(Array(option.value.utf8))
                return
            }
            let bytes = try draft.contents(of: String(option.value.dropFirst()), for: option)
            draft.appendData(bytes.filter { $0 != 0x0D && $0 != 0x0A && $0 != 0 })
        }),
    OptionDefinition(
        "data-raw", nil, .value("data"), .data, "POST this data, an @ and all",
        .done { draft, option in draft.appendData(Array(option.value.utf8)) }),
]
