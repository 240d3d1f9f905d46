internal import Bytes
package import Plan

/// An option that fills in one field of the request: the row that reads it, and the words that say it again.
package struct RequestSetting: Sendable {
    var definition: OptionDefinition
    /// The words for what the request has, none if that is the default. Secrets read `***` unless `showingSecrets`.
    package let words: @Sendable (_ request: Request, _ showingSecrets: Bool) -> [String]

    /// Refused if the libcurl at hand cannot do it.
    func needing(_ need: LibraryNeed) -> RequestSetting {
        var setting = self
        setting.definition.need = need
        return setting
    }

    /// Every one of them, by chapter.
    package static let all =
        redirectSettings + protocolSettings + connectionSettings + limitSettings + tlsSettings + proxySettings
        + authenticationSettings
}

/// Makes settings for the fields of one group of the request's.
///
/// `prefix` stands in front of each name, for a group that there is twice.
struct SettingGroup<Group: Sendable>: Sendable {
    typealias Field<Value> = WritableKeyPath<Group, Value> & Sendable
    typealias Apply = @Sendable (inout Group, TypedOption) throws -> Void

    let place: any WritableKeyPath<Request, Group> & Sendable
    let category: HelpCategory
    var prefix = ""

    init(_ place: any WritableKeyPath<Request, Group> & Sendable, _ category: HelpCategory, prefix: String = "") {
        self.place = place
        self.category = category
        self.prefix = prefix
    }

    /// A setting of any kind; `words` are those after the option's name, one list for each time it is to be said.
    func setting(
        _ name: String, short: Unicode.Scalar? = nil, _ argument: OptionDefinition.Argument, _ summary: String,
        isOnByDefault: Bool = false, isRepeatable: Bool = false,
        words: @escaping @Sendable (_ group: Group, _ showingSecrets: Bool) -> [[String]], apply: @escaping Apply
    ) -> RequestSetting {
        let definition = OptionDefinition(
            prefix + name, short, argument, category, prefix.isEmpty ? summary : summary + ", with the proxy",
            isOnByDefault: isOnByDefault, isRepeatable: isRepeatable,
            .done { [place] draft, option in try apply(&draft.request[keyPath: place], option) })
        return RequestSetting(definition: definition) { [place] request, showingSecrets in
            words(request[keyPath: place], showingSecrets).flatMap { [definition.longForm] + $0 }
        }
    }

    func flag(
        _ name: String, short: Unicode.Scalar? = nil, _ summary: String, isOnByDefault: Bool = false,
        _ field: any Field<Bool>
    ) -> RequestSetting {
        setting(
            name, short: short, .flag, summary, isOnByDefault: isOnByDefault,
            words: { group, _ in group[keyPath: field] == isOnByDefault ? [] : [[]] },
            apply: { group, option in group[keyPath: field] = option.isOn })
    }

    /// Not said if the field is all of `whole`, which has an option of its own.
    func member<Options: OptionSet & Sendable>(
        _ name: String, _ summary: String, _ field: any Field<Options>, _ element: Options, of whole: Options? = nil
    ) -> RequestSetting where Options.Element == Options {
        setting(
            name, .flag, summary,
            words: { group, _ in
                let options = group[keyPath: field]
                return options.contains(element) && whole.map(options.contains) != true ? [[]] : []
            },
            apply: { group, option in
                if option.isOn {
                    group[keyPath: field].insert(element)
                } else {
                    group[keyPath: field].remove(element)
                }
            })
    }

    /// One of several options of which the last counts.
    func choice<Value: Equatable & Sendable>(
        _ name: String, short: Unicode.Scalar? = nil, _ summary: String, _ field: any Field<Value?>, _ value: Value
    ) -> RequestSetting {
        setting(
            name, short: short, .none, summary, words: { group, _ in group[keyPath: field] == value ? [[]] : [] },
            apply: { group, _ in group[keyPath: field] = value })
    }

    func text(
        _ name: String, short: Unicode.Scalar? = nil, _ argument: String, _ summary: String, isSecret: Bool = false,
        _ field: any Field<String?>
    ) -> RequestSetting {
        setting(
            name, short: short, .value(argument), summary,
            words: { group, showingSecrets in
                group[keyPath: field].map { [[isSecret && !showingSecrets ? Secrets.mask : $0]] } ?? []
            },
            apply: { group, option in group[keyPath: field] = option.value })
    }

    func texts(
        _ name: String, _ argument: String, _ summary: String, _ field: any Field<[String]>
    ) -> RequestSetting {
        setting(
            name, .value(argument), summary, isRepeatable: true,
            words: { group, _ in group[keyPath: field].map { [$0] } },
            apply: { group, option in group[keyPath: field].append(option.value) })
    }

    /// `read` turns what was typed into the number kept; it is written in decimal again.
    func number(
        _ name: String, _ argument: String, _ summary: String, _ field: any Field<Int?>,
        read: @escaping @Sendable (TypedOption) throws -> Int?
    ) -> RequestSetting {
        setting(
            name, .value(argument), summary,
            words: { group, _ in group[keyPath: field].map { [["\($0)"]] } ?? [] },
            apply: { group, option in group[keyPath: field] = try read(option) })
    }
}
