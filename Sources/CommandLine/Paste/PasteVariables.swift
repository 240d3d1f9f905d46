/// A variable that a pasted command names and nobody has set.
package struct MissingVariable: Sendable, Hashable {
    package var name: String
    /// By its name or its place it looks like a password or a token: to be asked for without echo, and shown nowhere.
    package var isSecret: Bool

    package init(name: String, isSecret: Bool) {
        self.name = name
        self.isSecret = isSecret
    }
}

/// The values of variables in a paste: those of the environment, and what the paste itself sets before it uses it.
struct PasteVariables {
    private let environment: [String: String]
    private var assigned: [String: String] = [:]
    private(set) var missing: [MissingVariable] = []

    init(_ environment: [String: String]) {
        self.environment = environment
    }

    func value(of name: String) -> String? {
        assigned[name] ?? environment[name]
    }

    /// On Windows names have no case.
    func value(ofAnyCase name: String) -> String? {
        value(of: name) ?? environment.first { $0.key.lowercased() == name.lowercased() }?.value
    }

    mutating func assign(_ name: String, _ value: String) {
        assigned[name] = value
    }

    /// Notes that `name` has no value. `before` is what stands before it: the command's last words, and the beginning of its own.
    mutating func miss(_ name: String, before: [PastedWord]) {
        let isSecret = Self.looksSecret(name) || Self.isSecretPlace(before)
        if let index = missing.firstIndex(where: { $0.name == name }) {
            missing[index].isSecret = missing[index].isSecret || isSecret
        } else {
            missing.append(MissingVariable(name: name, isSecret: isSecret))
        }
    }

    private static func looksSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["token", "secret", "pass", "pwd", "key", "auth", "cred", "cookie", "session", "bearer", "jwt", "signature", "private"]
            .contains { name.contains($0) }
    }

    private static func isSecretPlace(_ words: [PastedWord]) -> Bool {
        guard let word = words.last?.string.lowercased() else { return false }
        let option = words.dropLast().last?.string ?? ""
        let takesSecret = ["-u", "--user", "-U", "--proxy-user", "-b", "--cookie", "--oauth2-bearer", "--pass", "--proxy-pass"].contains(
            option)
        return takesSecret
            || ["authorization:", "cookie:", "token", "password", "secret", "api-key", "apikey", "api_key"].contains { word.contains($0) }
    }
}
