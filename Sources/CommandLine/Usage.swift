/// The text of `--help`, made from the option table.
package enum Usage {
    static let line = "Usage: curlew [options...] <url>"

    /// Everything curlew does, chapter by chapter.
    package static var text: String {
        var text = line + "\n"
        for category in HelpCategory.allCases {
            let rows = OptionTable.standard.definitions.filter { $0.category == category && !$0.isRefused }
            if rows.isEmpty { continue }
            text += "\n\(category.title)\n" + rows.sorted { $0.name < $1.name }.map(row).joined()
        }
        return text
    }

    static func row(_ definition: OptionDefinition) -> String {
        var left = definition.short.map { " -\($0), " } ?? "     "
        left += definition.longForm
        switch definition.argument {
        case .none, .flag: break
        case .value(let name): left += " <\(name)>"
        case .optional(let name): left += " [\(name)]"
        }
        let gap = String(repeating: " ", count: max(1, 32 - left.count))
        return left + gap + definition.summary + "\n"
    }
}
