internal import Plan

/// Bodies that are made or read while they are sent.
let uploadOptions: [OptionDefinition] = [
    OptionDefinition(
        "crlf", nil, .flag, .data, "Upload line feeds as carriage return and line feed",
        .done { draft, option in draft.request.convertsLineEnds = option.isOn }),
    OptionDefinition(
        "form", "F", .value("name=content"), .data, "POST a form with this part; @file uploads a file, <file its text",
        isRepeatable: true,
        .done { draft, option in
            try draft.addFormPart(option) { form, files in try form.add(option.value) { try files($0) } }
        }),
    OptionDefinition(
        "form-escape", nil, .flag, .data, "Put a backslash before quotes in names of a form",
        .done { draft, option in draft.form.escapesWithBackslash = option.isOn }),
    OptionDefinition(
        "form-string", nil, .value("name=string"), .data, "POST a form with this part, an @ and all",
        isRepeatable: true,
        .done { draft, option in
            try draft.addFormPart(option) { form, _ in try form.addLiteral(option.value) }
        }),
    OptionDefinition(
        "upload-file", "T", .value("file"), .data, "PUT this file, of its own name if the URL ends in /; - is standard input",
        isRepeatable: true,
        .done { draft, option in draft.uploads.append(option.value) }),
]

extension PlanDraft {
    fileprivate mutating func addFormPart(
        _ option: TypedOption, _ add: (inout FormDraft, (String) throws -> [UInt8]) throws -> Void
    ) throws {
        var form = form
        do {
            try add(&form) { try contents(of: $0, for: option) }
        } catch let error as FormError {
            throw option.error(error.problem)
        }
        self.form = form
    }
}
