/// The text of `--help`, made from the option table.
package enum Usage {
    static let line = "Usage: curlew [options...] <url>"

    /// What `--help` alone says, without a line end after it.
    package static let text = text(of: important)

    /// The options that a first look should find; curl's own choice and the viewer's.
    private static let important: Set<String> = [
        "compressed", "data", "demo", "fail", "header", "help", "include", "insecure", "json", "location",
        "output", "paste", "record", "replay", "request", "show-headers", "silent", "user", "user-agent", "version",
    ]

    /// `--help all`, `--help CHAPTER`, `--help OPTION`.
    static func text(on topic: String) -> String {
        let table = OptionTable.standard
        if topic.isEmpty { return text }
        if topic == "all" { return text(of: nil) + "\n\n" + idle }
        if let category = HelpCategory(rawValue: topic) { return chapter(category, of: nil) ?? "" }
        if topic == "category" { return categories }
        let letters = topic.unicodeScalars.drop { $0 == "-" }
        if letters.count == 1, let letter = letters.first, let definition = table.definition(short: letter) {
            return row(definition)
        }
        // Not a failure, as in curl: whoever asks for help gets some.
        guard let found = try? table.definition(named: String(letters), spelling: topic) else {
            return "There is no chapter and no option \(topic). The chapters are:\n\n" + categories
        }
        return row(found.0)
    }

    /// The topics of `--help`.
    static let topics = ["all", "category"] + HelpCategory.allCases.filter { chapter($0, of: nil) != nil }.map(\.rawValue)

    /// The chapters, with those options of `names` that do something; with all if it is `nil`.
    private static func text(of names: Set<String>?) -> String {
        let chapters = HelpCategory.allCases.compactMap { chapter($0, of: names) }
        return ([line] + chapters).joined(separator: "\n\n") + (names == nil ? "" : "\n\n" + more)
    }

    private static let more = """
        More: 'curlew --help all', 'curlew --help CHAPTER', one of
        \(HelpCategory.allCases.filter { chapter($0, of: nil) != nil }.map(\.rawValue).joined(separator: ", ")), \
        or 'curlew --help OPTION'.
        """

    /// `--help category`.
    private static var categories: String {
        HelpCategory.allCases.filter { chapter($0, of: nil) != nil }
            .map { " " + $0.rawValue + String(repeating: " ", count: 12 - $0.rawValue.count) + $0.title }.joined(separator: "\n")
    }

    private static func chapter(_ category: HelpCategory, of names: Set<String>?) -> String? {
        let rows = OptionTable.standard.definitions
            .filter { $0.category == category && $0.isDone && names?.contains($0.name) ?? true }
            .sorted { $0.name < $1.name }
        return rows.isEmpty ? nil : category.title + "\n" + rows.map(row).joined(separator: "\n")
    }

    private static var idle: String {
        let names = OptionTable.standard.definitions.filter(\.isWithoutEffect).map(\.longForm).sorted()
        return "Accepted, and without effect on HTTP, as in curl\n     " + names.joined(separator: " ")
    }

    static func row(_ definition: OptionDefinition) -> String {
        var left = definition.short.map { " -\($0), " } ?? "     "
        left += definition.longForm
        switch definition.argument {
        case .none, .flag: break
        case .value(let name): left += " <\(name)>"
        case .optional(let name): left += " [\(name)]"
        case .onOff: left += " [on|off]"
        }
        let summary =
            switch definition.support {
            case .done, .directing, .answered: definition.summary
            case .withoutEffect: definition.summary.isEmpty ? "Accepted, and without effect on HTTP, as in curl" : definition.summary
            case .refused(let reason): "Refused: \(reason)"
            }
        return left + String(repeating: " ", count: max(1, 34 - left.count)) + summary
    }
}
