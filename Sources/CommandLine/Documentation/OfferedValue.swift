internal import Plan

/// What a shell offers for an option's value.
enum OfferedValue: Equatable {
    case nothing
    case file
    case directory
    /// Text, or after an `@` (in a form after `<` too) the name of a file.
    case textOrFile
    case words([String])

    init(_ option: OptionDefinition, _ guide: ViewerGuide) {
        switch option.argument {
        case .none, .flag: self = option.name == "demo" ? .words(guide.demos.map(\.name)) : .nothing
        case .optional: self = .words(Usage.topics)
        case .onOff: self = .words(["on", "off"])
        case .value(let name):
            if let words = OfferedValue.words(of: option, guide) {
                self = .words(words)
            } else if ["file", "path", "key", "certificate[:password]", "data|file"].contains(name) {
                self = .file
            } else if name == "dir" {
                self = .directory
            } else if name.contains("@file") || ["name=content", "format"].contains(name) || option.name == "data-urlencode" {
                self = .textOrFile
            } else {
                self = .nothing
            }
        }
    }

    private static func words(of option: OptionDefinition, _ guide: ViewerGuide) -> [String]? {
        if option.name == "view" { return [ViewerSettings.automaticView] + guide.views.map(\.name) }
        if let setting = ViewerSetting.all.first(where: { $0.name == option.name }) {
            // What is written in capitals stands for something else.
            let words = setting.values.split(separator: "|").map(String.init).filter { $0 == $0.lowercased() && !$0.contains(" ") }
            return words.isEmpty ? nil : words
        }
        // With the proxy, and with the server that names are looked up at, the same.
        let name = ["proxy-", "doh-"].first { option.name.hasPrefix($0) && byName[option.name] == nil }.map {
            option.name.dropFirst($0.count)
        }
        return byName[name.map(String.init) ?? option.name]
    }

    private static let byName = [
        "cert-type": ["PEM", "DER", "P12", "ENG"],
        "delegation": ["none", "policy", "always"],
        "ech": ["true", "hard", "false", "grease"],
        "key-type": ["PEM", "DER", "ENG"],
        "proto": ["=http", "=https", "-http", "-https"],
        "proto-default": ["http", "https"],
        "proto-redir": ["=http", "=https", "-http", "-https"],
        "request": ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
        "speed": ["max", "2", "10"],
        "tls-max": ["1.0", "1.1", "1.2", "1.3"],
        "tlsauthtype": ["SRP"],
    ]
}
