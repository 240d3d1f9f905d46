internal import Bytes
internal import Plan

/// Which part of a resource, and on what condition.
let conditionOptions: [OptionDefinition] = [
    OptionDefinition(
        "continue-at", "C", .value("offset"), .output, "Go on at this byte; - goes on at the end of the -o file",
        .done { draft, option in
            draft.plan.resumesOutput = option.value == "-"
            draft.request.resumeFrom = option.value == "-" ? nil : try option.count()
        }),
    OptionDefinition(
        "etag-compare", nil, .value("file"), .http, "Ask for an answer only if its ETag is not the one in this file",
        .done { draft, option in draft.comparedTag = option }),
    OptionDefinition(
        "etag-save", nil, .value("file"), .http, "Write the ETag of the answer to this file",
        .done { draft, option in draft.plan.entityTagPath = option.value }),
    OptionDefinition(
        "range", "r", .value("range"), .http, "Ask for these bytes: 0-499, 500-, -500, 0-0,-1",
        .done(takeRange)),
    OptionDefinition(
        "request-target", nil, .value("path"), .http, "Send this in place of the URL's path",
        .done { draft, option in draft.request.target = option.value }),
    OptionDefinition(
        "time-cond", "z", .value("time"), .http, "Ask for an answer only if it is newer than a date or file; older with - in front",
        .done(takeTimeCondition)),
]

@Sendable private func takeRange(_ draft: inout PlanDraft, _ option: TypedOption) {
    let value = option.value.utf8
    if value.first?.isDigit == true && !value.contains(UInt8(ascii: "-")) {
        draft.warnings.append("a range must include at least one dash; appending one: -r \(option.value)-")
        draft.request.range = option.value + "-"
        return
    }
    if !value.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ",") }) {
        draft.warnings.append("\(option.spelling) \(option.value): only digits, dashes and commas make a range that servers understand")
    }
    draft.request.range = option.value
}

@Sendable private func takeTimeCondition(_ draft: inout PlanDraft, _ option: TypedOption) {
    let kinds: [UInt8: TimeCondition.Kind] = [
        UInt8(ascii: "+"): .modifiedSince, UInt8(ascii: "-"): .unmodifiedSince, UInt8(ascii: "="): .lastModified,
    ]
    let kind = option.value.utf8.first.flatMap { kinds[$0] }
    let text = kind == nil ? option.value : String(option.value.dropFirst())
    guard let time = draft.time(of: text) else {
        draft.request.timeCondition = nil
        draft.warnings.append("\(option.spelling) \(option.value): neither a date nor a file; the condition is left out")
        return
    }
    draft.request.timeCondition = TimeCondition(kind: kind ?? .modifiedSince, time: time)
}
