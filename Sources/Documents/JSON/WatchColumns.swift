/// What stands before a record of a Kubernetes watch, `{"type":…,"object":…}`: type, kind, namespace/name and phase, which lie far
/// apart in it.
struct WatchColumns {
    let text: String

    private static let wanted: Set<String> = [
        "type", "object.kind", "object.metadata.namespace", "object.metadata.name", "object.status.phase",
    ]
    /// Levels that anything wanted lies in.
    private static let deepest = 3
    /// Bytes; a longer value is none of these.
    private static let longest = 100

    /// nil if the tokens, those that a record begins with, are of no such record.
    init?(_ tokens: [JSONToken], of text: UTF8Text) {
        func word(_ token: JSONToken) -> String {
            String(decoding: text.utf8[token.range].dropFirst().dropLast().prefix(WatchColumns.longest), as: UTF8.self)
        }
        guard let first = tokens.first(where: { $0.kind == .key }), word(first) == "type" else { return nil }
        var found: [String: String] = [:]
        var keys = [String](repeating: "", count: WatchColumns.deepest + 1)
        var depth = 0
        for token in tokens {
            switch token.kind {
            case .punctuation:
                let byte = text.utf8[token.range.lowerBound]
                if byte == JSONByte.openObject || byte == JSONByte.openArray { depth += 1 }
                if byte == JSONByte.closeObject || byte == JSONByte.closeArray { depth -= 1 }
                if depth <= WatchColumns.deepest, byte == JSONByte.openArray { keys[depth] = "[]" }
            case .key where depth <= WatchColumns.deepest: keys[depth] = word(token)
            case .string where depth <= WatchColumns.deepest && depth > 0:
                let path = keys[1...depth].joined(separator: ".")
                if WatchColumns.wanted.contains(path), found[path] == nil { found[path] = word(token) }
            default: break
            }
        }
        guard let type = found["type"], let kind = found["object.kind"] else { return nil }
        let name = [found["object.metadata.namespace"], found["object.metadata.name"]].compactMap(\.self).joined(separator: "/")
        self.text = [type, kind, name, found["object.status.phase"] ?? ""].filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
