internal import Plan

/// Every option there is, found by name.
struct OptionTable: Sendable {
    let definitions: [OptionDefinition]
    private let byName: [String: Int]
    private let byShort: [Unicode.Scalar: Int]

    static let standard = OptionTable(
        viewerOptions + requestOptions + dataOptions + uploadOptions + memoryOptions + conditionOptions + outputOptions
            + runOptions + retryOptions + limitOptions + tlsOptions + authenticationOptions + RequestSetting.all.map(\.definition)
            + commandOptions + notDoneOptions + idleOptions)

    /// Other names that curl takes for the same option.
    private static let aliases = [
        "include": "show-headers", "ftp-ssl": "ssl", "ftp-ssl-reqd": "ssl-reqd", "krb4": "krb",
    ]

    init(_ definitions: [OptionDefinition]) {
        self.definitions = definitions
        var byName: [String: Int] = [:], byShort: [Unicode.Scalar: Int] = [:]
        for (index, definition) in definitions.enumerated() {
            byName[definition.name] = index
            if let short = definition.short { byShort[short] = index }
        }
        for (alias, name) in OptionTable.aliases { byName[alias] = byName[name] }
        for setting in ViewerSetting.all { if let alias = setting.otherName { byName[alias] = byName[setting.name] } }
        self.byName = byName
        self.byShort = byShort
    }

    func definition(short: Unicode.Scalar) -> OptionDefinition? {
        byShort[short].map { definitions[$0] }
    }

    /// The option of that name, or the only one that begins with it, and whether it is switched on;
    /// after `no-` only whole names count.
    /// Throws `CommandLineError`.
    func definition(named name: String, spelling: String) throws -> (OptionDefinition, isOn: Bool) {
        if let definition = byName[name].map({ definitions[$0] }) { return (definition, true) }
        let isNegated = name.hasPrefix("no-")
        let positive = isNegated ? String(name.dropFirst(3)) : name
        let small = positive.lowercased()
        let found =
            try byName[positive] ?? (isNegated ? nil : onlyBeginning(with: positive, spelling))
            // In curl the case of a long name makes no difference; here it does as far as another name would fit.
            ?? byName[small] ?? (isNegated ? nil : onlyBeginning(with: small, spelling))
        guard let found else { throw CommandLineError(unknown: spelling, nearest: nearestForms(to: positive)) }
        let definition = definitions[found]
        if isNegated && definition.argument != .flag {
            throw CommandLineError(option: spelling, "used '--no-' for option that isn't a boolean")
        }
        return (definition, !isNegated)
    }

    /// The long forms that a misspelt name may have meant, the likeliest first; at most three.
    private func nearestForms(to name: String) -> [String] {
        let length = name.unicodeScalars.count
        let limit = length < 3 ? 0 : length < 6 ? 1 : length < 11 ? 2 : 3
        let near = byName.compactMap { known, index -> (distance: Int, form: String)? in
            let definition = definitions[index]
            guard definition.isDone || definition.isWithoutEffect else { return nil }
            let distance = editDistance(name, known)
            return distance <= limit ? (distance, definition.longForm) : nil
        }
        let least = near.map(\.distance).min()
        return Array(Set(near.filter { $0.distance == least }.map(\.form)).sorted().prefix(3))
    }

    private func onlyBeginning(with text: String, _ spelling: String) throws -> Int? {
        guard !text.isEmpty else { return nil }
        let all = Set(byName.lazy.filter { $0.key.hasPrefix(text) }.map(\.value))
        // What curl understands it understands here too: our own options are meant only when none of curl's fits.
        let curls = all.filter { definitions[$0].category != .viewer }
        let found = curls.isEmpty ? all : curls
        if found.count > 1 { throw CommandLineError(option: spelling, "is ambiguous") }
        return found.first
    }
}

/// How many characters have to be put in, taken out, replaced or swapped with their neighbour to make `right` of `left`
/// (optimal string alignment).
func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars), right = Array(right.unicodeScalars)
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        for column in right.indices {
            let isSame = left[row] == right[column]
            var distance = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                distance = min(distance, beforeLast[column - 1] + 1)
            }
            current.append(distance)
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count]
}
